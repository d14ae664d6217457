// The streams of the process. A reader that goes away (`quanze … | head`) ends the command without noise.
import type { Io } from './io.js';

export function processIo(): Io {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Nobody listens any more: nothing can be answered, and it is no fault of ours.
    process.exit(error.code === 'EPIPE' ? 0 : 74);
  });
  return {
    input: process.stdin.isTTY ? null : process.stdin,
    out: (text) => new Promise((resolve) => {
      if (process.stdout.write(text)) resolve();
      else process.stdout.once('drain', resolve);
    }),
    err: (text) => void process.stderr.write(text),
    env: process.env,
  };
}
