// Reads whole tables as they lie in the database, for auditors that trust no store. What is not here: any judgement.
import pg from 'pg';
import type { HashHex, JsonObject } from '@quanze/kernel';
import type { JournalEntry } from '@quanze/ledger';

export type Row = Readonly<Record<string, unknown>>;

export interface Tables {
  readonly cases: readonly Row[];
  readonly journal: readonly (Row & { readonly parsed: JournalEntry })[];
  readonly sealed: readonly Row[];
  readonly tasks: readonly Row[];
  readonly deadlines: readonly Row[];
  readonly decisions: readonly Row[];
  readonly answers: readonly Row[];
  readonly offices: readonly Row[];
  readonly numbers: readonly Row[];
  readonly leaves: readonly Row[];
  readonly pending: readonly Row[];
  readonly nodes: readonly Row[];
  readonly state: readonly Row[];
  readonly checkpoints: readonly Row[];
  readonly outbox: readonly Row[];
}

/** Runs something on one connection of the owner. */
export async function withOwner<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Every row of a table as JSON; digests as `\x…`, instants with their offset. */
async function rowsOf(client: pg.Client, table: string, order: string): Promise<readonly Row[]> {
  const { rows } = await client.query<{ row: Row }>(`SELECT row_to_json(t) AS row FROM ${table} t ORDER BY ${order}`);
  return rows.map(({ row }) => row);
}

/** All tables of one moment. */
export async function readTables(url: string): Promise<Tables> {
  return withOwner(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const read = (table: string, order: string): Promise<readonly Row[]> => rowsOf(client, table, order);
    const journal = await read('journal', 'chain, seq');
    return {
      cases: await read('case_file', 'case_id'), sealed: await read('sealed_value', 'chain, seq, path'), tasks: await read('task', 'case_id, key'),
      deadlines: await read('deadline', 'case_id, clock'), decisions: await read('decision', 'case_id, seq'), answers: await read('idempotency', 'recorded_at, key'),
      offices: await read('office', 'id'), numbers: await read('case_number', 'office'), leaves: await read('log_leaf', 'index'), pending: await read('log_pending', 'place'),
      nodes: await read('log_node', 'level, index'), state: await read('log_state', 'tenant'), checkpoints: await read('checkpoint', 'size'), outbox: await read('outbox', 'id'),
      journal: journal.map((row) => ({ ...row, parsed: { ...(JSON.parse(String(row['entry'])) as JsonObject), hash: hex(row['hash']) } as unknown as JournalEntry })),
    };
  });
}

export function hex(value: unknown): HashHex {
  return String(value).replace(/^\\x/, '') as HashHex;
}

/** A timestamp of the database in the form of the kernel; null stays null. */
export function instantOf(value: unknown): string | null {
  return value === null || value === undefined ? null : new Date(String(value)).toISOString();
}

export function groupBy(rows: readonly Row[], column: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[column]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
