// The rules on document templates: each by a file broken in one place, alone and against the path around it. And the shipped ones serve every
// decision of arrest and prosecution that makes a document.
import { join } from 'node:path';
import { selectTemplate, type DocumentTemplates } from '@quanze/documents';
import type { CasePathDocument } from '@quanze/engine';
import type { LocalDate } from '@quanze/kernel';
import { brief, edit, expectOne, fixtureDocuments, problemsOf, type Row } from '../fixtures/edited.contract.js';
import { folderSource } from '../folder.js';
import { loadWorkflows } from '../load-workflows.js';
import type { ReadDocument } from '../read-document.js';
import { checkAgainst } from './cross/index.js';
import { surroundingsOf } from './cross/surroundings.js';
import { decisionsOf, modelPath } from './path-model.js';

const ALONE: readonly Row[] = [
  ['a placeholder without a field', '程度：{grade}。', '程度：{grade}，{‸gard}。', 'template-placeholder-unknown', '/templates/0/body/2/paragraph'],
  ['a placeholder in an item without a field', '["{note}"]', '[‸"{notes}"]', 'template-placeholder-unknown', '/templates/0/body/3/items/0'],
  ['a lonely brace', '程度：{grade}。', '程度：{grade}。{', 'template-placeholder-unknown', '/templates/0/body/2/paragraph'],
  ['a source there is not', 'from: [fact.remark, typed]', 'from: [fact.remark, ‸case.secret]', 'template-source-unknown', '/templates/0/fields/note/from/1'],
  ['markup in the word of the number', 'word: 测不诉', 'word: ‸"<b>"', 'schema-pattern', '/templates/0/word'],
  ['a block of another kind', '- items: ["{note}"]', '- items: ["{note}"]\n      - {‸script: x}', 'schema-missing-key', '/templates/0/body/4'],
];
const FIELD_UNUSED = ['      - items: ["{note}"]\n', ''] as const;

test.each(ALONE.filter(([title]) => !/placeholder|brace|another kind/.test(title)))('%s is found', (...row) => {
  expectOne('document-template', row);
});

/** Rule and pointer alone, where the place is that of a whole text. */
function rulesOf(find: string, replacement: string): readonly (readonly [string, string])[] {
  const { text } = edit('document-template', find, replacement);
  return problemsIn(text);
}

function problemsIn(text: string): readonly (readonly [string, string])[] {
  return problemsOf(text, 'document-template').map(({ rule, key }) => [rule, key]);
}

test.each(ALONE.filter(([title]) => /placeholder|brace|another kind/.test(title)))('%s is found in its text', (_title, find, replacement, rule, key) => {
  expect(rulesOf(find, replacement)).toContainEqual([rule, key]);
});

test.each(['number', 'signature', 'date'])('a document without its %s is none', (kind) => {
  expect(rulesOf(`      - ${kind}: true\n`, '')).toEqual([['template-incomplete', '/templates/0/body']]);
});

test('a field the text never speaks of is a warning', () => {
  expect(rulesOf(...FIELD_UNUSED)).toEqual([['template-field-unused', '/templates/0/fields/note']]);
});

test('two templates for one document of one path are one too many', () => {
  const { text } = edit('document-template', '  - document: drop-notice', '  - document: drop-notice');
  const template = text.slice(text.indexOf('  - document: drop-notice'));
  expect(problemsIn(`${text}${template}`)).toEqual([['template-twice', '/templates/1/document']]);
});

/** Problems of the edited templates against the path of the fixtures. */
function against(find: string, replacement: string, path?: string): readonly (readonly unknown[])[] {
  const { text, at } = edit('document-template', find, replacement);
  const documents = fixtureDocuments({ 'document-template': text, ...(path === undefined ? {} : { 'case-path': path }) });
  const problems = checkAgainst(documents.find(({ kind }) => kind === 'document-template') as ReadDocument, surroundingsOf(documents));
  return problems.map((problem) => (at === null ? [problem.rule, problem.key] : [...brief(problem).slice(0, 3), problem.key, at.line === problem.line && at.column === problem.column]));
}

test('the fixture fits its path', () => {
  expect(against('word: 测不诉', 'word: 测不诉')).toEqual([]);
});

test.each([
  ['a path there is not', 'paths: [test.path]', 'paths: [test.path, ‸test.paht]', 'template-path-unknown', '/paths/1'],
  ['a document no path makes', '- document: drop-notice', '- document: ‸drop-notise', 'template-document-unknown', '/templates/0/document'],
  ['an act that does not make it', 'signedBy: office', 'signedBy: office\n    acts: [‸accept]', 'template-document-unknown', '/templates/0/acts/0'],
  ['a fact the path does not declare', 'from: [fact.remark, typed]', 'from: [‸fact.remarks, typed]', 'template-fact-undeclared', '/templates/0/fields/note/from/0'],
  ['a value no proposal has', 'from: [fact.remark, typed]', 'from: [‸value.remarks, typed]', 'template-fact-undeclared', '/templates/0/fields/note/from/0'],
])('%s is found where it stands', (_title, find, replacement, rule, key) => {
  const found = against(find, replacement);
  expect(found.map(([name, , , pointer, isThere]) => [name, pointer, isThere])).toContainEqual([rule, key, true]);
});

test.each([['no source', ''], ['a fact that may be absent', ', from: [fact.remark]'], ['reasons that may be absent', ', from: [reasons.law]']])('a required field with %s cannot be counted on', (_title, from) => {
  expect(against(', from: [fact.remark, typed], length: 100}', `, required: true${from}}`)).toEqual([['template-field-without-source', '/templates/0/fields/note']]);
});

test.each([['typed', '[fact.remark, typed]'], ['a fact that is always there', '[fact.grade]'], ['a word of the case', '[case.number]'], ['a word of the decision', '[decision.date]']])('a required field from %s can', (_title, from) => {
  expect(against(', from: [fact.remark, typed], length: 100}', `, required: true, from: ${from}}`)).toEqual([]);
});

describe('the shipped templates', () => {
  const { documents } = loadWorkflows(folderSource(join(import.meta.dirname, '../../../../workflows')));
  const files = documents.filter(({ kind }) => kind === 'document-template').map(({ value }) => value as unknown as DocumentTemplates);
  const paths = documents.filter(({ kind }) => kind === 'case-path').map(({ value }) => value as unknown as CasePathDocument);
  const unserved = paths.flatMap((path) => decisionsOf(modelPath(path)).flatMap(({ node, state }) => Object.entries(state.options).flatMap(([option, { document }]) => (
    document === undefined || selectTemplate(files, { document: document.id, path: path.id, act: null, on: '2026-06-01' as LocalDate }) !== undefined ? [] : [`${path.id} ${node.id}.${option} ${document.id}`]))));

  it('serve every decision of every path that makes a document', () => {
    expect(unserved).toEqual([]);
  });

  it('say of no form that it was verified', () => {
    expect(files.flatMap(({ status, templates }) => [status, ...templates.flatMap((template) => template.status ?? [])])).toEqual(files.map(() => 'unverified'));
  });
});
