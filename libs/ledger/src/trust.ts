// Which keys a document is checked with, and the shared options and answers of document verification.
import type { HashFunction, JsonObject } from '@quanze/kernel';
import type { JournalEntry } from './entry.js';
import type { PublicKey, Signature, SignatureVerifier } from './signature.js';
import { invalid, type Invalid } from './verdict.js';

/** `hashes`: the algorithms this verifier knows. `trustedKeys`: keys obtained apart from the document; only with them does a valid answer
 *  say who signed. `replay`: folds the entries to a snapshot, to compare with the bundle's; one that throws counts as a mismatch. */
export interface VerifyOptions {
  readonly hashes: readonly HashFunction[];
  readonly verifySignature: SignatureVerifier;
  readonly trustedKeys?: readonly PublicKey[];
  readonly replay?: (entries: readonly JournalEntry[]) => JsonObject;
}

/** `document`: the keys came with the document, so the signatures show that it is of one piece and not who made it.
 *  `trusted`: the keys were handed in. `none`: nothing in the document is signed. */
export type KeySource = 'document' | 'trusted' | 'none';

export interface Keyring {
  readonly keys: readonly PublicKey[];
  readonly source: KeySource;
  /** Ids of the keys that signed something, each once. */
  readonly keyIds: readonly string[];
}

/** What a document is checked with, once its algorithm is known to be supported. */
export interface Means {
  readonly hash: HashFunction;
  readonly keyring: Keyring;
  readonly options: VerifyOptions;
}

/** Picks the keys for a document. A key in it that is named twice (`LEDGER.KEY_AMBIGUOUS`), signs nothing (`KEY_UNUSED`) or differs from
 *  the trusted one of the same id (`KEY_CONTRADICTED`) is refused: nothing in a document may go unchecked. */
export function keyringOf(inDocument: readonly PublicKey[], signatures: readonly Signature[], trusted: readonly PublicKey[] | undefined): Keyring | Invalid {
  const keyIds = [...new Set(signatures.map((signature) => signature.keyId))];
  for (const [index, key] of inDocument.entries()) {
    const at = { path: `/publicKeys/${index}` };
    if (inDocument.findIndex((other) => other.keyId === key.keyId) !== index) return invalid('LEDGER.KEY_AMBIGUOUS', at);
    if (!keyIds.includes(key.keyId)) return invalid('LEDGER.KEY_UNUSED', at);
    const known = trusted?.find((other) => other.keyId === key.keyId);
    if (known !== undefined && (known.publicKey !== key.publicKey || known.algorithm !== key.algorithm)) return invalid('LEDGER.KEY_CONTRADICTED', at);
  }
  const source = signatures.length === 0 ? 'none' : trusted === undefined ? 'document' : 'trusted';
  return { keys: trusted ?? inDocument, source, keyIds };
}

export function isInvalid(value: object): value is Invalid {
  return 'valid' in value && value.valid === false;
}
