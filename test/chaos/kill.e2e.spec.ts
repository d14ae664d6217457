// kill -9 of the host and of its database in the middle of acts: nothing that was acknowledged is lost, nothing is done twice, nothing
// stands half done. The real processes, the real disk; clients that repeat under the same key whatever was not answered.
import { chmod } from 'node:fs/promises';
import { createDatabase, startEmbeddedPostgres } from '@quanze/persistence';
import { createSeededRandom, makeTestFolder, waitFor } from '@quanze/testkit';
import { join } from 'node:path';
import { loadSigner } from '../../apps/host/src/compose/signer.js';
import { compose } from '../../apps/host/src/composition.js';
import { audit, type Audit } from '../e2e/audit/audit.js';
import { hex, instantOf, withOwner } from '../e2e/audit/rows.js';
import { openCase } from '../e2e/arrest-case.js';
import { setUpOffice } from '../e2e/office.js';
import { createHostProcess, type HostProcess } from './host-process.js';
import { StubbornClient } from './stubborn-client.js';
import { crowdOneCase, sendWith, signInAll, walkCases, type Shift } from './workload.js';

const HOST_KILLS = 32;
const DATABASE_KILLS = 28;
const WALKERS = 4;
const CROWD = 2;
const SEED = Number(process.env['QUANZE_TEST_SEED'] ?? Date.now() % 2 ** 31);
const random = createSeededRandom(SEED);

let folder: string;
let host: HostProcess;
let databaseUrl: string;
let found: Audit;
let clients: readonly StubbornClient[];
const pausesMs = { host: [] as number[], database: [] as number[] };

beforeAll(async () => {
  folder = await makeTestFolder('chaos');
  await chmod(folder, 0o755);
  // The host finds the server running and takes it over.
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  databaseUrl = server.databaseUrl('quanze');
  await createDatabase(server.url, 'quanze');
  await setUpOffice(databaseUrl);
  host = createHostProcess(folder);
  await host.start();
  clients = Array.from({ length: WALKERS + CROWD }, () => new StubbornClient(() => host.port));
  const [first] = clients as [StubbornClient];
  const cookies = await signInAll(first, ['intake', 'procurator1']);
  const { caseId } = await openCase(sendWith(first, cookies));
  let isOver = false;
  const shifts = clients.map((client, index): Shift => ({ client, as: sendWith(client, cookies), name: `c${index}`, isOver: () => isOver }));
  const work = shifts.map((shift, index) => (index < WALKERS ? walkCases(shift) : crowdOneCase(shift, caseId)));
  const failed = Promise.all(work);
  try {
    await Promise.race([killAll(), failed]);
  } finally {
    isOver = true;
  }
  await failed;
  await settle();
  const signer = await loadSigner(folder);
  found = await audit(databaseUrl, [{ keyId: signer.keyId, algorithm: signer.algorithm, publicKey: signer.publicKey }]);
  tell();
}, 600_000);

afterAll(async () => {
  await host?.stop();
});

/** Kills in a random order, each at a random moment after the office has got on with its work. Notes how long the work stood still. */
async function killAll(): Promise<void> {
  const victims = random.shuffle([...Array<'host'>(HOST_KILLS).fill('host'), ...Array<'database'>(DATABASE_KILLS).fill('database')]);
  for (const victim of victims) {
    const [before, acts] = [promised().length, 1 + random.int(12)];
    await waitFor('the office to get on with its work', () => promised().length >= before + acts, 90_000);
    const until = performance.now() + random.int(120);
    await waitFor('the moment', () => performance.now() >= until);
    const killedAt = performance.now();
    if (victim === 'host') {
      await host.kill();
      await host.start();
    } else {
      const pid = host.postmaster();
      if (pid === null) throw new Error('no postmaster to kill');
      process.kill(pid, 'SIGKILL');
      await waitFor('another postmaster', () => host.postmaster() !== pid && host.postmaster(), 60_000);
    }
    // What was under way may still be answered by what is left of the killed one; only a later answer shows that it is back.
    const since = performance.now();
    const back = await waitFor('an answer after the kill', () => clients.find((client) => client.lastPromiseAt > since), 90_000);
    pausesMs[victim].push(back.lastPromiseAt - killedAt);
  }
}

/** What rounds and jobs still have to do is done: outbox and log are drained, and periods that ran out are noted. A job that was killed
 *  while it ran would ring again after its lock's time; the sweep does not wait for it. */
async function settle(): Promise<void> {
  const faults: string[] = [];
  const beside = await compose({
    databaseUrl, redisUrl: null, dataDir: folder, seed: 'none', works: false, listens: false, stopsServer: false, log: () => undefined, onFault: (where, error) => faults.push(`${where}: ${String(error)}`),
  });
  await beside.application.clockwork.sweep({ windowMs: 24 * 3_600_000, graceMs: 0 });
  await beside.close();
  expect(faults).toEqual([]);
  await withOwner(databaseUrl, (client) => waitFor('outbox and log to be drained', async () => {
    const { rows } = await client.query<{ left: number }>('SELECT (SELECT count(*) FROM outbox)::integer + (SELECT count(*) FROM log_pending)::integer AS left');
    return rows[0]?.left === 0;
  }, 60_000, 100));
}

const sum = (of: (client: StubbornClient) => number): number => clients.reduce((total, client) => total + of(client), 0);
const promised = () => clients.flatMap((client) => client.promised);

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

function tell(): void {
  const lines = [
    `seed ${SEED} (QUANZE_TEST_SEED repeats it)`, `kills: ${HOST_KILLS} of the host, ${DATABASE_KILLS} of the postmaster; ${host.starts} starts of the host`,
    `work stood still for (median) ${median(pausesMs.host)} ms after a kill of the host, ${median(pausesMs.database)} ms after one of the database`,
    `acts acknowledged: ${promised().length} in ${found.tables.cases.length} cases, ${promised().filter(({ replayed }) => replayed).length} of them after a lost reply`,
    `requests: ${sum(({ counts }) => counts.requests)}, without a reply ${sum(({ counts }) => counts.lost)}, told to try again ${sum(({ counts }) => counts.down)}`,
    `journal: ${found.tables.journal.length} entries, ${found.tables.decisions.length} decisions, ${found.tables.checkpoints.length} checkpoints`,
  ];
  process.stderr.write(`chaos: ${lines.join('\nchaos: ')}\n`);
}

describe('after every kill', () => {
  it('the journal holds each acknowledged act exactly once', () => {
    const entries = new Map(found.tables.journal.map((row) => [`${String(row['chain'])} ${String(row['seq'])}`, row]));
    const missing = promised().filter(({ caseId, seq, entryHash, act }) => {
      const entry = entries.get(`${caseId} ${seq}`);
      return entry === undefined || hex(entry['hash']) !== entryHash || entry['act'] !== act;
    });
    expect(missing).toEqual([]);
    expect(new Set(promised().map(({ caseId, seq }) => `${caseId} ${seq}`)).size).toBe(promised().length);
    expect(promised().length).toBeGreaterThan(HOST_KILLS + DATABASE_KILLS);
  });

  it('no act was done that no key asked for, and none twice under one key', () => {
    const byPeople = found.tables.journal.filter((row) => row['kind'] !== 'refused' && row['person'] !== null && found.tables.cases.some((one) => one['case_id'] === row['chain']));
    // The first case of the crowd was opened without a key.
    expect(byPeople.length).toBe(found.tables.answers.length + 1);
    const keys = new Set(promised().map(({ key }) => key));
    expect(found.tables.answers.map((row) => String(row['key'])).filter((key) => !keys.has(key))).toEqual([]);
    expect(found.tables.answers.length).toBe(promised().length);
  });

  it('chains, folds, tasks, deadlines, decisions, numbers and the log agree', () => {
    expect(found.problems).toEqual([]);
    expect(found.tables.decisions.length).toBeGreaterThan(0);
  });

  it('each period that ran out was noted exactly once', () => {
    const noted = found.tables.journal.filter((row) => row['kind'] === 'deadline').map(({ parsed }) => JSON.stringify([parsed.chain, parsed.payload['input']]));
    expect(new Set(noted).size).toBe(noted.length);
    expect(noted.length).toBeGreaterThan(0);
    const now = new Date().toISOString();
    expect(found.tables.deadlines.filter((row) => row['phase'] === 'running' && (instantOf(row['wake_at']) ?? '9') < now)).toEqual([]);
  });

  it('nobody was ever told anything but the answer or to try again', () => {
    expect(clients.flatMap(({ counts }) => counts.faults)).toEqual([]);
    expect(host.surprises).toEqual([]);
  });

  it('the host ends in good order when it is asked to', async () => {
    expect(await host.stop()).toBe(0);
    expect(host.postmaster()).toBeNull();
  });
});
