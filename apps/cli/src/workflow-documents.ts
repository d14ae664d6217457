// Documents of `workflows/` for the quick commands: read strictly the first time, then kept as JSON under the digest of their bytes,
// because reading YAML with all its checks takes longer than ten thousand answers. What is not here: what the documents mean; their own
// parsers judge every value, from the cache as well.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DefinitionRefusal, DocumentKind, Problem } from '@quanze/definitions';
import type { JsonValue } from '@quanze/kernel';
import { CliFailure, EXIT } from './io.js';
import { readFileWithin } from './read-bytes.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'quanze-cli');
const BYTES_MAX = 2 * 1024 * 1024;

/** The folder of definitions that comes with the program. */
export const WORKFLOWS = join(ROOT, 'workflows');

/** The value of a document of one kind. @throws CliFailure `FILE.UNREADABLE`, `DEFINITION.INVALID` with its problems */
export async function loadDocument(kind: DocumentKind, file: string): Promise<JsonValue> {
  const bytes = await readFileWithin(file, BYTES_MAX);
  const place = join(CACHE, `${digestOf(kind, bytes)}.json`);
  const kept = readKept(place);
  if (kept !== null) return kept;
  const { readDocumentBytes } = await import('@quanze/definitions');
  const read = readDocumentBytes(bytes, { file, kind });
  if (!read.ok) throw invalidDefinition(read.refusal);
  keep(place, read.value.value);
  return read.value.value;
}

/** A definition with problems, as the command line tells it: all of them, with file, line and column. */
export function invalidDefinition(refusal: Pick<DefinitionRefusal, 'code' | 'params' | 'problems'>): CliFailure {
  const { code, params, problems } = refusal;
  const findings = problems.map(({ rule, severity, file, line, column, key, message }: Problem) => ({ rule, severity, place: { file, line, column, key }, message }));
  return new CliFailure(code, `${String(params['file'])} has ${String(params['errors'])} errors; the first: ${findings[0]?.message.en ?? ''}`, EXIT.usage, { findings });
}

/** Changes with the content, the kind, and the reader that checked it. */
function digestOf(kind: string, bytes: Uint8Array): string {
  return createHash('sha256').update(`${kind}\n${readerStamp()}\n`).update(bytes).digest('hex');
}

function readerStamp(): string {
  const build = join(dirname(fileURLToPath(import.meta.resolve('@quanze/definitions'))), '.tsbuildinfo');
  const info = statSync(build, { throwIfNoEntry: false });
  return info === undefined ? '' : `${info.size}:${info.mtimeMs}`;
}

function readKept(place: string): JsonValue | null {
  try {
    return JSON.parse(readFileSync(place, 'utf8')) as JsonValue;
  } catch {
    return null;
  }
}

/** Written beside and moved into place, so that nobody reads half of it. Where one may not write, the next start reads YAML again. */
function keep(place: string, value: JsonValue): void {
  try {
    mkdirSync(dirname(place), { recursive: true });
    const draft = `${place}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(value));
    renameSync(draft, place);
  } catch {
    // Only time is lost.
  }
}
