// What a data folder tells about its server: postmaster.pid, whether that process lives, and how to end it.
// What is not here: starting one.
import { readFile, readlink, readdir, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Empty where the server listens on the loopback only. */
  readonly socketDir: string;
  readonly ready: boolean;
}

/** Reads postmaster.pid; null when there is none or it is still being written. */
export async function readPostmaster(pgdata: string): Promise<Postmaster | null> {
  const lines = (await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n').map((line) => line.trim());
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || lines.length < 5) return null;
  return { pid, port, socketDir: lines[4] ?? '', ready: lines[7] === 'ready' };
}

/** Whether a process exists and is not a zombie. A zombie answers to signals until its parent looks, which a container's
 *  first process may never do. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: somebody else's process, alive.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return text === null || text.slice(text.lastIndexOf(')') + 2, text.lastIndexOf(')') + 3) !== 'Z';
}

/** Whether the process with this id works in this data folder. After a crash the id in postmaster.pid may belong to something
 *  else by now, most of all in a container, where ids are few. Without /proc the answer is "perhaps", that is true. */
export async function worksIn(pid: number, pgdata: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  return sameFolder(`/proc/${pid}/cwd`, pgdata);
}

/** Processes that work in a data folder: after a kill of the postmaster its children need a moment to notice. Linux only. */
export async function processesIn(pgdata: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const ids = (await readdir('/proc')).map(Number).filter((id) => Number.isInteger(id) && id > 0 && id !== process.pid);
  const found: number[] = [];
  for (const id of ids) {
    const name = await readlink(`/proc/${id}/exe`).catch(() => '');
    if (name.includes('postgres') && (await sameFolder(`/proc/${id}/cwd`, pgdata)) && (await isAlive(id))) found.push(id);
  }
  return found;
}

async function sameFolder(a: string, b: string): Promise<boolean> {
  const [x, y] = await Promise.all([stat(a).catch(() => null), stat(b).catch(() => null)]);
  return x !== null && y !== null && x.dev === y.dev && x.ino === y.ino;
}

/** Ends a postmaster: fast stop first (open transactions are rolled back, everything is written), immediate stop when that takes
 *  longer than `patienceMs`. Resolves when the process is gone. */
export async function endPostmaster(pid: number, patienceMs: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitUntil(async () => !(await isAlive(pid)), patienceMs)) return;
  }
}

/** Asks again and again until the answer is yes; false when it was not within `limitMs`. */
export async function waitUntil(isTrue: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs;
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 1.5, 50)) {
    if (await isTrue()) return true;
    if (performance.now() >= end) return false;
    await sleep(pauseMs);
  }
}
