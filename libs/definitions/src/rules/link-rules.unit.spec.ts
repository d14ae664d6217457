// Links of a case path: a valid block breaks no rule, and one changed word breaks exactly one, at its place; what links name in other paths is
// looked at over a folder.
import { fixtureDocuments, fixtureText, marked, problemsOf } from '../fixtures/edited.contract.js';
import { composePath } from '../compose-path.js';
import { checkAgainst } from './cross/index.js';
import { runLinkRules } from './cross/link-references.js';
import { surroundingsOf } from './cross/surroundings.js';
import { readDocument, type ReadDocument } from '../read-document.js';

const LINKS = `
links:
  advice:
    label: {zh: 建议, en: Advice}
    paths: [test.path]
    from: ["*"]
    while: [side.idle]
    by: [handler, case_mgmt]
    capacity: record
    when: [{if: returns < 2, else: {zh: 已两次, en: Twice}}]
    task: {verb: handle, by: handler, clock: review}
    follow:
      - {on: {state: stage.returned}, set: {heard: "true"}, clocks: [{satisfy: review}], note: {zh: 一, en: One}}
      - {on: {clock: police}, clocks: [{event: review, add: {event: returned, at: fact.heardOn}}], note: {zh: 二, en: Two}}
      - {on: {ending: closed}, note: {zh: 三, en: Three}}
    source: 规则 (UNVERIFIED)
`;

function pathWith(find: string, replacement: string): { readonly text: string; readonly at: ReturnType<typeof marked>['at'] } {
  if (LINKS.split(find).length !== 2) throw new Error(`“${find}” must occur once`);
  return marked(fixtureText('case-path') + LINKS.replace(find, () => replacement));
}

function read(text: string, file = 'case-path.yaml'): ReadDocument {
  const document = readDocument(text, { file, kind: 'case-path' });
  if (!document.ok) throw new Error(JSON.stringify(document.refusal.problems));
  return document.value;
}

test('valid links break no rule, and are read with the rest of the path', () => {
  const document = read(fixtureText('case-path') + LINKS);
  expect([document.warnings, runLinkRules([document])]).toEqual([[], []]);
});

test.each([
  ['a state that does not exist', 'from: ["*"]', 'from: [‸stage.gone]', 'state-unknown', '/links/advice/from/0'],
  ['the word for new cases, from which nothing is opened', 'from: ["*"]', 'from: [‸new]', 'state-unknown', '/links/advice/from/0'],
  ['another state that does not exist', 'while: [side.idle]', 'while: [‸side.gone]', 'state-unknown', '/links/advice/while/0'],
  ['a role that does not exist', 'by: [handler, case_mgmt]', 'by: [handler, ‸case_managment]', 'role-unknown', '/links/advice/by/1'],
  ['nobody who may', 'by: [handler, case_mgmt]', 'by: ‸[]', 'act-by-nobody', '/links/advice/by'],
  ['a task for a role that does not exist', 'by: handler, clock', 'by: ‸handlr, clock', 'role-unknown', '/links/advice/task/by'],
  ['a task by a clock that does not exist', 'clock: review}\n', 'clock: ‸revue}\n', 'clock-unknown', '/links/advice/task/clock'],
  ['a condition over a payload', 'if: returns < 2', 'if: ‸payload.x = 2', 'feel-name-unknown', '/links/advice/when/0/if'],
  ['a condition that is no question', 'if: returns < 2', 'if: ‸returns', 'feel-type', '/links/advice/when/0/if'],
  ['a fact to set that is not declared', 'set: {heard: "true"}', 'set: {‸hears: "true"}', 'fact-unknown', '/links/advice/follow/0/set/hears'],
  ['a value of the wrong type', 'set: {heard: "true"}', 'set: {heard: ‸"3"}', 'feel-type', '/links/advice/follow/0/set/heard'],
  ['a clock that is not declared', '{satisfy: review}', '{satisfy: ‸revue}', 'clock-unknown', '/links/advice/follow/0/clocks/0/satisfy'],
  ['a moment out of a payload', 'at: fact.heardOn', 'at: ‸payload.on', 'payload-field-unknown', '/links/advice/follow/1/clocks/0/add/at'],
  ['no source', '    source: 规则 (UNVERIFIED)\n', '', 'schema-missing-key', '/links/advice'],
  ['a moment that is none', '{ending: closed}', '{‸act: close}', 'schema-missing-key', '/links/advice/follow/2/on'],
])('finds %s', (_what, find, replacement, rule, key) => {
  const { text, at } = pathWith(find, replacement);
  const problems = problemsOf(text, 'case-path');
  expect(problems.map((problem) => [problem.rule, problem.key])).toEqual([[rule, key]]);
  if (at !== null && !rule.startsWith('schema')) expect(problems[0]).toMatchObject(at);
});

test.each([
  ['a path that does not exist', 'paths: [test.path]', 'paths: [test.path, ‸test.past]', 'link-path-unknown', '/links/advice/paths/1'],
  ['a state that no linked path has', '{state: stage.returned}', '{state: ‸stage.return}', 'link-follow-unknown', '/links/advice/follow/0/on/state'],
  ['a clock that no linked path has', '{clock: police}', '{clock: ‸bureau}', 'link-follow-unknown', '/links/advice/follow/1/on/clock'],
  ['an ending that no linked path has', '{ending: closed}', '{ending: ‸withdrawn}', 'link-follow-unknown', '/links/advice/follow/2/on/ending'],
])('finds over a folder %s', (_what, find, replacement, rule, key) => {
  const { text, at } = pathWith(find, replacement);
  expect(runLinkRules([read(text)]).map((problem) => [problem.rule, problem.key, problem.line, problem.column])).toEqual([[rule, key, at?.line, at?.column]]);
});

test('what is followed may be in any of several linked paths, and in any version of one', () => {
  const second = fixtureText('case-path').replace('id: test.path', 'id: test.second').replace('  police:\n', '  bureau:\n').replaceAll('police}', 'bureau}').replace('clock: police', 'clock: bureau');
  const { text } = pathWith('paths: [test.path]', 'paths: [test.second]');
  expect(runLinkRules([read(text), read(second, 'second.yaml')]).map(({ key }) => key)).toEqual(['/links/advice/follow/1/on/clock']);
  const both = pathWith('paths: [test.path]', 'paths: [test.second, test.path]');
  expect(runLinkRules([read(both.text), read(second, 'second.yaml')])).toEqual([]);
});

test('a link is done under a duty like any act', () => {
  const documents = fixtureDocuments({ 'case-path': fixtureText('case-path') + LINKS.replace('capacity: record', 'capacity: consent') });
  const path = documents.find(({ kind }) => kind === 'case-path') as ReadDocument;
  expect(checkAgainst(path, surroundingsOf(documents)).map(({ rule, key }) => [rule, key])).toContainEqual(['act-unmapped', '/links/advice/by/0']);
});

describe('a part', () => {
  const part = readDocument(`kind: path-part\nid: test.linked\nversion: "1"\nlabel: {zh: 联, en: Linked}\nsource: 规则\nstatus: unverified\n${LINKS}`, { file: 'part.yaml', kind: 'path-part' });
  const parts = part.ok ? [part.value] : [];

  it('may bring links, and a link of the same name in the path is refused', () => {
    const named = fixtureText('case-path').replace('main: stage\n', 'main: stage\nparts: [{id: test.linked, version: "1"}]\n');
    const whole = composePath(read(named), parts);
    expect(whole).toMatchObject({ ok: true, value: { value: { links: { advice: { paths: ['test.path'] } } } } });
    const twice = composePath(read(named + LINKS), parts);
    expect(twice.ok ? [] : twice.refusal.problems.map(({ rule }) => rule)).toEqual(['part-name-twice']);
  });

  it('without links leaves a path without the key, so that its hash stays what it was', () => {
    const bare = readDocument('kind: path-part\nid: test.bare\nversion: "1"\nlabel: {zh: 空, en: Bare}\nsource: 规则\nstatus: unverified\n', { file: 'bare.yaml', kind: 'path-part' });
    const named = fixtureText('case-path').replace('main: stage\n', 'main: stage\nparts: [{id: test.bare, version: "1"}]\n');
    const whole = composePath(read(named), bare.ok ? [bare.value] : []);
    expect(whole.ok && 'links' in (whole.value.value as object)).toBe(false);
  });
});
