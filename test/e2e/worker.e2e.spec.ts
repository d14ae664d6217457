// The built worker as a process of its own beside hosts on the same database: what the clock does it does once, whoever else works, and
// although it is killed in the middle. What is not here: the clock's rules (`one-effect-clock.e2e.spec.ts`).
import pg from 'pg';
import { waitFor } from '@quanze/testkit';
import { compose } from '../../apps/host/src/composition.js';
import { createBuiltProcess, type BuiltProcess } from '../chaos/built-process.js';
import { accept, assign, findings, openAndWalk } from './arrest-case.js';
import { audit, type Audit } from './audit/audit.js';
import { withOwner } from './audit/rows.js';
import { openEvents } from './client.js';
import { startHost, type RunningHost } from './host.js';

/** So long ago that the period of the case and its warnings lie behind everybody. */
const LONG_AGO = '2026-03-02';
let host: RunningHost;
let worker: BuiltProcess;

beforeAll(async () => {
  host = await startHost({ works: false });
  // The folder holds the key that signs checkpoints, which hosts and workers of one installation share.
  worker = createBuiltProcess({ app: 'worker', folder: host.dataDir, env: { DATABASE_URL: host.databaseUrl } });
}, 180_000);

afterAll(async () => {
  await worker?.kill();
  await host?.close();
});

async function openLateCases(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await openAndWalk(host.as, [accept(LONG_AGO), assign(), findings()])).caseId);
  return ids;
}

/** How often each of the cases had the end of a period noted. */
async function endsNoted(cases: readonly string[]): Promise<readonly number[]> {
  return withOwner(host.databaseUrl, async (client) => {
    const { rows } = await client.query<{ chain: string; times: number }>(
      `SELECT chain, count(*)::integer AS times FROM journal WHERE kind = 'deadline' AND chain = ANY($1::uuid[]) GROUP BY chain`, [cases]);
    return cases.map((id) => rows.find(({ chain }) => chain === id)?.times ?? 0);
  });
}

const isAllNoted = async (cases: readonly string[]): Promise<boolean> => (await endsNoted(cases)).every((times) => times > 0);
const once = (cases: readonly string[]): readonly number[] => cases.map(() => 1);

/** The whole database, when outbox and log have taken what there is. */
async function auditAtRest(): Promise<Audit> {
  await withOwner(host.databaseUrl, (client) => waitFor('outbox and log to be drained', async () => {
    const { rows } = await client.query<{ left: number }>('SELECT (SELECT count(*) FROM outbox)::integer + (SELECT count(*) FROM log_pending)::integer AS left');
    return rows[0]?.left === 0;
  }, 60_000, 50));
  const { keyId, algorithm, publicKey } = host.application.deps.signer;
  return audit(host.databaseUrl, [{ keyId, algorithm, publicKey }]);
}

it('a worker beside a host that does not work notes what ran out, once, and tells the people at that host', async () => {
  const cases = await openLateCases(3);
  const stream = await openEvents(host.port, { url: '/api/v1/events', headers: { cookie: `quanze_session=${await host.cookieOf('procurator1')}` } });
  expect(await endsNoted(cases)).toEqual([0, 0, 0]);
  await worker.start();
  await waitFor('the ends', () => isAllNoted(cases), 60_000, 20);
  await waitFor('the events', () => cases.every((id) => stream.text().split('\n').some((line) => line.includes(id) && line.includes('"kind":"deadline"'))));
  stream.close();
  const { problems, tables } = await auditAtRest();
  expect(problems).toEqual([]);
  expect(tables.checkpoints.length).toBeGreaterThan(0);
  expect(await endsNoted(cases)).toEqual(once(cases));
  expect(await worker.stop()).toBe(0);
}, 180_000);

it('a worker and a host that works as well note each end once between them', async () => {
  const cases = await openLateCases(12);
  const faults: string[] = [];
  const [, beside] = await Promise.all([worker.start(), compose({
    databaseUrl: host.databaseUrl, redisUrl: null, dataDir: host.dataDir, seed: 'none', works: true, listens: false, stopsServer: false, log: () => undefined, onFault: (where, error) => faults.push(`${where}: ${String(error)}`),
  })]);
  try {
    await waitFor('the ends', () => isAllNoted(cases), 60_000, 20);
    expect((await auditAtRest()).problems).toEqual([]);
  } finally {
    await beside.close();
  }
  expect(await worker.stop()).toBe(0);
  expect(await endsNoted(cases)).toEqual(once(cases));
  expect([faults, worker.surprises]).toEqual([[], []]);
}, 180_000);

it('a worker that is killed while it writes leaves nothing half done, and the next one finishes, once', async () => {
  const cases = await openLateCases(8);
  const [held] = cases as [string];
  const lock = new pg.Client({ connectionString: host.databaseUrl });
  await lock.connect();
  await lock.query('BEGIN');
  await lock.query('SELECT 1 FROM case_file WHERE case_id = $1 FOR UPDATE', [held]);
  await worker.start();
  await waitFor('the worker to write', async () => ((await lock.query('SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))')).rowCount ?? 0) > 0, 60_000, 20);
  await worker.kill();
  expect((await endsNoted(cases))[0]).toBe(0);
  // What the dead one had sent may still be carried out by the server, at the same time as the next one does it.
  await Promise.all([lock.end(), worker.start()]);
  await waitFor('the ends', () => isAllNoted(cases), 60_000, 20);
  const { problems } = await auditAtRest();
  expect(problems).toEqual([]);
  expect(await endsNoted(cases)).toEqual(once(cases));
  expect([await worker.stop(), worker.surprises]).toEqual([0, []]);
}, 180_000);
