// kill -9 of the host and of its database in the middle of acts: nothing that was acknowledged is lost, nothing is done twice, nothing
// stands half done. The real processes, the real disk; clients that repeat under the same key whatever was not answered.
import { chmod, readFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { createDatabase, startEmbeddedPostgres } from '@quanze/persistence';
import { createSeededRandom, makeTestFolder, waitFor } from '@quanze/testkit';
import { join } from 'node:path';
import { loadSigner } from '../../apps/host/src/compose/signer.js';
import { compose } from '../../apps/host/src/composition.js';
import { audit, type Audit } from '../e2e/audit/audit.js';
import { hex, instantOf, withOwner } from '../e2e/audit/rows.js';
import { openCase } from '../e2e/arrest-case.js';
import { setUpOffice } from '../e2e/office.js';
import { createBuiltProcess, postmasterIn, type BuiltProcess } from './built-process.js';
import { StubbornClient } from './stubborn-client.js';
import { startWitness, type Witness } from './witness.js';
import { crowdOneCase, sendWith, signInAll, walkCases, type Shift } from './workload.js';

/** `twice`: both, and the host once more while it starts and brings its database up. */
type Victim = 'host' | 'database' | 'both' | 'twice';
const KILLS: Readonly<Record<Victim, number>> = { host: 22, database: 18, both: 6, twice: 4 };
const HOST_KILLS = KILLS.host + KILLS.both + 2 * KILLS.twice;
const DATABASE_KILLS = KILLS.database + KILLS.both + KILLS.twice;
const WALKERS = 4;
const CROWD = 2;
/** Two or three minutes on a machine that does nothing else; most of it are starts of the host and recoveries of the database, which
 *  take several times as long beside other suites. */
const LIMIT_MS = 900_000;
const AGAIN_LIMIT_MS = 180_000;
const SEED = Number(process.env['QUANZE_TEST_SEED'] ?? Date.now() % 2 ** 31);
const random = createSeededRandom(SEED);

let folder: string;
let host: BuiltProcess;
let databaseUrl: string;
let witness: Witness;
let unannounced: readonly string[];
let found: Audit;
let clients: readonly StubbornClient[];
const pausesMs: Readonly<Record<Victim, number[]>> = { host: [], database: [], both: [], twice: [] };
const deeds: string[] = [];
let isOver = false;
let lastStartMs = 3000;
const tookMs = { preparing: 0, killing: 0, settling: 0 };

beforeAll(async () => {
  const startedAt = performance.now();
  process.stderr.write(`chaos: seed ${SEED} (QUANZE_TEST_SEED repeats it)\n`);
  folder = await makeTestFolder('chaos');
  await chmod(folder, 0o755);
  // The host finds the server running and takes it over.
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  databaseUrl = server.databaseUrl('quanze');
  await createDatabase(server.url, 'quanze');
  await setUpOffice(databaseUrl);
  witness = await startWitness(databaseUrl);
  host = createBuiltProcess({ app: 'host', folder, env: { HOST: '127.0.0.1', QUANZE_SEED: 'none' } });
  await host.start();
  clients = Array.from({ length: WALKERS + CROWD }, () => new StubbornClient(() => host.port));
  const [first] = clients as [StubbornClient];
  const cookies = await signInAll(first, ['intake', 'procurator1']);
  const { caseId } = await openCase(sendWith(first, cookies));
  const shifts = clients.map((client, index): Shift => ({ client, as: sendWith(client, cookies), name: `c${index}`, isOver: () => isOver }));
  const work = shifts.map((shift, index) => (index < WALKERS ? walkCases(shift) : crowdOneCase(shift, caseId)));
  const failed = Promise.all(work);
  tookMs.preparing = performance.now() - startedAt;
  try {
    await Promise.race([killAll(), failed]);
    isOver = true;
    await failed;
  } catch (error) {
    isOver = true;
    await tellWhatHappened();
    throw error;
  }
  tookMs.killing = performance.now() - startedAt - tookMs.preparing;
  await settle();
  const signer = await loadSigner(folder);
  found = await audit(databaseUrl, [{ keyId: signer.keyId, algorithm: signer.algorithm, publicKey: signer.publicKey }]);
  unannounced = await witness.findings(found.tables);
  tookMs.settling = performance.now() - startedAt - tookMs.preparing - tookMs.killing;
  tell();
}, LIMIT_MS);

afterAll(async () => {
  isOver = true;
  await witness?.stop();
  await host?.kill();
  // A run that failed half-way has left its database behind; the host that would end it is dead.
  if (tookMs.settling === 0) endPostmaster();
});

function endPostmaster(): void {
  const left = postmasterIn(folder);
  try {
    if (left !== null) process.kill(left, 'SIGINT');
  } catch {
    // It was killed and had left its file.
  }
}

/** Kills in a random order, each at a random moment after the office has got on with its work. Notes how long the work stood still. */
async function killAll(): Promise<void> {
  const victims = random.shuffle(Object.entries(KILLS).flatMap(([victim, times]) => Array<Victim>(times).fill(victim as Victim)));
  for (const victim of victims) {
    const [before, acts] = [acknowledged(), 1 + random.int(12)];
    await waitUnlessEnded('the office to get on with its work', () => isOver || acknowledged() >= before + acts);
    if (isOver) return;
    await randomMoment(120);
    const killedAt = performance.now();
    deeds.push(`${new Date().toISOString()} kill ${victim}, postmaster ${postmasterIn(folder)}`);
    await kill(victim);
    // What was under way may still be answered by what is left of the killed one; only a later answer shows that it is back.
    const since = performance.now();
    await waitUnlessEnded('an answer after the kill', () => clients.some((client) => client.lastPromiseAt > since));
    pausesMs[victim].push(Math.max(...clients.map((client) => client.lastPromiseAt)) - killedAt);
  }
}

/** A host that ended by itself will not do what is waited for. */
async function waitUnlessEnded(what: string, ask: () => boolean): Promise<void> {
  await waitFor(what, () => host.surprises.length > 0 || ask(), AGAIN_LIMIT_MS);
  if (host.surprises.length > 0) throw new Error(host.surprises.join('\n'));
}

async function randomMoment(withinMs: number): Promise<void> {
  const until = performance.now() + random.int(withinMs);
  // A slow machine starts longer than the waiting is patient by itself.
  await waitFor('the moment', () => performance.now() >= until, withinMs + AGAIN_LIMIT_MS);
}

/** The host starts its database again when that alone is gone; a host that is gone somebody else starts. */
async function kill(victim: Victim): Promise<void> {
  const pid = postmasterIn(folder);
  if (pid === null) throw new Error('no postmaster to kill');
  if (victim !== 'host') process.kill(pid, 'SIGKILL');
  if (victim !== 'database') await host.kill();
  if (victim === 'twice') {
    const starting = host.start().catch(() => undefined);
    await randomMoment(lastStartMs);
    await host.kill();
    await starting;
  }
  if (victim !== 'database') {
    const since = performance.now();
    await host.start();
    lastStartMs = Math.round(performance.now() - since);
  }
  if (victim !== 'host') await waitUnlessEnded('another postmaster', () => ![null, pid].includes(postmasterIn(folder)));
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

/** The folder goes with the run, so what it says about a failure is told before. */
async function tellWhatHappened(): Promise<void> {
  const log = await readFile(join(folder, 'host.log'), 'utf8');
  const lines = log.split('\n').filter((line) => /"message":"(?:ready|stopp|PostgreSQL (?:\d|could))|"level":"fatal"/.test(line));
  process.stderr.write(`${[...deeds.slice(-6), ...lines.slice(-40), `postmaster.pid: ${postmasterIn(folder)}`].map((line) => `chaos: ${line.slice(0, 600)}`).join('\n')}\n`);
}

const acknowledged = (): number => sum(({ promised }) => promised.length);
const sum = (of: (client: StubbornClient) => number): number => clients.reduce((total, client) => total + of(client), 0);
const promised = () => clients.flatMap((client) => client.promised);

const seconds = (ms: number): number => Math.round(ms / 1000);

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

function tell(): void {
  const lines = [
    `kills: ${HOST_KILLS} of the host, ${DATABASE_KILLS} of the postmaster, ${KILLS.both + KILLS.twice} of them of both at once, ${KILLS.twice} of a host that was starting; ${host.starts} starts of the host`,
    `work stood still for (median) ${median(pausesMs.host)} ms after a kill of the host, ${median(pausesMs.database)} ms after one of the database, ${median([...pausesMs.both, ...pausesMs.twice])} ms after one of both`,
    `acts acknowledged: ${promised().length} in ${found.tables.cases.length} cases, ${promised().filter(({ replayed }) => replayed).length} of them after a lost reply`,
    `requests: ${sum(({ counts }) => counts.requests)}, without a reply ${sum(({ counts }) => counts.lost)}, told to try again ${sum(({ counts }) => counts.down)}`,
    `seconds: ${seconds(tookMs.preparing)} preparing, ${seconds(tookMs.killing)} killing, ${seconds(tookMs.settling)} settling and auditing; load of the machine ${loadavg().map((load) => load.toFixed(1)).join(' ')}`,
    `journal: ${found.tables.journal.length} entries, ${found.tables.decisions.length} decisions, ${found.tables.checkpoints.length} checkpoints; messages heard by one who listened all the time he could: ${witness.heard.size}`,
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

  it('each change was announced, and whoever listened heard it', () => {
    expect(unannounced).toEqual([]);
    expect(witness.heard.size).toBeGreaterThan(promised().length / 2);
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

  it('the host ends in good order when it is asked to, and its database with it', async () => {
    expect(await host.stop()).toBe(0);
    expect(postmasterIn(folder)).toBeNull();
  }, 60_000);
});
