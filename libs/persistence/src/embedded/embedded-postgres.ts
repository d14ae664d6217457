// Starts real PostgreSQL out of an npm package, adopts one that is running already, and stops it again. One machine then needs
// nothing but npm. What is not here: the application's database, roles and migrations; and any server reached by DATABASE_URL.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '@quanze/kernel';
import { accountForServer, type Account } from './account.js';
import { ensureCluster, ensureSocketDir, PASSWORD_FILE, serverEnvironment, SUPERUSER, type Cluster, type Transport } from './cluster.js';
import { databaseUrlOf, withClient } from './databases.js';
import { locateNatives, type Natives } from './natives.js';
import { endPostmaster, isAlive, processesIn, readPostmaster, waitUntil, worksIn, type Postmaster } from './postmaster.js';

export interface EmbeddedOptions {
  /** Folder of the cluster and its log; made when missing. One folder, one server. */
  readonly dataDir: string;
  /** Hears what is done, one English line at a time. */
  readonly log?: (line: string) => void;
  /** Server settings that go before the tuned ones, as `name: value`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** `socket` except on Windows. */
  readonly transport?: Transport;
}

export interface EmbeddedPostgres {
  /** The maintenance database `postgres`, as the superuser. */
  readonly url: string;
  /** Empty with the loopback transport. */
  readonly socketDir: string;
  /** True when the server was running before, for instance because the process that started it was killed. */
  readonly adopted: boolean;
  readonly pid: number;
  databaseUrl(name: string): string;
  /** Whether this very server still runs; false after a stop or a crash. Asks the system, not the server. */
  isRunning(): Promise<boolean>;
  /** Fast stop: open transactions are rolled back, everything is written, process, socket and lock are gone. Also of an adopted one. */
  stop(): Promise<void>;
}

/** For a small office machine: memory goes to the programs beside it, no background workers that do nothing here. */
const SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: '96MB', work_mem: '8MB', maintenance_work_mem: '64MB', effective_cache_size: '512MB', max_connections: '80',
  max_wal_size: '512MB', wal_compression: 'on', max_wal_senders: '0', max_logical_replication_workers: '0', io_method: 'sync',
  max_worker_processes: '4', max_parallel_workers: '2', autovacuum_max_workers: '2', random_page_cost: '1.1', jit: 'off',
  timezone: 'UTC', log_timezone: 'UTC', log_checkpoints: 'off', log_min_messages: 'warning', tcp_keepalives_idle: '30',
};

const START_LIMIT_MS = 120_000;
const STOP_PATIENCE_MS = 15_000;
const LOG_TAIL = 1200;
// What a server says when another one is at the same folder: starting, stopping, or just killed. Worth looking again.
const CONTENTION = /lock file .* (?:already exists|is empty)|is still in use|Is another postmaster|could not create lock file|could not bind|could not open directory/;

/** Starts the server of a data folder, or adopts it when it runs. Recovers by itself after a crash.
 *  @throws Fault `FAULT.EMBEDDED_MISSING`, `FAULT.EMBEDDED_ACCOUNT`, `FAULT.EMBEDDED_DATA`, `FAULT.EMBEDDED_SOCKET`,
 *  `FAULT.EMBEDDED_START` (with the end of the server's log) */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log = () => undefined, settings = {} } = options;
  const transport = options.transport ?? (process.platform === 'win32' ? 'loopback' : 'socket');
  const account = accountForServer();
  const natives = await locateNatives(account);
  const cluster = await ensureCluster(resolve(dataDir), natives, account, transport, settings['fsync'] !== 'off');
  const end = performance.now() + START_LIMIT_MS;
  for (;;) {
    const running = await findRunning(cluster.pgdata, end);
    if (running !== null) {
      log(`PostgreSQL ${running.pid} is running already in ${cluster.pgdata}; adopted`);
      return handle(cluster, natives, running, transport, true, log);
    }
    const outcome = await launch(cluster, natives, account, transport, { ...SETTINGS, ...settings });
    if (typeof outcome !== 'string') {
      log(`PostgreSQL ${outcome.pid} started in ${cluster.pgdata}`);
      return handle(cluster, natives, outcome, transport, false, log);
    }
    if (!CONTENTION.test(outcome) || performance.now() > end) {
      // Only when empty: somebody else may be starting.
      if (transport === 'socket') await rmdir(await ensureSocketDir(account, cluster.pgdata)).catch(() => undefined);
      throw new Fault('FAULT.EMBEDDED_START', outcome);
    }
    await sleep(50);
  }
}

/** The server that postmaster.pid speaks of, once it accepts connections; null when there is none. A file left by a crash is
 *  taken away when its number now belongs to a stranger, because PostgreSQL would take that for a running server. */
async function findRunning(pgdata: string, end: number): Promise<Postmaster | null> {
  for (;;) {
    const found = await readPostmaster(pgdata);
    if (found === null) {
      await clearEmptyLock(pgdata);
      return null;
    }
    if (!(await isAlive(found.pid))) {
      // Killed without a word: its children go as soon as they notice, and keep the shared memory until then.
      await waitUntil(async () => (await processesIn(pgdata)).length === 0, 10_000);
      return null;
    }
    if (!(await worksIn(found.pid, pgdata))) {
      await rm(join(pgdata, 'postmaster.pid'), { force: true });
      return null;
    }
    if (found.ready && (await answers(pgdata, found))) return found;
    if (performance.now() > end) throw new Fault('FAULT.EMBEDDED_START', `PostgreSQL ${found.pid} in ${pgdata} runs but accepts no connection`);
    await sleep(20);
  }
}

/** A power cut can leave the lock file empty, and PostgreSQL then waits for a person. A server that is starting fills it at once. */
async function clearEmptyLock(pgdata: string): Promise<void> {
  const file = join(pgdata, 'postmaster.pid');
  const found = await stat(file).catch(() => null);
  if (found?.size === 0 && Date.now() - found.mtimeMs > 3000 && (await processesIn(pgdata)).length === 0) await rm(file, { force: true });
}

async function answers(pgdata: string, found: Postmaster): Promise<boolean> {
  const url = await urlOf(pgdata, found);
  return withClient(url, (client) => client.query('SELECT 1')).then(() => true, () => false);
}

async function urlOf(pgdata: string, { port, socketDir }: Postmaster): Promise<string> {
  if (socketDir !== '') return `postgres://${SUPERUSER}@localhost:${port}/postgres?host=${encodeURIComponent(socketDir)}`;
  const password = await readFile(join(pgdata, PASSWORD_FILE), 'utf8');
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
}

/** Starts the program and waits until it accepts connections; the end of its log when it ended instead. */
async function launch(cluster: Cluster, natives: Natives, account: Account | null, transport: Transport, settings: Readonly<Record<string, string>>): Promise<Postmaster | string> {
  const where = transport === 'socket'
    ? { listen_addresses: '', unix_socket_directories: await ensureSocketDir(account, cluster.pgdata), unix_socket_permissions: '0700', port: '5432' }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(await freePort()) };
  const args = Object.entries({ ...settings, ...where }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logFile = join(cluster.pgdata, '..', 'server.log');
  // Of several starters at once each keeps its own log, to be able to tell why it failed; the one that is ready gives it the name.
  const draft = `${logFile}.draft-${process.pid}-${randomBytes(4).toString('hex')}`;
  const output = await open(draft, 'w', 0o640);
  // A group of its own, so that Ctrl-C reaches the host first and the host stops the server when it has finished with it. Its
  // output goes to a file, because a pipe would break with this process.
  const windows = process.platform === 'win32';
  const child = windows
    ? spawn(natives.pgCtl, ['start', '-w', '-D', cluster.dataArgument, '-o', args.map((arg) => `"${arg}"`).join(' ')], { stdio: ['ignore', output.fd, output.fd], env: serverEnvironment(), windowsHide: true })
    : spawn(natives.postgres, ['-D', cluster.dataArgument, ...args], { ...account, cwd: cluster.workingDir, detached: true, stdio: ['ignore', output.fd, output.fd], env: serverEnvironment() });
  // Listening before anything is awaited: a server that is refused at once has ended by then.
  let ended: string | null = null;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = windows && code === 0 ? null : `ended with ${code ?? signal}`));
  await output.close();
  let ready: Postmaster | null = null;
  const isReady = async (): Promise<boolean> => {
    const found = await readPostmaster(cluster.pgdata);
    ready = found !== null && found.ready && (windows || found.pid === child.pid) ? found : null;
    return ready !== null || ended !== null;
  };
  const settled = await waitUntil(isReady, START_LIMIT_MS);
  child.unref();
  if (ready !== null) {
    await rename(logFile, `${logFile}.1`).catch(() => undefined);
    await rename(draft, logFile);
    return ready;
  }
  if (!settled && child.pid !== undefined) await endPostmaster(child.pid, STOP_PATIENCE_MS);
  const text = await readFile(draft, 'utf8').catch(() => '');
  await rm(draft, { force: true });
  return `PostgreSQL in ${cluster.pgdata} ${ended ?? 'did not get ready'}: ${text.trim().slice(-LOG_TAIL)}`;
}

async function handle(cluster: Cluster, natives: Natives, found: Postmaster, transport: Transport, adopted: boolean, log: (line: string) => void): Promise<EmbeddedPostgres> {
  const url = await urlOf(cluster.pgdata, found);
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    const now = await readPostmaster(cluster.pgdata);
    // Stopped or replaced meanwhile: a number we no longer own is left alone.
    if (now?.pid === found.pid && (await worksIn(found.pid, cluster.pgdata))) {
      if (process.platform === 'win32') await stopWithPgCtl(natives, cluster);
      else await endPostmaster(found.pid, STOP_PATIENCE_MS);
      log(`PostgreSQL ${found.pid} stopped`);
    }
    if (found.socketDir !== '') await removeSocketDir(cluster.pgdata, found);
  };
  return {
    url,
    socketDir: transport === 'socket' ? found.socketDir : '',
    adopted,
    pid: found.pid,
    databaseUrl: (name) => databaseUrlOf(url, name),
    isRunning: async () => (await isAlive(found.pid)) && (await worksIn(found.pid, cluster.pgdata)),
    stop: () => (stopping ??= stop()),
  };
}

/** A server takes its socket away when it stops; one that was killed leaves it. Kept when the next server is running already,
 *  and, being removed only when empty, when it is about to. */
async function removeSocketDir(pgdata: string, { port, socketDir }: Postmaster): Promise<void> {
  const now = await readPostmaster(pgdata);
  if (now === null || !(await isAlive(now.pid)) || !(await worksIn(now.pid, pgdata))) {
    for (const name of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) await rm(join(socketDir, name), { force: true });
  }
  await rmdir(socketDir).catch(() => undefined);
}

/** Signals do not exist on Windows; pg_ctl has its own way. */
async function stopWithPgCtl(natives: Natives, cluster: Cluster): Promise<void> {
  const child = spawn(natives.pgCtl, ['stop', '-m', 'fast', '-w', '-D', cluster.dataArgument], { stdio: 'ignore', env: serverEnvironment(), windowsHide: true });
  await new Promise((done) => child.once('close', done).once('error', done));
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail).listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
