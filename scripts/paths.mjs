// Writes `docs/paths`: a page and a picture for each case path, the page of the shared parts and the index. `--check` writes nothing and
// fails when a file is missing, is not what the definitions give, or belongs to no definition any more. Needs the built libraries and
// elkjs (docs/adr/0008). What is not here: what stands on a page (`paths/page.mjs`) and in a picture (`paths/graph.mjs`, `paths/svg.mjs`).
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPaths } from './paths/model.mjs';
import { indexPage, pageOf, partsPage } from './paths/page.mjs';
import { pictureOf } from './paths/svg.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every file of `docs/paths` by name, as the definitions in `folder` give it. */
export async function filesOf(folder) {
  const all = readPaths(folder);
  const files = new Map([['README.md', indexPage(all.paths)]]);
  for (const path of all.paths) {
    files.set(`${path.slug}.md`, pageOf(path));
    files.set(`${path.slug}.svg`, await pictureOf(path));
  }
  const pictures = new Map();
  for (const part of all.parts.filter(({ common, states }) => common && states !== undefined)) {
    const name = `part-${part.id.replaceAll('.', '-')}`;
    pictures.set(part.id, name);
    files.set(`${name}.svg`, await pictureOf(partAsPath(part, all)));
  }
  return files.set('shared-parts.md', partsPage(all, all.paths, pictures));
}

/** A part drawn by itself: its clocks are its own, and nothing in it leads out of it. */
function partAsPath(part, { powers, rules }) {
  const clocks = part.clocks ?? {};
  return {
    id: part.id, document: { label: part.label, clocks }, regions: Object.entries(part.states), acts: Object.entries(part.acts ?? {}), powers,
    rules: new Map(Object.entries(clocks).map(([name, { rule }]) => [name, rules.get(rule)])),
  };
}

/** What in `folder` differs from the wanted files, one line for each. */
export function differences(folder, wanted) {
  const there = new Set(readdirSync(folder));
  const missing = [...wanted].filter(([name, text]) => !there.has(name) || readFileSync(join(folder, name), 'utf8') !== text).map(([name]) => `${name} is not what its definition gives`);
  return [...missing, ...[...there].filter((name) => !wanted.has(name)).map((name) => `${name} belongs to no definition`)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = join(ROOT, 'docs', 'paths');
  const wanted = await filesOf(join(ROOT, 'workflows'));
  mkdirSync(target, { recursive: true });
  if (process.argv.includes('--check')) {
    const found = differences(target, wanted);
    for (const line of found) console.error(`docs/paths/${line}`);
    if (found.length > 0) console.error('paths: write them anew with `node scripts/paths.mjs`');
    process.exitCode = found.length > 0 ? 1 : 0;
  } else {
    for (const name of readdirSync(target)) if (!wanted.has(name)) rmSync(join(target, name));
    for (const [name, text] of wanted) writeFileSync(join(target, name), text);
    console.log(`paths: ${wanted.size} files`);
  }
}
