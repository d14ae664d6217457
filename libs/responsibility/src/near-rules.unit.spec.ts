// Goal: a rule that is told as near misses the record by one thing, and that thing is told. Method: single records, a changed table, and
// properties over made-up records. What is not here: which rules each worked case just misses (`worked-cases.unit.spec.ts`).
import fc from 'fast-check';
import { expectOk } from '@quanze/kernel';
import { answer, type ToldRow, type WhyNot } from './answer.js';
import { parseAttributionTable } from './parse-table.js';
import { modelDocument, modelTable } from './read-table.contract.js';
import { records } from './record-arbitrary.contract.js';
import type { AttributionTable } from './table.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const model = modelTable();

interface Told { readonly rows: readonly ToldRow[]; readonly whyNot: readonly WhyNot[] }

function told(facts: unknown, table: AttributionTable = model): Told {
  const given = answer(table, { id: 1, facts }, 'en');
  if (!('whyNot' in given)) throw new Error(JSON.stringify(given));
  return given;
}

const reasonIn = (near: readonly WhyNot[] | undefined, rule: string): string | undefined => near?.find((each) => each.rule === rule)?.reason;
const rowOf = ({ rows }: Told, person: string, area: string): ToldRow | undefined => rows.find((row) => row.person === person && row.area === area);
const SERIOUS = { result: 'wrong', serious_consequence: true, cause_areas: ['facts'] };

describe('why not, for a row', () => {
  test('tells a rule that holds as well and comes later', () => {
    const found = told({ handler: 'P', exemption: 'new_evidence', outcome: SERIOUS, findings: [{ person: 'P', area: 'facts', fault: 'gross' }] });
    const row = rowOf(found, 'P', 'facts');
    expect([row?.bears, reasonIn(row?.whyNot, 'B7'), reasonIn(row?.whyNot, 'B4')]).toEqual(['none', 'it holds as well, but B4 comes first', undefined]);
  });

  test('tells what stands before a rule that clears', () => {
    const facts = { handler: 'P', decider_level: 'chief', decider: 'C', objection: 'written', instruction: { by: 'C', form: 'written', lawfulness: 'manifestly_unlawful' }, findings: [{ person: 'P', area: 'procedure', fault: 'intentional' }] };
    expect(reasonIn(rowOf(told(facts), 'P', 'procedure')?.whyNot, 'B1')).toBe('it holds as well, but A10 comes first');
  });

  test('names the setting of which a result depends, before the area of others', () => {
    const facts = { handler: 'P', reviews: [{ by: 'H', role: 'dept_head' }], outcome: SERIOUS, findings: [{ person: 'H', area: 'review', fault: 'gross' }] };
    expect(reasonIn(rowOf(told(facts), 'H', 'review')?.whyNot, 'B7')).toBe('Gross negligence in a review counts as judicial responsibility is “off”; it would have to be “on”');
  });

  test('does not tell another case of the rule that hit with the same result', () => {
    const document = modelDocument();
    const rule = (document.accountability as { cases: unknown[] }[])[1] as { cases: unknown[] };
    const when = (serious: string): unknown => ({ bears: 'intentional', when: { all: [{ fact: 'fault', is: 'intentional' }, { fact: 'serious', is: serious }] } });
    rule.cases = [when('yes'), when('no')];
    const table = expectOk(parseAttributionTable(document), 'the changed table');
    const found = told({ handler: 'P', findings: [{ person: 'P', area: 'facts', fault: 'intentional' }] }, table);
    expect(reasonIn(rowOf(found, 'P', 'facts')?.whyNot, 'B1')).toBeUndefined();
  });

  test('supposes no level of fault where nobody found any, and tells the level found where somebody did', () => {
    const found = told({ handler: 'P', outcome: SERIOUS, findings: [{ person: 'P', area: 'facts', fault: 'ordinary' }] });
    expect(reasonIn(rowOf(found, 'P', 'procedure')?.whyNot, 'B7')).toBe('only on a finding of people, and there is none on this person in this area');
    expect(reasonIn(rowOf(found, 'P', 'facts')?.whyNot, 'B7')).toBe('finding on this person in this area is “ordinary negligence”; it would have to be “gross negligence”');
  });
});

describe('why not, for the record', () => {
  test('tells the values with which a negated test would hold', () => {
    expect(reasonIn(told({ handler: 'P', objection: 'oral' }).whyNot, 'A9')).toBe(
      'instruction is “none”; it would have to be “the decider\'s own, given orally” or “the decider\'s own, in writing” or “by another, oral or outside the channel” or “by another, in writing”',
    );
  });

  test.each([
    ['signers', { signature: 'P' }, 'A2', 'whoever stands there answers for something already'],
    ['reviewers', { decider_level: 'chief', decider: 'D', delegation: 'in_force', reviews: [{ by: 'D', role: 'deputy_chief' }] }, 'A11', 'the reviewer decided with authority, or appraised quality'],
    ['support staff', { assistants: [{ person: 'X', task: 'draft', deviation: 'omitted' }] }, 'A21', 'the support staff deviated on own account'],
    ['experts', { assistants: [{ person: 'X', task: 'draft' }] }, 'A33', 'no technical opinion among them is wrong'],
    ['people with a ground', { recusal_ground: { person: 'P', known: false } }, 'A25', 'the ground was not known'],
    ['instructors', { instruction: { by: 'S', form: 'oral' } }, 'A27', 'no interference is recorded'],
    ['machines', { alerts: [{ raised_by: 'system' }] }, 'A29', 'no person raised the alert'],
  ])('tells why %s are not meant', (_, facts, rule, reason) => {
    expect(reasonIn(told({ handler: 'P', ...facts }).whyNot, rule)).toBe(reason);
  });

  test('asks for people only where it looks for them', () => {
    const plain = told({ handler: 'P' }).whyNot.map(({ rule }) => rule);
    expect(plain).toEqual(['A3', 'A17', 'A31']);
  });
});

describe(`why not, for any record (seed ${seed})`, () => {
  test('no rule is both applied and near, each is told once, and every reason has words', () => {
    fc.assert(fc.property(records, (record) => {
      const given = answer(model, { id: 1, facts: record }, 'zh');
      fc.pre('whyNot' in given);
      const { rows, whyNot } = given as Told;
      const applied = new Set(rows.flatMap(({ rules }) => rules));
      const near = whyNot.map(({ rule }) => rule);
      expect([near.filter((rule) => applied.has(rule)), new Set(near).size]).toEqual([[], near.length]);
      for (const row of rows) expect(new Set(row.whyNot.map(({ rule }) => rule)).size).toBe(row.whyNot.length);
      expect([...whyNot, ...rows.flatMap((row) => row.whyNot)].filter(({ reason }) => reason === '' || /undefined|null/.test(reason))).toEqual([]);
    }), { seed, numRuns: 600 });
  }, 60_000);
});
