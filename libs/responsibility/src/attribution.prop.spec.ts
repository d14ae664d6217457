// Goal: the table, the parties and the B rules together read the decision tables as a plain second reading does, and keep their promises on
// any record. Method: records made at random, compared with the naive model, and properties over pairs of records.
import fc from 'fast-check';
import { answer, readFacts, type AttributionAnswer } from './answer.js';
import { accountedRows, plainRow, type ResponsibilityRow } from './attribute.js';
import { namesIn, recordMaker, seededNumbers, type RawRecord } from './generated-records.model.js';
import { naiveAttribution, type NaiveRow, type NaiveSettings } from './naive-attribution.model.js';
import { modelTable } from './read-table.contract.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const model = modelTable();
type Answered = Extract<AttributionAnswer, { rows: unknown }>;

/** The first readable record out of `count` for which `broken` says so; null when there is none. */
function counterexample(count: number, broken: (record: RawRecord, given: Answered) => boolean): unknown {
  const next = recordMaker(seededNumbers(seed));
  for (let read = 0; read < count;) {
    const record = next();
    const given = answer(model, { id: 1, facts: record });
    if ('error' in given) continue;
    read += 1;
    if (broken(record, given)) return { record, given };
  }
  return null;
}

/** The first record out of `count` that the naive reading attributes otherwise, and how often every result was seen. No basis is
 *  written here, so that many records can be compared. */
function disagreement(count: number, settings: NaiveSettings, bears: Map<string, number>): unknown {
  const table = modelTable({ joint_after_reconsideration: settings.joint, review_gross_is_judicial: settings.reviewJudicial, written_objection_clears: settings.clears });
  const next = recordMaker(seededNumbers(seed));
  for (let read = 0; read < count;) {
    const record = next();
    const facts = readFacts(table, record);
    if (!facts.ok) continue;
    read += 1;
    const { rows, flags } = accountedRows(table, facts.value);
    const naive = naiveAttribution(record, settings);
    for (const row of naive.rows) bears.set(row.bears, (bears.get(row.bears) ?? 0) + 1);
    const ours = rows.map((row) => line(plainRow(table, row)));
    const theirs = naive.rows.map(line);
    if (ours.sort().join('\n') !== theirs.sort().join('\n') || [...naive.flags].sort().join() !== [...flags].sort().join()) return { record, ours, theirs, flags, naive: naive.flags };
  }
  return null;
}

const line = ({ person, area, capacity, bears }: NaiveRow): string => `${person} ${area} ${capacity} ${bears}`;
const lines = (given: Answered): string[] => given.rows.map(line);
const without = (record: RawRecord, key: string): RawRecord => Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
const rowsOf = (facts: RawRecord): readonly ResponsibilityRow[] => {
  const given = answer(model, { id: 1, facts });
  return 'error' in given ? [] : given.rows;
};

describe(`attribution of generated records (seed ${seed})`, () => {
  test('agrees with the naive reading on 60,000 records, with the settings on and off', () => {
    const bears = new Map<string, number>();
    expect(disagreement(45_000, { joint: true, reviewJudicial: false, clears: true }, bears)).toBeNull();
    expect(disagreement(15_000, { joint: false, reviewJudicial: true, clears: false }, bears)).toBeNull();
    expect(bears.size).toBe(9);
    expect(Math.min(...bears.values())).toBeGreaterThan(100);
  }, 120_000);

  test('gives everybody named at least one row, nobody else any, and nobody two of one area', () => {
    expect(counterexample(1_500, (record, { rows }) => {
      const named = [...new Set(namesIn(record))].sort().join();
      return named !== [...new Set(rows.map(({ person }) => person))].sort().join() || new Set(rows.map(({ person, area }) => `${person}/${area}`)).size !== rows.length;
    })).toBeNull();
  });

  test('gives every row rules and a reason, the none included', () => {
    expect(counterexample(1_000, (_, { rows }) => rows.some(({ rules, basis }) => rules.length === 0 || !basis.includes('追责：') || !rules.every((id) => basis.includes(`〔${id}`))))).toBeNull();
  });

  test('finds no fault that nobody found: without findings every row is none or flaw, and the rows of the good decision stay', () => {
    expect(counterexample(1_500, (record) => {
      const bare = without(record, 'findings');
      const rows = rowsOf(bare);
      const good = rowsOf({ ...bare, outcome: { result: 'correct', serious_consequence: false, cause_areas: [] } });
      return rows.some(({ bears }) => bears !== 'none' && bears !== 'flaw') || good.some(({ bears }) => bears !== 'none') || good.length !== rows.length;
    })).toBeNull();
  });

  test('answers who answers for what regardless of outcome, exemption and objection', () => {
    const who = (facts: RawRecord): string => rowsOf(facts).map(({ person, area, capacity }) => `${person} ${area} ${capacity}`).join('\n');
    expect(counterexample(600, (record) => ['outcome', 'exemption', 'objection', 'status_today', 'detectable', 'misstatement'].some((key) => {
      // Who is named by the misstatement alone would lose the row with it.
      const shorter = without(record, key);
      return rowsOf(shorter).length > 0 && who(shorter) !== who(record);
    }))).toBeNull();
  });

  test('does not change with facts that only describe', () => {
    expect(counterexample(1_500, (record, given) => {
      const more = { ...record, power: 'criminal.arrest.approve', procuratorate: 'basic', lower_reported: true, changed_part: 'x', cause_part: 'y' };
      return rowsOf(more).map(line).join('\n') !== lines(given).join('\n');
    })).toBeNull();
  });

  test('changes nothing but the order when lists are permuted', () => {
    const shuffled = (record: RawRecord): RawRecord => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, Array.isArray(value) ? [...value].reverse() : value]));
    const full = ({ rows }: Answered): string => rows.map(({ rules, basis, ...row }) => `${line(row)} ${rules.join()} ${basis}`).sort().join('\n');
    expect(counterexample(1_500, (record, given) => {
      // Two entries about one person in one list may state two roles; then the first one counts.
      if (new Set(listed(record)).size !== listed(record).length) return false;
      const again = answer(model, { id: 1, facts: shuffled(record) });
      return 'error' in again || full(again) !== full(given) || again.flags.join() !== given.flags.join();
    })).toBeNull();
  });

  test('is deterministic and leaves the record as it was', () => {
    expect(counterexample(800, (record, given) => {
      const before = JSON.stringify(record);
      return JSON.stringify(answer(model, { id: 1, facts: record })) !== JSON.stringify(given) || JSON.stringify(record) !== before;
    })).toBeNull();
  });

  test('never puts judicial responsibility on the tracks of supervision, interference and recording', () => {
    expect(counterexample(1_500, (_, { rows }) => rows.some(({ area, bears }) =>
      ['supervision', 'interference', 'recording'].includes(area) && !['none', 'supervision_liability', 'interference_liability', 'nonrecording_liability'].includes(bears)))).toBeNull();
  });

  test('answers any JSON with rows or an error, never a fault', () => {
    fc.assert(fc.property(fc.jsonValue(), (facts) => {
      const given = answer(model, { id: 1, facts });
      return 'error' in given || given.rows.length > 0;
    }), { seed, numRuns: 2_000 });
  });

  test('never names an organ, wherever one stands', () => {
    const organs = ['committee', 'Procuratorate', '检察委员会', '某市人民检察院', '某县公安局', 'system'];
    expect(counterexample(150, (record) => organs.some((organ) => ['handler', 'decider', 'signature', 'lead'].some((key) => rowsOf({ ...record, [key]: organ }).some(({ person }) => person === organ))
      || rowsOf({ ...record, interference: [{ by: organ, recipients: ['P'] }], alerts: [{ raised_by: organ }] }).some(({ person }) => person === organ)))).toBeNull();
  }, 60_000);
});

function listed(record: RawRecord): string[] {
  const who = (item: unknown): string => (typeof item === 'string' ? item : namesIn(item)[0] ?? '');
  return ['reviews', 'assistants'].flatMap((key) => ((record[key] ?? []) as unknown[]).map((item) => `${key}/${who(item)}`))
    .concat(((record.findings ?? []) as RawRecord[]).filter(({ role }) => role !== undefined).map(({ person }) => `finding/${String(person)}`));
}
