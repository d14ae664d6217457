// Ends what a run of Jest left in its folder. Plain JavaScript and synchronous, because it also runs while a process is ending.
// What is not here: starting anything (libs/testkit/src/database.ts).
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Whether a process exists and is not a zombie. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const text = readText(`/proc/${pid}/stat`);
  return text === '' || text.slice(text.lastIndexOf(')') + 2)[0] !== 'Z';
}

/** Ends the servers that work inside a run's folder, and removes the folder and their sockets. */
export function clearRun(folder) {
  const clusters = lockFilesBelow(folder, 4).map((path) => readText(path).split('\n').map((line) => line.trim()));
  const ids = new Set([...workersIn(folder), ...clusters.map((lines) => Number(lines[0])).filter((pid) => worksIn(pid, folder))]);
  // The data goes away, so PostgreSQL need not write it down: an immediate stop, which other servers take for an end as well.
  end([...ids], 'SIGQUIT', 10_000);
  // Children of a PostgreSQL that was killed, and whatever did not listen.
  end([...ids, ...workersIn(folder)], 'SIGKILL', 5000);
  for (const lines of clusters) {
    if (/^quanze-pg-[0-9a-f]{12}$/.test(basename(lines[4] ?? ''))) rmSync(lines[4], { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function end(ids, signal, limitMs) {
  const left = ids.filter(isAlive);
  for (const pid of left) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone between the look and the signal.
    }
  }
  const until = Date.now() + limitMs;
  while (left.some(isAlive) && Date.now() < until) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
}

/** Servers whose working folder lies in the run's folder. Nothing else works there: its name was made for this run. */
function workersIn(folder) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').map(Number).filter((pid) => pid > 0 && pid !== process.pid && worksIn(pid, folder));
}

function worksIn(pid, folder) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (process.platform !== 'linux') return isAlive(pid);
  try {
    return `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folder}/`);
  } catch {
    return false;
  }
}

function lockFilesBelow(folder, depth) {
  if (depth === 0) return [];
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return lockFilesBelow(path, entry.name === 'pgdata' ? 1 : depth - 1);
      return entry.name === 'postmaster.pid' && statSync(path).isFile() ? [path] : [];
    });
  } catch {
    return [];
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
