// The key that signs checkpoints of the log: Ed25519, kept in the data folder, made when there is none. Several hosts of one
// installation have to share the file, because a log is signed by one key at a time.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signer } from '@quanze/application';

const FILE = 'log-signing-key.pem';

/** Loads the key of a data folder, or makes it. Two processes that start at once end up with the same one. */
export async function loadSigner(dataDir: string): Promise<Signer> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, FILE);
  const stored = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return makeKey(file);
    throw error;
  });
  return signerOf(createPrivateKey(stored));
}

/** Written beside and linked into place: a link fails when somebody was first, and never shows half a file. */
async function makeKey(file: string): Promise<string> {
  const draft = `${file}.${process.pid}`;
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await writeFile(draft, pem, { mode: 0o600 });
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

function signerOf(key: KeyObject): Signer {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    algorithm: 'ed25519',
    keyId: createHash('sha256').update(publicKey).digest('hex').slice(0, 16),
    publicKey: publicKey.toString('base64'),
    sign: (message) => sign(null, message, key).toString('base64'),
  };
}
