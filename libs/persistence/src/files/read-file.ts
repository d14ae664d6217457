// Reading a content piece by piece, and proving it on the way: the last piece is held back until the digest of the whole is right, so a damaged
// content is never given out as a whole one. What is not here: who may read it.
import { createHash } from 'node:crypto';
import { Fault, type HashHex, type TenantId } from '@quanze/kernel';
import type { Runner } from '../sql/database.js';
import { bytesParam } from '../sql/values.js';

/** Holds two pieces at a time. @throws Fault `FAULT.FILE_DAMAGED` before the last piece when the content is not what its digest says */
export async function* readFile(on: Runner, tenant: TenantId, hash: HashHex): AsyncGenerator<Uint8Array> {
  const { rows: [file] } = await on.query<{ content: string; size: number }>({
    name: 'file-content', text: 'SELECT content, size FROM stored_file WHERE tenant = $1 AND hash = $2 AND erased_at IS NULL', values: [tenant, bytesParam(hash)],
  });
  const digest = createHash('sha256');
  let held: Buffer | null = null;
  let size = 0;
  for (let n = 0; file !== undefined && size < file.size; n += 1) {
    const piece = await readPiece(on, file.content, n);
    if (piece === null) break;
    size += piece.length;
    digest.update(piece);
    if (held !== null) yield held;
    held = piece;
  }
  if (file === undefined || held === null || size !== file.size || digest.digest('hex') !== hash) throw new Fault('FAULT.FILE_DAMAGED', `the stored content of ${hash} is not what it was`);
  yield held;
}

async function readPiece(on: Runner, content: string, n: number): Promise<Buffer | null> {
  const { rows } = await on.query<{ bytes: string }>({ name: 'file-piece', text: 'SELECT bytes FROM file_chunk WHERE content = $1 AND n = $2', values: [content, n] });
  return rows[0] === undefined ? null : Buffer.from(rows[0].bytes, 'hex');
}
