// `npm test`: types, then every suite that can run here, then one line of numbers. Arguments go to Jest, so `npm test -- libs/queue`
// runs one library. What is not here: lint (`npm run lint`), and what a suite does when its need is missing (libs/testkit).
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, missingFor } from '../libs/testkit/needs.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const isCi = ['true', '1'].includes(process.env.CI ?? '');
const env = { ...process.env, FORCE_COLOR: process.env.FORCE_COLOR ?? (process.stdout.isTTY ? '1' : '0') };

const browser = findBrowser();
const missing = {
  redis: missingFor('redis'),
  browser: browser === null ? 'no Chromium in CHROME_PATH or where systems put it' : null,
};
if (browser !== null) env.CHROME_PATH = browser;
// In CI nothing may be left out quietly: a suite that cannot run fails.
if (isCi) env.QUANZE_REQUIRE_SUITES ??= 'redis,browser';
const required = (env.QUANZE_REQUIRE_SUITES ?? '').split(',').filter(Boolean);
for (const [suite, reason] of Object.entries(missing)) {
  if (reason !== null) console.log(required.includes(suite) ? `suite "${suite}" is required and cannot run: ${reason}` : `suite "${suite}" is skipped: ${reason}`);
}

const folder = mkdtempSync(join(tmpdir(), 'quanze-results-'));
let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child?.kill(signal));
try {
  process.exitCode = await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  const tsc = join(ROOT, 'node_modules', 'ts7', 'bin', 'tsc');
  const typesOk = (await run([tsc, '-b'])) === 0 && (await run([tsc, '-p', 'tsconfig.test.json', '--noEmit'])) === 0;
  if (!typesOk) console.log('The types are wrong (see above); the tests run all the same.');
  const results = join(folder, 'results.json');
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  // Redis lies within Jest's run; so do the browser's specs, which look at CHROME_PATH themselves.
  const code = await run(['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, '--json', `--outputFile=${results}`, ...process.argv.slice(2)], 'quiet');
  const { passed, failed, skipped } = readResults(results, code);
  // A required suite that cannot run is a failure, also when the run was narrowed to others.
  const lacking = required.filter((suite) => typeof missing[suite] === 'string').length;
  const bad = Math.max(failed, lacking) + (typesOk ? 0 : 1);
  console.log(`${passed} passed, ${bad} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return bad > 0 ? 1 : 0;
}

/** The numbers of Jest's own report. A test file that did not even load counts as one failure, and so does a Jest that died. */
function readResults(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(file, 'utf8'));
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: numPendingTests + numTodoTests };
}

/** Runs Node with arguments and resolves with the exit code. `quiet` keeps standard output to itself: with --json Jest prints its
 *  whole report there, while people read standard error. */
function run(args, output) {
  return new Promise((resolve) => {
    child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', output === 'quiet' ? 'ignore' : 'inherit', 'inherit'] });
    child.once('error', (error) => {
      console.error(String(error));
      resolve(1);
    });
    child.once('close', (code, signal) => resolve(code ?? { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal] ?? 1));
  });
}
