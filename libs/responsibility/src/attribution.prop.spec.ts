// Goal: what must hold of every answer, whatever the record. Method: fast-check properties over made-up records and over pairs of records
// that differ in one thing. What is not here: whether the answer is right (worked cases, `naive-agreement.prop.spec.ts`).
import fc from 'fast-check';
import { answer, type AttributionAnswer } from './answer.js';
import type { ResponsibilityRow } from './attribute.js';
import { namesIn, type RawRecord } from './generated-records.model.js';
import { modelTable } from './read-table.contract.js';
import { records } from './record-arbitrary.contract.js';
import { NEEDS_FINDING } from './vocabulary.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const model = modelTable();
type Answered = Extract<AttributionAnswer, { rows: unknown }>;
interface Finding extends RawRecord { person: string; area: string; fault: string }

/** Runs a property over readable records. */
function always(numRuns: number, holds: (record: RawRecord, given: Answered) => void): void {
  fc.assert(fc.property(records, (record) => {
    const given = answer(model, { id: 1, facts: record });
    fc.pre('rows' in given);
    holds(record, given as Answered);
  }), { seed, numRuns });
}

const line = ({ person, area, capacity, bears }: ResponsibilityRow): string => `${person} ${area} ${capacity} ${bears}`;
const without = (record: RawRecord, key: string): RawRecord => Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
const findingsOf = (record: RawRecord): Finding[] => (record.findings ?? []) as Finding[];
const rowsOf = (facts: RawRecord): readonly ResponsibilityRow[] => {
  const given = answer(model, { id: 1, facts });
  return 'error' in given ? [] : given.rows;
};

describe(`attribution of any record (seed ${seed})`, () => {
  test('everybody named has a row, nobody else has one, and nobody two of one area', () => {
    always(1_500, (record, { rows }) => {
      expect([...new Set(rows.map(({ person }) => person))].sort()).toEqual([...new Set(namesIn(record))].sort());
      expect(new Set(rows.map(({ person, area }) => `${person}/${area}`)).size).toBe(rows.length);
    });
  }, 60_000);

  test('every row has rules and a reason that names each of them, the none included', () => {
    always(800, (_, { rows }) => {
      for (const { rules, basis } of rows) expect([rules.length > 0, basis.includes('追责：'), rules.filter((id) => !basis.includes(`〔${id}`))]).toEqual([true, true, []]);
    });
  }, 60_000);

  test('no fault without a finding on this person in this area', () => {
    // A member's share of a decision is the vote, and support staff answer for facts and procedure through their task.
    const also: Readonly<Record<string, readonly string[]>> = { vote: ['decision'], decision: ['vote'], task: ['facts', 'procedure'] };
    always(1_500, (record, { rows }) => {
      for (const { person, area, bears } of rows) {
        if (!NEEDS_FINDING.includes(bears)) continue;
        expect(findingsOf(record).some((each) => each.person === person && each.fault !== 'none' && [area, ...(also[area] ?? [])].includes(each.area))).toBe(true);
      }
    });
  }, 60_000);

  test('without any finding every row is none or flaw, and the rows of the good decision stay', () => {
    always(1_000, (record) => {
      const bare = without(record, 'findings');
      const rows = rowsOf(bare);
      const good = rowsOf({ ...bare, outcome: { result: 'correct', serious_consequence: false, cause_areas: [] } });
      expect(rows.filter(({ bears }) => bears !== 'none' && bears !== 'flaw')).toEqual([]);
      expect(good.filter(({ bears }) => bears !== 'none')).toEqual([]);
      expect(good.length).toBe(rows.length);
    });
  }, 60_000);

  test('who answers for what does not depend on outcome, exemption, objection, status or what could be detected', () => {
    const who = (rows: readonly ResponsibilityRow[]): string[] => rows.map(({ person, area, capacity }) => `${person} ${area} ${capacity}`);
    always(400, (record) => {
      for (const key of ['outcome', 'exemption', 'objection', 'status_today', 'detectable', 'misstatement']) {
        // Who is named by the misstatement alone would lose the row with it, and the record would be refused.
        const shorter = rowsOf(without(record, key));
        if (shorter.length > 0) expect(who(shorter)).toEqual(who(rowsOf(record)));
      }
    });
  }, 60_000);

  test('supervision, interference and recording never become judicial responsibility', () => {
    always(1_500, (_, { rows }) => {
      const tracks = rows.filter(({ area }) => ['supervision', 'interference', 'recording'].includes(area)).map(({ bears }) => bears);
      expect(tracks.filter((bears) => !['none', 'supervision_liability', 'interference_liability', 'nonrecording_liability'].includes(bears))).toEqual([]);
    });
  }, 60_000);

  test('supervision is a track of its own: what is found there changes no other row, and nothing found elsewhere changes it', () => {
    always(800, (record, { rows }) => {
      const cleared = (here: (area: string) => boolean): readonly ResponsibilityRow[] =>
        rowsOf({ ...record, findings: findingsOf(record).map((each) => (here(each.area) ? { ...each, fault: 'none' } : each)) });
      const off = (area: string): boolean => area === 'supervision';
      expect(cleared(off).filter(({ area }) => !off(area))).toEqual(rows.filter(({ area }) => !off(area)));
      expect(cleared((area) => !off(area)).filter(({ area }) => off(area)).map(line)).toEqual(rows.filter(({ area }) => off(area)).map(line));
    });
  }, 60_000);

  test('changes nothing but the order when lists are permuted', () => {
    const turned = (record: RawRecord): RawRecord => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, Array.isArray(value) ? [...value].reverse() : value]));
    const full = ({ rows }: Answered): string[] => rows.map(({ rules, basis, ...row }) => `${line({ ...row, rules, basis })} ${rules.join()} ${basis}`).sort();
    always(800, (record, given) => {
      // Two entries about one person in one list may state two roles; then the first one counts.
      fc.pre(new Set(listed(record)).size === listed(record).length);
      const again = answer(model, { id: 1, facts: turned(record) });
      expect('error' in again ? again : [full(again), again.flags]).toEqual([full(given), given.flags]);
    });
  }, 60_000);

  test('is the same each time and leaves the record as it was', () => {
    always(500, (record, given) => {
      const before = JSON.stringify(record);
      expect(JSON.stringify(answer(model, { id: 1, facts: record }))).toBe(JSON.stringify(given));
      expect(JSON.stringify(record)).toBe(before);
    });
  }, 60_000);

  test('any JSON gets rows or an error, never a fault', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom('zh' as const, 'en' as const, undefined), (facts, language) => {
      const given = answer(model, { id: 1, facts }, language);
      return 'error' in given || given.rows.length > 0;
    }), { seed, numRuns: 2_000 });
  });

  test('a record with one value replaced by any JSON gets rows or an error, never a fault', () => {
    fc.assert(fc.property(records, fc.nat(), fc.jsonValue({ maxDepth: 2 }), (record, place, value) => {
      const keys = Object.keys(record);
      const given = answer(model, { id: 1, facts: { ...record, [keys[place % keys.length] as string]: value } }, 'en');
      return 'error' in given || given.rows.length > 0;
    }), { seed, numRuns: 2_000 });
  }, 60_000);

  test('never names an organ, wherever one stands', () => {
    const organs = fc.constantFrom('committee', 'Procuratorate', '检察委员会', '某市人民检察院', '某县公安局', 'system');
    const at = fc.constantFrom('handler', 'decider', 'signature', 'lead', 'members', 'interference', 'alerts', 'recusal_ground', 'instruction', 'conference');
    fc.assert(fc.property(records, organs, at, (record, organ, key) => {
      const there: Readonly<Record<string, unknown>> = {
        members: [organ], interference: [{ by: organ, recipients: ['P'] }], alerts: [{ raised_by: organ }], conference: { held: true, members: [organ] },
        recusal_ground: { person: 'P', known: true, rejected_by: organ }, instruction: { by: organ, form: 'oral' },
      };
      expect(rowsOf({ ...record, [key]: there[key] ?? organ }).filter(({ person }) => person === organ)).toEqual([]);
    }), { seed, numRuns: 1_500 });
  }, 60_000);
});

function listed(record: RawRecord): string[] {
  const who = (item: unknown): string => (typeof item === 'string' ? item : namesIn(item)[0] ?? '');
  return ['reviews', 'assistants'].flatMap((key) => ((record[key] ?? []) as unknown[]).map((item) => `${key}/${who(item)}`))
    .concat(findingsOf(record).filter(({ role }) => role !== undefined).map(({ person }) => `finding/${person}`));
}
