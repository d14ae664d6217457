// The host is asked to end while people work: what is under way is answered, what is only open is closed, and it ends by itself, in good
// order and soon. The real process and real connections. What is not here: being killed (`test/chaos`).
import pg from 'pg';
import { makeTestFolder, waitFor, type TestDatabase } from '@quanze/testkit';
import { createBuiltProcess, type BuiltProcess } from '../chaos/built-process.js';
import { note, openCase, type OpenedCase, type SendAs } from './arrest-case.js';
import { withOwner } from './audit/rows.js';
import { openEvents, send } from './client.js';
import { createOfficeDatabase, PASSWORD } from './office.js';
import { openWire, requestText } from './wire.js';

/** Well above what a stop takes on a busy machine, and below what the host waits for an answer that never comes. */
const SOON_MS = 10_000;
let database: TestDatabase;
let host: BuiltProcess;
let cookie: string;
let as: SendAs;

beforeAll(async () => {
  database = await createOfficeDatabase();
  host = createBuiltProcess({ app: 'host', folder: await makeTestFolder('stopping'), env: { HOST: '127.0.0.1', QUANZE_SEED: 'none', DATABASE_URL: database.url } });
}, 180_000);

beforeEach(async () => {
  await host.start();
  const answer = await send(host.port, { method: 'POST', url: '/api/v1/sessions', payload: { login: 'intake', password: PASSWORD } });
  cookie = /^quanze_session=([^;]+)/.exec(answer.setCookies[0] ?? '')?.[1] ?? '';
  as = () => (call) => send(host.port, { ...call, cookies: { quanze_session: cookie } });
}, 180_000);

afterAll(async () => {
  await host?.kill();
  await database?.drop();
});

/** Asks the host to end and resolves when it has begun to. */
async function askToStop(): Promise<{ readonly code: Promise<number | null>; tookMs(): number }> {
  const since = performance.now();
  const code = host.stop();
  await host.said(/"message":"stopping"/);
  return { code, tookMs: () => performance.now() - since };
}

const actText = ({ caseId, version }: OpenedCase, text: string): string => {
  const { act, payload } = note('intake', text);
  return requestText('POST', `/api/v1/cases/${caseId}/acts`, cookie, { act, payload, expectedVersion: version });
};

/** Keeps every act on a case waiting until it is let go. */
async function holdCase(caseId: string): Promise<{ isWaitedFor(): Promise<boolean>; letGo(): Promise<void> }> {
  const client = new pg.Client({ connectionString: database.url });
  // A test that fails leaves the lock to the end of the database, which is no second failure.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM case_file WHERE case_id = $1 FOR UPDATE', [caseId]);
  return {
    isWaitedFor: async () => ((await client.query('SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))')).rowCount ?? 0) > 0,
    letGo: async () => client.end(),
  };
}

it('answers what is under way, closes what is silent, ends event streams and listens no more', async () => {
  const [held, other] = [await openCase(as), await openCase(as)];
  const lock = await holdCase(held.caseId);
  const stream = await openEvents(host.port, { url: '/api/v1/events', headers: { cookie: `quanze_session=${cookie}` } });
  const [working, sending, idle, silent] = [await openWire(host.port), await openWire(host.port), await openWire(host.port), await openWire(host.port)];
  idle.say(requestText('GET', '/health', cookie));
  await waitFor('the first answer on a connection that is kept', () => idle.heard().includes('HTTP/1.1 200'));
  working.say(actText(held, 'begun before'));
  await waitFor('the act to wait for its case', () => lock.isWaitedFor());
  const [head = '', body = ''] = actText(other, 'half sent before').split('\r\n\r\n');
  sending.say(`${head}\r\n\r\n${body.slice(0, 20)}`);

  const stop = await askToStop();
  // The rest of a request that had begun may still come, and is dealt with like any other.
  sending.say(body.slice(20));
  await waitFor('what is silent to be closed', () => idle.isClosed() && silent.isClosed() && stream.isEnded());
  await waitFor('nobody to listen', () => openWire(host.port).then((wire) => wire.end(), () => true));
  await waitFor('the other act to be answered', () => sending.isClosed());
  expect(working.isClosed()).toBe(false);
  await lock.letGo();
  expect(await stop.code).toBe(0);
  expect(stop.tookMs()).toBeLessThan(SOON_MS);

  for (const wire of [working, sending]) {
    expect(wire.heard()).toMatch(/^HTTP\/1\.1 200 /);
    expect(wire.heard()).toMatch(/\r\nconnection: close\r\n/i);
    expect(wire.heard()).toContain('"entryHash"');
  }
  expect([idle.heard().match(/HTTP\/1\.1/g)?.length, silent.heard()]).toEqual([1, '']);
  expect(stream.text()).toMatch(/^retry: /);
}, 120_000);

it('does not wait for those who never finish', async () => {
  const where = await openCase(as);
  const text = actText(where, 'never finished');
  const wires = await Promise.all([text.slice(0, 30), text.slice(0, -10), requestText('GET', '/health', cookie) + text.slice(0, 30)].map(async (part) => {
    const wire = await openWire(host.port);
    wire.say(part);
    return wire;
  }));
  await waitFor('the answer before the unfinished request', () => wires[2]?.heard().includes('HTTP/1.1 200'));
  const stop = await askToStop();
  expect(await stop.code).toBe(0);
  expect(stop.tookMs()).toBeLessThan(SOON_MS);
  await waitFor('all to be closed', () => wires.every((wire) => wire.isClosed()));
  const { rows } = await withOwner(database.url, (client) => client.query('SELECT seq FROM case_file WHERE case_id = $1', [where.caseId]));
  expect(rows).toEqual([{ seq: where.seq }]);
}, 120_000);
