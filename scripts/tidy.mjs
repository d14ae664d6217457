// Style as a test: what a linter does not see. Prints every finding with its place; exit 1 when there is one.
// Checked: left-over marks, disabled or lonely tests, tests of the same name, files without an opening comment, over-long files,
// lines wider than a screen, paths of a machine, workflows without a source.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const LINES_MAX = 400;
const COLUMNS_MAX = 260;

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).split('\n').filter((file) => file !== '' && existsSync(file));
const code = files.filter((file) => /\.(ts|mjs)$/.test(file));
const findings = [];
const find = (file, line, what) => findings.push(`${file}:${line} ${what}`);

const WORDS = [
  [new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`), 'left-over mark'],
  [new RegExp(`\\b(it|test|describe)\\.(${['on' + 'ly', 'to' + 'do'].join('|')})\\b`), 'lonely or unwritten test'],
  [/\bdebugger\b/, 'debugger'],
  [/expect\((true|1)\)\.(toBe|toEqual)\((true|1)\)/, 'assertion that cannot fail'],
  [new RegExp(`/work/(${['main', 'shared', '\\.lib'].join('|')})`), 'path of a machine'],
];
const NAMES = new Map();

for (const file of code) {
  const lines = readFileSync(file, 'utf8').split('\n');
  if (lines.length > LINES_MAX) find(file, LINES_MAX, `has ${lines.length} lines, more than ${LINES_MAX}: split it`);
  const first = lines[0]?.startsWith('#!') ? lines[1] : lines[0];
  if (!/^\s*(\/\/|\/\*|\{)/.test(first ?? '') && !/(index|\.d)\.ts$/.test(file)) find(file, 1, 'opens without saying what is here');
  lines.forEach((line, index) => {
    // Tables of cases in specs are wide on purpose: one case, one line.
    if (line.length > COLUMNS_MAX && !/^test\/|\.(spec|contract)\.ts$/.test(file)) find(file, index + 1, `is ${line.length} columns wide`);
    for (const [pattern, what] of WORDS) if (pattern.test(line) && file !== 'scripts/tidy.mjs') find(file, index + 1, what);
  });
  if (file.endsWith('.spec.ts')) rememberTests(file, lines);
}

function rememberTests(file, lines) {
  const seen = new Map();
  let group = '';
  lines.forEach((line, index) => {
    const inGroup = /^\s*describe\((['"`])(.+?)\1/.exec(line);
    if (inGroup !== null) group = inGroup[2];
    const named = /^\s*(?:it|test)\((['"`])(.+?)\1,/.exec(line);
    if (named === null) return;
    const name = `${group} > ${named[2]}`;
    if (seen.has(name)) find(file, index + 1, `repeats the test name of line ${seen.get(name)}: ${name}`);
    seen.set(name, index + 1);
  });
  NAMES.set(file, seen.size);
}

for (const file of files.filter((name) => /^workflows\/.*\.yaml$/.test(name))) {
  const text = readFileSync(file, 'utf8');
  if (!/^kind: /m.test(text)) find(file, 1, 'has no kind');
}

if (findings.length > 0) {
  console.error(findings.join('\n'));
  console.error(`tidy: ${findings.length} findings`);
  process.exit(1);
}
const tests = [...NAMES.values()].reduce((sum, count) => sum + count, 0);
console.log(`tidy: ${code.length} files of code, ${tests} named tests, nothing to say`);
