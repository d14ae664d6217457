// Which entries of a bundle name a file by its digest: with a bundle that verifies, this proves that the content is the one the case was worked on
// with. What is not here: whether the bundle verifies (`ledger.command.ts`).
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { isJsonObject, type JsonValue } from '@quanze/kernel';
import { CliFailure, EXIT } from './io.js';

export interface NamedFile {
  /** SHA-256 of the content, lower-case hexadecimal. */
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  /** Numbers of the entries whose input names it, in order; empty = none does. */
  readonly namedBy: readonly number[];
}

/** Hashes a file piece by piece and looks for it in a bundle.  @param document as it was verified; a receipt names no files
 *  @throws CliFailure `FILE.UNREADABLE` */
export async function namedFile(path: string, document: unknown): Promise<NamedFile> {
  const digest = createHash('sha256');
  let size = 0;
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      size += piece.length;
      digest.update(piece);
    }
  } catch (error) {
    throw new CliFailure('FILE.UNREADABLE', `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`, EXIT.usage, { file: path });
  }
  const hash = digest.digest('hex');
  return { hash, size, namedBy: entriesOf(document).filter(({ input }) => names(input, hash)).map(({ seq }) => seq) };
}

interface Named {
  readonly seq: number;
  readonly input: JsonValue;
}

/** What people gave with acts that were done; what a refused attempt named proves nothing. */
function entriesOf(document: unknown): readonly Named[] {
  const entries = isJsonObject(document) ? document['entries'] : undefined;
  return (Array.isArray(entries) ? entries : []).flatMap((entry: JsonValue): readonly Named[] => {
    if (!isJsonObject(entry) || entry['kind'] === 'refused' || !isJsonObject(entry['payload'])) return [];
    return [{ seq: Number(entry['seq']), input: entry['payload']['input'] ?? null }];
  });
}

function names(value: JsonValue, hash: string): boolean {
  if (Array.isArray(value)) return value.some((item: JsonValue) => names(item, hash));
  return isJsonObject(value) ? Object.values(value).some((item) => names(item, hash)) : value === hash;
}
