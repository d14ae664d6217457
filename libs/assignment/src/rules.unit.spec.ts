// The document of rules: which one holds for a case, what it makes of loads, and what a schema cannot say about it.
import type { LocalDate } from '@quanze/kernel';
import { checkAssignmentRules, ruleFor, specialisationsOf, ticketsFor, weightOf, type AssignmentRule, type AssignmentRules, type CaseFacts } from './rules.js';

const rule = (id: string, more: Partial<AssignmentRule> = {}): AssignmentRule => ({
  id, office: '*', path: '*', department: '*', method: 'rule', pool: { roles: ['procurator'], departments: ['own'] }, criteria: ['workload'], tickets: [{ tickets: 1 }], manual: 'free', ...more,
});
const label = { zh: '分案', en: 'Assignment' };
const book = (more: Partial<AssignmentRules> = {}): AssignmentRules => ({
  kind: 'assignment-rules', id: 'model', version: '1', label, source: '本院规定', status: 'unverified', effectiveFrom: '2026-01-01' as LocalDate, weights: [], specialisations: [], rules: [rule('rest')], ...more,
});
const arrest: CaseFacts = { office: 'o1', path: 'criminal.arrest', department: 'first', facts: { suspectMinor: true, origin: 'police' } };
const problemsOf = (more: Partial<AssignmentRules>): readonly unknown[] => checkAssignmentRules(book(more)).map(({ code, params }) => [code, params['path']]);

it('takes the first rule that fits office, path and department', () => {
  const rules = book({ rules: [rule('a', { office: 'o2' }), rule('b', { path: 'civil.*' }), rule('c', { department: 'second' }), rule('d', { path: 'criminal.*', department: 'first' }), rule('rest')] });
  expect([arrest, { ...arrest, office: 'o2' }, { ...arrest, path: 'civil.review' }, { ...arrest, department: 'second' }, { office: 'o1', path: 'criminal', facts: {} }].map((of) => ruleFor(rules, of)?.id)).toEqual(['d', 'a', 'b', 'c', 'rest']);
});

it('weighs a case by the first row that fits, and as one without', () => {
  const weights = [{ path: 'criminal.prosecution', weight: 3 }, { path: 'criminal.*', weight: 2 }];
  expect(['criminal.prosecution', 'criminal.arrest', 'civil.review'].map((path) => weightOf({ weights }, path))).toEqual([3, 2, 1]);
});

it('gives tickets by load', () => {
  const steps = [{ loadMax: 10, tickets: 4 }, { loadMax: 20, tickets: 2 }, { tickets: 1 }];
  expect([0, 10, 11, 20, 21].map((load) => ticketsFor(steps, load))).toEqual([4, 4, 2, 2, 1]);
});

it('finds the knowledge a case needs by path and fact', () => {
  const specialisations = [
    { id: 'minors', label, fact: { name: 'suspectMinor', values: [true] } }, { id: 'own', label, fact: { name: 'origin', values: ['own_investigation'] } },
    { id: 'civil', label, paths: ['civil.*'] }, { id: 'arrest', label, paths: ['criminal.arrest'] },
  ];
  expect(specialisationsOf({ specialisations }, arrest).map(({ id }) => id)).toEqual(['minors', 'arrest']);
});

it.each([
  ['nothing in a good document', {}, []],
  ['no rule for the rest', { rules: [rule('a', { path: 'criminal.*' })] }, [['ASSIGNMENT_RULES.NO_REST', '/rules']]],
  ['an id twice', { rules: [rule('a', { path: 'civil.*' }), rule('a')] }, [['ASSIGNMENT_RULES.DUPLICATE_ID', '/rules/1/id']]],
  ['a rule that is never reached', { rules: [rule('a', { path: 'criminal.*' }), rule('b', { path: 'criminal.arrest', office: 'o1' }), rule('rest')] }, [['ASSIGNMENT_RULES.NEVER_REACHED', '/rules/1']]],
  ['tickets without a last step', { rules: [rule('a', { tickets: [{ loadMax: 3, tickets: 1 }] })] }, [['ASSIGNMENT_RULES.STEPS_DISORDERED', '/rules/0/tickets']]],
  ['tickets that fall back', { rules: [rule('a', { tickets: [{ loadMax: 3, tickets: 3 }, { loadMax: 3, tickets: 2 }, { tickets: 1 }] })] }, [['ASSIGNMENT_RULES.STEPS_DISORDERED', '/rules/0/tickets']]],
  ['a step for all before the last', { rules: [rule('a', { tickets: [{ tickets: 3 }, { tickets: 1 }] })] }, [['ASSIGNMENT_RULES.STEPS_DISORDERED', '/rules/0/tickets']]],
  ['a specialisation twice', { specialisations: [{ id: 's', label }, { id: 's', label }] }, [['ASSIGNMENT_RULES.DUPLICATE_ID', '/specialisations/1/id']]],
  ['a weight that is never reached', { weights: [{ path: '*', weight: 1 }, { path: 'civil.*', weight: 2 }] }, [['ASSIGNMENT_RULES.NEVER_REACHED', '/weights/1']]],
] as const)('finds %s', (_what, more, expected) => {
  expect(problemsOf(more as Partial<AssignmentRules>)).toEqual(expected);
});
