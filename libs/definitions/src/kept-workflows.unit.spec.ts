// What is kept of a folder is what reading it gives, and no longer than nothing has changed. What is not here: the reading.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderSource } from './folder.js';
import { loadKeptWorkflows } from './kept-workflows.js';
import { loadWorkflows, type LoadedWorkflows } from './load-workflows.js';
import { placeOf } from './places.js';

const SHIPPED = join(import.meta.dirname, '../../../workflows');
const FILES = ['path-parts/instructions.yaml', 'calendars/china.yaml', 'deadline-rules/national.yaml'];

let home: string;
let root: string;
let cache: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quanze-kept-'));
  [root, cache] = [join(home, 'workflows'), join(home, 'kept')];
  for (const file of FILES) cpSync(join(SHIPPED, file), join(root, file));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const load = (code = 'one'): LoadedWorkflows => loadKeptWorkflows(root, { cache, code });
const keptFiles = (): readonly string[] => readdirSync(cache);
const plain = ({ documents, problems }: LoadedWorkflows): unknown => ({ documents: documents.map(({ places: _places, ...document }) => document), problems });
/** Puts a mark into what was kept, so that it is seen whether it is used. */
function mark(): void {
  const [name] = keptFiles();
  const place = join(cache, name as string);
  writeFileSync(place, readFileSync(place, 'utf8').replaceAll('检察机关办案期限', '来自留存'));
}
const isMarked = (loaded: LoadedWorkflows): boolean => JSON.stringify(plain(loaded)).includes('来自留存');

it('gives the second time what reading gives, from what was kept, warnings included', () => {
  const read = loadWorkflows(folderSource(root));
  expect(read.problems.map(({ rule, severity }) => [rule, severity])).toEqual([['part-unused', 'warning']]);
  expect(plain(load())).toEqual(plain(read));
  expect(plain(load())).toEqual(plain(read));
  mark();
  expect(isMarked(load())).toBe(true);
});

it('finds places in the text when they are asked for', () => {
  load();
  const [kept, read] = [load(), loadWorkflows(folderSource(root))].map(({ documents }) => documents.find(({ kind }) => kind === 'deadline-rules')?.places ?? new Map());
  expect(placeOf(kept ?? new Map(), '/rules/7/source').line).toBeGreaterThan(20);
  expect(placeOf(kept ?? new Map(), '/rules/7/source')).toEqual(placeOf(read ?? new Map(), '/rules/7/source'));
});

it.each<[string, () => void]>([
  ['a byte', () => writeFileSync(join(root, FILES[0] as string), `${readFileSync(join(root, FILES[0] as string), 'utf8')}\n`)],
  ['a file more', () => cpSync(join(SHIPPED, 'path-parts/case-team.yaml'), join(root, 'path-parts/case-team.yaml'))],
  ['a file less', () => rmSync(join(root, FILES[1] as string))],
  ['a name', () => { cpSync(join(root, FILES[1] as string), join(root, 'calendars/other.yaml')); rmSync(join(root, FILES[1] as string)); }],
])('reads anew after a change of %s, and keeps that', (_what, change) => {
  load();
  mark();
  change();
  expect(isMarked(load())).toBe(false);
  expect(keptFiles()).toHaveLength(1);
  mark();
  expect(isMarked(load())).toBe(true);
});

it('reads anew when other code checks', () => {
  load();
  mark();
  expect(isMarked(load('two'))).toBe(false);
});

it('reads anew what was kept and damaged', () => {
  load();
  writeFileSync(join(cache, keptFiles()[0] as string), '{"documents": [');
  expect(plain(load())).toEqual(plain(loadWorkflows(folderSource(root))));
});

it('keeps nothing that has an error', () => {
  writeFileSync(join(root, FILES[1] as string), 'kind: calendar\nid: x\n');
  expect(load().problems.some(({ severity }) => severity === 'error')).toBe(true);
  expect(() => keptFiles()).toThrow('ENOENT');
});

it('reads where nothing can be kept', () => {
  mkdirSync(home, { recursive: true });
  writeFileSync(cache, 'a file where a folder should be');
  expect(plain(load())).toEqual(plain(loadWorkflows(folderSource(root))));
});
