// Test databases: one server, one template, a copy for each file.
import pg from 'pg';
import { createDatabase, databaseUrlOf, dropDatabase, startEmbeddedPostgres } from '@quanze/persistence';
import { createTestDatabase, testServerUrl, withDatabase, type DatabaseTools } from './database.js';

jest.setTimeout(60_000);
const tools = { startEmbeddedPostgres, createDatabase, databaseUrlOf, dropDatabase };
let migrations = 0;

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

const migrated: DatabaseTools = {
  ...tools,
  runMigrations: async (url) => {
    migrations += 1;
    await run(url, 'CREATE TABLE entry (n int)');
  },
};

describe('a test database', () => {
  it('is a copy of a template that is migrated once, apart from every other copy', async () => {
    const [one, two] = await Promise.all([createTestDatabase(migrated, 'spec'), createTestDatabase(migrated, 'spec')]);
    await run(one.url, 'INSERT INTO entry VALUES (1)');
    expect(await run(two.url, 'SELECT count(*)::int FROM entry')).toEqual([0]);
    expect(migrations).toBe(1);
    await Promise.all([one.drop(), two.drop()]);
    expect(await run(await testServerUrl(tools), `SELECT datname::text FROM pg_database WHERE datname IN ('${one.name}', '${two.name}')`)).toEqual([]);
  });

  it('leaves no template behind a migration that fails, and succeeds with the next', async () => {
    const broken: DatabaseTools = { ...tools, runMigrations: (url) => run(url, 'CREATE TABLE half (n int)').then(() => Promise.reject(new Error('second step'))) };
    await expect(createTestDatabase(broken, 'broken')).rejects.toThrow('second step');
    const database = await createTestDatabase(migrated, 'broken');
    expect(await run(database.url, `SELECT count(*)::int FROM pg_tables WHERE tablename = 'half'`)).toEqual([0]);
    await database.drop();
  });

  it('is empty without migrations, and may be used by many while it is dropped', async () => {
    const database = await createTestDatabase(tools);
    expect(await run(database.url, `SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public'`)).toEqual([0]);
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    await database.drop();
    await expect(client.query('SELECT 1')).rejects.toThrow();
    await client.end();
  });

  it('lies on the server that QUANZE_TEST_DATABASE_URL names', async () => {
    const own = await testServerUrl(tools);
    const given = databaseUrlOf(own, 'template1');
    process.env['QUANZE_TEST_DATABASE_URL'] = given;
    try {
      const refusing: DatabaseTools = { ...tools, startEmbeddedPostgres: () => Promise.reject(new Error('not asked for')) };
      expect(await testServerUrl(refusing)).toBe(given);
    } finally {
      delete process.env['QUANZE_TEST_DATABASE_URL'];
    }
  });
});

describe('withDatabase', () => {
  const database = withDatabase(migrated, 'spec');

  it('gives the block a database of its own', async () => {
    expect(await run(database.url(), 'SELECT count(*)::int FROM entry')).toEqual([0]);
  });
});
