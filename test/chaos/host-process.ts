// The built host as a process of its own, beside its embedded database, for tests that kill either of them. What is not here: when and why.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../apps/host/dist/main.js', import.meta.url));

export interface HostProcess {
  readonly port: number;
  /** Times the process was started. */
  readonly starts: number;
  /** Starts the process and resolves when it serves. @throws Error with the end of its log when it ends instead */
  start(): Promise<void>;
  /** kill -9 of the host alone; its database goes on without it. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Asks the host to end, which ends the database as well. @returns the exit code */
  stop(): Promise<number | null>;
  /** Process id in postmaster.pid; null while there is none. */
  postmaster(): number | null;
  /** Ends that nobody here asked for. */
  readonly surprises: readonly string[];
}

/** @param folder data folder, also the working folder, so that the run's teardown finds what is left over */
export function createHostProcess(folder: string): HostProcess {
  if (!existsSync(MAIN)) throw new Error('apps/host is not built: run `npm run build` first');
  const log = createWriteStream(join(folder, 'host.log'), { flags: 'a' });
  const surprises: string[] = [];
  let child: ChildProcess | null = null;
  let isWanted = false;
  let port = 0;
  let starts = 0;

  const start = (): Promise<void> => new Promise((resolve, reject) => {
    starts += 1;
    isWanted = true;
    const own = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
      cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', PORT: String(port), HOST: '127.0.0.1', QUANZE_DATA_DIR: folder, QUANZE_SEED: 'none', LOG_LEVEL: 'info' },
    });
    child = own;
    let tail = '';
    const hear = (chunk: Buffer): void => {
      log.write(chunk);
      tail = `${tail}${chunk.toString()}`.slice(-6000);
      const ready = /"port":(\d+)[^\n]*"message":"ready"/.exec(tail);
      if (ready === null) return;
      port = Number(ready[1]);
      tail = '';
      resolve();
    };
    own.stdout.on('data', hear);
    own.stderr.on('data', hear);
    own.once('error', reject);
    own.once('exit', (code, signal) => {
      if (!isWanted || child !== own) return;
      surprises.push(`the host ended with ${code ?? signal}`);
      reject(new Error(`the host ended with ${code ?? signal}: ${tail}`));
    });
  });

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const own = child;
    if (own === null || own.exitCode !== null || own.signalCode !== null) return own?.exitCode ?? null;
    isWanted = false;
    const gone = new Promise<number | null>((resolve) => own.once('exit', (code) => resolve(code)));
    own.kill(signal);
    return gone;
  };

  return {
    get port() { return port; },
    get starts() { return starts; },
    surprises, start,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    postmaster: () => postmasterOf(folder),
  };
}

function postmasterOf(folder: string): number | null {
  try {
    const pid = Number(readFileSync(join(folder, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}
