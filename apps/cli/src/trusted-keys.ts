// Keys that were obtained apart from the document: a file with a list of `{keyId, algorithm, publicKey}`, or `{publicKeys: [...]}` as
// bundles have it. What is not here: deciding by them (`@quanze/ledger`).
import type { PublicKey } from '@quanze/ledger';
import { isJsonObject } from '@quanze/kernel';
import { CliFailure } from './io.js';
import { readFileWithin, textOfUtf8 } from './read-bytes.js';

const BYTES_MAX = 1024 * 1024;

/** Reads the file. An empty list is a list: then no signature is believed.
 *  @throws CliFailure `FILE.UNREADABLE`, `KEYS.MALFORMED` – a mistake here must not end in believing the document's own keys */
export async function readTrustedKeys(file: string): Promise<readonly PublicKey[]> {
  const value = parse(textOfUtf8(await readFileWithin(file, BYTES_MAX)) ?? '');
  const keys: unknown = isJsonObject(value) ? value['publicKeys'] : value;
  if (!Array.isArray(keys)) throw malformed(file, 'it holds no list of keys');
  return keys.map((key: unknown, index) => {
    if (!isPublicKey(key)) throw malformed(file, `key ${index} is not {keyId, algorithm: ed25519 | sm2, publicKey: base64}`);
    const { keyId, algorithm, publicKey } = key;
    return { keyId, algorithm, publicKey };
  });
}

function isPublicKey(value: unknown): value is PublicKey {
  if (!isJsonObject(value)) return false;
  const { keyId, algorithm, publicKey } = value;
  return typeof keyId === 'string' && keyId !== '' && (algorithm === 'ed25519' || algorithm === 'sm2')
    && typeof publicKey === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(publicKey);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function malformed(file: string, why: string): CliFailure {
  return new CliFailure('KEYS.MALFORMED', `${file} cannot be used as trusted keys: ${why}.`);
}
