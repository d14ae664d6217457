// A key as a file of the data folder, for its owner only, made when there is none. Several hosts of one installation share the folder
// and may start at once. What is not here: what kind of key it is, and whether the file holds one.
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of a key file, made when there is none. The folder is made as well.
 *  INVARIANT: all who load the same file get the same text, whoever was first; nobody ever sees a part of it; what is there stays.
 *  @param make gives the text of a new key; not used when somebody else was first */
export async function loadKeyFile(dataDir: string, name: string, make: () => string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, name);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await makeFile(file, make());
  return readFile(file, 'utf8');
}

/** Written beside and linked into place: a link fails when somebody was first, and never shows half a file. */
async function makeFile(file: string, text: string): Promise<void> {
  // A name of its own, also among loads of one process: a draft that two write into would change after it was linked.
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeDraft(draft, text);
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** On the disk when this resolves, so that a power cut cannot leave the name without the key. */
async function writeDraft(draft: string, text: string): Promise<void> {
  const handle = await open(draft, 'wx', 0o600);
  try {
    // Whatever the process masks: neither for others nor unreadable to its owner.
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
