// Hashes and signatures of the ledger by Node's own cryptography: SHA-256 and SM3, Ed25519 and SM2.
// What is not here: private keys; nothing is signed on the command line.
import { createHash, createPublicKey, getCurves, getHashes, verify } from 'node:crypto';
import type { HashFunction, HashHex } from '@quanze/kernel';
import type { SignatureVerifier } from '@quanze/ledger';

/** The algorithms this machine knows; a document in another one is answered with `LEDGER.ALGORITHM_UNSUPPORTED`. */
export const HASHES: readonly HashFunction[] = [hashFunction('sha-256', 'sha256'), ...(getHashes().includes('sm3') ? [hashFunction('sm3', 'sm3')] : [])];

// SubjectPublicKeyInfo of a key is this prefix and the key itself. The prefix is compared because Node would also verify with the
// algorithm of a key of another kind, and then the name in the document would say nothing.
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const SM2_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');
const ED25519_KEY_BYTES = 32;
const SM2_POINT_BYTES = 65;

export function isSm2Available(): boolean {
  return getCurves().includes('SM2') && getHashes().includes('sm3');
}

/** SM2 signatures are over SM3 with the empty user identity, which is what OpenSSL takes when none is named (GB/T 32918.2 leaves it to
 *  the parties). Anything that is not exactly a key of the named kind is a no. */
export const verifySignature: SignatureVerifier = (algorithm, publicKey, message, signature) => {
  const der = Buffer.from(publicKey, 'base64');
  const [prefix, length] = algorithm === 'ed25519' ? [ED25519_PREFIX, ED25519_KEY_BYTES] : [SM2_PREFIX, SM2_POINT_BYTES];
  if (der.length !== prefix.length + length || !der.subarray(0, prefix.length).equals(prefix)) return false;
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(algorithm === 'ed25519' ? null : 'sm3', message, key, Buffer.from(signature, 'base64'));
};

function hashFunction(algorithm: HashFunction['algorithm'], nodeName: string): HashFunction {
  return {
    algorithm,
    ofText: (text) => createHash(nodeName).update(text, 'utf8').digest('hex') as HashHex,
    ofBytes: (bytes) => createHash(nodeName).update(bytes).digest(),
  };
}
