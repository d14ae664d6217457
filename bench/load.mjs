// Reading, checking and compiling everything that is shipped, each time in a process of its own, because that is how it happens: once, cold.
// Twice: from the text, as after every change of it, and from what was kept of an earlier reading. What is not here: a start of the product.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROUNDS = 3;
const PROCESS = fileURLToPath(new URL('load-process.mjs', import.meta.url));
const CACHE = fileURLToPath(new URL('../node_modules/.cache/quanze-bench', import.meta.url));

export function measureLoad() {
  const [read, floor] = [bestOf('load'), bestOf('floor')];
  run('kept');
  const kept = bestOf('kept');
  rmSync(CACHE, { recursive: true, force: true });
  const what = `${read.documents} documents, ${Math.round(floor.bytes / 1024)} KiB, ${read.releases} releases`;
  const alone = `${ms(floor.total)} (the YAML parser alone on the same text)`;
  return [
    { what: `load, check and compile what is shipped: ${what}`, figure: told(read), floor: alone, bar: '< 2 s' },
    { what: 'the same, from what was kept of an earlier reading', figure: told(kept), floor: alone, bar: '< 2 s' },
  ];
}

function bestOf(mode) {
  const runs = Array.from({ length: ROUNDS }, () => run(mode));
  return runs.reduce((least, each) => (each.total < least.total ? each : least));
}

function run(mode) {
  return JSON.parse(execFileSync(process.execPath, [PROCESS, mode], { encoding: 'utf8' }));
}

function told({ total, load, build, compile }) {
  return `${ms(total)} (read and check ${ms(load)}, build ${ms(build)}, compile ${ms(compile)})`;
}

function ms(value) {
  return `${Math.round(value)} ms`;
}
