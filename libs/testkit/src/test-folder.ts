// Folders for files and servers of a test, inside the folder of the run: what a test forgets, or a killed run leaves, goes with it.
// What is not here: the run's folder itself (test/global-setup.mjs).
import { chmod, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of this run of Jest. @throws Error outside of a run */
export function runFolder(): string {
  const folder = process.env['QUANZE_TEST_RUN_DIR'];
  if (folder === undefined) throw new Error('QUANZE_TEST_RUN_DIR is not set: run tests through Jest, whose global setup makes the folder');
  return folder;
}

/** A new folder that every account of the machine may enter, as a server that runs under another one must. @param name short: socket paths are */
export async function makeTestFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(runFolder(), `${name}-`));
  await chmod(folder, 0o755);
  return folder;
}
