// Runs the real command for tests: a process of its own, through the same file that npm links. What is not here: the tests.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../bin/quanze.mjs', import.meta.url));

/** The first start may have to compile the libraries, on a busy machine. */
export const FIRST_START_LIMIT_MS = 180_000;
export const LIMIT_MS = 60_000;

export interface Run {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** @param input what is piped in; bytes stay as they are */
export function quanze(args: readonly string[], input: string | Uint8Array = '', env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const { QUANZE_URL: _url, QUANZE_TOKEN: _token, ...inherited } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...inherited, NODE_OPTIONS: '', ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A command that refuses its options does not read its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.once('close', (exit) => resolve({ exit, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') }));
  });
}

/** The answers of a command that reads items. */
export async function answersOf(args: readonly string[], items: unknown): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const run = await quanze(args, JSON.stringify(items));
  if (run.exit !== 0) throw new Error(`exit ${run.exit}: ${run.err}`);
  return JSON.parse(run.out) as readonly Readonly<Record<string, unknown>>[];
}

/** What stands on the first line of standard error, behind the word that sources were compiled. */
export function errorOf(run: Run): { readonly code: string; readonly message: string; readonly [key: string]: unknown } {
  const line = run.err.split('\n').find((text) => !text.startsWith('quanze: compiling'));
  return (JSON.parse(line ?? '') as { error: { code: string; message: string } }).error;
}
