// Bringing a file to a case. The upload alone has no effect: the file belongs to the case when an act names it, and otherwise it goes after a day.
// What is not here: acts that name files (`../cases/judge.ts`), reading (`read.ts`).
import { isFileName, mayBringFile } from '@quanze/engine';
import { addMs, ok, refused, type HashHex, type Result } from '@quanze/kernel';
import { takeInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';

export interface UploadInput {
  readonly name: string;
  readonly mediaType: string;
  /** Media types the installation takes. */
  readonly mediaTypes: readonly string[];
  /** Largest content it takes, in bytes. */
  readonly bytesMax: number;
  /** What the sender says the length is; absent = unknown. */
  readonly length?: number;
  /** The digest the sender expects. */
  readonly expected?: string;
}

export interface FileUploaded {
  readonly hash: HashHex;
  readonly size: number;
  readonly mediaType: string;
}

const UNNAMED_MS = 24 * 3_600_000;
const NAME_LENGTH_MAX = 200;

/** Takes a file. Refuses `CASE.NOT_FOUND`, like the gate for whoever has no standing in the case, `FILE.NAME_INVALID`, `FILE.TYPE_NOT_ALLOWED`,
 *  `FILE.TOO_LARGE`, `FILE.EMPTY`, `FILE.HASH_MISMATCH`, `FILE.ERASED_BEFORE`. Of a refused content nothing stays.
 *  @param source not touched before the person is known to be allowed */
export async function uploadFile(deps: Deps, identity: Identity, caseId: string, input: UploadInput, source: AsyncIterable<Uint8Array>): Promise<Result<FileUploaded>> {
  const hand = await takeInHand(deps, identity, caseId, {}, null);
  if (!hand.ok) return hand;
  const { loaded: { snapshot }, path, world, at } = hand.value;
  const allowed = mayBringFile(path, snapshot, world);
  if (!allowed.ok) return allowed;
  const { name, mediaType, mediaTypes, bytesMax, expected, length = 0 } = input;
  if (!isName(name)) return refused('FILE.NAME_INVALID', { lengthMax: NAME_LENGTH_MAX });
  if (!mediaTypes.includes(mediaType)) return refused('FILE.TYPE_NOT_ALLOWED', { mediaType: mediaType.slice(0, 100), allowed: mediaTypes });
  if (length > bytesMax) return refused('FILE.TOO_LARGE', { bytesMax });
  if (expected !== undefined && !isFileName(expected)) return refused('FILE.HASH_MISMATCH', { expected: expected.slice(0, 64), actual: '' });
  const upload = { tenant: identity.tenant, caseId: snapshot.caseId, person: identity.person, name, mediaType, at, bytesMax };
  const done = await deps.files.put(expected === undefined ? upload : { ...upload, expected }, source);
  switch (done.kind) {
    case 'stored': return ok({ hash: done.hash, size: done.size, mediaType });
    case 'empty': return refused('FILE.EMPTY');
    case 'too-large': return refused('FILE.TOO_LARGE', { bytesMax });
    case 'mismatch': return refused('FILE.HASH_MISMATCH', { expected: expected ?? '', actual: done.hash });
    case 'erased': return refused('FILE.ERASED_BEFORE', { hash: done.hash });
  }
}

/** Removes uploads that no act has named for a day. @returns how many */
export function removeUnnamedFiles(deps: Deps): Promise<number> {
  return deps.files.removeUnnamed(addMs(deps.clock.now(), -UNNAMED_MS));
}

/** A name as people give it, without a folder in it and without what cannot be seen. */
function isName(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  return name.trim() !== '' && name.length <= NAME_LENGTH_MAX && name.isWellFormed() && !/[\u0000-\u001f\u007f/\\\u202a-\u202e\u2066-\u2069]/u.test(name);
}
