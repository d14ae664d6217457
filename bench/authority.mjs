// Measures one authority verdict on the model list: nanoseconds per call over generated queries, beside the floor of the same run (the
// clock alone). Run after a build: `node bench/authority.mjs [seed]`. What is not here: a pass mark; times are printed, never asserted.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compilePowerList, judge, parsePowerList } from '@quanze/authority';
import { createSeededRandom } from '@quanze/testkit';
import { queryMaker } from '../libs/authority/dist/generated-queries.model.js';

const QUERIES = 100_000;
const seed = Number(process.argv[2] ?? 7);
const list = parsePowerList(parse(readFileSync(new URL('../workflows/power-lists/model.yaml', import.meta.url), 'utf8')));
if (!list.ok) throw new Error(JSON.stringify(list.refusal));
const compiled = compilePowerList(list.value);
const queries = Array.from({ length: QUERIES }, queryMaker(compiled, createSeededRandom(seed).fraction));

/** Sorted nanoseconds of one call of `work` per query. */
function timesOf(work) {
  const times = new Float64Array(QUERIES);
  for (let i = 0; i < QUERIES; i += 1) {
    const begin = process.hrtime.bigint();
    work(queries[i]);
    times[i] = Number(process.hrtime.bigint() - begin);
  }
  return times.sort();
}

const share = { permit: 0, refer: 0, refuse: 0 };
for (const query of queries) share[judge(compiled, query).verdict] += 1;
const [floor, verdict] = [timesOf(() => undefined), timesOf((query) => judge(compiled, query))];
const at = (times, part) => times[Math.floor(times.length * part)];
console.log(JSON.stringify({
  bench: 'authority', seed, queries: QUERIES, share, unit: 'ns',
  floor: { p50: at(floor, 0.5), p99: at(floor, 0.99) },
  verdict: { p50: at(verdict, 0.5), p99: at(verdict, 0.99) },
}));
