// Events on their way from one process to another, and what is told when the connection was away. What is not here: who may know of an
// event (`events/stream.unit.spec.ts`).
import pg from 'pg';
import * as persistence from '@quanze/persistence';
import { testServerUrl, waitFor, withDatabase } from '@quanze/testkit';
import { EventHub, type LiveEvent } from '../events/hub.js';
import { listenToEvents } from './event-bus.js';

const database = withDatabase({ ...persistence, runMigrations: async () => undefined }, 'empty');
let pool: pg.Pool;

beforeEach(() => {
  pool = new pg.Pool({ connectionString: database.url() });
  pool.on('error', () => undefined);
});
afterEach(() => pool.end());

const message = (id: number) => JSON.stringify({ id: String(id), topic: 'case.changed', payload: { caseId: 'c1', office: 'o1', more: '' } });
const say = (notice: string) => pool.query('SELECT pg_notify($1, $2)', [persistence.EVENT_CHANNEL, notice]);

async function listen(url = database.url()) {
  const hub = new EventHub();
  const told: LiveEvent[] = [];
  const logged: string[] = [];
  hub.listen((event) => told.push(event), () => undefined);
  const stop = await listenToEvents(url, hub, (line) => logged.push(line));
  return { told, logged, stop };
}

it('hears messages in their order, and nothing that is none', async () => {
  const { told, stop } = await listen();
  for (const notice of [message(1), 'no message', '{"id":7}', message(2)]) await say(notice);
  await waitFor('the messages', () => told.length === 2);
  expect(told.map(({ id, caseId, data }) => [id, caseId, 'more' in data])).toEqual([['1', 'c1', true], ['2', 'c1', true]]);
  await stop();
});

it('says that events were missed when it listens again, once, and not while nobody could be reached', async () => {
  const { told, logged, stop } = await listen();
  const name = new URL(database.url()).pathname.slice(1);
  const server = new pg.Client({ connectionString: await testServerUrl(persistence) });
  await server.connect();
  await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await server.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'quanze-events'`, [name]);
  await waitFor('two attempts in vain', () => logged.length >= 3);
  expect(told).toEqual([]);
  await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  await server.end();
  await waitFor('it to listen again', () => told.length > 0);
  await say(message(4));
  await waitFor('the message', () => told.length === 2);
  expect(told.map(({ topic }) => topic)).toEqual(['reset', 'case.changed']);
  await stop();
});

it('fails when there is no first connection', async () => {
  await expect(listen(persistence.databaseUrlOf(database.url(), 'not_there'))).rejects.toMatchObject({ code: '3D000' });
});
