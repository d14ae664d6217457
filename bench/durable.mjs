// Durable acts over HTTP, beside a bare `pg` client that does the same row writes on the same server in the same run. The floor replays
// the very statements of a recorded run on a copy of the same database, one per act, without reading, judging or HTTP. Databases wait
// for the disk as they do in service. What is not here: the work itself (`arrest-work.mjs`).
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createDatabase, databaseUrlOf, startEmbeddedPostgres } from '@quanze/persistence';
import { ACTS_PER_CASE, openOffice, workThrough } from './arrest-work.mjs';
import { at } from './measure.mjs';

const HOST = fileURLToPath(new URL('host-process.mjs', import.meta.url));
/** Clients and how many cases they work through together. */
const LEVELS = [[1, 40], [8, 160], [32, 240]];
// Host and floor take turns, and the better turn of each counts: other work on the machine hits both alike.
const ROUNDS = 2;
const RECORDED_CASES = 240;
const WARM_UP_CASES = 20;
const SETTLE_MS = 3000;
const MEGABYTE = 1024 * 1024;

export async function measureDurable() {
  const folder = await mkdtemp(join(tmpdir(), 'quanze-bench-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => undefined });
  try {
    return await measureOn(server.url, join(folder, 'data'));
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measureOn(url, dataDir) {
  const password = randomBytes(12).toString('hex');
  const start = (name, mode) => startHost([databaseUrlOf(url, name), dataDir, password, mode]);
  // The office is set up once; every measurement begins with the same rows.
  await createDatabase(url, 'base');
  await (await start('base', 'plain')).stop();
  await createDatabase(url, 'recorded', 'base');
  const recording = await start('recorded', 'record');
  await workThrough(await openOffice(recording.port, password), RECORDED_CASES, 8);
  const statements = await recording.stop();

  await createDatabase(url, 'measured', 'base');
  const host = await start('measured', 'plain');
  const office = await openOffice(host.port, password);
  const idle = await settledMemory(host);
  await workThrough(office, WARM_UP_CASES, 4);
  const rows = [];
  for (const [clients, cases] of LEVELS) {
    const runs = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const name = `floor_${clients}_${round}`;
      await createDatabase(url, name, 'base');
      runs.push([await workThrough(office, cases, clients), await replay(databaseUrlOf(url, name), statements, clients)]);
    }
    rows.push(rowOf(clients, bestOf(runs.map(([acts]) => acts)), bestOf(runs.map(([, floor]) => floor))));
  }
  const busy = await host.memory();
  await host.stop();
  office.agent.destroy();
  rows.push({ what: 'memory of the host, idle', figure: megabytes(idle), floor: `${megabytes(process.memoryUsage().rss)} (this process)`, bar: '300 MB' });
  rows.push({ what: 'memory of the host, after the acts', figure: megabytes(busy), floor: '', bar: '' });
  return rows;
}

/** The statements of each case in their order, the cases shared out over so many connections. */
async function replay(url, statements, clients) {
  const cases = byCase(statements);
  const connections = await Promise.all(Array.from({ length: clients }, async () => {
    const connection = new pg.Client({ connectionString: url, options: '-c timezone=UTC -c role=quanze_app' });
    // What one of them meets is told by its statement; the others end with the server.
    connection.on('error', () => undefined);
    await connection.connect();
    return connection;
  }));
  const times = [];
  let next = 0;
  const work = async (connection) => {
    while (next < cases.length) {
      const own = cases[next];
      next += 1;
      for (const statement of own) {
        const begin = performance.now();
        const { rows } = await connection.query(statement);
        times.push(performance.now() - begin);
        if (rows[0].moved === 0 || rows[0].number === null) throw new Error('a replayed act wrote nothing');
      }
    }
  };
  const begin = performance.now();
  await Promise.all(connections.map(work));
  const totalMs = performance.now() - begin;
  await Promise.all(connections.map((connection) => connection.end()));
  return { times: Float64Array.from(times).sort(), totalMs };
}

/** The id of the case is the second value of every statement. Only whole cases are replayed. */
function byCase(statements) {
  const cases = new Map();
  for (const statement of statements) cases.set(statement.values[1], [...(cases.get(statement.values[1]) ?? []), statement]);
  return [...cases.values()].filter((own) => own.length === ACTS_PER_CASE && own[0].name.startsWith('new:'));
}

const rate = ({ times, totalMs }) => (times.length / totalMs) * 1000;
const bestOf = (runs) => runs.reduce((best, run) => (rate(run) > rate(best) ? run : best));

function rowOf(clients, acts, floor) {
  const told = (run) => `${rate(run).toFixed(0)}/s, p50 ${at(run.times, 0.5).toFixed(1)} ms, p99 ${at(run.times, 0.99).toFixed(1)} ms`;
  return { what: `durable acts over HTTP, ${clients} client${clients === 1 ? '' : 's'}`, figure: `${told(acts)}; ${(rate(acts) / rate(floor)).toFixed(2)} of the floor`, floor: `${told(floor)} (bare pg, same row writes)`, bar: '0.20 of the floor' };
}

/** Memory once a start has calmed down. */
async function settledMemory(host) {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return host.memory();
}

async function startHost(args) {
  const child = fork(HOST, args, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  const ended = new Promise((_resolve, reject) => child.once('exit', (code) => reject(new Error(`the host ended with ${code}`))));
  ended.catch(() => undefined);
  const message = (key) => Promise.race([ended, new Promise((resolve) => {
    const listen = (received) => {
      if (!(key in received)) return;
      child.off('message', listen);
      resolve(received[key]);
    };
    child.on('message', listen);
  })]);
  const ask = (word, key) => {
    const answer = message(key);
    child.send(word);
    return answer;
  };
  return { port: await message('port'), memory: () => ask('memory', 'memory'), stop: async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const recorded = await ask('stop', 'recorded');
    await gone;
    return recorded;
  } };
}

function megabytes(bytes) {
  return `${Math.round(bytes / MEGABYTE)} MB`;
}
