// Every rule on a case path: the valid document breaks none of them, and one changed line breaks exactly one, at its place.
import { edit, expectOne, fixtureText, problemsOf, type Row } from '../fixtures/edited.contract.js';
import { readDocument } from '../read-document.js';
import { PATH_RULES, PATH_WIRING_RULES } from './index.js';

const ROWS: readonly Row[] = [
  ['an initial state that does not exist', 'initial: received', 'initial: ‸recieved', 'state-unknown', '/states/stage/initial'],
  ['a source that does not exist', 'from: [stage.received]', 'from: [‸stage.gone, stage.received]', 'state-unknown', '/acts/assign/from/0'],
  ['a target that does not exist', 'to: side.both\n', 'to: ‸side.bot\n', 'state-unknown', '/acts/open/to'],
  ['a target of a list that does not exist', '- {to: stage.resumed}', '- {to: stage.reviewing}\n      - {to: ‸stage.gone}', 'state-unknown', '/acts/retransfer/to/2/to'],
  ['a state under `while` that does not exist', 'while: [side.idle, side.both]', 'while: [side.idle, ‸side.gone]', 'state-unknown', '/acts/hear/while/1'],
  ['a home that does not exist', 'home: [stage.reviewing]', 'home: [stage.reviewing, ‸stage.review]', 'state-unknown', '/states/stage/states/outcome/home/1'],
  ['a history without a default', 'default: stage.reviewing', 'default: ‸stage.gone', 'state-unknown', '/states/stage/states/resumed/default'],
  ['an earlier decision that does not exist', 'home: [stage.reviewing]', 'differentHandler: {from: ‸stage.outcom, source: 规则 379}\n        home: [stage.reviewing]', 'state-unknown', '/states/stage/states/outcome/differentHandler/from'],
  ['targets of `*` in several regions', 'set: {grade: payload.grade}', 'to: [{to: stage.reviewing, if: heard}, {to: ‸side.idle}]\n    set: {grade: payload.grade}', 'target-in-other-region', '/acts/regrade/to/1/to'],
  ['a target in another region', 'to: side.both.left.b', 'to: ‸side.both.right', 'target-in-other-region', '/acts/turn/to'],
  ['a home in another region', 'home: [stage.reviewing]', 'home: [stage.reviewing, ‸side.idle]', 'target-in-other-region', '/states/stage/states/outcome/home/1'],
  ['a clock of a task that is not declared', 'task: {verb: handle, by: handler, clock: review}', 'task: {verb: handle, by: handler, clock: ‸revue}', 'clock-unknown', '/states/stage/states/reviewing/task/clock'],
  ['a clock of a wait that is not declared', 'clock: police', 'clock: ‸polis', 'clock-unknown', '/states/stage/states/returned/clock'],
  ['a clock of an effect that is not declared', '- {satisfy: police}', '- {satisfy: ‸bureau}', 'clock-unknown', '/acts/retransfer/clocks/0/satisfy'],
  ['a clock nobody starts', '      - {start: police}\n', '', 'clock-unused', '/clocks/police'],
  ['warnings in the wrong order', 'warnDays: [7, 3]', 'warnDays: ‸[3, 7]', 'warn-days-order', '/clocks/review/warnDays'],
  ['a fact that is set but not declared', 'heard: "true"', 'heard: "true"\n      ‸hears: "true"', 'fact-unknown', '/acts/hear/set/hears'],
  ['a fact in an event that is not declared', 'at: fact.heardOn', 'at: ‸fact.heardAt', 'fact-unknown', '/acts/retransfer/clocks/1/add/at'],
  ['a custody fact that is not declared', 'custody: {fact: custody,', 'custody: {fact: ‸custodia,', 'fact-unknown', '/custody/fact'],
  ['a custody value that does not exist', 'held: [detained]', 'held: [detained, ‸arrested]', 'custody-values', '/custody/held/1'],
  ['a fact nobody reads', 'heardOn: {type: date', '‸spare: {type: text, label: {zh: 多, en: Spare}}\n  heardOn: {type: date', 'fact-unused', '/facts/spare'],
  ['two facts for one authority word', 'authority: returns_so_far', 'authority: ‸complexity', 'authority-word-twice', '/facts/returns/authority'],
  ['an expression that does not parse', 'if: returns < 2, else', 'if: ‸returns <, else', 'feel-syntax', '/acts/return/when/0/if'],
  ['an expression that reads what is not declared', 'if: returns < 2, else', 'if: ‸retuns < 2, else', 'feel-name-unknown', '/acts/return/when/0/if'],
  ['a condition of a decision that reads a payload', 'if: heard = true, else', 'if: ‸payload.x = true, else', 'feel-name-unknown', '/states/stage/states/outcome/when/0/if'],
  ['a function that FEEL does not have', 'returns: returns + 1', 'returns: ‸increment(returns)', 'feel-function-unknown', '/acts/return/set/returns'],
  ['an expression that asks for the time', 'if: returns < 2, else', 'if: ‸now() != null and returns < 2, else', 'feel-clock', '/acts/return/when/0/if'],
  ['a literal outside the values of a fact', `must: {if: 'grade = "grave"'`, `must: {if: ‸'grade = "grav"'`, 'feel-literal', '/states/stage/states/outcome/options/prosecute/must/if'],
  ['a literal outside the members of a list', `list contains(marks, "left")`, `list contains(marks, "lef")`, 'feel-literal', '/acts/hear/set/marks'],
  ['a text compared with a number', 'if: returns < 2, else', 'if: ‸returns < "2", else', 'feel-literal', '/acts/return/when/0/if'],
  ['a condition that is no question', 'if: returns < 2, else', 'if: ‸returns, else', 'feel-type', '/acts/return/when/0/if'],
  ['a condition that is never known', 'if: returns < 2, else', 'if: ‸"null", else', 'feel-type', '/acts/return/when/0/if'],
  ['a value of the wrong type', 'set: {heardOn: payload.on}', 'set: {returns: ‸payload.on}', 'feel-type', '/states/stage/states/outcome/options/prosecute/set/returns'],
  ['an enum set to a value it does not have', 'set: {grade: payload.grade}', `set: {grade: ‸'if heard then payload.grade else "grievous"'}`, 'feel-type', '/acts/regrade/set/grade'],
  ['a field in an expression that is not declared', 'set: {grade: payload.grade}', 'set: {grade: ‸payload.grad}', 'payload-field-unknown', '/acts/regrade/set/grade'],
  ['a field in a clock effect that is not declared', 'at: payload.receivedOn', 'at: ‸payload.received', 'payload-field-unknown', '/acts/accept/clocks/0/at'],
  ['a day on which a duty was done and that is not declared', '- {satisfy: police}', '- {satisfy: police, at: ‸payload.answeredOn}', 'payload-field-unknown', '/acts/retransfer/clocks/0/at'],
  ['a start that is no date', 'receivedOn: {type: date,', 'receivedOn: {type: text,', 'payload-field-unknown', '/acts/accept/clocks/0/at'],
  ['a field of an effect that is not declared', 'person: payload.person}', 'person: ‸payload.persons}', 'payload-field-unknown', '/acts/assign/effect/person'],
  ['a field that says what is asked about and is not declared', '        while: [side.idle]\n        when:', '        while: [side.idle]\n        about: [‸whom]\n        when:', 'payload-field-unknown', '/states/stage/states/outcome/about/0'],
  ['a sealed field that says what is asked about', '        while: [side.idle]\n        when:', '        while: [side.idle]\n        about: [‸summary]\n        when:', 'payload-field-unknown', '/states/stage/states/outcome/about/0'],
  ['an effect of an option that another option could not have', 'set: {heardOn: payload.on}', 'set: {heardOn: payload.on}\n            effect: {kind: order-recusal, person: ‸payload.on, granted: "true"}', 'payload-field-unknown', '/states/stage/states/outcome/options/prosecute/effect/person'],
  ['an enum without values', 'late: {type: boolean,', '‸other: {type: enum, label: {zh: 它, en: Other}}\n      late: {type: boolean,', 'declaration-shape', '/acts/retransfer/fields/other'],
  ['values of something that is no enum', 'remark: {type: text,', 'remark: {type: text, ‸values: [a],', 'declaration-shape', '/facts/remark/values'],
  ['a least value of something that is no number', 'remark: {type: text,', 'remark: {type: text, ‸min: 1,', 'declaration-shape', '/facts/remark/min'],
  ['a greatest value of something that is no number', 'remark: {type: text,', 'remark: {type: text, ‸max: 1,', 'declaration-shape', '/facts/remark/max'],
  ['a length of something that is no text', 'late: {type: boolean,', 'late: {type: boolean, ‸length: 9,', 'declaration-shape', '/acts/retransfer/fields/late/length'],
  ['limits in the wrong order', 'min: 0, max: 2, initial: 0', '‸min: 3, max: 2', 'declaration-shape', '/facts/returns/min'],
  ['an initial value outside the limits', 'min: 0, max: 2, initial: 0', 'min: 0, max: 2, initial: ‸5', 'declaration-shape', '/facts/returns/initial'],
  ['an initial value that is none', 'initial: minor', 'initial: ‸major', 'declaration-shape', '/facts/grade/initial'],
  ['a state nobody can enter', 'closed: {type: final', '‸lost: {type: final, ending: closed, label: {zh: 失, en: Lost}}\n      closed: {type: final', 'state-unreachable', '/states/stage/states/lost'],
  ['a group nobody can enter, once for all in it', 'idle: {type: work,', '‸lost: {type: group, initial: x, label: {zh: 失, en: Lost}, states: {x: {type: work, label: {zh: 甲, en: X}}}}\n      idle: {type: work,', 'state-unreachable', '/states/side/states/lost'],
  ['a wait without clock or reason', '        clock: police\n', '', 'wait-without-clock', '/states/stage/states/returned'],
  ['two decisions whose acts would have the same names', 'idle: {type: work, label: {zh: 无, en: Idle}}', 'idle: {type: work, label: {zh: 无, en: Idle}}\n      ‸outcome: {type: decision, label: {zh: 二, en: B}, question: {zh: 二, en: B}, home: [side.idle], options: {yes: {label: {zh: 是, en: Y}, matter: x, to: side.idle}}}', 'act-name-twice', '/states/side/states/outcome'],
  ['a role that does not exist', 'by: [handler]\n    fields:\n      grade', 'by: [‸handlr]\n    fields:\n      grade', 'role-unknown', '/acts/regrade/by/0'],
  ['an actor of a state that does not exist', 'idle: {type: work,', 'idle: {type: work, actors: [handler, ‸judge],', 'role-unknown', '/states/side/states/idle/actors/1'],
  ['a right of a role that does not exist', 'remark: {type: text,', 'remark: {type: text, access: {R: [‸judge]},', 'role-unknown', '/facts/remark/access/R/0'],
  ['a role of the path with a built-in word', 'main: stage\n', 'main: stage\nroles: {judge: {label: {zh: 法官, en: Judge}}, ‸chief: {label: {zh: 长, en: Chief}}}\n', 'role-built-in', '/roles/chief'],
  ['an act that nobody may do', 'by: [handler]\n    fields:\n      grade', 'by: ‸[]\n    fields:\n      grade', 'act-by-nobody', '/acts/regrade/by'],
  ['a field with the name of a fact that is taken', 'set: {grade: payload.grade}', 'writes: "*"\n    set: {grade: payload.grade}', 'fact-shadowed', '/acts/regrade/fields/grade'],
  ['a fact to be taken that is not declared', 'set: {grade: payload.grade}', 'writes: [‸gread]\n    set: {grade: payload.grade}', 'fact-unknown', '/acts/regrade/writes/0'],
  ['a path without the act that creates a case', 'from: [new]', 'from: ["*"]', 'root-shape', '/acts'],
  ['regions with a first one', 'main: stage\n', 'main: stage\n‸initial: stage\n', 'root-shape', '/initial'],
  ['regions without the main one', 'main: stage\n', '', 'root-shape', '/type'],
];

test.each(ROWS)('finds %s', (...row: Row) => {
  const [, find, replacement] = row;
  if (replacement.includes('‸')) expectOne('case-path', row);
  else expectUnmarked(row, find, replacement);
});

/** Rows whose place is not in the changed line: the place is asserted by the pointer, and the line by the text there. */
function expectUnmarked([, , , rule, key]: Row, find: string, replacement: string): void {
  const text = fixtureText('case-path').replace(find, () => replacement);
  const [problem, ...others] = problemsOf(text, 'case-path');
  expect([problem?.rule, problem?.key, others]).toEqual([rule, key, []]);
  const line = text.split('\n')[(problem?.line ?? 0) - 1]?.slice((problem?.column ?? 0) - 1);
  expect(line).toMatch(PLACES[`${rule} ${key}`] ?? /^$/);
}

const PLACES: Readonly<Record<string, RegExp>> = {
  'fact-shadowed /acts/regrade/fields/grade': /^grade: \{type: enum/,
  'clock-unused /clocks/police': /^police:$/,
  'feel-literal /acts/hear/set/marks': /^'if list contains/,
  'payload-field-unknown /acts/accept/clocks/0/at': /^payload\.receivedOn,/,
  'wait-without-clock /states/stage/states/returned': /^returned:$/,
  'root-shape /acts': /^acts:$/,
  'root-shape /type': /^parallel$/,
};

test('the valid document breaks no rule', () => {
  expect(problemsOf(fixtureText('case-path'), 'case-path')).toEqual([]);
});

test('an error refuses a document, a warning does not', () => {
  const read = (text: string) => readDocument(text, { file: 'x.yaml' });
  const warned = read(edit('case-path', 'warnDays: [7, 3]', 'warnDays: [3, 7]').text);
  expect(warned.ok ? warned.value.warnings.map((problem) => problem.severity) : null).toEqual(['warning']);
  const wrong = read(edit('case-path', 'to: side.both\n', 'to: side.gone\n').text);
  expect(wrong.ok ? null : [wrong.refusal.code, wrong.refusal.params]).toEqual(['DEFINITION.INVALID', { file: 'x.yaml', errors: 1 }]);
});

test('a decision without options is found, and that nothing leads on', () => {
  const text = fixtureText('case-path').replace(/ {8}options:\n(?: {10}.*\n)+/, '        options: {}\n');
  expect(problemsOf(text, 'case-path').map((problem) => problem.rule)).toEqual(expect.arrayContaining(['decision-without-option', 'state-unreachable']));
});

test('a state of the main course without a way out is found', () => {
  const text = fixtureText('case-path').replace('from: [stage.returned]', 'from: [stage.reviewing]');
  const problems = problemsOf(text, 'case-path');
  expect(problems.map((problem) => [problem.rule, problem.key])).toEqual([['state-without-exit', '/states/stage/states/returned']]);
});

test('a path from tables is only warned of states without a way in or out, and of a missing ending', () => {
  const text = fixtureText('case-path').replace('main: stage\n', 'main: stage\nimportedFrom: tables\n').replace('from: [stage.returned]', 'from: [stage.reviewing]')
    .replace('idle: {type: work,', 'lost: {type: work, label: {zh: 失, en: Lost}}\n      idle: {type: work,').replace(/type: final,/g, 'type: work,').replace(/, ending: \w+/g, '');
  const problems = problemsOf(text, 'case-path');
  expect(new Set(problems.map(({ rule, severity }) => `${rule} ${severity}`))).toEqual(new Set(['state-unreachable warning', 'state-without-exit warning']));
});

test('a case may begin where only the act that creates it leads', () => {
  const lost = fixtureText('case-path').replace('idle: {type: work,', 'lost: {type: work, label: {zh: 失, en: Lost}}\n      idle: {type: work,');
  expect(problemsOf(lost, 'case-path').map(({ rule }) => rule)).toEqual(['state-unreachable']);
  expect(problemsOf(lost.replace('from: [new]', 'from: [new]\n    to: side.lost'), 'case-path')).toEqual([]);
});

test('a main course without an ending is found', () => {
  const text = fixtureText('case-path').replace(/type: final,/g, 'type: work,').replace(/, ending: \w+/g, '');
  const problems = problemsOf(text, 'case-path').filter((problem) => problem.key === '/states/stage');
  expect(problems.map((problem) => problem.rule)).toEqual(['state-without-exit']);
});

test('every rule is exercised by a broken document', () => {
  const elsewhere = ['decision-without-option', 'state-without-exit'];
  const exercised = new Set([...ROWS.map(([, , , rule]) => rule), ...elsewhere]);
  expect([...PATH_RULES, ...PATH_WIRING_RULES].map((rule) => rule.id).filter((id) => !exercised.has(id))).toEqual([]);
});
