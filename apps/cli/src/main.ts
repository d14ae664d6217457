// The process behind `quanze`: standard streams in, exit code out. What is not here: what the commands do (`run.ts`).
import { processIo } from './process-io.js';
import { runCli } from './run.js';

// The code is set and not exited with, so that everything written is also delivered.
process.exitCode = await runCli(process.argv.slice(2), processIo());
