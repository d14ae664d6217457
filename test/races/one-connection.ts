// One connection in place of a pool, in one transaction that is taken back when a run has been looked at. Every run of a race so begins on
// the same rows – case, journal, posts, delegations – without copying any. While one store call runs at a time this is the same as
// transactions of their own: each statement sees what the ones before it have written. What is not here: two transactions that
// are open at once (`held.race.spec.ts`).
import { createStores, type Stores } from '@quanze/persistence';
import pg from 'pg';

interface Config {
  readonly text: string;
  readonly name?: string;
}

export interface OneConnection {
  readonly stores: Stores;
  begin(): Promise<void>;
  /** Takes everything back. */
  rollback(): Promise<void>;
  rows<R extends object>(text: string, values: readonly unknown[], name: string): Promise<readonly R[]>;
  close(): Promise<void>;
}

export async function openOneConnection(url: string): Promise<OneConnection> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC -c role=quanze_app' });
  await client.connect();
  const savepoint = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    await client.query(`SAVEPOINT ${name}`);
    try {
      const result = await work();
      await client.query(`RELEASE ${name}`);
      return result;
    } catch (error) {
      await client.query(`ROLLBACK TO ${name}`);
      throw error;
    }
  };
  const WORDS: Readonly<Record<string, string>> = { BEGIN: 'SAVEPOINT inside', COMMIT: 'RELEASE inside', ROLLBACK: 'ROLLBACK TO inside' };
  const inside = {
    query: (asked: Config | string) => {
      const text = typeof asked === 'string' ? asked : asked.text;
      return client.query((WORDS[text] ?? asked) as string);
    },
    on: () => undefined, off: () => undefined, release: () => undefined,
  };
  const pool = {
    // Only a write can fail, and a failure would end the whole transaction.
    query: (asked: Config) => (asked.name?.startsWith('act:') === true ? savepoint('statement', () => client.query(asked as never)) : client.query(asked as never)),
    connect: async () => inside,
  };
  return {
    stores: createStores({ driver: { master: pool } } as unknown as Parameters<typeof createStores>[0]),
    begin: async () => void (await client.query('BEGIN')),
    rollback: async () => void (await client.query('ROLLBACK')),
    rows: async <R extends object>(text: string, values: readonly unknown[], name: string) => (await client.query<R>({ text, values: [...values], name })).rows,
    close: () => client.end(),
  };
}
