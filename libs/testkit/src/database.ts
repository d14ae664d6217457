/// <reference types="jest" />
// A database of its own for a test file. One embedded server serves a whole run of Jest; it starts when the first test asks, so
// that a run of unit tests starts none, and test/global-teardown.mjs ends it. Each file gets a copy of a template that was
// migrated once. What is not here: the server and the migrations; they are handed in, because adapters are not known here.
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { runFolder } from './test-folder.js';

/** What this needs from `@quanze/persistence`; the library itself can be passed: `import * as persistence from …`. */
export interface DatabaseTools {
  startEmbeddedPostgres(options: { dataDir: string; settings: Readonly<Record<string, string>> }): Promise<{ readonly url: string }>;
  createDatabase(url: string, name: string, template?: string): Promise<boolean>;
  dropDatabase(url: string, name: string): Promise<void>;
  databaseUrlOf(url: string, name: string): string;
  /** Brings an empty database to the present schema. Without it the template is empty. */
  runMigrations?(url: string): Promise<unknown>;
}

export interface TestDatabase {
  readonly url: string;
  readonly name: string;
  drop(): Promise<void>;
}

/** Nothing of a test survives a power cut, so nothing waits for the disk. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200', shared_buffers: '64MB' };
/** "QZTT", the lock under which one process makes the template while the others wait. */
const TEMPLATE_LOCK = 0x515a5454;

/** The server of this run: QUANZE_TEST_DATABASE_URL when set, as a role that may create databases; else the embedded one.
 *  @throws Error outside of a run that test/global-setup.mjs began */
export async function testServerUrl(tools: DatabaseTools): Promise<string> {
  const given = process.env['QUANZE_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  return (await tools.startEmbeddedPostgres({ dataDir: join(runFolder(), 'postgres'), settings: SETTINGS })).url;
}

/** A new database with the migrated schema, in about a tenth of a second. The caller drops it; what he forgets goes with the server.
 *  @param tools `template` tells apart templates made by different migrations */
export async function createTestDatabase(tools: DatabaseTools, template = 'main'): Promise<TestDatabase> {
  const serverUrl = await testServerUrl(tools);
  const source = tools.runMigrations === undefined ? undefined : await ensureTemplate(serverUrl, tools, template);
  const name = `qz_test_${process.pid}_${randomBytes(5).toString('hex')}`;
  await tools.createDatabase(serverUrl, name, source);
  return { url: tools.databaseUrlOf(serverUrl, name), name, drop: () => tools.dropDatabase(serverUrl, name) };
}

/** Registers hooks that make a database before the tests of the file or block and drop it after them; call `url()` inside tests. */
export function withDatabase(tools: DatabaseTools, template = 'main'): { url(): string } {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase(tools, template);
  }, 120_000);
  afterAll(async () => {
    await database?.drop();
  });
  return {
    url: () => {
      if (database === undefined) throw new Error('the database exists only while tests run');
      return database.url;
    },
  };
}

/** The template is migrated under another name and renamed when it is whole, so that a failed migration leaves none. The name holds
 *  the run, because a server given from outside may hold templates of older sources. */
async function ensureTemplate(serverUrl: string, tools: DatabaseTools, template: string): Promise<string> {
  const name = `qz_test_template_${createHash('sha256').update(`${runFolder()}:${template}`).digest('hex').slice(0, 12)}`;
  const client = new pg.Client({ connectionString: serverUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      const draft = `${name}_draft`;
      await tools.dropDatabase(serverUrl, draft);
      await tools.createDatabase(serverUrl, draft);
      await tools.runMigrations?.(tools.databaseUrlOf(serverUrl, draft));
      await client.query(`ALTER DATABASE ${client.escapeIdentifier(draft)} RENAME TO ${client.escapeIdentifier(name)}`);
    }
    return name;
  } finally {
    await client.end();
  }
}
