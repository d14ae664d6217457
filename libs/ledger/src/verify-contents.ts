// Verification of the documents and files a bundle carries, against the entries that issued and named them. Every document an entry issued is
// there once and in order, and says what its entry says; a text that is shown has the digest of its entry. Every file is named by the entry it
// claims, and every file an entry records is there. What is not shown is counted, never a defect: the digest in the journal outlives the content.
// What is not here: the bytes of files, which anybody hashes who has them (`quanze ledger verify --file`).
import { isJsonObject, jsonEquals, type HashFunction, type HashHex, type JsonObject, type JsonValue } from '@quanze/kernel';
import { DOCUMENT_KEY, ERASED_KEY, FILES_KEY, isDone, recordedAt, type BundleDocument, type BundleFile, type Withheld } from './contents.js';
import type { JournalEntry } from './entry.js';
import { invalid, type Invalid } from './verdict.js';

/** A content that is not shown. `erasedBy`: the entry that tells of the erasure; null when none does. */
export interface AbsentDocument {
  readonly seq: number;
  readonly n: number;
  readonly number: string;
  readonly why: Withheld;
  readonly erasedBy: number | null;
}

export interface AbsentFile {
  readonly seq: number;
  readonly hash: HashHex;
  readonly erasedBy: number | null;
}

/** `shown`: documents whose text is in the bundle and has the digest of its entry. */
export interface DocumentsSummary {
  readonly total: number;
  readonly shown: number;
  readonly absent: readonly AbsentDocument[];
}

export interface FilesSummary {
  readonly total: number;
  readonly absent: readonly AbsentFile[];
}

type Entries = readonly JournalEntry[];

/** The first defect of the documents: `LEDGER.DOCUMENT_MISSING` (an entry issued one that is not listed), `DOCUMENT_NOT_IN_JOURNAL` (none issued
 *  it, it is listed twice or out of order, or says something else than its entry), `DOCUMENT_ALTERED` (the text is not the one of the digest),
 *  `LEDGER.MALFORMED` when it is neither shown nor said to be absent, or both. @param entries of a chain that was verified */
export function documentsFinding(documents: readonly BundleDocument[], entries: Entries, hash: HashFunction): Invalid | null {
  const issuing = entries.filter((entry) => isDone(entry) && isJsonObject(recordedAt(entry, DOCUMENT_KEY) ?? null));
  for (const [index, document] of documents.entries()) {
    const at = { path: `/documents/${index}`, seq: document.seq };
    const entry = issuing[index];
    if (entry !== undefined && entry.seq < document.seq) return invalid('LEDGER.DOCUMENT_MISSING', { path: '/documents', seq: entry.seq });
    if (entry === undefined || entry.seq !== document.seq || !isAsIssued(document, recordedAt(entry, DOCUMENT_KEY))) return invalid('LEDGER.DOCUMENT_NOT_IN_JOURNAL', at);
    if ((document.content === undefined) === (document.absent === undefined)) return invalid('LEDGER.MALFORMED', at);
    if (document.content !== undefined && hash.ofText(document.content) !== document.hash) return invalid('LEDGER.DOCUMENT_ALTERED', { ...at, path: `${at.path}/content` });
  }
  const missing = issuing[documents.length];
  return missing === undefined ? null : invalid('LEDGER.DOCUMENT_MISSING', { path: '/documents', seq: missing.seq });
}

function isAsIssued({ seq: _seq, content: _content, absent: _absent, ...said }: BundleDocument, issued: JsonValue | undefined): boolean {
  return issued !== undefined && jsonEquals(said as JsonObject, issued);
}

/** The first defect of the files: `LEDGER.FILE_REPEATED`, `FILE_NOT_IN_JOURNAL` (its entry does not name it, was not the first to, or records
 *  another size or type), `FILE_MISSING` (an entry records one that is not listed). @param entries of a chain that was verified */
export function filesFinding(files: readonly BundleFile[], entries: Entries): Invalid | null {
  const recorded = firstRecordsOf(entries);
  const listed = new Set<string>();
  for (const [index, file] of files.entries()) {
    const at = { path: `/files/${index}`, seq: file.seq };
    if (listed.has(file.hash)) return invalid('LEDGER.FILE_REPEATED', at);
    listed.add(file.hash);
    if (!isAsNamed(file, recorded.get(file.hash), entries[file.seq - 1])) return invalid('LEDGER.FILE_NOT_IN_JOURNAL', at);
  }
  const missing = [...recorded].find(([hash]) => !listed.has(hash));
  return missing === undefined ? null : invalid('LEDGER.FILE_MISSING', { path: '/files', seq: missing[1].seq });
}

interface FileRecord {
  readonly seq: number;
  readonly size: JsonValue | undefined;
  readonly mediaType: JsonValue | undefined;
}

/** For each file that entries record, the first record. */
function firstRecordsOf(entries: Entries): ReadonlyMap<string, FileRecord> {
  const found = new Map<string, FileRecord>();
  for (const entry of entries) {
    const files = isDone(entry) ? recordedAt(entry, FILES_KEY) : undefined;
    for (const file of Array.isArray(files) ? (files as readonly JsonValue[]) : []) {
      if (!isJsonObject(file) || typeof file['hash'] !== 'string' || found.has(file['hash'])) continue;
      found.set(file['hash'], { seq: entry.seq, size: file['size'], mediaType: file['mediaType'] });
    }
  }
  return found;
}

function isAsNamed(file: BundleFile, record: FileRecord | undefined, entry: JournalEntry | undefined): boolean {
  const isSaid = record === undefined || (record.size === file.size && record.mediaType === file.mediaType);
  if (record?.seq === file.seq) return isSaid;
  // An entry from before sizes were recorded: it can only have named the file before the first record of it.
  const isEarlier = record === undefined || file.seq < record.seq;
  return isSaid && isEarlier && entry !== undefined && isDone(entry) && recordedAt(entry, FILES_KEY) === undefined && names(entry.payload['input'] ?? null, file.hash);
}

function names(value: JsonValue, hash: string): boolean {
  if (Array.isArray(value)) return value.some((item: JsonValue) => names(item, hash));
  return isJsonObject(value) ? Object.values(value).some((item) => names(item, hash)) : value === hash;
}

/** What was found of sound documents. */
export function documentsSummary(documents: readonly BundleDocument[], entries: Entries): DocumentsSummary {
  const absent = documents.flatMap(({ seq, n, number, absent: why }): readonly AbsentDocument[] => (why === undefined ? [] : [{ seq, n, number, why, erasedBy: why === 'erased' ? erasedBy(entries, 'document', n) : null }]));
  return { total: documents.length, shown: documents.length - absent.length, absent };
}

/** What was found of sound files. */
export function filesSummary(files: readonly BundleFile[], entries: Entries): FilesSummary {
  return { total: files.length, absent: files.filter(({ absent }) => absent !== undefined).map(({ seq, hash }) => ({ seq, hash, erasedBy: erasedBy(entries, 'file', hash) })) };
}

/** Number of the entry by which a content of the case was erased; null when no entry tells. */
function erasedBy(entries: Entries, kind: 'document' | 'file', what: number | string): number | null {
  const entry = entries.find((each) => {
    const erased = isDone(each) ? (recordedAt(each, ERASED_KEY) ?? null) : null;
    return isJsonObject(erased) && erased[kind] === what;
  });
  return entry?.seq ?? null;
}
