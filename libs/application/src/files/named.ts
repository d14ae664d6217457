// Files that an act names: the act is done only with contents that were uploaded for its case and still stand. What is not here: the form of a
// file's name (the engine), and the same condition at the moment of the write (the store).
import { filesNamed, isFileName, type CompiledPath, type EntryContent } from '@quanze/engine';
import { ok, refused, type HashHex, type JsonObject, type Result } from '@quanze/kernel';
import { FILES_KEY } from '@quanze/ledger';
import type { LoadedCase } from '../ports/case-store.port.js';

const LOOKED_UP_MAX = 400;

/** Whatever in the first level of a payload has the form of a file's name; which of them the act declares as files is known when the case is. */
export function filesIn(payload: JsonObject): readonly HashHex[] {
  const given = Object.values(payload).flatMap((value) => (Array.isArray(value) ? value : [value])).filter(isFileName);
  return [...new Set(given)].slice(0, LOOKED_UP_MAX);
}

/** Refuses `FILE.NOT_STORED` with the files that are missing. A store that was not asked has none. */
export function refuseMissing(path: CompiledPath, act: string, payload: JsonObject, files: LoadedCase['files']): Result<null> {
  const missing = filesNamed(path, act, payload).filter((hash) => files?.has(hash) !== true);
  return missing.length === 0 ? ok(null) : refused('FILE.NOT_STORED', { files: missing });
}

/** The entry of an act with the files it names, each with size and media type as they are stored: so the journal proves a list of files by
 *  itself, without the definition of the path. Unchanged where none is named. */
export function withFilesRecorded(entry: EntryContent, named: readonly HashHex[], files: LoadedCase['files']): EntryContent {
  const recorded = named.flatMap((hash) => { const stored = files?.get(hash); return stored === undefined ? [] : [{ hash, size: stored.size, mediaType: stored.mediaType }]; });
  return recorded.length === 0 ? entry : { ...entry, payload: { ...entry.payload, [FILES_KEY]: recorded } };
}
