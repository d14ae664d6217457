// One cold run for `load.mjs`: prints its figures as JSON. What is not here: choosing the best of several.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../workflows', import.meta.url));
const CACHE = fileURLToPath(new URL('../node_modules/.cache/quanze-bench', import.meta.url));
console.log(JSON.stringify(process.argv[2] === 'floor' ? await floor() : await load(process.argv[2] === 'kept')));

async function load(isKept) {
  const { buildRelease, folderSource, loadKeptWorkflows, loadWorkflows } = await import('../libs/definitions/dist/index.js');
  const { compileRelease } = await import('../libs/engine/dist/index.js');
  const hash = { algorithm: 'sha-256', ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex'), ofBytes: (bytes) => bytes };
  const begin = performance.now();
  const { documents, problems } = isKept ? loadKeptWorkflows(FOLDER, { cache: CACHE }) : loadWorkflows(folderSource(FOLDER));
  if (problems.some(({ severity }) => severity === 'error')) throw new Error('what is shipped has errors');
  const loaded = performance.now();
  const releases = documents.filter(({ kind }) => kind === 'release').map((release) => buildRelease(documents, release, hash).value);
  const built = performance.now();
  for (const release of releases) if (!compileRelease(release).ok) throw new Error(`${release.label} does not compile`);
  const compiled = performance.now();
  return { load: loaded - begin, build: built - loaded, compile: compiled - built, total: compiled - begin, documents: documents.length, releases: releases.length };
}

async function floor() {
  const { parseDocument } = await import('yaml');
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `${FOLDER}/${name}`);
  const texts = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => readFileSync(`${folder}/${name}`, 'utf8')));
  const begin = performance.now();
  for (const text of texts) parseDocument(text, { uniqueKeys: false });
  return { total: performance.now() - begin, bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) };
}
