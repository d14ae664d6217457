/// <reference types="jest" />
// Suites that need something a machine may not have. A missing need skips the suite and says why, except in CI, where
// QUANZE_REQUIRE_SUITES names what must run. What is not here: what is needed and how it is found (../needs.mjs), the tests themselves.
import { missingFor, type SuiteNeed } from '../needs.mjs';

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
