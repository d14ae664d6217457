// The folders of an embedded server: the data folder with its cluster, made once, and the short folder of its socket.
// What is not here: the running server.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, mkdtemp, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@quanze/kernel';
import { mayReach, type Account } from './account.js';
import { publicTemp, type Natives } from './natives.js';
import { isAlive } from './postmaster.js';

/** How clients reach the server: a socket in a private folder, or, where there is none (Windows), the loopback with a password. */
export type Transport = 'socket' | 'loopback';

export const SUPERUSER = 'quanze';
export const PASSWORD_FILE = 'quanze.password';

/** `dataArgument` is the cluster's folder as the server's account can name it; `workingDir` the folder it must be started in. */
export interface Cluster {
  readonly pgdata: string;
  readonly dataArgument: string;
  readonly workingDir: string;
}

/** Makes the cluster when there is none. initdb works in a folder of its own that is renamed into place, so a start that was
 *  cut off leaves nothing that looks like a cluster, and of two starters at once one wins.
 *  @param durable false leaves out the sync to disk: for tests
 *  @throws Fault `FAULT.EMBEDDED_DATA` when the folder belongs to somebody else or initdb fails */
export async function ensureCluster(dataDir: string, natives: Natives, account: Account | null, transport: Transport, durable: boolean): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true });
  const pgdata = join(await realpath(dataDir), 'pgdata');
  await clearDrafts(dataDir);
  if (!(await isThere(join(pgdata, 'PG_VERSION')))) await makeCluster(pgdata, natives, account, transport, durable);
  await takeOwnership(account, pgdata);
  if (transport === 'loopback' && !(await isThere(join(pgdata, PASSWORD_FILE)))) {
    // Such a cluster trusts whoever reaches it, which is right behind a private socket and nowhere else.
    throw new Fault('FAULT.EMBEDDED_DATA', `${pgdata} was made for a private socket and knows no password, so it cannot listen on the loopback`);
  }
  return { pgdata, ...namesFor(account, pgdata) };
}

async function makeCluster(pgdata: string, natives: Natives, account: Account | null, transport: Transport, durable: boolean): Promise<void> {
  const draft = `${pgdata}.draft-${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(draft, { mode: 0o700 });
  if (account !== null) await chown(draft, account.uid, account.gid);
  const secret = transport === 'loopback' ? await writeSecret(account) : null;
  // The order of Chinese names is a collation of the query (zh-x-icu), so the cluster itself can use the built-in provider, whose
  // order never changes under an index. lc-ctype must be UTF-8, else pg_trgm sees no Chinese.
  const names = namesFor(account, draft);
  const args = ['-D', names.dataArgument, '-U', SUPERUSER, '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
    '--lc-collate=C', '--lc-ctype=C.UTF-8', ...(durable ? [] : ['--no-sync']),
    ...(secret === null ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${secret.file}`])];
  try {
    await runInitdb(natives.initdb, args, names.workingDir, account);
    if (secret !== null) await writeFile(join(draft, PASSWORD_FILE), secret.password, { mode: 0o600 });
    await rename(draft, pgdata);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another starter was faster: his cluster is as good as ours.
    if (!(await isThere(join(pgdata, 'PG_VERSION')))) throw error;
  } finally {
    if (secret !== null) await rm(secret.folder, { recursive: true, force: true });
  }
}

/** Where there is no private socket, a password in the data folder keeps other local users out. */
async function writeSecret(account: Account | null): Promise<{ folder: string; file: string; password: string }> {
  const folder = await mkdtemp(join(publicTemp(account), 'quanze-pg-'));
  const file = join(folder, 'password');
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  for (const path of account === null ? [] : [folder, file]) await chown(path, (account as Account).uid, (account as Account).gid);
  return { folder, file, password };
}

async function runInitdb(program: string, args: readonly string[], cwd: string, account: Account | null): Promise<void> {
  const child = spawn(program, args, { ...account, cwd, env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (exit, signal) => resolve(exit ?? String(signal)));
  });
  if (code !== 0) throw new Fault('FAULT.EMBEDDED_DATA', `initdb ended with ${code}: ${output.trim().slice(-600)}`);
}

/** The server gets its paths and nothing else: PG* variables of the surroundings must not change what it does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/** Drafts whose maker is gone were cut off halfway. */
async function clearDrafts(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const maker = /^(?:pgdata|server\.log)\.draft-(\d+)-/.exec(name)?.[1];
    if (maker !== undefined && Number(maker) !== process.pid && !(await isAlive(Number(maker)))) await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

/** PostgreSQL wants its folder to belong to the account it runs as. Root can see to that, an ordinary user can only be told. */
async function takeOwnership(account: Account | null, pgdata: string): Promise<void> {
  const { uid } = await stat(pgdata);
  const wanted = account?.uid ?? process.getuid?.() ?? uid;
  if (uid === wanted) return;
  if (account === null) throw new Fault('FAULT.EMBEDDED_DATA', `${pgdata} belongs to user ${uid}, not to ${wanted}: it was made by another account`);
  const done = spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, pgdata], { encoding: 'utf8' });
  if (done.status !== 0) throw new Fault('FAULT.EMBEDDED_DATA', `${pgdata} could not be given to user ${account.uid}: ${done.stderr}`);
}

/** Below a folder the account may not enter (a root home of mode 700) it cannot name its data by path. A process may still work
 *  in the folder it was started in, and /proc/self/cwd is a name for that folder which needs no way to it. */
function namesFor(account: Account | null, folder: string): Pick<Cluster, 'dataArgument' | 'workingDir'> {
  if (account === null || mayReach(account, folder, 'w')) return { dataArgument: folder, workingDir: folder };
  if (process.platform === 'linux') return { dataArgument: '/proc/self/cwd', workingDir: folder };
  throw new Fault('FAULT.EMBEDDED_DATA', `${folder} cannot be reached by user ${account.uid}, and root may not run PostgreSQL: choose a data folder outside of private folders`);
}

/** The folder of the socket: short, because a socket path may have 107 bytes only, and private. Its name follows from the data
 *  folder, so that nothing needs to be remembered. @throws Fault `FAULT.EMBEDDED_SOCKET` when somebody else made it. */
export async function ensureSocketDir(account: Account | null, pgdata: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await makeSocketDir(account, pgdata);
    } catch (error) {
      // A server that is just stopping takes its folder away between two of our steps.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 20) throw error;
    }
  }
}

async function makeSocketDir(account: Account | null, pgdata: string): Promise<string> {
  const wanted = account?.uid ?? process.getuid?.() ?? 0;
  const hash = createHash('sha256').update(`${wanted}:${pgdata}`).digest('hex').slice(0, 12);
  const folder = join(publicTemp(account), `quanze-pg-${hash}`);
  const made = await mkdir(folder, { mode: 0o700 }).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return false;
    throw error;
  });
  if (made && account !== null) await chown(folder, account.uid, account.gid);
  const found = await lstat(folder);
  // Root as owner: another starter made it a moment ago and is about to give it away.
  if (!found.isDirectory() || (found.uid !== wanted && found.uid !== process.getuid?.())) {
    throw new Fault('FAULT.EMBEDDED_SOCKET', `${folder} belongs to user ${found.uid}, not to ${wanted}; remove it`);
  }
  if (found.uid !== wanted && account !== null) await chown(folder, account.uid, account.gid);
  if ((found.mode & 0o077) !== 0) await chmod(folder, 0o700);
  return folder;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false);
}
