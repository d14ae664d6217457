// Every way in which a document can miss its schema: the rule, the place, and the words.
import { brief, edit, expectOne, problemsOf } from '../fixtures/edited.contract.js';

/** Problems of an edit as rule, place at the mark, pointer, and English words. */
function messageOf(kind: Parameters<typeof edit>[0], find: string, replacement: string, rule: string, key: string): string {
  return expectOne(kind, ['', find, replacement, rule, key]).message.en;
}

test('an unknown key is named at the key, with the likely one', () => {
  expect(messageOf('case-path', 'while: [side.idle, side.both]', '‸wihle: [side.idle, side.both]', 'schema-unknown-key', '/acts/hear/wihle'))
    .toBe('unknown key “wihle”; did you mean while?');
  expect(messageOf('approval-flow', 'capacity: sign', 'capacity: sign\n    ‸__proto__: {x: 1}', 'schema-unknown-key', '/acts/issue/__proto__'))
    .toBe('unknown key “__proto__”');
});

test('a key already there is not proposed again', () => {
  expect(messageOf('release', 'effectiveFrom: "2025-03-01"', 'effectiveFrom: "2025-03-01"\n‸versions: "2"', 'schema-unknown-key', '/versions')).toBe('unknown key “versions”');
});

test('a missing key is reported at the key of what lacks it', () => {
  expect(messageOf('case-path', 'clocks:\n  review: {rule: crim.test.review, label', 'clocks:\n  ‸review: {label', 'schema-missing-key', '/clocks/review')).toBe('the key rule is missing');
  const { text } = edit('flow-binding', 'office: "*"\n', '');
  expect(problemsOf(text).map((problem) => [...brief(problem), problem.message.en])).toEqual([['schema-missing-key', 2, 1, '', 'the key office is missing']]);
});

test('a union by key names the keys that would do', () => {
  expect(messageOf('case-path', '- {satisfy: police}', '- ‸{}', 'schema-missing-key', '/acts/retransfer/clocks/0')).toBe('one of these keys is needed: start, satisfy, stop, event');
});

test('a member of a union is judged by its own shape only', () => {
  expect(messageOf('case-path', '- {start: police}', '- {start: police, ‸reason: x}', 'schema-unknown-key', '/acts/return/clocks/1/reason')).toBe('unknown key “reason”');
  expect(messageOf('case-path', 'received: {type: work,', 'received: {type: ‸wrok,', 'schema-value', '/states/stage/states/received/type'))
    .toBe('“wrok” is not one of work, wait, final, group, parallel, history, decision; did you mean work?');
  expect(messageOf('case-path', '      received: {type: work,', '      ‸received: {', 'schema-missing-key', '/states/stage/states/received')).toBe('the key type is missing');
  expect(messageOf('case-path', 'effect: {kind: assign-handler, person: payload.person}', '‸effect: {kind: assign-handler}', 'schema-missing-key', '/acts/assign/effect')).toBe('the key person is missing');
});

test('a wrong type says which is wanted', () => {
  expect(messageOf('approval-flow', 'chairLast: true', 'chairLast: ‸"yes"', 'schema-type', '/committee/chairLast')).toBe('must be true or false');
  expect(messageOf('case-path', 'to: side.both\n', 'to: ‸{x: 1}\n', 'schema-type', '/acts/open/to')).toBe('must be text or a list');
});

test('a word outside its list comes with the list and the likely word', () => {
  expect(messageOf('case-path', 'task: {verb: handle, by', 'task: {verb: ‸handl, by', 'schema-value', '/states/stage/states/reviewing/task/verb')).toMatch(/^“handl” is not one of handle, review, .*; did you mean handle\?$/);
  expect(messageOf('case-path', 'owner: handler, warnDays', 'owner: ‸handlr, warnDays', 'role-unknown', '/clocks/review/owner')).toBe('there is no role handlr; did you mean handler?');
});

test('a name is judged at the key, an id at the value', () => {
  expect(messageOf('case-path', '  turn:\n', '  ‸Turn.left:\n', 'schema-name', '/acts/Turn.left')).toBe('“Turn.left”: a name begins with a small letter and has letters, digits, - and _ only');
  expect(messageOf('release', 'id: test.path\nversion', 'id: ‸Test Path\nversion', 'schema-pattern', '/id')).toBe('“Test Path”: an id begins with a small letter and joins its parts with . or -');
});

test('labels are in both languages and not blank', () => {
  expect(messageOf('case-path', 'label: {zh: 转换, en: Turn}', 'label: {zh: 转换, en: ‸" "}', 'schema-pattern', '/acts/turn/label/en')).toBe('“ ”: must not be blank');
  const { text, at } = edit('case-path', 'label: {zh: 转换, en: Turn}', '‸label: {zh: 转换}');
  expect(problemsOf(text).map(brief)).toEqual([['schema-missing-key', at?.line, at?.column, '/acts/turn/label']]);
});

test('limits say what they are', () => {
  expect(messageOf('case-path', 'from: [stage.returned]', 'from: ‸[]', 'schema-limit', '/acts/retransfer/from')).toBe('needs at least 1 entries');
  expect(messageOf('case-path', 'by: [handler]\n    matter', 'by: ‸[handler, handler]\n    matter', 'schema-limit', '/acts/return/by')).toBe('entries 1 and 2 are the same');
  expect(messageOf('approval-flow', 'majorityShareMin: 0.5', 'majorityShareMin: ‸0.4', 'schema-limit', '/committee/majorityShareMin')).toBe('is out of range (must be >= 0.5)');
  expect(messageOf('case-path', 'label: {zh: 转换, en: Turn}', `label: {zh: 转换, en: ‸${'x'.repeat(401)}}`, 'schema-limit', '/acts/turn/label/en')).toBe('must not be longer than 400 characters');
});

test('a document of another kind, without kind or of no kind is refused', () => {
  const at = (text: string) => problemsOf(text, 'case-path').map((problem) => [...brief(problem), problem.message.en]);
  expect(at('kind: calendar\n')).toEqual([['kind-mismatch', 1, 7, '/kind', 'a case path (case-path) is expected here, not a calendar']]);
  expect(at('id: x\n')).toEqual([['kind-missing', 1, 1, '', expect.stringContaining('the key kind is missing')]]);
  expect(at('id: x\nkind: case-paht\n')).toEqual([['kind-unknown', 2, 7, '/kind', 'there is no such kind of document; did you mean case-path?']]);
  expect(at('- a\n')).toEqual([['schema-type', 1, 1, '', 'the document must be a map (key: value)']]);
});

test('a hostile number of problems is cut, and the rest is counted', () => {
  const { text } = edit('case-path', '\nacts:\n', `\nacts:\n${Array.from({ length: 300 }, (_, index) => `  x${index}: 1\n`).join('')}`);
  const problems = problemsOf(text);
  expect(problems).toHaveLength(201);
  expect([problems[200]?.rule, problems[200]?.severity]).toEqual(['problems-left-out', 'error']);
});
