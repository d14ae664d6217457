#!/usr/bin/env node
// Starts the command `quanze`. Compiles first when there is no output yet or a source is newer than it, so that the command works
// right after `npm ci`; otherwise this file only looks at times, which takes some milliseconds.
// What is not here: the commands (`../src`). Nothing is written to standard output, which belongs to the answers.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = dirname(dirname(fileURLToPath(import.meta.url)));
const ROOT = dirname(dirname(CLI));
const COMPILER = join(ROOT, 'node_modules', 'ts7', 'bin', 'tsc');
const CACHE = join(ROOT, 'node_modules', '.cache', 'quanze-cli');
const STAMP = join(CACHE, 'build');
const LOCK = join(CACHE, 'building');
// What the commands import. A change elsewhere in the repository does not concern them.
const PROJECTS = ['kernel', 'calendar', 'authority', 'ledger', 'responsibility', 'assignment', 'engine', 'definitions', 'contract', 'application', 'simulation'].map((name) => join(ROOT, 'libs', name)).concat(CLI);
const LOCK_LIMIT_MS = 120_000;

// A released package holds no compiler and no sources: then there is nothing to be stale.
if (existsSync(COMPILER) && existsSync(join(CLI, 'src')) && !isFresh()) buildOnce();
await import('../dist/main.js');

/** Whether every source has an output that is newer, or the sources are exactly those that were compiled last: a file that was touched
 *  without a change gets no new output. */
function isFresh() {
  const sources = PROJECTS.map((project) => sourcesOf(project));
  const files = sources.flat();
  if (files.some(({ output }) => output !== null && timeOf(output) === 0)) return false;
  return files.every(({ output, time }) => output === null || time <= timeOf(output)) || readText(STAMP) === fingerprintOf(sources);
}

/** Two commands started at once must not compile into each other: the second waits for the first and looks again. */
function buildOnce() {
  const until = Date.now() + LOCK_LIMIT_MS;
  while (!takeLock()) {
    if (!isAlive(Number(readText(LOCK))) || Date.now() > until) rmSync(LOCK, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    if (!isFresh()) build();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function build() {
  const before = fingerprintOf(PROJECTS.map((project) => sourcesOf(project)));
  process.stderr.write('quanze: compiling ...\n');
  const done = spawnSync(process.execPath, [COMPILER, '-b', CLI], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (done.status !== 0) {
    process.stderr.write(done.stdout);
    process.stderr.write('quanze: the sources do not compile\n');
    rmSync(LOCK, { force: true });
    process.exit(70);
  }
  writeQuietly(STAMP, before);
}

function takeLock() {
  try {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    // Where one may not write there is nothing to be protected either; the compiler will say so if it has to write.
    return true;
  }
}

function sourcesOf(project) {
  const names = readdirSync(join(project, 'src'), { recursive: true }).map(String).filter((name) => name.endsWith('.ts') && !/\.(spec|contract)\.ts$/.test(name)).sort();
  return names.map((name) => {
    const path = join(project, 'src', name);
    const { mtimeMs, size } = statSync(path);
    return { path, time: mtimeMs, size, output: name.endsWith('.d.ts') ? null : join(project, 'dist', name.replace(/\.ts$/, '.js')) };
  });
}

function fingerprintOf(sources) {
  const hash = createHash('sha256').update(process.version);
  for (const { path, time, size } of sources.flat()) hash.update(`${path}:${size}:${time}\n`);
  return hash.digest('hex');
}

function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function writeQuietly(path, text) {
  try {
    writeFileSync(path, text);
  } catch {
    // Without the stamp the next start compares times, which is slower only after a change without effect.
  }
}

function isAlive(pid) {
  // A lock without a number is being written at this moment.
  if (!(pid > 0)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
