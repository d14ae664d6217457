// What a suite may need that a machine may not have, and how it is looked for: one list for the suites (src/suites.ts) and for
// `npm test`, which runs before anything is compiled and therefore cannot import TypeScript. Outside `src`, so that the path to this
// file is the same from the sources and from what is compiled. What is not here: what follows when something is missing.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

export function findRedisServer() {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'redis-server')).find(isProgram) ?? null;
}

export function findBrowser() {
  const given = process.env.CHROME_PATH;
  if (given) return isProgram(given) ? given : null;
  return BROWSERS.find(isProgram) ?? null;
}

const MISSING = {
  redis: () => (process.env.REDIS_URL || findRedisServer() !== null ? null : 'no redis-server on PATH and no REDIS_URL'),
  browser: () => (findBrowser() === null ? 'no Chromium found; set CHROME_PATH' : null),
  // Windows has no such account, and no `getuid`.
  root: () => (process.getuid?.() === 0 ? null : 'not run as root'),
};

export function missingFor(need) {
  return MISSING[need]();
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
