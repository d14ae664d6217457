// The store of files on PostgreSQL. A content goes in piece by piece, each a statement of its own, so no connection is held while somebody sends
// slowly; it counts from the one transaction at its end. What is not here: acts that name files (`files-named.ts`), reading (`read-file.ts`).
import { createHash, randomUUID } from 'node:crypto';
import type { FileRow, FileStore, NewUpload, Uploaded } from '@quanze/application';
import { Fault, type CaseId, type HashHex, type Instant, type PersonId, type TenantId } from '@quanze/kernel';
import type { Database, Runner } from '../sql/database.js';
import { bytesParam, sqlStateOf } from '../sql/values.js';
import { inPieces } from './pieces.js';
import { readFile } from './read-file.js';

const FOREIGN_KEY_VIOLATION = '23503';
const TRIES_MAX = 5;

export function createFileStore(database: Database): FileStore {
  return {
    put: (upload, source) => putFile(database, upload, source),
    list: (tenant, caseId) => filesNamed(database, tenant, caseId, null),
    find: async (tenant, caseId, hash) => (await filesNamed(database, tenant, caseId, hash))[0] ?? null,
    read: (tenant, hash) => readFile(database, tenant, hash),
    removeUnnamed: (before) => removeUnnamed(database, before),
  };
}

/** Deletes bytes and names of a content for good, in all cases of the tenant; digest, size and every entry stay. Acts erase what
 *  their case holds (`ActWrite.erase`); this is for an operator, who journals it himself.
 *  @returns false when there was nothing to erase */
export async function eraseFile(database: Database, tenant: TenantId, hash: HashHex, at: Instant): Promise<boolean> {
  const rows = await database.rows<{ erased: boolean }>('SELECT erase_file($1, $2, $3) AS erased', [tenant, bytesParam(hash), at]);
  return rows[0]?.erased === true;
}

async function putFile(database: Database, upload: NewUpload, source: AsyncIterable<Uint8Array>): Promise<Uploaded> {
  const content = randomUUID();
  await database.query({ name: 'file-begin', text: 'INSERT INTO file_incoming (content, tenant, begun_at) VALUES ($1, $2, $3)', values: [content, upload.tenant, upload.at] });
  let isKept = false;
  try {
    const taken = await takeIn(database, content, upload, source);
    if (taken.kind !== 'stored') return taken;
    if (upload.expected !== undefined && upload.expected !== taken.hash) return { kind: 'mismatch', hash: taken.hash };
    const kept = await keep(database, content, upload, taken);
    isKept = kept.isOwn;
    return kept.result;
  } finally {
    // What fails here is found again by the round that removes what was left behind.
    if (!isKept) await database.query({ name: 'file-drop', text: 'SELECT drop_incoming_file($1)', values: [content] }).catch(() => undefined);
  }
}

type Taken = Exclude<Uploaded, { readonly kind: 'mismatch' | 'erased' }>;

async function takeIn(on: Runner, content: string, { bytesMax }: NewUpload, source: AsyncIterable<Uint8Array>): Promise<Taken> {
  const digest = createHash('sha256');
  let size = 0;
  let n = 0;
  for await (const piece of inPieces(source)) {
    size += piece.length;
    if (size > bytesMax) return { kind: 'too-large' };
    digest.update(piece);
    await on.query({ name: 'file-chunk', text: 'INSERT INTO file_chunk (content, n, bytes) VALUES ($1, $2, $3)', values: [content, n, piece] });
    n += 1;
  }
  return size === 0 ? { kind: 'empty' } : { kind: 'stored', hash: digest.digest('hex') as HashHex, size };
}

/** Makes the content count, or the one that is there already. It is repeated when that one is removed at this very moment. */
async function keep(database: Database, content: string, upload: NewUpload, taken: Extract<Taken, { readonly kind: 'stored' }>): Promise<{ readonly result: Uploaded; readonly isOwn: boolean }> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction((on) => keepOnce(on, content, upload, taken));
    } catch (error) {
      if (tries === TRIES_MAX || sqlStateOf(error) !== FOREIGN_KEY_VIOLATION) throw error;
    }
  }
}

async function keepOnce(on: Runner, content: string, { tenant, caseId, person, name, mediaType, at }: NewUpload, taken: Extract<Taken, { readonly kind: 'stored' }>): Promise<{ readonly result: Uploaded; readonly isOwn: boolean }> {
  const hash = bytesParam(taken.hash);
  const { count: isOwn } = await on.query({
    name: 'file-keep', values: [tenant, hash, taken.size, content, at],
    text: 'INSERT INTO stored_file (tenant, hash, size, content, stored_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant, hash) DO NOTHING',
  });
  if (isOwn === 1) {
    const { count } = await on.query({ name: 'file-came', text: 'DELETE FROM file_incoming WHERE content = $1', values: [content] });
    if (count !== 1) throw new Fault('FAULT.FILE_LOST', 'the pieces of an upload were removed while it was under way');
  } else {
    const { rows } = await on.query<{ erased: boolean }>({
      name: 'file-erased', values: [tenant, hash, caseId],
      text: `SELECT f.erased_at IS NOT NULL OR EXISTS (SELECT 1 FROM file_upload u WHERE u.case_id = $3 AND u.hash = f.hash AND u.erased_at IS NOT NULL) AS erased
        FROM stored_file f WHERE f.tenant = $1 AND f.hash = $2`,
    });
    if (rows[0]?.erased === true) return { result: { kind: 'erased', hash: taken.hash }, isOwn: false };
  }
  // Of a file of the case nothing changes any more; of one that is not named yet the last upload holds, and the day begins anew.
  await on.query({
    name: 'file-upload', values: [tenant, caseId, hash, person, name, mediaType, at],
    text: `INSERT INTO file_upload AS u (case_id, hash, tenant, person, name, media_type, uploaded_at) SELECT c.case_id, $3, c.tenant, $4, $5, $6, $7 FROM case_file c WHERE c.tenant = $1 AND c.case_id = $2
      ON CONFLICT (case_id, hash) DO UPDATE SET person = excluded.person, name = excluded.name, media_type = excluded.media_type, uploaded_at = excluded.uploaded_at WHERE u.named_seq IS NULL`,
  });
  return { result: taken, isOwn: isOwn === 1 };
}

interface NamedRow {
  readonly hash: HashHex;
  readonly size: number;
  readonly media_type: string;
  readonly name: string | null;
  readonly person: PersonId;
  readonly uploaded_at: Instant;
  readonly named_seq: number;
  readonly erased: boolean;
}

/** $1 tenant, $2 case, $3 digest or null. */
export const FILES_NAMED = `
SELECT u.hash, f.size, u.media_type, u.name, u.person, u.uploaded_at, u.named_seq, coalesce(u.erased_at, f.erased_at) IS NOT NULL AS erased
FROM file_upload u JOIN stored_file f ON f.tenant = u.tenant AND f.hash = u.hash
WHERE u.tenant = $1 AND u.case_id = $2 AND u.named_seq IS NOT NULL AND ($3::bytea IS NULL OR u.hash = $3)
ORDER BY u.named_seq, u.hash`;

async function filesNamed(on: Runner, tenant: TenantId, caseId: CaseId, hash: HashHex | null): Promise<readonly FileRow[]> {
  const { rows } = await on.query<NamedRow>({ name: 'files-named', text: FILES_NAMED, values: [tenant, caseId, hash === null ? null : bytesParam(hash)] });
  return rows.map(({ media_type: mediaType, person: by, uploaded_at: uploadedAt, named_seq: namedSeq, ...row }) => ({ ...row, mediaType, by, uploadedAt, namedSeq }));
}

async function removeUnnamed(database: Database, before: Instant): Promise<number> {
  const rows = await database.rows<{ removed: number }>('SELECT remove_unnamed_files($1) AS removed', [before]);
  return rows[0]?.removed ?? 0;
}
