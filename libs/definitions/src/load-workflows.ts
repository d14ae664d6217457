// Reads a whole folder of documents and checks them, each alone and against the others. The folder itself is behind a small
// port, so that a test, an archive or a database can stand in for a disk (`./folder`).
import { composePath, type PathWithParts } from './compose-path.js';
import { DOCUMENT_START } from './places.js';
import { arrangeProblems, hasErrors, label, problemAt, type Problem } from './problem.js';
import { readDocumentBytes, type ReadDocument } from './read-document.js';
import { holdTogether, resolveRelease } from './resolve-release.js';
import { checkAgainst } from './rules/cross/index.js';
import { runLinkRules } from './rules/cross/link-references.js';
import { surroundingsOf } from './rules/cross/surroundings.js';
import { DOCUMENT_KINDS, KINDS, type DocumentKind } from './schema/index.js';

/** A place with files. Neither method throws: what cannot be read is `null`. */
export interface WorkflowSource {
  /** Names of the files directly in a folder; empty when there is no such folder, null when it cannot be listed. */
  list(folder: string): readonly string[] | null;
  /** Content of a file named `folder/name`; may be cut after the size limit, which is then refused. */
  read(file: string): Uint8Array | null;
}

export interface LoadedWorkflows {
  /** Documents without errors of their own, in order of kind and file. They may still not fit each other: see `problems`. */
  readonly documents: readonly ReadDocument[];
  /** Everything found, in reading order. */
  readonly problems: readonly Problem[];
}

// Files that look like documents but would be passed over; saying nothing would leave the author waiting for an effect.
const LOOKALIKE = /\.(yml|json|yaml\.txt)$/i;

/** Reads the folders of all kinds, every `*.yaml` in them. Never throws on what the files contain. */
export function loadWorkflows(source: WorkflowSource): LoadedWorkflows {
  const problems: Problem[] = [];
  const read = DOCUMENT_KINDS.flatMap((kind) => loadFolder(source, kind, problems));
  problems.push(...findTwice(read), ...partsUnused(read));
  const documents = composePaths(read, problems);
  problems.push(...checkTogether(documents));
  if (!hasErrors(problems)) holdTogether(documents);
  return { documents, problems: arrangeByFile(problems) };
}

function loadFolder(source: WorkflowSource, kind: DocumentKind, problems: Problem[]): readonly ReadDocument[] {
  const { folder } = KINDS[kind];
  const names = source.list(folder);
  if (names === null) problems.push(fileProblem('file-unreadable', folder, '文件夹无法读取', 'the folder cannot be read'));
  return [...(names ?? [])].sort().flatMap((name) => {
    const file = `${folder}/${name}`;
    if (LOOKALIKE.test(name)) problems.push({ ...fileProblem('file-ignored', file, '只读取扩展名为 .yaml 的文件', 'only files ending in .yaml are read'), severity: 'warning' });
    if (!name.endsWith('.yaml')) return [];
    const bytes = source.read(file);
    if (bytes === null) {
      problems.push(fileProblem('file-unreadable', file, '文件无法读取', 'the file cannot be read'));
      return [];
    }
    const read = readDocumentBytes(bytes, { file, kind });
    problems.push(...(read.ok ? read.value.warnings : read.refusal.problems));
    return read.ok ? [read.value] : [];
  });
}

/** Every path with its parts; one that does not go together with them is left out, like any other with errors. */
function composePaths(documents: readonly ReadDocument[], problems: Problem[]): readonly ReadDocument[] {
  return documents.flatMap((document) => {
    if (document.kind !== 'case-path') return [document];
    const composed = composePath(document, documents);
    problems.push(...(composed.ok ? composed.value.warnings : composed.refusal.problems));
    return composed.ok ? [composed.value] : [];
  });
}

/** Nothing else is checked of a part alone: what it names is in the paths it is made for. */
function partsUnused(documents: readonly ReadDocument[]): readonly Problem[] {
  const named = documents.filter(({ kind }) => kind === 'case-path').flatMap(({ value }) => (value as unknown as PathWithParts).parts ?? []);
  const unused = documents.filter((document) => document.kind === 'path-part' && !named.some(({ id, version }) => id === document.id && version === document.version));
  return unused.map((part) => problemAt(part, { rule: 'part-unused', severity: 'warning', key: '/id', message: label('没有办案流程使用该部分，内容未经检查', 'no case path uses this part, so its content was not checked') }));
}

/** Two documents of one kind with the same id and version: which one is meant could not be said. */
function findTwice(documents: readonly ReadDocument[]): readonly Problem[] {
  const first = new Map<string, ReadDocument>();
  return documents.flatMap((document) => {
    const name = `${document.kind} ${document.id} ${document.version}`;
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, document);
      return [];
    }
    return [problemAt(document, {
      rule: 'document-twice', key: '/id',
      message: label(`${document.id}@${document.version} 已在 ${other.file} 中`, `${document.id}@${document.version} is already in ${other.file}`),
    })];
  });
}

/** Rules between documents. What a release names is checked with exactly the versions it names; the rest with all there is. */
function checkTogether(documents: readonly ReadDocument[]): readonly Problem[] {
  const released = new Set<ReadDocument>();
  const problems: Problem[] = [];
  for (const release of documents.filter((document) => document.kind === 'release')) {
    const resolved = resolveRelease(documents, release);
    if (resolved.ok) for (const part of [resolved.parts.path, ...resolved.parts.flows]) released.add(part);
    else problems.push(...resolved.problems);
  }
  const around = surroundingsOf(documents);
  const linked = runLinkRules(documents.filter(({ kind }) => kind === 'case-path'));
  return [...problems, ...linked, ...documents.filter((document) => !released.has(document)).flatMap((document) => checkAgainst(document, around))];
}

/** Each problem once, though several releases may meet it. */
function arrangeByFile(problems: readonly Problem[]): readonly Problem[] {
  const once = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  const files = [...new Set([...once.values()].map((problem) => problem.file))].sort();
  return files.flatMap((file) => arrangeProblems([...once.values()].filter((problem) => problem.file === file)));
}

function fileProblem(rule: string, file: string, zh: string, en: string): Problem {
  return { rule, severity: 'error', file, ...DOCUMENT_START, key: '', message: label(zh, en) };
}
