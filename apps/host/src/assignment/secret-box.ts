// Seals the secrets of draws under a key in the data folder, so that whoever reads the database alone cannot foresee a draw. AES-256-GCM;
// several hosts of one installation share the folder. What is not here: how the file of the key is made (compose/key-file.ts), and
// secrets of anything else.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { SecretBox } from '@quanze/application';
import { Fault } from '@quanze/kernel';
import { loadKeyFile } from '../compose/key-file.js';

const FILE = 'draw-secrets.key';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Loads the key of a data folder, or makes it. Two processes that start at once end up with the same one.
 *  @throws Fault `FAULT.ASSERTION` for a file that holds no key: making another would strand every commitment */
export async function loadSecretBox(dataDir: string): Promise<SecretBox> {
  const stored = await loadKeyFile(dataDir, FILE, () => randomBytes(KEY_BYTES).toString('hex'));
  const key = Buffer.from(stored.trim(), 'hex');
  if (key.length !== KEY_BYTES) throw new Fault('FAULT.ASSERTION', `${join(dataDir, FILE)} does not hold a key of ${KEY_BYTES} bytes`);
  return boxOf(key);
}

function boxOf(key: Buffer): SecretBox {
  return {
    seal(secret) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        // Sealed under another key, or changed: either way it is no secret of ours.
        return null;
      }
    },
  };
}
