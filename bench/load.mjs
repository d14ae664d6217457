// Reading, checking and compiling everything that is shipped, each time in a process of its own, because that is how it happens: once, cold.
// What is not here: a start of the product, which reads the documents only when it sets an office up.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROUNDS = 3;
const PROCESS = fileURLToPath(new URL('load-process.mjs', import.meta.url));

export function measureLoad() {
  const runs = Array.from({ length: ROUNDS }, () => JSON.parse(execFileSync(process.execPath, [PROCESS, 'load'], { encoding: 'utf8' })));
  const floors = Array.from({ length: ROUNDS }, () => JSON.parse(execFileSync(process.execPath, [PROCESS, 'floor'], { encoding: 'utf8' })));
  const best = runs.reduce((least, run) => (run.total < least.total ? run : least));
  const floor = floors.reduce((least, run) => (run.total < least.total ? run : least));
  const ms = (value) => `${Math.round(value)} ms`;
  return [{
    what: `load, check and compile what is shipped: ${best.documents} documents, ${Math.round(floor.bytes / 1024)} KiB, ${best.releases} releases`,
    figure: `${ms(best.total)} (read and check ${ms(best.load)}, build ${ms(best.build)}, compile ${ms(best.compile)})`,
    floor: `${ms(floor.total)} (the YAML parser alone on the same text)`, bar: '< 2 s',
  }];
}
