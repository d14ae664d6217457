// `npm run check`: what CI runs, in the same order, ending at the first failure: types, lint with the layer rules, tidy,
// the pages of the case paths, tests.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (...parts) => join(ROOT, 'node_modules', ...parts);
const STEPS = [
  ['types', [bin('ts7', 'bin', 'tsc'), '-b']],
  ['types of tests', [bin('ts7', 'bin', 'tsc'), '-p', 'tsconfig.test.json', '--noEmit']],
  ['lint and layer rules', [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0']],
  ['tidy', [join(ROOT, 'scripts', 'tidy.mjs')]],
  ['pages of the paths', [join(ROOT, 'scripts', 'paths.mjs'), '--check']],
  ['tests', [join(ROOT, 'scripts', 'test.mjs')]],
];

for (const [name, args] of STEPS) {
  const startedAt = performance.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`── ${name} failed`);
    process.exit(status ?? 1);
  }
  console.log(`── ${name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
