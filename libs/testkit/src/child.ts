// Runs a piece of our code in a process of its own, for tests that kill it or need a second one.
// What is not here: the compiler (`typescript-loader.mjs`).
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly pid: number;
  /** Resolves with the first line of standard output that matches; rejects, with all output, when the process ends before. */
  line(pattern: RegExp): Promise<string>;
  /** Sends a signal, SIGKILL when none is named, and resolves when the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
}

/** Starts `code`, an ES module that may import `@quanze/…` and TypeScript files by file URL. The caller ends it. */
export function startTypeScript(code: string, env: Readonly<Record<string, string>> = {}): Child {
  const loader = new URL('./typescript-loader.mjs', import.meta.url).href;
  // Bare names such as `pg` are looked up from the working folder, so it is this library's.
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const child = spawn(process.execPath, ['--import', loader, '--input-type=module', '--eval', code], {
    cwd, env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const seen: string[] = [];
  const waiting = new Set<() => void>();
  let partial = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (partial + chunk.toString()).split('\n');
    partial = lines.pop() ?? '';
    seen.push(...lines);
    output += chunk.toString();
    for (const look of [...waiting]) look();
  });
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let isOver = false;
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (exit, signal) => {
      isOver = true;
      resolve(exit ?? String(signal));
      for (const look of [...waiting]) look();
    });
  });
  return {
    pid: child.pid as number,
    ended,
    line: (pattern) => new Promise((resolve, reject) => {
      const look = (): void => {
        const found = seen.find((line) => pattern.test(line));
        if (found === undefined && !isOver) return;
        waiting.delete(look);
        if (found === undefined) reject(new Error(`the process ended without a line matching ${pattern}:\n${output}`));
        else resolve(found);
      };
      waiting.add(look);
      look();
    }),
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await ended;
    },
  };
}
