// Ends what a run of Jest left in its folder. Plain JavaScript and synchronous, because it also runs while a process is ending.
import { readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a process exists and is not a zombie. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)[0] !== 'Z';
  } catch {
    return true;
  }
}

/** Stops the run's PostgreSQL, by the id in its lock file and only while that process works in the run's folder; removes the folder. */
export function clearRun(folder) {
  const pgdata = join(folder, 'postgres', 'pgdata');
  const lines = readText(join(pgdata, 'postmaster.pid')).split('\n');
  const pid = Number(lines[0]);
  if (Number.isInteger(pid) && pid > 0 && worksIn(pid, pgdata)) {
    // The data goes away, so the server need not write it down: an immediate stop, then a hard one.
    for (const signal of ['SIGQUIT', 'SIGKILL']) {
      try {
        process.kill(pid, signal);
      } catch {
        break;
      }
      if (waitUntilGone(pid, 10_000)) break;
    }
    rmSync(join(lines[4].trim(), '.s.PGSQL.5432'), { force: true });
    rmSync(join(lines[4].trim(), '.s.PGSQL.5432.lock'), { force: true });
    try {
      rmdirSync(lines[4].trim());
    } catch {
      // Gone already, or the loopback is used.
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function worksIn(pid, pgdata) {
  if (process.platform !== 'linux') return isAlive(pid);
  try {
    const [a, b] = [statSync(`/proc/${pid}/cwd`), statSync(pgdata)];
    return a.dev === b.dev && a.ino === b.ino;
  } catch {
    return false;
  }
}

function waitUntilGone(pid, limitMs) {
  const end = Date.now() + limitMs;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
  return true;
}
