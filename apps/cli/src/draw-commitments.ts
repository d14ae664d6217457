// Commitments an office published, as its host lists them or as a bare list of digests. What is not here: what they are compared with.
import { isJsonObject, type JsonValue } from '@quanze/kernel';
import { isHashHex } from '@quanze/ledger';
import { CliFailure } from './io.js';
import { readFileWithin, textOfUtf8 } from './read-bytes.js';

const BYTES_MAX = 16 * 1024 * 1024;

/** Reads `[digest, …]`, `[{commitment}, …]` or `{items: [{commitment}, …]}`. @throws CliFailure `COMMITMENTS.MALFORMED`, `FILE.UNREADABLE` */
export async function readCommitments(file: string): Promise<ReadonlySet<string>> {
  const text = textOfUtf8(await readFileWithin(file, BYTES_MAX));
  const digests = text === null ? null : digestsIn(text);
  if (digests === null) throw new CliFailure('COMMITMENTS.MALFORMED', `${file} is no list of commitments.`);
  return new Set(digests);
}

function digestsIn(text: string): readonly string[] | null {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
  const list = isJsonObject(value) ? value['items'] : value;
  if (!Array.isArray(list)) return null;
  const digests = (list as readonly JsonValue[]).map((item) => (isJsonObject(item) ? item['commitment'] : item));
  return digests.every(isHashHex) ? (digests as readonly string[]) : null;
}
