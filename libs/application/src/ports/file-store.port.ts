// The store of files: contents by their SHA-256, once for each tenant, and who uploaded which of them for which case. Contents go in and out piece
// by piece, so memory does not grow with them. Which act names a file is part of the write of the act (`ActWrite.files`). Whether the reader
// may know of the case is asked before.
import type { CaseId, HashHex, Instant, PersonId, TenantId } from '@quanze/kernel';

export interface NewUpload {
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  readonly person: PersonId;
  /** What the sender calls it; 1 to 200 characters. */
  readonly name: string;
  readonly mediaType: string;
  readonly at: Instant;
  /** Largest content in bytes. */
  readonly bytesMax: number;
  /** The digest the sender expects; another content is not kept. */
  readonly expected?: HashHex;
}

/** `erased`: the content was erased by law before, in the case or for good, and does not come back under its digest. Everything but `stored` leaves nothing. */
export type Uploaded =
  | { readonly kind: 'stored'; readonly hash: HashHex; readonly size: number }
  | { readonly kind: 'empty' | 'too-large' }
  | { readonly kind: 'mismatch' | 'erased'; readonly hash: HashHex };

/** A file of a case: uploaded for it and named by an act. */
export interface FileRow {
  readonly hash: HashHex;
  /** In bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** Null when the content was erased: a name is about persons, too. */
  readonly name: string | null;
  readonly by: PersonId;
  readonly uploadedAt: Instant;
  /** The first entry that named it. */
  readonly namedSeq: number;
  /** Whether the case has no content of it any more; another case may. */
  readonly erased: boolean;
}

/** What an act is told of a content it names, when it was uploaded for the case and still stands. */
export interface StoredForCase {
  readonly size: number;
  readonly mediaType: string;
}

export interface FileStore {
  /** Takes a content to its end. When the source breaks off, its error is thrown on and nothing stays. */
  put(upload: NewUpload, source: AsyncIterable<Uint8Array>): Promise<Uploaded>;
  /** Files that acts of the case named, in the order in which they did. */
  list(tenant: TenantId, caseId: CaseId): Promise<readonly FileRow[]>;
  /** One of them; null when no act named it. */
  find(tenant: TenantId, caseId: CaseId, hash: HashHex): Promise<FileRow | null>;
  /** The bytes of a content, hashed as they pass. INVARIANT: the last piece is given only after the whole proved to have its digest.
   *  @throws Fault `FAULT.FILE_DAMAGED` when it has not, before the last piece */
  read(tenant: TenantId, hash: HashHex): AsyncIterable<Uint8Array>;
  /** Removes uploads that no act named, contents nobody refers to any more, and what was left of broken uploads, all begun before an instant.
   *  @returns how many uploads */
  removeUnnamed(before: Instant): Promise<number>;
}
