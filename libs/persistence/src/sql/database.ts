// The pool as the stores see it: rows typed, instants and digests as ours, transactions, one kind of fault. What is not here: how the pool is made.
import type pg from 'pg';
import { faultOf, REPEATABLE, sqlStateOf, TYPES } from './values.js';

/** `name` makes the server keep the plan; only for statements whose text is fixed by their name. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
}

/** Anything statements run on: the pool, or one connection of it inside a transaction. */
export interface Runner {
  query<R extends object>(statement: Statement): Promise<{ readonly rows: R[]; readonly count: number }>;
}

const REPEATS_MAX = 5;

export class Database implements Runner {
  constructor(readonly pool: pg.Pool) {}

  /** @throws Fault `FAULT.DEPENDENCY_DOWN` when the server cannot be reached; the server's own error otherwise */
  query<R extends object>(statement: Statement): Promise<{ rows: R[]; count: number }> {
    return run<R>(this.pool, statement);
  }

  async rows<R extends object>(text: string, values: readonly unknown[] = [], name?: string): Promise<R[]> {
    return (await this.query<R>(name === undefined ? { text, values } : { text, values, name })).rows;
  }

  /** One transaction at READ COMMITTED. Whatever is thrown rolls it back. */
  async transaction<T>(work: (runner: Runner) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((error: unknown) => Promise.reject(faultOf(error)));
    let broken: Error | undefined;
    // Without a listener, a connection lost while `work` waits for something else would end the process.
    const onError = (error: Error): void => void (broken = error);
    client.on('error', onError);
    try {
      await run(client, { text: 'BEGIN', values: [] });
      const result = await work({ query: (statement) => run(client, statement) });
      await run(client, { text: 'COMMIT', values: [] });
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /** A transaction that is repeated from its beginning when it met a deadlock. */
  async repeatable<T>(work: (runner: Runner) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.transaction(work);
      } catch (error) {
        if (attempt === REPEATS_MAX || !REPEATABLE.has(sqlStateOf(error))) throw error;
      }
    }
  }
}

async function run<R extends object>(on: pg.Pool | pg.PoolClient, { text, values, name }: Statement): Promise<{ rows: R[]; count: number }> {
  try {
    const result = await on.query<R>({ text, values: [...values], types: TYPES, ...(name === undefined ? {} : { name }) });
    return { rows: result.rows, count: result.rowCount ?? 0 };
  } catch (error) {
    throw faultOf(error);
  }
}
