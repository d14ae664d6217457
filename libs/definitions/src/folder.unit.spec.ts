// The folder on disk as a source: what is missing, unreadable, too large or no file; and the documents of this project.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HashHex } from '@quanze/kernel';
import { buildRelease } from './build-release.js';
import { folderSource, writeSchemas } from './folder.js';
import { loadWorkflows } from './load-workflows.js';
import { formatProblem } from './problem.js';
import { readDocument } from './read-document.js';
import { checkReleaseContent, releaseFromContent } from './release-content.js';
import { DOCUMENT_KINDS, KINDS, schemaFileName, schemaText } from './schema/index.js';
import { DOCUMENT_BYTES_MAX } from './yaml/limits.js';

const WORKFLOWS = join(import.meta.dirname, '../../../workflows');

describe('a folder', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'definitions-'));
    mkdirSync(join(root, 'calendars'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('lists files and not folders; a missing folder is empty, a file in its place is not listable', () => {
    mkdirSync(join(root, 'calendars', 'old.yaml'));
    writeFileSync(join(root, 'calendars', 'a.yaml'), 'x');
    writeFileSync(join(root, 'releases'), 'x');
    const source = folderSource(root);
    expect(source.list('calendars')).toEqual(['a.yaml']);
    expect(source.list('case-paths')).toEqual([]);
    expect(source.list('releases')).toBeNull();
  });

  test('reads content, and no more than a byte beyond the limit', () => {
    writeFileSync(join(root, 'calendars', 'a.yaml'), '权');
    writeFileSync(join(root, 'calendars', 'big.yaml'), Buffer.alloc(DOCUMENT_BYTES_MAX + 1000));
    const source = folderSource(root);
    expect([...(source.read('calendars/a.yaml') ?? [])]).toEqual([0xe6, 0x9d, 0x83]);
    expect(source.read('calendars/big.yaml')).toHaveLength(DOCUMENT_BYTES_MAX + 1);
  });

  test('what is no readable file is null and does not block', () => {
    mkdirSync(join(root, 'calendars', 'folder.yaml'));
    symlinkSync(join(root, 'nowhere'), join(root, 'calendars', 'dangling.yaml'));
    const source = folderSource(root);
    for (const name of ['folder.yaml', 'dangling.yaml', 'gone.yaml']) expect(source.read(`calendars/${name}`)).toBeNull();
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(root, 'calendars', 'pipe.yaml')]);
    expect(source.read('calendars/pipe.yaml')).toBeNull();
  });

  test('writes the schema files', () => {
    writeSchemas(root);
    for (const kind of DOCUMENT_KINDS) expect(readFileSync(join(root, schemaFileName(kind)), 'utf8')).toBe(schemaText(kind));
  });
});

describe('the documents of this project', () => {
  const loaded = loadWorkflows(folderSource(WORKFLOWS));

  test('have no problem, alone or together', () => {
    expect(loaded.problems.map((problem) => formatProblem(problem, 'en'))).toEqual([]);
  });

  test('read the same from JSON, which is how the API and the database hand them over', () => {
    for (const { kind, value, file } of loaded.documents) {
      const read = readDocument(JSON.stringify(value), { file, kind });
      expect(read.ok ? read.value.value : read.refusal.problems).toEqual(value);
    }
  });

  test('include at least one of every kind', () => {
    expect(DOCUMENT_KINDS.filter((kind) => !loaded.documents.some((document) => document.kind === kind)).map((kind) => KINDS[kind].folder)).toEqual([]);
  });

  test('build into releases with distinct content', () => {
    const hash = { algorithm: 'sha-256' as const, ofText: (text: string) => createHash('sha256').update(text).digest('hex') as HashHex, ofBytes: (bytes: Uint8Array) => bytes };
    const releases = loaded.documents.filter((document) => document.kind === 'release').map((release) => buildRelease(loaded.documents, release, hash));
    const hashes = releases.map((release) => (release.ok ? release.value.hash : ''));
    expect(hashes.length).toBeGreaterThanOrEqual(2);
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const release of releases) {
      if (!release.ok) continue;
      const { source, documents, ...head } = release.value;
      const again = releaseFromContent(source, head);
      expect(again.ok ? again.value.documents : again.refusal).toEqual(documents);
      expect(checkReleaseContent(source)).toEqual({ ok: true, value: null });
    }
    expect(hashes.every((value) => /^[0-9a-f]{64}$/.test(value))).toBe(true);
  });
});
