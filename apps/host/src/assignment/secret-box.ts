// Seals the secrets of draws under a key in the data folder, so that whoever reads the database alone cannot foresee a draw. AES-256-GCM;
// several hosts of one installation share the folder. What is not here: secrets of anything else.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretBox } from '@quanze/application';
import { Fault } from '@quanze/kernel';

const FILE = 'draw-secrets.key';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Loads the key of a data folder, or makes it. Two processes that start at once end up with the same one.
 *  @throws Fault `FAULT.ASSERTION` for a file that holds no key: making another would strand every commitment */
export async function loadSecretBox(dataDir: string): Promise<SecretBox> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, FILE);
  const stored = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return makeKey(file);
    throw error;
  });
  const key = Buffer.from(stored.trim(), 'hex');
  if (key.length !== KEY_BYTES) throw new Fault('FAULT.ASSERTION', `${file} does not hold a key of ${KEY_BYTES} bytes`);
  return boxOf(key);
}

/** Written beside and linked into place: a link fails when somebody was first, and never shows half a file. */
async function makeKey(file: string): Promise<string> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, randomBytes(KEY_BYTES).toString('hex'), { mode: 0o600 });
  await chmod(draft, 0o600);
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
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
