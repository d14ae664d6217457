// The key that signs checkpoints of the log: Ed25519, kept in the data folder, made when there is none. Several hosts of one
// installation share the folder. Beside it lie the public keys that were in use before. What is not here: how the file is made
// (`key-file.ts`), and replacing the key, which `quanze ledger rotate-key` does.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signer } from '@quanze/application';
import { Fault, isJsonObject } from '@quanze/kernel';
import type { PublicKey } from '@quanze/ledger';
import { loadKeyFile } from './key-file.js';

const FILE = 'log-signing-key.pem';
/** `{publicKeys: [{keyId, algorithm, publicKey, retiredAt}]}`, oldest first; written by the command line. */
const RETIRED_FILE = 'log-retired-keys.json';

/** Loads the key of a data folder, or makes it. Two processes that start at once end up with the same one. */
export async function loadSigner(dataDir: string): Promise<Signer> {
  const stored = await loadKeyFile(dataDir, FILE, () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return signerOf(createPrivateKey(stored));
}

/** The public keys that signed before the present one, oldest first; none when the key was never replaced.
 *  @throws Fault `FAULT.LEDGER_BROKEN` for a file that is there and cannot be understood: a key that is lost makes old receipts worthless */
export async function retiredKeys(dataDir: string): Promise<readonly PublicKey[]> {
  const text = await readFile(join(dataDir, RETIRED_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"publicKeys":[]}';
    throw error;
  });
  const keys = publicKeysIn(text);
  if (keys === null) throw new Fault('FAULT.LEDGER_BROKEN', `${join(dataDir, RETIRED_FILE)} does not hold public keys`);
  return keys;
}

function publicKeysIn(text: string): readonly PublicKey[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const list = isJsonObject(value) ? value['publicKeys'] : null;
    if (!Array.isArray(list)) return null;
    const keys = list as readonly Readonly<Record<string, unknown>>[];
    const isKey = ({ keyId, algorithm, publicKey }: Readonly<Record<string, unknown>>): boolean => typeof keyId === 'string' && (algorithm === 'ed25519' || algorithm === 'sm2') && typeof publicKey === 'string';
    return keys.every(isKey) ? (keys as unknown as readonly PublicKey[]) : null;
  } catch {
    return null;
  }
}

function signerOf(key: KeyObject): Signer {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    algorithm: 'ed25519',
    keyId: createHash('sha256').update(publicKey).digest('hex').slice(0, 16),
    publicKey: publicKey.toString('base64'),
    sign: (message) => sign(null, message, key).toString('base64'),
  };
}
