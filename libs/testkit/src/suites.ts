/// <reference types="jest" />
// Suites that need something a machine may not have. A missing need skips the suite and says why, except in CI, where
// QUANZE_REQUIRE_SUITES names what must run. What is not here: the tests themselves.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type SuiteNeed = 'redis' | 'browser';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** The program `redis-server` on PATH; null when there is none. */
export function findRedisServer(): string | null {
  return (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'redis-server')).find(isProgram) ?? null;
}

/** CHROME_PATH, or a browser where systems put it; null when there is none. */
export function findBrowser(): string | null {
  const given = process.env['CHROME_PATH'];
  return given !== undefined && given !== '' ? (isProgram(given) ? given : null) : (BROWSERS.find(isProgram) ?? null);
}

/** Why a suite cannot run here; null when it can. */
export function missingFor(need: SuiteNeed): string | null {
  if (need === 'redis') return process.env['REDIS_URL'] || findRedisServer() ? null : 'no redis-server on PATH and no REDIS_URL';
  return findBrowser() === null ? 'no Chromium found; set CHROME_PATH' : null;
}

/** `describe` when the need is met. Otherwise the suite is skipped with the reason on standard error, or, when
 *  QUANZE_REQUIRE_SUITES (a list with commas) names the need, replaced by a test that fails with the reason. */
export function describeWith(need: SuiteNeed, title: string, body: () => void): void {
  const missing = missingFor(need);
  if (missing === null) return describe(title, body);
  if ((process.env['QUANZE_REQUIRE_SUITES'] ?? '').split(',').includes(need)) {
    return describe(title, () => it(`needs ${need}`, () => Promise.reject(new Error(`suite "${need}" is required and cannot run: ${missing}`))));
  }
  process.stderr.write(`skipped: ${title}: ${missing}\n`);
  return describe.skip(title, body);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
