// Rules between documents: powers, authority words, deadline rules, flows and bindings; building a release; loading a folder.
import { createHash } from 'node:crypto';
import { canonicalize } from '@quanze/ledger';
import type { HashFunction, HashHex } from '@quanze/kernel';
import { buildRelease } from './build-release.js';
import { brief, edit, fixtureDocuments, fixtureText } from './fixtures/edited.contract.js';
import { loadWorkflows, type WorkflowSource } from './load-workflows.js';
import { formatProblem, type Problem } from './problem.js';
import type { ReadDocument } from './read-document.js';
import { resolveRelease } from './resolve-release.js';
import { DOCUMENT_KINDS, KINDS, type DocumentKind } from './schema/index.js';

const SHA256: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex') as HashHex,
  ofBytes: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

function releaseOf(documents: readonly ReadDocument[]): ReadDocument {
  return documents.find((document) => document.kind === 'release') as ReadDocument;
}

function crossProblems(edits: Partial<Record<DocumentKind, string>>): readonly Problem[] {
  const documents = fixtureDocuments(edits);
  const resolved = resolveRelease(documents, releaseOf(documents));
  return resolved.ok ? [] : resolved.problems;
}

const ROWS: readonly (readonly [title: string, kind: DocumentKind, find: string, replacement: string, rule: string, key: string])[] = [
  ['a deadline rule that does not exist', 'case-path', 'rule: crim.test.police', 'rule: ‸crim.test.polis', 'rule-unknown', '/clocks/police/rule'],
  ['an act under a power that is not listed', 'case-path', 'matter: criminal.test.return', 'matter: ‸criminal.test.retrun', 'matter-unknown', '/acts/return/matter'],
  ['an option under a power that is not listed', 'case-path', 'matter: criminal.test.drop', 'matter: ‸criminal.test.dorp', 'matter-unknown', '/states/stage/states/outcome/options/drop/matter'],
  ['a flow act under a power that is not listed', 'approval-flow', 'matter: general.committee.submit', 'matter: ‸general.committee.sumbit', 'matter-unknown', '/acts/refer/matter'],
  ['a word the power list does not have', 'case-path', 'authority: complexity', 'authority: ‸complexness', 'authority-word-unknown', '/facts/grade/authority'],
  ['a word that only describes the person', 'case-path', 'authority: complexity', 'authority: ‸actor_role', 'authority-word-unknown', '/facts/grade/authority'],
  ['a value the power list cannot read', 'case-path', 'grade: {type: enum, values: [minor, grave], initial', 'grade: {type: enum, values: [minor, grave, ‸huge], initial', 'authority-word-unknown', '/facts/grade/values/2'],
  ['a number for a word with values', 'case-path', 'returns: {type: integer, min: 0, max: 2, initial: 0, authority: returns_so_far', 'spare: {type: ‸integer, authority: complexity, label: {zh: 余, en: S}}\n  returns: {type: integer, min: 0, max: 2, initial: 0, authority: returns_so_far', 'authority-word-unknown', '/facts/spare/type'],
  ['a yes or no for a word with other values', 'case-path', 'returns: {type: integer, min: 0, max: 2, initial: 0, authority: returns_so_far', 'spare: {type: ‸boolean, authority: returns_so_far, label: {zh: 余, en: S}}\n  returns: {type: integer, min: 0, max: 2, initial: 0', 'authority-word-unknown', '/facts/spare/type'],
  ['a source inside a decision that its flow does not have', 'case-path', 'from: [stage.reviewing]\n    to: stage.returned', 'from: [stage.reviewing, ‸stage.outcome.chef]\n    to: stage.returned', 'decision-step-unknown', '/acts/return/from/1'],
  ['a field no act of the flow gives', 'case-path', 'set: {remark: payload.number}', 'set: {remark: ‸payload.nummer}', 'option-payload-unknown', '/states/stage/states/outcome/options/drop/onIssue/set/remark'],
  ['a field that is sealed at once', 'case-path', 'set: {remark: payload.number}', 'set: {remark: ‸payload.summary}', 'option-payload-unknown', '/states/stage/states/outcome/options/drop/onIssue/set/remark'],
  ['a field of the issue that is read at the decision', 'case-path', 'set: {heardOn: payload.on}', 'set: {remark: ‸payload.number}', 'option-payload-unknown', '/states/stage/states/outcome/options/prosecute/set/remark'],
];

test.each(ROWS)('a release finds %s', (_title, kind, find, replacement, rule, key) => {
  // Only one fact may feed a word, so the row with a second one takes it from the first.
  const { text, at } = edit(kind, find, replacement);
  const single = replacement.includes('authority: complexity, label') ? text.replace('initial: minor, authority: complexity', 'initial: minor') : text;
  const column = at?.column;
  expect(crossProblems({ [kind]: single }).map((problem) => [problem.file, ...brief(problem)])).toEqual([[`${kind}.yaml`, rule, at?.line, column, key]]);
});

test('a flow that cannot reach the level of the power list is found at the binding, with power and level', () => {
  // The matter is the committee's in grave cases; without a vote nobody could ever decide it then.
  const text = fixtureText('approval-flow').replace('  refer: {kind: refer, from: [chief], to: committee, by: [chief], capacity: decide, matter: general.committee.submit, label: {zh: 提请, en: Refer}}\n', '')
    .replace(/ {2}conclude:\n[\s\S]*?label: \{zh: 表决, en: Conclude\}\n/, '').replace('  committee: {type: vote, level: committee, label: {zh: 检委会, en: Committee}}\n', '');
  expect(crossProblems({ 'approval-flow': text }).map((problem) => [problem.rule, problem.file, problem.key, problem.message.en])).toEqual([
    ['flow-below-power', 'flow-binding.yaml', '/bindings/0/flow', 'by the power list criminal.test.drop is decided by committee, and the flow plain does not reach that level'],
  ]);
});

test('a matter narrows an entry of a binding: the first that fits all options of a decision wins', () => {
  const narrowed = (matter: string) => edit('flow-binding', '  - {path: test.path, decision: stage.outcome, flow: plain}', `  - {path: test.path, decision: stage.outcome, matter: ${matter}, flow: plain}`).text.replace('  - {path: "*", decision: "*", flow: plain}\n', '');
  expect(crossProblems({ 'flow-binding': narrowed('criminal.test.*') })).toEqual([]);
  for (const matter of ['criminal.other.*', 'criminal.test.drop', 'criminal.tes.*']) expect(crossProblems({ 'flow-binding': narrowed(matter) }).map((p) => p.rule)).toEqual(['decision-unbound']);
});

test('references into a decision that its flow has are accepted', () => {
  const { text } = edit('case-path', 'from: [stage.reviewing]\n    to: stage.returned', 'from: [stage.reviewing, stage.outcome.chief, stage.outcome.decided.byChief]\n    to: stage.returned');
  expect(crossProblems({ 'case-path': text })).toEqual([]);
});

test('a decision without a flow, and a release with documents that are not there', () => {
  const none = edit('flow-binding', '  - {path: "*", decision: "*", flow: plain}\n', '').text.replace('stage.outcome', 'stage.other');
  expect(crossProblems({ 'flow-binding': none }).map((p) => [p.rule, p.key])).toEqual([['decision-unbound', '/states/stage/states/outcome']]);
  const version = edit('release', 'binding: {id: test, version: "1"}', 'binding: {id: test, version: ‸"2"}');
  expect(crossProblems({ release: version.text }).map((p) => [...brief(p), p.message.en])).toEqual([
    ['release-document-unknown', version.at?.line, version.at?.column, '/binding/version', 'there is no flow binding test@2; versions there: 1'],
  ]);
  const id = edit('release', 'calendar: {id: test,', 'calendar: {id: ‸tset,');
  expect(crossProblems({ release: id.text }).map((p) => [...brief(p), p.message.en])).toEqual([
    ['release-document-unknown', id.at?.line, id.at?.column, '/calendar/id', 'there is no calendar tset@1; did you mean test?'],
  ]);
});

test('a flow in two versions is ambiguous', () => {
  const documents = fixtureDocuments();
  const flow = documents.find((document) => document.kind === 'approval-flow') as ReadDocument;
  const resolved = resolveRelease([...documents, { ...flow, version: '2' }], releaseOf(documents));
  expect(resolved.ok ? [] : resolved.problems.map((p) => [p.rule, p.key])).toEqual([['release-flow-ambiguous', '/binding']]);
});

test('a release holds what it names under one hash, which comments, order and layout do not change', () => {
  const documents = fixtureDocuments();
  const built = buildRelease(documents, releaseOf(documents), SHA256);
  const release = built.ok ? built.value : null;
  expect([release?.label, release?.effectiveFrom, release?.documents.flows.map((flow) => flow.id)]).toEqual(['test.path 1', '2025-03-01', ['plain']]);
  expect(release?.documents.deadlineRules.rules.has('crim.test.police')).toBe(true);
  expect(release?.hash).toBe(SHA256.ofText(canonicalize(release?.source ?? null)));
  expect(Object.keys(release?.source as object)).toEqual(['path', 'flows', 'binding', 'deadlineRules']);
  const hashOf = (edits: Partial<Record<DocumentKind, string>>) => {
    const others = fixtureDocuments(edits);
    const other = buildRelease([...others].reverse(), releaseOf(others), SHA256);
    return other.ok ? other.value.hash : null;
  };
  expect(hashOf({ 'case-path': `$schema: ../x.json\n# A remark.\n${fixtureText('case-path').replace('{zh: 测试流程, en: Test path}', '{en: "Test path", zh: 测试流程}')}` })).toBe(release?.hash);
  expect(hashOf({ 'power-list': edit('power-list', 'en: List', 'en: Lists').text })).toBe(release?.hash);
  expect(hashOf({ 'case-path': edit('case-path', 'en: Turn}', 'en: Turns}').text })).not.toBe(release?.hash);
  expect(hashOf({ 'deadline-rules': edit('deadline-rules', 'P15D', 'P14D').text })).not.toBe(release?.hash);
});

test('the order in which files are listed does not change a release', () => {
  const binding = edit('flow-binding', 'decision: stage.outcome, flow: plain', 'decision: stage.outcome, flow: zeta').text;
  const zeta = fixtureDocuments({ 'approval-flow': fixtureText('approval-flow').replace('id: plain', 'id: zeta') }).filter((document) => document.kind === 'approval-flow');
  const documents = [...zeta, ...fixtureDocuments({ 'flow-binding': binding })];
  const flowsOf = (list: readonly ReadDocument[]) => {
    const built = buildRelease(list, releaseOf(list), SHA256);
    return built.ok ? [built.value.hash, ...built.value.documents.flows.map((flow) => flow.id)] : built.refusal.problems;
  };
  expect(flowsOf(documents).slice(1)).toEqual(['plain', 'zeta']);
  expect(flowsOf([...documents].reverse())).toEqual(flowsOf(documents));
});

test('a release whose documents do not fit is refused with their problems', () => {
  const documents = fixtureDocuments({ 'case-path': edit('case-path', 'rule: crim.test.police', 'rule: crim.gone').text });
  const built = buildRelease(documents, releaseOf(documents), SHA256);
  expect(built.ok ? null : [built.refusal.code, built.refusal.params, built.refusal.problems.map((p) => formatProblem(p, 'en'))]).toEqual([
    'DEFINITION.INVALID', { file: 'release.yaml', errors: 1 },
    ['case-path.yaml:27:11 error rule-unknown there is no deadline rule crim.gone'],
  ]);
});

function sourceOf(files: Readonly<Record<string, string | null>>): WorkflowSource {
  return {
    list: (folder) => Object.keys(files).filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1)),
    read: (file) => (files[file] === null || files[file] === undefined ? null : new TextEncoder().encode(files[file])),
  };
}

// Without the shared part, which no path here names (see `compose-path.unit.spec.ts`).
const FOLDER_KINDS = DOCUMENT_KINDS.filter((kind) => kind !== 'path-part');
const FOLDER = Object.fromEntries(FOLDER_KINDS.map((kind) => [`${KINDS[kind].folder}/one.yaml`, fixtureText(kind)]));
const loadRules = (files: Readonly<Record<string, string | null>>) => loadWorkflows(sourceOf({ ...FOLDER, ...files })).problems.map((p) => `${p.file} ${p.rule} ${p.key}`);

test('a folder of documents loads without problems, in a fixed order', () => {
  const loaded = loadWorkflows(sourceOf(FOLDER));
  expect(loaded.problems).toEqual([]);
  expect(loaded.documents.map((document) => document.kind)).toEqual(FOLDER_KINDS);
});

test('a folder reports what is wrong in and between its files, each once', () => {
  expect(loadRules({ 'case-paths/two.yaml': fixtureText('case-path') })).toEqual(['case-paths/two.yaml document-twice /id']);
  expect(loadRules({ 'case-paths/two.yaml': fixtureText('calendar') })).toEqual(['case-paths/two.yaml kind-mismatch /kind']);
  expect(loadRules({ 'calendars/two.yaml': null })).toEqual(['calendars/two.yaml file-unreadable ']);
  expect(loadRules({ 'calendars/two.yml': '', 'calendars/README.md': '' })).toEqual(['calendars/two.yml file-ignored ']);
  expect(loadRules({ 'releases/two.yaml': fixtureText('release').replace('version: "1"\nlabel', 'version: "2"\nlabel'), 'deadline-rules/one.yaml': edit('deadline-rules', 'id: crim.test.police', 'id: crim.test.bureau').text }))
    .toEqual(['case-paths/one.yaml rule-unknown /clocks/police/rule', 'duty-lists/one.yaml rule-unknown /roles/procurator/duties/3/period/within']);
});

test('what no release names is checked against all documents of the folder', () => {
  const path = fixtureText('case-path').replace('id: test.path', 'id: other.path');
  expect(loadRules({ 'case-paths/two.yaml': path })).toEqual([]);
  expect(loadRules({ 'case-paths/two.yaml': path.replace('criminal.test.return', 'criminal.gone') })).toEqual(['case-paths/two.yaml matter-unknown /acts/return/matter']);
  const binding = fixtureText('flow-binding').replace('id: test', 'id: second');
  expect(loadRules({ 'flow-bindings/two.yaml': binding })).toEqual([]);
  expect(loadRules({ 'flow-bindings/two.yaml': binding.replace('flow: plain', 'flow: plian').replace('stage.outcome', 'stage.outcom').replace('path: "*"', 'path: none') })).toEqual([
    'flow-bindings/two.yaml binding-reference-unknown /bindings/0/decision',
    'flow-bindings/two.yaml binding-reference-unknown /bindings/0/flow',
    'flow-bindings/two.yaml binding-reference-unknown /bindings/1/path',
  ]);
});

test('a folder that cannot be listed is a problem, not an empty one', () => {
  const loaded = loadWorkflows({ list: () => null, read: () => null });
  expect(loaded.problems.map((p) => p.rule)).toEqual(DOCUMENT_KINDS.map(() => 'file-unreadable'));
});
