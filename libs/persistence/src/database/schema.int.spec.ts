// The schema: from nothing, twice, twenty at once; entities agree with it; schema.sql shows it; append-only tables are.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@quanze/testkit';
import * as persistence from '../index.js';
import { checkEntities, createDataSource, Database, describeSchema, runMigrations } from '../index.js';
import { withClient } from '../embedded/databases.js';
import { MIGRATIONS } from '../migrations/index.js';
import { addPerson, withWorld } from '../testing/fixtures.contract.js';
import { decisionRecord, nextAct, openCase } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { runMigrations: _without, ...bare } = persistence;
const SCHEMA_FILE = join(import.meta.dirname, 'schema.sql');

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(() => 'no error', (error: { code?: string }) => error.code ?? 'no code');
}

describe('migrations', () => {
  let empty: TestDatabase;
  beforeEach(async () => {
    empty = await createTestDatabase(bare, 'empty');
  });
  afterEach(() => empty.drop());

  it('build the schema from nothing and have nothing to do the second time', async () => {
    expect(await runMigrations(empty.url)).toHaveLength(MIGRATIONS.length);
    expect(await runMigrations(empty.url)).toEqual([]);
  });

  it('run once when twenty processes start at the same time', async () => {
    const ran = await Promise.all(Array.from({ length: 20 }, () => runMigrations(empty.url)));
    expect(ran.map((names) => names.length).sort((a, b) => a - b)).toEqual([...Array(19).fill(0), MIGRATIONS.length]);
  });

  it('can be taken back to an empty schema', async () => {
    await runMigrations(empty.url);
    const dataSource = await createDataSource(empty.url, { as: 'owner' }).initialize();
    for (const _ of MIGRATIONS) await dataSource.undoLastMigration({ transaction: 'each' });
    const tables = await dataSource.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`) as readonly { relname: string }[];
    await dataSource.destroy();
    expect(tables.map((row) => row.relname)).toEqual(['schema_migration']);
  });

  it('stop when a column is missing, superfluous, of another type or nullable', async () => {
    await runMigrations(empty.url);
    await withClient(empty.url, async (client) => {
      await client.query('ALTER TABLE task DROP COLUMN verb, ADD COLUMN extra text, ALTER COLUMN state TYPE varchar, ALTER COLUMN role DROP NOT NULL');
    });
    const message = await runMigrations(empty.url).then(() => '', (error: Error) => error.message);
    expect(message).toBe('FAULT.SCHEMA_MISMATCH: task.extra is in the database only; task.role is not nullable in the entities only; task.state is text in the entities and character varying in the database; task.verb is in the entities only');
  });
});

describe('the migrated database', () => {
  const { world, url } = withWorld();

  it('agrees with the entities', async () => {
    const dataSource = await createDataSource(url()).initialize();
    await expect(checkEntities(dataSource)).resolves.toBeUndefined();
    await dataSource.destroy();
  });

  it('is what schema.sql says (QUANZE_WRITE_SCHEMA=1 writes it anew)', async () => {
    const text = await describeSchema(world().stores.database);
    if (process.env['QUANZE_WRITE_SCHEMA'] === '1') await writeFile(SCHEMA_FILE, text);
    expect(text).toBe(await readFile(SCHEMA_FILE, 'utf8'));
  });

  it('is used under the role of the application and in UTC', async () => {
    const rows = await world().stores.database.rows(`SELECT current_user::text AS role, current_setting('TimeZone') AS zone`);
    expect(rows).toEqual([{ role: 'quanze_app', zone: 'UTC' }]);
  });

  it('lets the application change no table structure', async () => {
    expect(await codeOf(world().stores.database.rows('CREATE TABLE public.mine (id integer)'))).toBe('42501');
    expect(await codeOf(world().stores.database.rows('ALTER TABLE journal DISABLE TRIGGER ALL'))).toBe('42501');
  });
});

describe('append-only tables', () => {
  const { world, url } = withWorld();
  const asOwner = <T extends object>(text: string): Promise<readonly T[]> => withClient(url(), async (client) => (await client.query<T>(text)).rows);
  beforeAll(async () => {
    const chief = await addPerson(world(), { role: 'chief' });
    const caseId = await openCase(world(), chief);
    const act = await nextAct(world(), caseId, chief, {
      openings: [{ path: '/input/reason', salt: 'ab'.repeat(16), value: '理由' }], change: { record: decisionRecord(caseId, 2, chief.person) },
    });
    expect(await world().stores.cases.commit(act)).toBe('committed');
  });

  const tables = ['journal', 'sealed_value', 'decision', 'definition', 'checkpoint', 'log_leaf', 'log_node', 'signing_key', 'draw_commitment', 'draw_use',
    'participation', 'finding', 'exemption', 'appeal', 'appeal_answer', 'responsibility_read', 'formality_check'];
  const columns: Readonly<Record<string, string>> = { journal: 'act', sealed_value: 'path', decision: 'outcome', definition: 'version', checkpoint: 'size', log_leaf: 'seq', log_node: 'level', signing_key: 'replaces', draw_commitment: 'sealed', draw_use: 'seq',
    participation: 'office', finding: 'area', exemption: 'area', appeal: 'area', appeal_answer: 'upheld', responsibility_read: 'what', formality_check: 'act' };

  it.each(tables)('%s refuses update, delete and truncate to the application', async (table) => {
    const { database: app } = world().stores;
    expect(await codeOf(app.rows(`UPDATE ${table} SET ${columns[table]} = ${columns[table]}`))).toBe('42501');
    expect(await codeOf(app.rows(`DELETE FROM ${table}`))).toBe('42501');
    expect(await codeOf(app.rows(`TRUNCATE ${table}`))).toBe('42501');
  });

  it.each(tables)('%s refuses update, delete and truncate to the owner, too', async (table) => {
    expect(await codeOf(asOwner(`UPDATE ${table} SET ${columns[table]} = ${columns[table]}`))).toBe('23000');
    expect(await codeOf(asOwner(`DELETE FROM ${table}`))).toBe('23000');
    expect(await codeOf(asOwner(`TRUNCATE ${table}`))).toBe('23000');
  });

  it('erases an opening through the one function that may, and leaves the entry', async () => {
    const [row] = await asOwner<{ chain: string }>('SELECT chain FROM sealed_value');
    const chain = row?.chain ?? '';
    expect(await persistence.eraseOpening(world().stores.database, chain, 2, '/input/reason')).toBe(true);
    expect(await persistence.eraseOpening(world().stores.database, chain, 2, '/input/reason')).toBe(false);
    expect(await world().stores.cases.openings(chain, [2])).toEqual([]);
    expect((await world().stores.cases.journal(chain, 0, 10)).map((entry) => entry.seq)).toEqual([1, 2]);
    expect(await codeOf(asOwner('DELETE FROM sealed_value'))).toBe('23000');
  });

  it('does not erase because the application says that it is erasing', async () => {
    const app = new Database(world().stores.database.pool);
    const attempt = app.transaction(async (on) => {
      await on.query({ text: `SET LOCAL quanze.erasure = 'on'`, values: [] });
      await on.query({ text: 'DELETE FROM sealed_value', values: [] });
    });
    expect(await codeOf(attempt)).toBe('42501');
  });
});
