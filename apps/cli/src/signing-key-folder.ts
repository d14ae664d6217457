// The key that signs an office's log, as it lies in the data folder of the host: replacing it, and the public keys of all times. The old
// private key is gone afterwards; its public part is kept, because receipts of years past name it.
// What is not here: signing, which the host does, and the table in which it keeps the public keys as well.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chown, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject } from '@quanze/kernel';
import type { PublicKey } from '@quanze/ledger';
import { CliFailure, EXIT } from './io.js';

export const KEY_FILE = 'log-signing-key.pem';
/** `{publicKeys: [{keyId, algorithm, publicKey, retiredAt}]}`, oldest first; the host reads it as it starts. */
export const RETIRED_FILE = 'log-retired-keys.json';

export interface RetiredKey extends PublicKey {
  readonly retiredAt: string;
}

export interface Rotation {
  readonly keyId: string;
  readonly replaces: string;
  readonly retiredAt: string;
}

/** Every public key of the folder, the present one last.   @throws CliFailure `KEYS.NONE`, `KEYS.MALFORMED` */
export async function publicKeysOf(dataDir: string): Promise<readonly (PublicKey | RetiredKey)[]> {
  return [...(await retiredKeys(dataDir)), await currentKey(dataDir)];
}

/** Replaces the key. Whoever reads the folder meanwhile finds the old key or the new one, and never a key whose forerunner is not kept.
 *  @throws CliFailure `KEYS.NONE`, `KEYS.MALFORMED`, `KEYS.ROTATION_UNFINISHED` when another rotation is under way or was cut off */
export async function rotateKey(dataDir: string, now: string): Promise<Rotation> {
  await currentKey(dataDir);
  const file = join(dataDir, KEY_FILE);
  const draft = `${file}.next`;
  const next = generateKeyPairSync('ed25519').privateKey;
  // Made for us alone or not at all: the draft is what two rotations at once meet at.
  await writeNew(draft, next.export({ type: 'pkcs8', format: 'pem' }).toString(), file);
  let replaces: string;
  try {
    // Read only now: what was there before the draft was ours may have been replaced by whoever held it.
    const [before, retired] = [await currentKey(dataDir), await retiredKeys(dataDir)];
    replaces = before.keyId;
    const list = [...retired.filter(({ keyId }) => keyId !== before.keyId), { ...before, retiredAt: now }];
    const listDraft = join(dataDir, `${RETIRED_FILE}.next`);
    await rm(listDraft, { force: true });
    await writeNew(listDraft, `${JSON.stringify({ publicKeys: list }, null, 2)}\n`, file);
    await rename(listDraft, join(dataDir, RETIRED_FILE));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return { keyId: publicKeyOf(next).keyId, replaces, retiredAt: now };
}

async function currentKey(dataDir: string): Promise<PublicKey> {
  const text = await readFile(join(dataDir, KEY_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CliFailure('KEYS.NONE', `${join(dataDir, KEY_FILE)} cannot be read (${error.code ?? 'error'}); name the data folder of the host with --data-dir.`, EXIT.usage);
  });
  try {
    return publicKeyOf(createPrivateKey(text));
  } catch {
    throw new CliFailure('KEYS.MALFORMED', `${join(dataDir, KEY_FILE)} holds no private key.`, EXIT.usage);
  }
}

/** As the host names a key: by the beginning of its digest. */
function publicKeyOf(key: KeyObject): PublicKey {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { keyId: createHash('sha256').update(publicKey).digest('hex').slice(0, 16), algorithm: 'ed25519', publicKey: publicKey.toString('base64') };
}

async function retiredKeys(dataDir: string): Promise<readonly RetiredKey[]> {
  const text = await readFile(join(dataDir, RETIRED_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"publicKeys":[]}';
    throw new CliFailure('FILE.UNREADABLE', `${join(dataDir, RETIRED_FILE)} cannot be read (${error.code ?? 'error'}).`, EXIT.usage);
  });
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value) && Array.isArray(value['publicKeys'])) return value['publicKeys'] as unknown as readonly RetiredKey[];
  } catch {
    // Told below, like any other text that is no list of keys.
  }
  throw new CliFailure('KEYS.MALFORMED', `${join(dataDir, RETIRED_FILE)} holds no list of keys; receipts of the past depend on it, so it is not written over.`, EXIT.usage);
}

/** A file for its owner only, on the disk when this resolves. It belongs to whom `like` belongs, since the command may run as root. */
async function writeNew(path: string, text: string, like: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new CliFailure('KEYS.ROTATION_UNFINISHED', `${path} is there: another rotation is under way, or one was cut off. If none is, delete that file and try again.`, EXIT.no);
    throw new CliFailure('FILE.UNWRITABLE', `${path} cannot be written (${error.code ?? 'error'}).`, EXIT.usage);
  });
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const owner = await stat(like);
  const own = await stat(path);
  if (owner.uid !== own.uid || owner.gid !== own.gid) await chown(path, owner.uid, owner.gid);
}
