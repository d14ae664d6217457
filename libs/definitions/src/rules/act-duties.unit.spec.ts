// Every act maps to the lists: a release broken in one place, and the problem expected there. What is not here: the shipped documents
// (`../every-act-maps.unit.spec.ts`).
import { brief, edit, fixtureDocuments } from '../fixtures/edited.contract.js';
import type { Problem } from '../problem.js';
import type { ReadDocument } from '../read-document.js';
import { resolveRelease } from '../resolve-release.js';
import { checkAgainst } from './cross/index.js';
import { surroundingsOf } from './cross/surroundings.js';
import type { DocumentKind } from '../schema/index.js';

type Edits = Partial<Record<DocumentKind, string>>;

function problemsIn(edits: Edits): readonly Problem[] {
  const documents = fixtureDocuments(edits);
  const resolved = resolveRelease(documents, documents.find(({ kind }) => kind === 'release') as ReadDocument);
  return resolved.ok ? [] : resolved.problems;
}

const HEAR = 'while: [side.idle, side.both]\n    by: [handler]';
const WITHDRAW = 'to: home, by: [handler], capacity: handle, label: {zh: 撤回';
const MISSING = 'by the duty list test@1';

const ROWS: readonly (readonly [title: string, kind: DocumentKind, find: string, replacement: string, found: readonly (readonly [rule: string, key: string, message: string])[]])[] = [
  ['an act of somebody who has no duties', 'case-path', HEAR, HEAR.replace('handler]', 'handler, ‸assistant]'), [['act-unmapped', '/acts/hear/by/1', `${MISSING} assistant has no duty of acting in the capacity handle`]]],
  ['an act in a capacity for which the role has no duty', 'case-path', HEAR, HEAR.replace('handler]', 'handler, ‸dept_head]'), [['act-unmapped', '/acts/hear/by/1', `${MISSING} dept_head has no duty of acting in the capacity handle; the nearest entry is dept_head/manage`]]],
  ['the nearest entry by its kind', 'case-path', HEAR, `${HEAR.replace('handler]', '‸chief]')}\n    capacity: decide`, [['act-unmapped', '/acts/hear/by/0', `${MISSING} chief has no duty of acting in the capacity decide; the nearest entry is chief/chief-decide`]]],
  ['an act of who has no part in cases', 'case-path', HEAR, HEAR.replace('handler]', 'handler, ‸admin]'), [['act-unmapped', '/acts/hear/by/1', `${MISSING} admin has no duty of acting in the capacity handle`]]],
  ['a handler alone and a handler as lead', 'approval-flow', WITHDRAW, WITHDRAW.replace('by: [handler], capacity: handle', 'by: [‸handler], capacity: instruct'), [
    ['act-unmapped', '/acts/withdraw/by/0', `${MISSING} procurator has no duty of acting in the capacity instruct; the nearest entry is procurator/answer`],
    ['act-unmapped', '/acts/withdraw/by/0', `${MISSING} lead has no duty of acting in the capacity instruct; the nearest entry is lead/lead-handle`],
  ]],
  ['a duty that nobody has who may do the act', 'case-path', HEAR, `${HEAR}\n    duty: ‸fcats`, [['act-duty-unknown', '/acts/hear/duty', `${MISSING} nobody who may do it has a duty fcats; did you mean facts?`]]],
];

test.each(ROWS)('a release finds %s', (_title, kind, find, replacement, found) => {
  const { text, at } = edit(kind, find, replacement);
  expect(problemsIn({ [kind]: text }).map((problem) => [problem.file, ...brief(problem), problem.message.en])).toEqual(found.map(([rule, key, message]) => [`${kind}.yaml`, rule, at?.line, at?.column, key, message]));
});

test('two duties that fit are ambiguous, told at the act with both names', () => {
  const { text } = edit('duty-list', 'powers: [criminal.test.drop], includes: {zh: 内, en: In}, excludes: {zh: 外, en: Out}, next: dept_head', 'powers: [criminal.test.drop], capacities: [sign], includes: {zh: 内, en: In}, excludes: {zh: 外, en: Out}, next: dept_head');
  expect(problemsIn({ 'duty-list': text }).map(({ rule, file, key, message }) => [rule, file, key, message.en])).toEqual([
    ['act-duty-ambiguous', 'approval-flow.yaml', '/acts/issue/by/0', `${MISSING} several duties of procurator fit the capacity sign: propose, answer`],
  ]);
});

test('a lead without the duty is found though a sole procurator has it', () => {
  const { text } = edit('duty-list', 'capacities: [handle, record], includes', 'capacities: [handle], includes');
  expect(problemsIn({ 'duty-list': text }).map(({ rule, file, key, message }) => [rule, file, key, message.en])).toEqual([
    ['act-unmapped', 'approval-flow.yaml', '/acts/advise/by/0', `${MISSING} lead has no duty of acting in the capacity record; the nearest entry is lead/lead-handle`],
  ]);
});

test.each([
  ['an act that uses a power', 'case-path', 'to: stage.returned\n    by: [handler]', 'to: stage.returned\n    by: [handler, admin]'],
  ['an act by the power of the option', 'approval-flow', 'to: decided, by: [chief], capacity: decide, label: {zh: 同意', 'to: decided, by: [chief, admin], capacity: decide, label: {zh: 同意'],
  ['a duty that one of the roles has; the others do it in their capacity', 'case-path', HEAR, `${HEAR}\n    duty: facts`],
  ['a duty of everyone', 'case-path', HEAR, `${HEAR.replace('handler]', 'assistant]')}\n    duty: record`],
] as const)('%s is mapped', (_title, kind, find, replacement) => {
  expect(problemsIn({ [kind]: edit(kind, find, replacement).text })).toEqual([]);
});

test('a duty list beside another power list is refused at the release', () => {
  const { text } = edit('duty-list', 'powerList: {id: test, version: "1"}', 'powerList: {id: test, version: "2"}');
  expect(problemsIn({ 'duty-list': text }).map(({ rule, file, key, message }) => [rule, file, key, message.en])).toEqual([
    ['release-lists-apart', 'release.yaml', '/dutyList', 'this duty list stands beside the power list test@2'],
  ]);
  const { text: release } = edit('release', 'dutyList: {id: test, version: "1"}', 'dutyList: {id: test, version: "2"}');
  expect(problemsIn({ release }).map(({ rule, key }) => [rule, key])).toEqual([['release-document-unknown', '/dutyList/version']]);
});

test('outside a release one list that maps the act is enough, and without any nothing is asked', () => {
  const poor = edit('duty-list', '      - {id: register, label', '      - {id: registered, label').text.replace('capacities: [handle], includes', 'includes');
  const [good, other] = [fixtureDocuments(), fixtureDocuments({ 'duty-list': poor })];
  const path = good.find(({ kind }) => kind === 'case-path') as ReadDocument;
  const listOf = (documents: readonly ReadDocument[]): ReadDocument => documents.find(({ kind }) => kind === 'duty-list') as ReadDocument;
  const rest = good.filter(({ kind }) => kind !== 'duty-list');
  const rulesWith = (...lists: readonly ReadDocument[]): readonly string[] => [...new Set(checkAgainst(path, surroundingsOf([...rest, ...lists])).map(({ rule }) => rule))];
  expect([rulesWith(listOf(other)), rulesWith(listOf(other), listOf(good)), rulesWith()]).toEqual([['act-unmapped'], [], []]);
});
