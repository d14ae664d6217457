// A connection that is told of the server's end when the pool no longer listens to it: in use between two statements, and given back as
// broken. What is not here: servers that are killed under load (test/chaos).
import { createTestDatabase, type TestDatabase } from '@quanze/testkit';
import * as persistence from '../index.js';
import { createDataSource, poolOf } from '../database/data-source.js';

jest.setTimeout(60_000);
let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase(persistence)));
afterAll(() => database.drop());

it('ends no process, and the pool goes on', async () => {
  const dataSource = await createDataSource(database.url, { poolMax: 2, as: 'owner' }).initialize();
  const pool = poolOf(dataSource);
  const first = await pool.connect();
  const { rows } = await first.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await expect(first.query('SELECT 1')).rejects.toThrow();
  first.release(new Error('broken'));
  // As a server that dies says it once more, to nobody who waits for an answer.
  expect(() => first.emit('error', new Error('terminating connection due to unexpected postmaster exit'))).not.toThrow();
  expect((await pool.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await dataSource.destroy();
});
