// An attribution table that does not fit: its problem stands at the place in the text, whoever found it — the schema or the library that
// owns the kind.
import { expectOne, fixtureText, problemsOf, type Row } from '../fixtures/edited.contract.js';

const ROWS: readonly Row[] = [
  ['a fact misspelt in a condition', '{fact: objection, is: written}, {fact: setting.strict', '{fact: ‸objektion, is: written}, {fact: setting.strict', 'TABLE.UNKNOWN_FACT', '/allocation/1/when/any/0/fact'],
  ['a setting that is not declared', '{fact: setting.strict, is: \'off\'}', '{fact: ‸setting.strikt, is: \'off\'}', 'TABLE.UNKNOWN_FACT', '/allocation/1/when/any/1/fact'],
  ['a value that the fact does not have', '{fact: org, is: sole}', '{fact: org, is: ‸solo}', 'TABLE.UNKNOWN_VALUE', '/allocation/0/when/all/0/is'],
  ['a value in a list that the fact does not have', 'in: [committee, superior]', 'in: [committee, ‸superiors]', 'TABLE.UNKNOWN_VALUE', '/allocation/0/when/all/1/not/in/1'],
  ['a fact of a record asked of a row', '{fact: fault, is: intentional}', '{fact: ‸org, is: sole}', 'TABLE.UNKNOWN_FACT', '/accountability/1/cases/0/when/fact'],
  ['a rule id twice', '- id: A2', '- id: ‸A1', 'TABLE.DUPLICATE_ID', '/allocation/1/id'],
  ['a rule that there is not', 'capacity: appraiser, rule: A1', 'capacity: appraiser, rule: ‸A9', 'TABLE.UNKNOWN_RULE', '/onFinding/0/rule'],
  ['a declared value that the program cannot give', '  org: {label: {zh: org, en: org}, values: {sole', '  org: {label: {zh: org, en: org}, values: {crowd: ‸{zh: 众, en: crowd}, sole', 'TABLE.FACT_MISMATCH', '/facts/org/values/crowd'],
  ['a declared value left out', 'values: {sole: {zh: sole, en: sole}, team: {zh: team, en: team}}', 'values: ‸{sole: {zh: sole, en: sole}}', 'TABLE.FACT_MISMATCH', '/facts/org/values'],
  ['a fact that the program does not know', '  org: {label', '  ‸weather: {label: {zh: 天气, en: weather}, values: {rain: {zh: 雨, en: rain}}}\n  org: {label', 'schema-unknown-key', '/facts/weather'],
  ['a result that finds fault by itself', '{bears: intentional, when: {fact: fault, is: intentional}}', '{bears: intentional, when: ‸{fact: result, is: wrong}}', 'TABLE.MALFORMED', '/accountability/1/cases/0/when'],
  ['a rule that does nothing', '    gives: [{to: handlers, areas: [facts, procedure]}, {to: decider, areas: [decision]}]\n', '    gives: []\n', 'TABLE.MALFORMED', '/allocation/0'],
  ['an unknown party', '{to: decider, areas: [decision]}', '{to: ‸deciders, areas: [decision]}', 'schema-value', '/allocation/0/gives/1/to'],
  ['an unknown area', '{to: decider, areas: [decision]}', '{to: decider, areas: [‸decisions]}', 'schema-value', '/allocation/0/gives/1/areas/0'],
  ['an unknown result', '{bears: intentional,', '{bears: ‸guilty,', 'schema-value', '/accountability/1/cases/0/bears'],
  ['an unknown flag', 'flag: manifest_illegality_review', 'flag: ‸shame', 'schema-value', '/allocation/1/flags/0/flag'],
  ['a rule id of another shape', '- id: A2', '- id: ‸C2', 'schema-pattern', '/allocation/1/id'],
  ['a condition that mixes two', '{fact: org, is: sole}', '‸{fact: org, is: sole, in: [team]}', 'schema-limit', '/allocation/0/when/all/0'],
  ['a setting that is no truth value', 'en: Strict}, value: true', 'en: Strict}, value: ‸"yes"', 'schema-type', '/settings/strict/value'],
];

test.each(ROWS.filter(([, , replacement]) => replacement.includes('‸')))('%s is found in its place', (...row) => {
  expectOne('attribution-table', row);
});

test.each(ROWS.filter(([, , replacement]) => !replacement.includes('‸')))('%s is found at what lacks it', (_, find, replacement, rule, key) => {
  const problems = problemsOf(fixtureText('attribution-table').replace(find, replacement), 'attribution-table');
  expect(problems.map((problem) => [problem.rule, problem.key])).toEqual([[rule, key]]);
});

test('a misspelt word comes with the likely one', () => {
  const problems = problemsOf(fixtureText('attribution-table').replace('{to: decider,', '{to: decidr,'), 'attribution-table');
  expect(problems[0]?.message.en).toMatch(/“decidr” is not one of .*did you mean decider\?$/);
});
