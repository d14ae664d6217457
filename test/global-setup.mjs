// Before a run of Jest: the run gets a folder, named in QUANZE_TEST_RUN_DIR. No server is started here; the first test that wants
// one starts it there (libs/testkit/src/database.ts). Folders of runs that were killed are cleared away.
import { chmodSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearRun, isAlive } from './run-folder.mjs';

export default function globalSetup() {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^quanze-test-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && Number(owner) !== process.pid && !isAlive(Number(owner))) clearRun(join(tmpdir(), name));
  }
  const folder = mkdtempSync(join(tmpdir(), `quanze-test-${process.pid}-`));
  // As root the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  process.env.QUANZE_TEST_RUN_DIR = folder;
  // Jest does not call the teardown when it is interrupted.
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
    process.on(signal, () => {
      clearRun(folder);
      process.exit(code);
    });
  }
}
