// A path with shared parts: what comes out is the path written in one file, problems stand in the file they are in, and nothing is
// overridden, left out or stored unchecked.
import { createHash } from 'node:crypto';
import type { HashFunction, HashHex, JsonValue } from '@quanze/kernel';
import { buildRelease } from './build-release.js';
import { composePath } from './compose-path.js';
import { brief, edit, fixtureDocuments, fixtureText, marked } from './fixtures/edited.contract.js';
import { loadWorkflows } from './load-workflows.js';
import type { Problem } from './problem.js';
import { readDocument, type ReadDocument } from './read-document.js';
import { checkReleaseContent } from './release-content.js';
import { DOCUMENT_KINDS, KINDS } from './schema/index.js';

const NAMES = 'parts:\n  - {id: test.notes, version: "1"}\n';
const WITH_PARTS = edit('case-path', 'main: stage\n', `main: stage\n${NAMES}`).text;
const hash: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex') as HashHex,
  ofBytes: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

function read(text: string, file: string): ReadDocument {
  const document = readDocument(text, { file });
  if (!document.ok) throw new Error(JSON.stringify(document.refusal.problems));
  return document.value;
}

function composed(path: string, ...parts: readonly string[]): { readonly value: JsonValue; readonly problems: readonly Problem[] } {
  const documents = parts.map((text, index) => read(text, `part-${index}.yaml`));
  const result = composePath(read(path, 'path.yaml'), documents);
  return result.ok ? { value: result.value.value, problems: result.value.warnings } : { value: null, problems: result.refusal.problems };
}
const places = (problems: readonly Problem[]) => problems.map((problem) => [problem.file, ...brief(problem)]);

/** The same path written into one file: the sections of the part moved over as text. */
function inOneFile(): string {
  const part = fixtureText('path-part');
  const bodyOf = (name: string): string => new RegExp(`^${name}:\\n((?:  .*\\n)+)`, 'm').exec(part)?.[1] ?? '';
  return ['facts', 'states', 'clocks', 'acts'].reduce((text, name) => text.replace(new RegExp(`^${name}:\\n`, 'm'), (line) => `${line}${bodyOf(name)}`), fixtureText('case-path'));
}

it('is the path written in one file, to the hash', () => {
  const { value, problems } = composed(WITH_PARTS, fixtureText('path-part'));
  const whole = read(inOneFile(), 'path.yaml');
  expect([value, problems]).toEqual([whole.value, whole.warnings]);
  const hashes = [WITH_PARTS, inOneFile()].map((text) => {
    const documents = fixtureDocuments({ 'case-path': text });
    const built = buildRelease(documents, documents.find(({ kind }) => kind === 'release') as ReadDocument, hash);
    return built.ok ? built.value.hash : built.refusal;
  });
  expect(hashes[0]).toBe(hashes[1]);
});

it('is given back as it is when it names no parts', () => {
  const path = read(fixtureText('case-path'), 'path.yaml');
  const result = composePath(path, []);
  expect(result.ok && result.value).toBe(path);
});

it.each([
  ['a state that the part lacks', 'to: notes.none', 'to: ‸notes.nothing', 'state-unknown', '/acts/answer/to'],
  ['a fact that neither has', 'noted = false and heard = true', 'noted = false and herd = true', 'feel-name-unknown', '/acts/note/when/0/if'],
  ['a clock that neither has', '- {start: answer}', '- {start: ‸anser}', 'clock-unknown', '/acts/note/clocks/0/start'],
] as const)('finds %s, in the file of the part', (_title, find, replacement, rule, key) => {
  const found = replacement.startsWith('- {') ? edit('path-part', 'clocks: [{start: answer}]', `clocks: [${replacement.slice(2)}]`) : edit('path-part', find, replacement);
  const { problems } = composed(WITH_PARTS, found.text);
  expect(problems.map(({ file, rule: of, key: at }) => [file, of, at])).toEqual([['part-0.yaml', rule, key]]);
  if (found.at !== null) expect(problems.map(({ line, column }) => ({ line, column }))).toEqual([found.at]);
});

it('finds a slip of the path itself in the file of the path, also when it is about the part', () => {
  const { text, at } = marked(WITH_PARTS.replace('from: [side.idle]\n    to: side.both', 'from: [side.idle]\n    to: ‸notes.asked'));
  expect(places(composed(text, fixtureText('path-part')).problems)).toContainEqual(['path.yaml', 'target-in-other-region', at?.line, at?.column, '/acts/open/to']);
});

it('refuses a name that two of them have, section by section', () => {
  const twice = WITH_PARTS.replace(NAMES, `${NAMES}  - {id: other.notes, version: "1"}\n`);
  const other = fixtureText('path-part').replace('id: test.notes', 'id: other.notes');
  const { problems } = composed(twice, fixtureText('path-part'), other);
  expect(problems.map(({ rule, key, message }) => [rule, key, message.en])).toEqual(
    ['noted (facts)', 'notes (states)', 'answer (clocks)', 'note (acts)', 'answer (acts)'].map((name) => ['part-name-twice', '/parts/1', `${name} is both in part-0.yaml and in part-1.yaml`]),
  );
  const own = composed(WITH_PARTS, fixtureText('path-part').replaceAll('noted', 'heard')).problems;
  expect(own.map(({ file, rule, key }) => [file, rule, key])).toEqual([['path.yaml', 'part-name-twice', '/parts/0']]);
});

it('refuses a part that is not there, and names the version that is', () => {
  const { text, at } = marked(WITH_PARTS.replace('{id: test.notes, version: "1"}', '{id: test.notes, version: ‸"2"}'));
  expect(places(composed(text, fixtureText('path-part')).problems)).toEqual([['path.yaml', 'part-unknown', at?.line, at?.column, '/parts/0/version']]);
});

it('is whole when a folder is loaded; a part that no path names is said', () => {
  const files = (path: string) => Object.fromEntries(DOCUMENT_KINDS.map((kind) => [`${KINDS[kind].folder}/one.yaml`, kind === 'case-path' ? path : fixtureText(kind)]));
  const load = (path: string) => loadWorkflows({
    list: (folder) => Object.keys(files(path)).filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1)),
    read: (file) => new TextEncoder().encode(files(path)[file]),
  });
  const loaded = load(WITH_PARTS);
  const path = loaded.documents.find(({ kind }) => kind === 'case-path')?.value as { readonly acts?: object };
  expect([loaded.problems, Object.keys(path.acts ?? {}).includes('note'), 'parts' in path]).toEqual([[], true, false]);
  expect(load(fixtureText('case-path')).problems.map(({ rule, severity, file }) => [rule, severity, file])).toEqual([['part-unused', 'warning', 'path-parts/one.yaml']]);
  const broken = load(WITH_PARTS.replace('id: test.notes', 'id: test.nothing'));
  expect(broken.documents.some(({ kind }) => kind === 'case-path')).toBe(false);
  expect(broken.problems.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['part-unknown', 'release-document-unknown']));
});

it('cannot be submitted as content while it leaves something to parts', () => {
  const documents = fixtureDocuments({ 'case-path': WITH_PARTS });
  const valueOf = (kind: string): JsonValue => documents.find((document) => document.kind === kind)?.value ?? null;
  const content = { path: valueOf('case-path'), flows: [valueOf('approval-flow')], binding: valueOf('flow-binding'), deadlineRules: valueOf('deadline-rules') };
  const checked = checkReleaseContent(content);
  expect(checked.ok ? [] : (checked.refusal as unknown as { readonly problems: readonly Problem[] }).problems.map(({ rule }) => rule)).toEqual(['part-unknown']);
  expect(checkReleaseContent({ ...content, path: composePath(read(WITH_PARTS, 'p'), documents).ok ? composed(WITH_PARTS, fixtureText('path-part')).value : null }).ok).toBe(true);
});
