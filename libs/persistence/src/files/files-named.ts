// Files that an act names, in the read and in the write of the act: looked up with the case, locked while the act is written, and put down as files
// of the case by its entry. What is not here: uploading and reading them (`pg-file-store.ts`).
import type { LoadedCase } from '@quanze/application';
import type { HashHex } from '@quanze/kernel';
import type { Bound } from '../cases/act-parts.js';
import type { StatementBuilder } from '../sql/statement-builder.js';
import { bytesParam } from '../sql/values.js';

type FileTuple = readonly [HashHex, number, string];

export interface FilesRow {
  readonly files?: readonly FileTuple[] | null;
}

/** Those of the files asked for that were uploaded for the case and still stand. Parameters: $1 tenant, $2 case. @param names place of the digests */
export function fileColumn(names: string): string {
  return `
  (SELECT json_agg(json_build_array(encode(u.hash, 'hex'), f.size, u.media_type)) FROM file_upload u JOIN stored_file f ON f.tenant = u.tenant AND f.hash = u.hash
    WHERE u.case_id = $2::uuid AND u.hash = ANY(${names}::bytea[]) AND u.tenant = $1::uuid AND u.erased_at IS NULL AND f.erased_at IS NULL) AS files`;
}

export function filesOf({ files }: FilesRow): NonNullable<LoadedCase['files']> {
  return new Map((files ?? []).map(([hash, size, mediaType]) => [hash, { size, mediaType }]));
}

/** Locks the uploads in one order, so that none is removed while the act is written; without one of them the case does not move.
 *  @returns the further condition of `moved` */
export function withFilesLocked(statement: StatementBuilder, bound: Bound, files: readonly HashHex[]): string {
  const names = statement.bind(files.map(bytesParam), 'bytea[]');
  statement.with('b', `filed AS (SELECT u.hash FROM file_upload u JOIN stored_file f ON f.tenant = u.tenant AND f.hash = u.hash
    WHERE u.case_id = ${bound.caseId} AND u.hash = ANY(${names}) AND u.tenant = ${bound.tenant} AND u.erased_at IS NULL AND f.erased_at IS NULL ORDER BY u.hash FOR UPDATE OF u)`);
  return ` AND (SELECT count(*) FROM filed) = ${statement.bind(files.length, 'integer')}`;
}

/** From now on they belong to the case, by the first entry that named them. */
export function withFiles(statement: StatementBuilder, bound: Bound, files: readonly HashHex[]): void {
  statement.with('', `filing AS (UPDATE file_upload u SET named_seq = ${bound.seq} FROM moved
    WHERE u.case_id = ${bound.caseId} AND u.hash = ANY(${statement.bind(files.map(bytesParam), 'bytea[]')}) AND u.named_seq IS NULL)`);
}
