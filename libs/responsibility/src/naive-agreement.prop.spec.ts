// Goal: table, parties and B rules together read the decision tables as a plain second reading does. Method: 100,000 records made at
// random, people meeting in many roles, each attributed by both. What is not here: the promises that hold of any answer
// (`attribution.prop.spec.ts`).
import { expectOk } from '@quanze/kernel';
import { createSeededRandom } from '@quanze/testkit';
import { readFacts } from './answer.js';
import { accountedRows, plainRow } from './attribute.js';
import { recordMaker } from './generated-records.model.js';
import { naiveAttribution } from './naive-attribution.model.js';
import type { NaiveRow, NaiveSettings } from './naive-record.model.js';
import { modelTable } from './read-table.contract.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const seen = { records: 0, unreadable: 0, rows: 0, bears: new Map<string, number>() };
const line = ({ person, area, capacity, bears }: NaiveRow): string => `${person} ${area} ${capacity} ${bears}`;

/** The first readable record out of `count` that the naive reading attributes otherwise; null when there is none. No basis is written
 *  here, so that many records can be compared. */
function disagreement(count: number, settings: NaiveSettings): unknown {
  const table = modelTable({ joint_after_reconsideration: settings.joint, review_gross_is_judicial: settings.reviewJudicial, written_objection_clears: settings.clears });
  const next = recordMaker(createSeededRandom(seed).fraction);
  for (let read = 0; read < count;) {
    const record = next();
    const facts = readFacts(table, record);
    if (!facts.ok) {
      seen.unreadable += 1;
      continue;
    }
    read += 1;
    const { rows, flags } = expectOk(accountedRows(table, facts.value), 'a row for everybody');
    const naive = naiveAttribution(record, settings);
    const ours = rows.map((row) => line(plainRow(table, row))).sort();
    const theirs = naive.rows.map(line).sort();
    for (const { bears } of naive.rows) seen.bears.set(bears, (seen.bears.get(bears) ?? 0) + 1);
    seen.records += 1;
    seen.rows += rows.length;
    if (ours.join('\n') !== theirs.join('\n') || [...naive.flags].sort().join() !== [...flags].sort().join()) return { record, ours, theirs, flags, naive: naive.flags };
  }
  return null;
}

describe(`the naive reading (seed ${seed})`, () => {
  afterAll(() => void process.stdout.write(`attribution: ${seen.records} records (${seen.unreadable} more unreadable), ${seen.rows} rows compared with the naive reading\n`));

  test.each<[number, NaiveSettings]>([
    [70_000, { joint: true, reviewJudicial: false, clears: true }],
    [10_000, { joint: false, reviewJudicial: true, clears: false }],
    [10_000, { joint: true, reviewJudicial: true, clears: true }],
    [10_000, { joint: false, reviewJudicial: false, clears: false }],
  ])('agrees on %i records with the settings %j', (count, settings) => {
    expect(disagreement(count, settings)).toBeNull();
  }, 300_000);

  test('has met every result often enough to mean something', () => {
    expect(seen.records).toBe(100_000);
    expect(seen.bears.size).toBe(9);
    expect(Math.min(...seen.bears.values())).toBeGreaterThan(100);
  });
});
