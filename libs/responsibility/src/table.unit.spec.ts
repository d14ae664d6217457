// Goal: a table that does not fit the program is refused, with its place, and the model table has every rule, word and setting in use.
// Method: the model document with one thing changed. What is not here: what the rules give (worked cases).
import { expectOk } from '@quanze/kernel';
import { answer, readFacts } from './answer.js';
import { attribute } from './attribute.js';
import { namesIn } from './condition.js';
import { parseAttributionTable } from './parse-table.js';
import { PARTIES } from './parties.js';
import { modelDocument, modelTable } from './read-table.contract.js';
import { RECORD_FACTS } from './record-facts.js';
import { ROW_FACTS } from './row-facts.js';
import type { AccountRule } from './table.js';
import { AREAS, BEARS, FLAGS } from './vocabulary.js';

type Json = Record<string, unknown>;
const model = modelTable();

function refusalAfter(change: (document: Json) => void): unknown {
  const document = modelDocument();
  change(document);
  const parsed = parseAttributionTable(document);
  return parsed.ok ? null : [parsed.refusal.code, parsed.refusal.params.path];
}

const rule = (document: Json, list: string, index: number): Json => (document[list] as Json[])[index] as Json;

describe('the model table', () => {
  test('has the rules A1 to A34 and B0 to B10 in order, each once', () => {
    expect(model.allocation.map(({ id }) => id)).toEqual(Array.from({ length: 34 }, (_, i) => `A${i + 1}`));
    expect(model.accountability.map(({ id }) => id)).toEqual(Array.from({ length: 11 }, (_, i) => `B${i}`));
  });

  test('uses every party, area, result, flag, fact and setting that the program knows', () => {
    const grants = model.allocation.flatMap((each) => [...each.gives, ...each.touches, ...each.clears]);
    expect(PARTIES.filter((party) => !grants.some(({ to }) => to === party))).toEqual([]);
    expect(AREAS.filter((area) => !grants.some(({ areas }) => areas.includes(area)))).toEqual([]);
    const cases = model.accountability.flatMap((each) => each.cases);
    expect(BEARS.filter((bears) => !cases.some((each) => each.bears === bears))).toEqual([]);
    const flags = [...model.allocation, ...model.accountability].flatMap((each) => each.flags);
    expect(FLAGS.filter((flag) => !flags.some((each) => each.flag === flag))).toEqual([]);
    const conditions = [...model.allocation.flatMap((each) => [each.when, ...each.clears.map(({ when }) => when)]), ...flags.map(({ when }) => when), ...cases.map(({ when }) => when)];
    const read = new Set(conditions.flatMap(namesIn));
    const known = [...Object.keys(RECORD_FACTS), ...Object.keys(ROW_FACTS), ...Object.keys(model.settings).map((id) => `setting.${id}`)];
    expect(known.filter((name) => !read.has(name))).toEqual([]);
  });

  test('says of every rule how far its source was checked', () => {
    expect(new Set([...model.rules.values()].map(({ head }) => head.status))).toEqual(new Set(['verified', 'secondary', 'unverified']));
    expect([...model.rules.values()].filter(({ head }) => head.source === '' || head.label.zh === '' || head.effect.en === '')).toEqual([]);
  });
});

describe('a table that does not fit', () => {
  test.each<[string, (document: Json) => void, string, string]>([
    ['another kind', (d) => { d.kind = 'power-list'; }, 'TABLE.MALFORMED', 'kind'],
    ['an unknown key', (d) => { d.remark = 'x'; }, 'TABLE.UNKNOWN_KEY', '$.remark'],
    ['a fact the program cannot give', (d) => { (d.facts as Json).weather = { label: { zh: '天气', en: 'weather' }, values: { rain: { zh: '雨', en: 'rain' } } }; }, 'TABLE.FACT_MISMATCH', 'facts.weather'],
    ['a fact left out', (d) => { delete (d.rowFacts as Json).exemption; }, 'TABLE.FACT_MISMATCH', 'rowFacts'],
    ['a value left out', (d) => { delete ((d.facts as Json).org as { values: Json }).values.team; }, 'TABLE.FACT_MISMATCH', 'facts.org.values'],
    ['a value too many', (d) => { ((d.facts as Json).org as { values: Json }).values.crowd = { zh: '众', en: 'crowd' }; }, 'TABLE.FACT_MISMATCH', 'facts.org.values.crowd'],
    ['an undeclared fact in a condition', (d) => { rule(d, 'allocation', 0).when = { fact: 'mood', is: 'good' }; }, 'TABLE.UNKNOWN_FACT', 'allocation[0].when.fact'],
    ['a fact of a row in a rule of allocation', (d) => { rule(d, 'allocation', 0).when = { fact: 'fault', is: 'gross' }; }, 'TABLE.UNKNOWN_FACT', 'allocation[0].when.fact'],
    ['an undeclared value', (d) => { rule(d, 'allocation', 0).when = { fact: 'org', is: 'crowd' }; }, 'TABLE.UNKNOWN_VALUE', 'allocation[0].when.is'],
    ['an undeclared value among others', (d) => { rule(d, 'allocation', 0).when = { fact: 'org', in: ['sole', 'crowd'] }; }, 'TABLE.UNKNOWN_VALUE', 'allocation[0].when.in[1]'],
    ['a prototype name as a value', (d) => { rule(d, 'allocation', 0).when = { fact: 'org', is: 'toString' }; }, 'TABLE.UNKNOWN_VALUE', 'allocation[0].when.is'],
    ['an empty any', (d) => { rule(d, 'allocation', 0).when = { any: [] }; }, 'TABLE.MALFORMED', 'allocation[0].when.any'],
    ['an empty in', (d) => { rule(d, 'allocation', 0).when = { fact: 'org', in: [] }; }, 'TABLE.MALFORMED', 'allocation[0].when.in'],
    ['a fact without a test', (d) => { rule(d, 'allocation', 0).when = { fact: 'org' }; }, 'TABLE.MALFORMED', 'allocation[0].when'],
    ['an unknown party', (d) => { rule(d, 'allocation', 0).gives = [{ to: 'everybody', areas: ['facts'] }]; }, 'TABLE.MALFORMED', 'allocation[0].gives[0].to'],
    ['an unknown area', (d) => { rule(d, 'allocation', 0).gives = [{ to: 'handlers', areas: ['luck'] }]; }, 'TABLE.MALFORMED', 'allocation[0].gives[0].areas[0]'],
    ['a rule without effect', (d) => { delete rule(d, 'allocation', 1).gives; }, 'TABLE.MALFORMED', 'allocation[1]'],
    ['an unknown flag', (d) => { rule(d, 'accountability', 10).flags = [{ flag: 'shame' }]; }, 'TABLE.MALFORMED', 'accountability[10].flags[0].flag'],
    ['an unknown result', (d) => { (rule(d, 'accountability', 1).cases as Json[])[0] = { bears: 'guilty', when: { fact: 'area', is: 'facts' } }; }, 'TABLE.MALFORMED', 'accountability[1].cases[0].bears'],
    ['a rule id twice', (d) => { rule(d, 'allocation', 1).id = 'A1'; }, 'TABLE.DUPLICATE_ID', 'allocation[1].id'],
    ['a rule id of the other question', (d) => { rule(d, 'accountability', 0).id = 'A1'; }, 'TABLE.DUPLICATE_ID', 'accountability[0].id'],
    ['a rule id of another shape', (d) => { rule(d, 'allocation', 1).id = 'C1'; }, 'TABLE.MALFORMED', 'allocation[1].id'],
    ['an unknown rule for a finding', (d) => { (d.onFinding as Json[])[0] = { area: 'task', rule: 'A99' }; }, 'TABLE.UNKNOWN_RULE', 'onFinding[0].rule'],
    ['a setting that is no truth value', (d) => { ((d.settings as Json).review_gross_is_judicial as Json).value = 'yes'; }, 'TABLE.MALFORMED', 'settings.review_gross_is_judicial.value'],
    ['an unknown status', (d) => { rule(d, 'allocation', 0).status = 'rumoured'; }, 'TABLE.MALFORMED', 'allocation[0].status'],
  ])('%s is refused', (_, change, code, path) => {
    expect(refusalAfter(change)).toEqual([code, path]);
  });

  test.each([null, [], 'table', 7])('%j is no table', (json) => {
    expect(parseAttributionTable(json).ok).toBe(false);
  });
});

describe('a table that would find fault by itself', () => {
  test.each<[string, (document: Json) => void, string]>([
    ['without asking for a finding', (d) => { (rule(d, 'accountability', 0).cases as Json[]).unshift({ bears: 'gross_negligence', when: { fact: 'result', is: 'wrong' } }); }, 'accountability[0].cases[0].when'],
    ['on a finding or without one', (d) => { (rule(d, 'accountability', 9).cases as Json[])[1] = { bears: 'nonrecording_liability', when: { any: [{ fact: 'fault', is: 'gross' }, { fact: 'area', is: 'recording' }] } }; }, 'accountability[9].cases[1].when'],
    ['on a finding that there was none', (d) => { (rule(d, 'accountability', 1).cases as Json[])[0] = { bears: 'intentional', when: { not: { fact: 'fault', in: ['gross', 'ordinary', 'unstated'] } } }; }, 'accountability[1].cases[0].when'],
    ['on a finding or where nothing was found', (d) => { (rule(d, 'accountability', 1).cases as Json[])[0] = { bears: 'intentional', when: { fact: 'fault', in: ['intentional', 'unstated'] } }; }, 'accountability[1].cases[0].when'],
    ['where no rule hits', (d) => { (d.otherwise as Json).bears = 'management_issue'; }, 'otherwise.bears'],
  ])('%s is refused', (_, change, path) => {
    expect(refusalAfter(change)).toEqual(['TABLE.MALFORMED', path]);
  });

  test('and got past the reading is stopped by the invariant, not obeyed', () => {
    const first = model.accountability[0] as AccountRule;
    const table = { ...model, accountability: [{ ...first, cases: [{ bears: 'gross_negligence', when: { fact: 'result', in: ['wrong'] } } as const] }] };
    const facts = expectOk(readFacts(model, { handler: 'P', outcome: { result: 'wrong' } }), 'the record');
    expect(() => attribute(table, facts)).toThrow('gives gross_negligence without a finding');
  });
});

describe('a table without a rule for somebody', () => {
  test.each<[string, Json, string, (document: Json) => void]>([
    ['the signer', { signature: 'S' }, 'signature', (d) => { rule(d, 'allocation', 1).gives = [{ to: 'chief_voters', areas: ['vote'] }]; }],
    ['the handler', {}, 'handler', (d) => { rule(d, 'allocation', 0).when = { fact: 'org', is: 'team' }; }],
    ['the support staff', { assistants: [{ person: 'X', task: 'draft' }] }, 'assistants', (d) => { rule(d, 'allocation', 20).gives = [{ to: 'chief_voters', areas: ['vote'] }]; }],
  ])('cannot judge a record that names %s, and says where', (_, facts, path, change) => {
    const document = modelDocument();
    change(document);
    const table = expectOk(parseAttributionTable(document), 'a table of the right shape');
    const given = answer(table, { id: 1, facts: { handler: 'P', ...facts } });
    expect('error' in given ? [given.error.code, given.error.message.split(':')[0]] : given).toEqual(['RECORD.PERSON_WITHOUT_ROLE', path]);
    expect('error' in answer(table, { id: 1, facts: { handler: 'P', ...facts } }, 'zh')).toBe(true);
  });
});
