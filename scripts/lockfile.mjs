// Completes package-lock.json after a change of dependencies: `node scripts/lockfile.mjs` (with --check it only reports).
// npm leaves out an optional package of another platform when its registry does not have it, and then `npm ci` refuses the lock
// file everywhere. An entry of version, os and cpu is all npm needs to know that such a package is not for this machine.
// What is not here: versions; they come from the package that asks for them.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOCK = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const OS_NAMES = { android: 'android', aix: 'aix', darwin: 'darwin', freebsd: 'freebsd', linux: 'linux', netbsd: 'netbsd', openbsd: 'openbsd', openharmony: 'openharmony', sunos: 'sunos', win32: 'win32', windows: 'win32' };
const CPU_NAMES = { arm: 'arm', armv7: 'arm', arm64: 'arm64', ia32: 'ia32', loong64: 'loong64', mips64el: 'mips64el', ppc64: 'ppc64', ppc64le: 'ppc64', riscv64: 'riscv64', s390x: 's390x', wasm32: 'wasm32', x64: 'x64' };

const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
const added = completeLock(lock.packages);
if (added.length > 0 && !process.argv.includes('--check')) writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
for (const path of added) console.log(`${process.argv.includes('--check') ? 'missing' : 'added'}: ${path}`);
console.log(added.length === 0 ? 'package-lock.json is complete' : `${added.length} optional packages of other platforms`);
process.exitCode = process.argv.includes('--check') && added.length > 0 ? 1 : 0;

/** Adds what is missing and returns the paths, in the order of the lock file. */
function completeLock(packages) {
  const added = [];
  for (const [owner, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isThere(packages, owner, name)) continue;
      const limits = platformOf(name);
      const version = /^[\^~=]?(\d[^\s|]*)$/.exec(range)?.[1];
      // Not the binary of a platform, or not one certain version: npm must resolve it itself.
      if (limits === null || version === undefined) continue;
      const path = `node_modules/${name}`;
      packages[path] = { version, ...limits, ...(entry.dev === true ? { dev: true } : {}), optional: true };
      added.push(path);
    }
  }
  // npm keeps the packages in order of their paths.
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  for (const [path] of sorted) delete packages[path];
  for (const [path, entry] of sorted) packages[path] = entry;
  return added;
}

/** Whether Node would find a package that `owner` asks for: beside it, or in a node_modules further up. */
function isThere(packages, owner, name) {
  for (let folder = owner; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder}/node_modules/${name}`] !== undefined) return true;
  }
  return packages[`node_modules/${name}`] !== undefined;
}

/** The os and cpu that a package's name ends in; null when it names none. */
function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = words.map((word) => OS_NAMES[word]).find((found) => found !== undefined);
  const cpu = words.map((word) => CPU_NAMES[word]).find((found) => found !== undefined);
  if (os === undefined && cpu === undefined) return words.includes('wasi') ? { cpu: ['wasm32'] } : null;
  return { ...(os === undefined ? {} : { os: [os] }), ...(cpu === undefined ? {} : { cpu: [cpu] }) };
}
