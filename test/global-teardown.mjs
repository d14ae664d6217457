// After a run of Jest: the server that its tests started is stopped and its folder removed, so that nothing stays behind.
import { clearRun } from './run-folder.mjs';

export default function globalTeardown() {
  const folder = process.env.QUANZE_TEST_RUN_DIR;
  if (folder !== undefined) clearRun(folder);
}
