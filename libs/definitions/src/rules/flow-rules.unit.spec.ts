// Every rule on approval flows, bindings, releases, power lists, deadline rules and calendars: one changed line, one problem.
import { brief, edit, expectOne, fixtureText, problemsOf, type Row } from '../fixtures/edited.contract.js';
import { DOCUMENT_KINDS } from '../schema/index.js';
import { FLOW_RULES, FLOW_WIRING_RULES } from './index.js';
import { PANEL_ROWS } from '../fixtures/panel-rows.contract.js';

const FLOW_ROWS: readonly Row[] = [
  ['an initial step that does not exist', 'initial: drafted', 'initial: ‸draft', 'step-unknown', '/initial'],
  ['a source that does not exist', 'from: [drafted, chief], to: advice', 'from: [drafted, ‸chef], to: advice', 'step-unknown', '/acts/convene/from/1'],
  ['a target that does not exist', 'to: committee,', 'to: ‸comittee,', 'step-unknown', '/acts/refer/to'],
  ['a target for an outcome that does not exist', '- {to: chief, outcome', '- {to: ‸boss, outcome', 'step-unknown', '/acts/conclude/to/1/to'],
  ['a word that may not be a source', 'kind: approve, from: [chief]', 'kind: approve, from: [chief, ‸target]', 'step-unknown', '/acts/approve/from/1'],
  ['a step with a reserved name', '  advice: {type', '  ‸back: {type: advise, label: {zh: 返, en: Back}}\n  advice: {type', 'step-unknown', '/steps/back'],
  ['a step nobody reaches', '  advice: {type', '  ‸spare: {type: review, label: {zh: 余, en: Spare}}\n  advice: {type', 'step-unreachable', '/steps/spare'],
  ['a deciding step without a level', '  chief: {type: decide, level: chief,', '  ‸chief: {type: decide,', 'step-without-level', '/steps/chief'],
  ['a review that would decide', 'kind: send-up, from: [drafted], to: chief', 'kind: send-up, from: [drafted], to: ‸decided', 'decided-without-decider', '/acts/send-up/to'],
  ['a deciding act that decides nothing', 'kind: approve, from: [chief], to: decided', 'kind: approve, from: [chief], to: ‸drafted', 'decided-without-decider', '/acts/approve/to'],
  ['a way past the decision', 'kind: withdraw, from: [drafted], to: home', 'kind: withdraw, from: [drafted], to: ‸target', 'decided-left', '/acts/withdraw/to'],
  ['a decision that is taken back', 'kind: object, from: [decided],', 'kind: object, from: [decided], to: ‸drafted,', 'decided-left', '/acts/object/to'],
  ['a capacity in conflict with itself', '- [review, decide]', '- ‸[review, review]', 'conflict-with-itself', '/conflicts/1'],
  ['a conflict that stands twice', '- [review, decide]', '- ‸[review, propose]', 'conflict-with-itself', '/conflicts/1'],
  ['a number that is sealed', 'number: {type: text, length: 80,', 'number: {type: integer, ‸sensitive: true,', 'declaration-shape', '/acts/issue/fields/number/sensitive'],
];

test.each([...FLOW_ROWS, ...PANEL_ROWS])('finds in a flow %s', (...row: Row) => {
  expectOne('approval-flow', row);
});

test('finds a step that is never left', () => {
  const { text } = edit('approval-flow', 'from: [advice], to: back', 'from: [advice]');
  expect(problemsOf(text).map(brief)).toEqual([['step-without-exit', 11, 3, '/steps/advice']]);
});

test('finds a flow whose runs never reach a decision, and a decision that is never issued', () => {
  const undecided = fixtureText('approval-flow').replace(/kind: (decide|approve|conclude)\b/g, 'kind: send-up').replace(/to: decided/g, 'to: drafted');
  expect(problemsOf(undecided).filter((problem) => problem.rule === 'flow-undecidable').map((problem) => [problem.key, problem.message.en]))
    .toEqual([['/acts', 'no run of this flow reaches a decision (decided)']]);
  const unissued = edit('approval-flow', '    to: target\n', '').text;
  expect(problemsOf(unissued).map((problem) => [problem.rule, problem.message.en])).toEqual([['flow-undecidable', 'a decision of this flow can never be issued (target)']]);
});

test('finds a vote that nobody can count', () => {
  const { text } = edit('approval-flow', 'committee: {quorumShareMin: 0.5, majorityShareMin: 0.5, chairLast: true}\n', '');
  expect(problemsOf(text).map(brief)).toEqual([['vote-without-count', 13, 3, '/steps/committee']]);
});

test('every flow rule is exercised by a broken document', () => {
  const elsewhere = ['step-without-exit', 'flow-undecidable', 'vote-without-count'];
  const exercised = new Set([...[...FLOW_ROWS, ...PANEL_ROWS].map(([, , , rule]) => rule), ...elsewhere]);
  expect([...FLOW_RULES, ...FLOW_WIRING_RULES].map((rule) => rule.id).filter((id) => !exercised.has(id))).toEqual([]);
});

test('finds a panel nobody is asked to', () => {
  const { text } = edit('approval-flow', '  ask: {kind: ask, from: [panel],', '  ask: {kind: urge, from: [panel],');
  expect(problemsOf(text).map(({ rule, key }) => [rule, key])).toEqual([['panel-act-misplaced', '/steps/panel']]);
});

test('a binding behind a wider one is found', () => {
  expectOne('flow-binding', ['', '  - {path: "*", decision: "*", flow: plain}', '  - {path: "*", decision: "*", flow: plain}\n  - ‸{path: test.path, decision: "*", flow: plain}', 'binding-shadowed', '/bindings/2']);
});

test('a release from a day that does not exist is found', () => {
  expectOne('release', ['', 'effectiveFrom: "2025-03-01"', 'effectiveFrom: ‸"2025-02-30"', 'release-date', '/effectiveFrom']);
});

test('refusals of the libraries that own a kind get their place', () => {
  expectOne('power-list', ['', 'when: {fact: complexity, is: grave}', 'when: {fact: complexity, is: ‸graver}', 'POWER_LIST.UNKNOWN_VALUE', '/entries/1/decider/0/when/is']);
  expectOne('power-list', ['', 'when: {fact: returns_so_far, atLeast', 'when: {fact: ‸returns_so, atLeast', 'POWER_LIST.UNKNOWN_FACT', '/checks/twice/when/fact']);
  expectOne('deadline-rules', ['', 'id: crim.test.police', 'id: ‸crim.test.review', 'DEFINITION.DUPLICATE', '/rules/1/id']);
  expectOne('calendar', ['', 'work: ["2025-01-26"]', 'work: ‸["2025-01-24"]', 'CALENDAR.NOT_A_WEEKEND', '/years/0/work']);
});

test.each(DOCUMENT_KINDS)('the valid %s has no problem', (kind) => {
  expect(problemsOf(fixtureText(kind), kind)).toEqual([]);
});
