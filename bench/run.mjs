// `npm run bench`: measures the built code and prints every figure beside its floor from the same run. `--write` puts the table into
// RESULTS.md, `--only PART` measures one part (pure, load, tables, durable), `--seed N` leads the cases another way.
// What is not here: a pass mark. Times depend on the machine; the bars are printed for people to compare.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { machine } from './measure.mjs';

const RESULTS = new URL('RESULTS.md', import.meta.url);
const { values } = parseArgs({ options: { write: { type: 'boolean', default: false }, only: { type: 'string' }, seed: { type: 'string', default: '7' } } });
if (values.only !== undefined && !['pure', 'load', 'tables', 'durable'].includes(values.only)) throw new Error('--only is pure, load, tables or durable');

const { node, platform, cpu, cores, loadBefore } = machine();
const line = `${cpu}, ${cores} cores, ${platform}, Node ${node}, load before ${loadBefore}`;
console.log(line);
const rows = [];
const PARTS = [
  ['pure', async () => (await import('./pure.mjs')).measurePure(Number(values.seed))],
  ['load', async () => (await import('./load.mjs')).measureLoad()],
  ['tables', async () => (await import('./tables.mjs')).measureTables(Number(values.seed))],
  ['durable', async () => (await import('./durable.mjs')).measureDurable()],
];
for (const [name, measure] of PARTS) {
  if (values.only !== undefined && values.only !== name) continue;
  const found = await measure();
  for (const { what, figure, floor, bar } of found) console.log(`${what}: ${figure}   [floor: ${floor}]${bar === '' ? '' : `   bar: ${bar}`}`);
  rows.push(...found);
}
if (values.write) writeResults();

function writeResults() {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const changed = execFileSync('git', ['status', '--porcelain', '--untracked-files=no'], { encoding: 'utf8' }).trim() === '' ? '' : ' with changes';
  const table = ['| what | figure | floor of the same run | bar |', '|---|---|---|---|', ...rows.map(({ what, figure, floor, bar }) => `| ${what} | ${figure} | ${floor} | ${bar} |`)];
  const part = [`## ${new Date().toISOString().slice(0, 10)}, commit ${commit}${changed}`, '', line, '', ...table, ''].join('\n');
  const before = readResults();
  const head = '# Measured\n\nWritten by `npm run bench -- --write`, newest first. A figure means something only beside the floor of the same run.\n';
  writeFileSync(RESULTS, `${head}\n${part}\n${before.slice(before.indexOf('\n## ') + 1 || before.length)}`.trimEnd() + '\n');
}

function readResults() {
  try {
    return readFileSync(RESULTS, 'utf8');
  } catch {
    return '';
  }
}
