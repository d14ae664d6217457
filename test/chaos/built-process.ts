// One of the built programs as a process of its own: started, heard, killed, asked to end; and which process its embedded database is.
// What is not here: when and why.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitFor } from '@quanze/testkit';

export interface BuiltProcess {
  /** What it listens on since its first start; 0 for a program without HTTP. */
  readonly port: number;
  /** Times the process was started. */
  readonly starts: number;
  /** Ends that nobody here asked for, each with the end of the log. */
  readonly surprises: readonly string[];
  /** Starts the process and resolves when it is ready. @throws Error with the end of its log when it ends instead, or takes too long */
  start(): Promise<void>;
  /** kill -9. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Sends SIGTERM. @returns the exit code, null when a signal ended it */
  stop(): Promise<number | null>;
  /** Resolves when this run of the process has logged a line that matches. */
  said(pattern: RegExp): Promise<void>;
}

export interface BuiltOptions {
  readonly app: 'host' | 'worker';
  /** Working folder, so that the run's teardown finds what is left over; the log is kept here. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

const START_LIMIT_MS = 180_000;
const TAIL_LENGTH = 6000;

export function createBuiltProcess({ app, folder, env }: BuiltOptions): BuiltProcess {
  const main = fileURLToPath(new URL(`../../apps/${app}/dist/main.js`, import.meta.url));
  if (!existsSync(main)) throw new Error(`apps/${app} is not built: run \`npm run build\` first`);
  const log = createWriteStream(join(folder, `${app}.log`), { flags: 'a' });
  const surprises: string[] = [];
  let child: ChildProcess | null = null;
  let isWanted = false;
  let port = 0;
  let starts = 0;
  let said = '';
  let ended: string | null = null;

  const spawnOne = (): void => {
    const own = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
      cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'info', QUANZE_DATA_DIR: folder, ...(app === 'host' ? { PORT: String(port) } : {}), ...env },
    });
    [child, isWanted, said, ended] = [own, true, '', null];
    const hear = (chunk: Buffer): void => {
      log.write(chunk);
      if (child === own) said += chunk.toString();
    };
    own.stdout.on('data', hear);
    own.stderr.on('data', hear);
    own.once('error', (error) => (ended = String(error)));
    own.once('exit', (code, signal) => {
      if (child !== own) return;
      ended = String(code ?? signal);
      if (isWanted) surprises.push(`the ${app} ended with ${ended}: ${said.slice(-TAIL_LENGTH)}`);
    });
  };

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
    surprises,
    async start() {
      starts += 1;
      spawnOne();
      const ready = await waitFor(`the ${app} to be ready`, () => /"message":"ready"/.exec(said) ?? ended, START_LIMIT_MS).catch((error: unknown) => String(error));
      if (typeof ready === 'string') throw new Error(`the ${app} did not start (${ready}): ${said.slice(-TAIL_LENGTH)}`);
      const [, found] = /"port":(\d+)[^\n]*"message":"ready"/.exec(said) ?? [];
      if (found !== undefined) port = Number(found);
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    said: async (pattern) => void (await waitFor(`the ${app} to say ${pattern}`, () => pattern.test(said), 60_000)),
  };
}

/** Process id of the embedded database of a data folder, as its postmaster.pid has it; null while there is none. */
export function postmasterIn(folder: string): number | null {
  try {
    const pid = Number(readFileSync(join(folder, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}
