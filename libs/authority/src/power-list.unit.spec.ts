// Goal: a list is taken whole or refused with the place of its first fault. Method: the smallest good list, spoilt in one place per test.
import { parsePowerList } from './parse-power-list.js';
import { compilePowerList } from './compile.js';
import { judge } from './judge.js';

const label = { zh: '测试', en: 'test' };
const check = { step: 'block', code: 'AUTHORITY.TOO_LATE', when: { fact: 'day', above: 7 }, show: ['day'], source: 's', status: 'verified', text: label };
const consent = { body: 'superior', source: 's', status: 'verified', text: label };
const entry = { id: 'a.b', group: 'g', label, decider: 'chief', fixedBy: 'nation', source: 's', status: 'verified' };

function smallList(): Record<string, unknown> {
  return {
    kind: 'power-list', id: 'small', version: '1', label, source: 's', status: 'verified', effectiveFrom: '2025-01-01', province: null,
    facts: {
      day: { label, number: { min: 0, max: 99 } },
      origin: { label, values: { police: [], court: ['tribunal'] } },
      sender: { label, sameAs: 'origin' },
    },
    checks: { late: check }, everyPower: [], consents: { up: consent }, entries: [{ ...entry, checks: ['late'], consents: ['up'] }],
  };
}

/** Reads the small list with one thing changed and gives the code and the path of the refusal. */
function fault(change: (list: Record<string, unknown>) => void): [string, unknown] | 'taken' {
  const list = smallList();
  change(list);
  const read = parsePowerList(list);
  return read.ok ? 'taken' : [read.refusal.code, read.refusal.params.path];
}

describe('reading a power list', () => {
  test('takes the small list', () => expect(fault(() => undefined)).toBe('taken'));

  test('takes the list of one province', () => {
    const read = parsePowerList({ ...smallList(), province: 'shaanxi' });
    expect(read).toMatchObject({ ok: true, value: { province: 'shaanxi' } });
  });

  test.each<[string, (list: Record<string, unknown>) => void, string, string]>([
    ['another kind', (l) => { l.kind = 'duty-list'; }, 'POWER_LIST.MALFORMED', 'kind'],
    ['no object at all', (l) => { l.facts = []; }, 'POWER_LIST.MALFORMED', 'facts'],
    ['an unknown key of the list', (l) => { l.extra = 1; }, 'POWER_LIST.UNKNOWN_KEY', '$.extra'],
    ['an unknown key of an entry', (l) => { l.entries = [{ ...entry, levle: 1 }]; }, 'POWER_LIST.UNKNOWN_KEY', 'entries[0].levle'],
    ['an unknown key of a check', (l) => { l.checks = { late: { ...check, x: 1 } }; }, 'POWER_LIST.UNKNOWN_KEY', 'checks.late.x'],
    ['a label in one language', (l) => { l.label = { zh: '测试' }; }, 'POWER_LIST.MALFORMED', 'label.en'],
    ['a day that does not exist', (l) => { l.effectiveFrom = '2025-02-30'; }, 'POWER_LIST.MALFORMED', 'effectiveFrom'],
    ['two entries with one id', (l) => { l.entries = [entry, entry]; }, 'POWER_LIST.DUPLICATE_ID', 'entries[1].id'],
    ['a fact that is built in', (l) => { l.facts = { ...(l.facts as object), list: { label, values: {} } }; }, 'POWER_LIST.DUPLICATE_ID', 'facts.list'],
    ['two values with one spelling', (l) => { l.facts = { ...(l.facts as object), x: { label, values: { a: [true], b: [true] } } }; }, 'POWER_LIST.DUPLICATE_ID', 'facts.x.values.b'],
    ['a default that is no value', (l) => { l.facts = { ...(l.facts as object), x: { label, values: { a: [] }, default: 'b' } }; }, 'POWER_LIST.UNKNOWN_VALUE', 'facts.x.default'],
    ['a fact with two shapes', (l) => { l.facts = { ...(l.facts as object), x: { label, values: {}, number: { min: 0, max: 1 } } }; }, 'POWER_LIST.MALFORMED', 'facts.x'],
    ['a number below zero', (l) => { l.facts = { ...(l.facts as object), x: { label, number: { min: -1, max: 1 } } }; }, 'POWER_LIST.MALFORMED', 'facts.x.number'],
    ['more values than bits', (l) => { l.facts = { ...(l.facts as object), x: { label, values: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`v${i}`, []])) } }; }, 'POWER_LIST.MALFORMED', 'facts.x.values'],
    ['a second name of no fact', (l) => { l.facts = { ...(l.facts as object), x: { label, sameAs: 'nothing' } }; }, 'POWER_LIST.UNKNOWN_FACT', 'facts.x.sameAs'],
    ['a condition on an unknown fact', (l) => { l.checks = { late: { ...check, when: { fact: 'dya', above: 7 } } }; }, 'POWER_LIST.UNKNOWN_FACT', 'checks.late.when.fact'],
    ['a condition on a second name', (l) => { l.checks = { late: { ...check, when: { fact: 'sender', is: 'police' } } }; }, 'POWER_LIST.UNKNOWN_FACT', 'checks.late.when.fact'],
    ['a condition on an unknown value', (l) => { l.checks = { late: { ...check, when: { fact: 'origin', in: ['police', 'judge'] } } }; }, 'POWER_LIST.UNKNOWN_VALUE', 'checks.late.when.in[1]'],
    ['a comparison of words', (l) => { l.checks = { late: { ...check, when: { fact: 'origin', above: 1 } } }; }, 'POWER_LIST.MALFORMED', 'checks.late.when'],
    ['a comparison with words', (l) => { l.checks = { late: { ...check, when: { fact: 'day', aboveFact: 'origin' } } }; }, 'POWER_LIST.MALFORMED', 'checks.late.when'],
    ['a condition with two tests', (l) => { l.checks = { late: { ...check, when: { fact: 'day', above: 1, atLeast: 2 } } }; }, 'POWER_LIST.MALFORMED', 'checks.late.when'],
    ['an empty all', (l) => { l.checks = { late: { ...check, when: { all: [] } } }; }, 'POWER_LIST.MALFORMED', 'checks.late.when'],
    ['a fault inside not', (l) => { l.checks = { late: { ...check, when: { any: [{ not: { fact: 'x', is: 'y' } }] } } }; }, 'POWER_LIST.UNKNOWN_FACT', 'checks.late.when.any[0].not.fact'],
    ['a code of another area', (l) => { l.checks = { late: { ...check, code: 'CASE.LATE' } }; }, 'POWER_LIST.MALFORMED', 'checks.late.code'],
    ['a shown fact that is unknown', (l) => { l.checks = { late: { ...check, show: ['x'] } }; }, 'POWER_LIST.UNKNOWN_FACT', 'checks.late.show'],
    ['a check that is not there', (l) => { l.entries = [{ ...entry, checks: ['early'] }]; }, 'POWER_LIST.UNKNOWN_REFERENCE', 'entries[0].checks'],
    ['a consent that is not there', (l) => { l.entries = [{ ...entry, consents: ['down'] }]; }, 'POWER_LIST.UNKNOWN_REFERENCE', 'entries[0].consents'],
    ['a general check that is not there', (l) => { l.everyPower = ['early']; }, 'POWER_LIST.UNKNOWN_REFERENCE', 'everyPower'],
    ['one check twice', (l) => { l.entries = [{ ...entry, checks: ['late', 'late'] }]; }, 'POWER_LIST.DUPLICATE_ID', 'entries[0].checks'],
    ['a body that decides nothing', (l) => { l.entries = [{ ...entry, decider: 'npc_standing_committee' }]; }, 'POWER_LIST.MALFORMED', 'entries[0].decider'],
    ['clauses without a last resort', (l) => { l.entries = [{ ...entry, decider: [{ when: { fact: 'day', above: 1 }, body: 'chief' }] }]; }, 'POWER_LIST.NO_DEFAULT_DECIDER', 'entries[0].decider'],
    ['a clause behind the last resort', (l) => { l.entries = [{ ...entry, decider: [{ body: 'chief' }, { body: 'committee' }] }]; }, 'POWER_LIST.NO_DEFAULT_DECIDER', 'entries[0].decider'],
    ['no clauses', (l) => { l.entries = [{ ...entry, decider: [] }]; }, 'POWER_LIST.NO_DEFAULT_DECIDER', 'entries[0].decider'],
    ['a text that is not a flag', (l) => { l.entries = [{ ...entry, delegable: 'yes' }]; }, 'POWER_LIST.MALFORMED', 'entries[0].delegable'],
    ['entries that are no list', (l) => { l.entries = { ...entry }; }, 'POWER_LIST.MALFORMED', 'entries'],
    ['an id with a space', (l) => { l.id = 'small list'; }, 'POWER_LIST.MALFORMED', 'id'],
    ['half a day', (l) => { l.checks = { late: { ...check, when: { fact: 'day', above: 1.5 } } }; }, 'POWER_LIST.MALFORMED', 'checks.late.when.above'],
    ['a fact without a shape', (l) => { l.facts = { ...(l.facts as object), x: { label } }; }, 'POWER_LIST.MALFORMED', 'facts.x'],
    ['a fact whose values are nothing', (l) => { l.facts = { ...(l.facts as object), x: { label, values: null } }; }, 'POWER_LIST.MALFORMED', 'facts.x.values'],
    ['a province without a name', (l) => { l.province = ''; }, 'POWER_LIST.MALFORMED', 'province'],
    ['a level that does not exist', (l) => { l.levels = ['county']; }, 'POWER_LIST.MALFORMED', 'levels[0]'],
  ])('refuses %s', (_, change, code, path) => expect(fault(change)).toEqual([code, path]));
});

describe('what a list leaves open', () => {
  const decides = (change: Record<string, unknown>, actor: Record<string, unknown>, facts: Record<string, unknown> = {}): string => {
    const list = { ...smallList(), ...change };
    const read = parsePowerList(list);
    if (!read.ok) return `${read.refusal.code} ${String(read.refusal.params.path)}`;
    const { verdict, of } = judge(compilePowerList(read.value), { actor: { role: 'procurator', ...actor }, action: 'a.b', case: facts });
    return verdict === 'refer' ? of.join() : verdict;
  };
  const open = { entries: [{ ...entry, fixedBy: 'list' }] };

  test('falls to the procurator in a list from 2024-07-04 on and to the chief in an older one', () => {
    expect(decides({ ...open, effectiveFrom: '2024-07-04' }, {}, { list: 'not_listed' })).toBe('permit');
    expect(decides({ ...open, effectiveFrom: '2024-07-03' }, {}, { list: 'not_listed' })).toBe('chief');
  });

  test('follows the residual rule that the list carries before the one of its date', () => {
    expect(decides({ ...open, effectiveFrom: '2020-01-01', residual: 'procurator' }, {}, { list: 'not_listed' })).toBe('permit');
    expect(decides({ ...open, residual: 'chief' }, {}, { list: 'not_listed' })).toBe('chief');
  });

  test('is the chief\'s again when the law names the chief', () => {
    const own = { entries: [{ ...entry, fixedBy: 'list', decider: 'procurator', lawNamesChief: true }] };
    expect(decides(own, {})).toBe('permit');
    expect(decides(own, {}, { list: 'not_listed' })).toBe('chief');
  });

  test('can be said in the entry itself, and never touches what the nation fixes', () => {
    expect(decides({ entries: [{ ...entry, fixedBy: 'list', listed: false }] }, {})).toBe('permit');
    expect(decides({ entries: [{ ...entry, listed: false }] }, {})).toBe('chief');
  });

  test('lets an office keep deputies from acting where a rule names the chief', () => {
    const deputy = { role: 'deputy_chief', delegation: 'in_force' };
    expect(decides({ entries: [entry] }, deputy)).toBe('permit');
    expect(decides({ entries: [entry], deputyActsForChief: false }, deputy)).toBe('chief');
  });

  test('refuses to let a person concerned through where the list names a procurator as the judge of persons', () => {
    const wrong = { entries: [{ ...entry, decider: 'procurator', raisedWhen: { fact: 'actor.person_concerned', is: 'yes' } }] };
    expect(decides(wrong, { is_person_concerned: true })).toBe('refuse');
  });

  test('sends nothing up to a department head: chief and deputy neither take nor propose a review that is the head\'s alone', () => {
    const review = { entries: [{ ...entry, decider: 'dept_head_review', takeover: false }] };
    expect(decides(review, {})).toBe('dept_head_review');
    expect(decides(review, { role: 'chief' })).toBe('refuse');
    expect(decides(review, { role: 'deputy_chief', portfolio: true })).toBe('refuse');
  });

  test.each([['up', 'top'], ['top', 'up']])('names one organ once when the consents stand as %s, %s', (first, second) => {
    const change = { consents: { up: consent, top: { ...consent, body: 'spp' } }, entries: [{ ...entry, consents: [first, second] }] };
    expect(decides(change, {}, { procuratorate: 'provincial' })).toBe('chief,spp');
    expect(decides(change, {}, { procuratorate: 'city' })).toBe('chief,superior,spp');
  });

  test('compares two numbers only when both are stated', () => {
    const more = { ...check, when: { fact: 'day', aboveFact: 'limit' }, show: [] };
    const facts = { ...(smallList().facts as object), limit: { label, number: { min: 0, max: 99 } } };
    const change = { facts, checks: { late: more }, entries: [{ ...entry, decider: 'procurator', checks: ['late'] }] };
    expect(decides(change, {}, { day: 3 })).toBe('permit');
    expect(decides(change, {}, { day: 3, limit: 3 })).toBe('permit');
    expect(decides(change, {}, { day: 3, limit: 2 })).toBe('refuse');
  });
});
