// Signatures over what the log states, and the keys that are believed. The mathematics is handed in.
// Not here: private keys; signing is the shell's business.
import { matchingText, oneOf, record, text } from './shapes.js';
import { invalid, type Invalid } from './verdict.js';

export type SignatureAlgorithm = 'ed25519' | 'sm2';

export type SignatureKey = { readonly keyId: string; readonly algorithm: SignatureAlgorithm };

/** `value` is base64 of the raw signature. */
export type Signature = SignatureKey & { readonly value: string };

/** `publicKey` is base64 of the SubjectPublicKeyInfo (DER). */
export type PublicKey = SignatureKey & { readonly publicKey: string };

/** Whether `signature` over `message` was made with the private part of `publicKey`. Both in base64 as in `Signature` and `PublicKey`.
 *  One that throws (a key it cannot read) counts as saying no. */
export type SignatureVerifier = (algorithm: SignatureAlgorithm, publicKey: string, message: Uint8Array, signature: string) => boolean;

// Only the one canonical base64 form: unused trailing bits must be zero, or the same signature could be written in several ways.
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;
const BASE64_CHARACTERS_MAX = 4096;

const signatureKeyShape = { keyId: text(200), algorithm: oneOf('ed25519', 'sm2') };
export const signatureShape = record({ ...signatureKeyShape, value: matchingText(BASE64, BASE64_CHARACTERS_MAX) });
export const publicKeyShape = record({ ...signatureKeyShape, publicKey: matchingText(BASE64, BASE64_CHARACTERS_MAX) });

/** Checks a signature with the key it names; null when it holds. `LEDGER.KEY_UNKNOWN` when `keys` has none of that id and algorithm – it
 *  may be one of before or after a rotation, so the answer names it –
 *  `LEDGER.KEY_AMBIGUOUS` when it has several of that id, `LEDGER.SIGNATURE_INVALID`. */
export function signatureFinding(message: Uint8Array, signature: Signature, keys: readonly PublicKey[], verify: SignatureVerifier): Invalid | null {
  const named = keys.filter((key) => key.keyId === signature.keyId);
  const [key] = named;
  if (key === undefined) return invalid('LEDGER.KEY_UNKNOWN', { path: '/signature/keyId', keyId: signature.keyId });
  if (named.length > 1) return invalid('LEDGER.KEY_AMBIGUOUS', { path: '/signature/keyId' });
  if (key.algorithm !== signature.algorithm) return invalid('LEDGER.KEY_UNKNOWN', { path: '/signature/algorithm', keyId: signature.keyId });
  return holds(message, signature, key, verify) ? null : invalid('LEDGER.SIGNATURE_INVALID', { path: '/signature/value' });
}

function holds(message: Uint8Array, signature: Signature, key: PublicKey, verify: SignatureVerifier): boolean {
  try {
    return verify(key.algorithm, key.publicKey, message, signature.value) === true;
  } catch {
    return false;
  }
}
