// From a file to a compiled path: the file itself, and what it refers to from the folder around it. A release says exactly which
// documents belong to it; for a case path alone they are the flows and bindings of the folder, with the deadline rules of the release
// that names the path, or the only ones there are.
import { createHash } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { buildRelease, folderSource, hasErrors, loadWorkflows, readDocumentBytes, type LoadedWorkflows, type ReadDocument, type WorkflowSource } from '@quanze/definitions';
import { compileRelease, type CasePathDocument, type CompiledPath, type Release } from '@quanze/engine';
import { isJsonObject, type HashFunction, type HashHex, type JsonObject, type JsonValue, type LocalDate } from '@quanze/kernel';
import { CliFailure, EXIT } from './io.js';
import { readFileWithin } from './read-bytes.js';
import { invalidDefinition, WORKFLOWS } from './workflow-documents.js';

const BYTES_MAX = 8 * 1024 * 1024;
export const hash: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex') as HashHex,
  ofBytes: (bytes) => createHash('sha256').update(bytes).digest(),
};

/** Compiles a case path or a release. @param folder a folder like `workflows/`; by default the one above the file's, where that is one
 *  of the kinds, and otherwise the one that comes with the program
 *  @throws CliFailure `FILE.UNREADABLE`, `DEFINITION.INVALID` with its findings, `EXPORT.NOT_A_PATH` for another kind of document */
export async function compileDefinition(file: string, folder?: string): Promise<CompiledPath> {
  return compiled(file, (await releaseOf(file, folder)).release);
}

/** A release of its own for a file, and the documents it was built from; none were looked at for a path that stands alone. Throws as above. */
export async function releaseOf(file: string, folder?: string): Promise<{ readonly release: Release; readonly documents: readonly ReadDocument[] }> {
  const read = readDocumentBytes(await readFileWithin(file, BYTES_MAX), { file });
  if (!read.ok) throw invalidDefinition(read.refusal);
  const document = read.value;
  if (document.kind !== 'case-path' && document.kind !== 'release') {
    throw new CliFailure('EXPORT.NOT_A_PATH', `${file} is of kind ${document.kind}; only a case-path or a release has a course to export.`);
  }
  const alone = standsAlone(document);
  if (alone !== null) return { release: { ...alone, hash: hash.ofText(JSON.stringify(alone.documents.path)) }, documents: [] };
  const around = loadWorkflows(sourceFor(document, folder ?? folderAround(file)));
  const release = document.kind === 'release' ? document : releaseFor(document, around);
  const documents = [...around.documents.filter((other) => !isSame(other, document)), document];
  const built = buildRelease(documents, release, hash);
  if (!built.ok) throw invalidDefinition(withFolderProblems(built.refusal, around));
  return { release: built.value, documents };
}

function compiled(file: string, release: Release): CompiledPath {
  const path = compileRelease(release);
  if (!path.ok) throw new CliFailure(path.refusal.code, `${file} does not compile.`, EXIT.usage, { params: path.refusal.params });
  return path.value;
}

/** A path without parts, decisions and clocks – one that was imported, as a rule – needs nothing of any folder: no flow, no deadline rule. */
function standsAlone(document: ReadDocument): Release | null {
  if (document.kind !== 'case-path' || !isJsonObject(document.value) || 'parts' in document.value) return null;
  const path = document.value as unknown as CasePathDocument;
  const decides = (states: CasePathDocument['states']): boolean => Object.values(states).some((state) => state.type === 'decision' || ('states' in state && decides(state.states)));
  if (Object.keys(path.clocks).length > 0 || decides(path.states)) return null;
  const head = { id: path.id, version: path.version, label: path.label, source: path.source, status: path.status };
  return {
    hash: '' as HashHex, label: path.id, effectiveFrom: '2026-01-01' as LocalDate, source: null,
    documents: { path, flows: [], binding: { ...head, kind: 'flow-binding', office: '*', bindings: [] }, deadlineRules: { rules: new Map() } as unknown as Release['documents']['deadlineRules'] },
  };
}

function folderAround(file: string): string {
  const kindFolder = dirname(resolve(file));
  return ['case-paths', 'releases'].includes(basename(kindFolder)) ? dirname(kindFolder) : WORKFLOWS;
}

/** A case path needs no other one; reading and proving them all would take most of the time. */
function sourceFor({ kind }: ReadDocument, folder: string): WorkflowSource {
  const source = folderSource(folder);
  return kind === 'release' ? source : { ...source, list: (name) => (name === 'case-paths' ? [] : source.list(name)) };
}

function isSame(a: ReadDocument, b: ReadDocument): boolean {
  return a.kind === b.kind && a.id === b.id && a.version === b.version;
}

/** The release of the folder that names this path, with this version in it; or one made for the occasion. */
function releaseFor(path: ReadDocument, { documents }: LoadedWorkflows): ReadDocument {
  const releases = documents.filter((document) => document.kind === 'release');
  const named = releases.find((release) => refOf(release.value, 'path')?.['id'] === path.id);
  const ref = { id: path.id, version: path.version };
  if (named !== undefined && isJsonObject(named.value)) return { ...named, value: { ...named.value, path: ref } };
  const only = (kind: ReadDocument['kind']): JsonObject => {
    const [first, ...others] = documents.filter((document) => document.kind === kind);
    if (first === undefined || others.length > 0) throw new CliFailure('EXPORT.NO_RELEASE', `No release names ${path.id}, and the folder has ${others.length + (first === undefined ? 0 : 1)} documents of kind ${kind}: write a release.`);
    return { id: first.id, version: first.version };
  };
  const value = {
    kind: 'release', id: path.id, version: path.version, label: { zh: path.id, en: path.id }, effectiveFrom: '2026-01-01', path: ref,
    binding: only('flow-binding'), deadlineRules: only('deadline-rules'), powerList: only('power-list'), dutyList: only('duty-list'), calendar: only('calendar'),
  };
  return { ...path, kind: 'release', value };
}

function refOf(value: JsonValue, key: string): JsonObject | null {
  const ref = isJsonObject(value) ? value[key] : undefined;
  return isJsonObject(ref) ? ref : null;
}

/** A file with errors is left out of what was loaded, so "there is no such flow" often has its cause in another file. */
function withFolderProblems<R extends Parameters<typeof invalidDefinition>[0]>(refusal: R, { documents, problems }: LoadedWorkflows): R {
  const elsewhere = problems.filter((problem) => hasErrors([problem]) && !documents.some((document) => document.file === problem.file));
  return { ...refusal, problems: [...refusal.problems, ...elsewhere] };
}
