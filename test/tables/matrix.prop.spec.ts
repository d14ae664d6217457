// The matrix of an imported definition is the tables' own, cell by cell, for tables of every kind; and the largest ones are imported whole.
import { LARGEST_TABLES, randomTables, smallTables, type RandomTables } from '@quanze/testkit';
import { matrixLines } from '../../apps/cli/src/matrix.command.js';
import { compiled, imported, readBack } from './imported.js';
import { naiveMatrix } from './naive-matrix.model.js';

const FIRST_SEED = Number(process.env['FC_SEED'] ?? 1);
const SEEDS = Array.from({ length: 200 }, (_, index) => FIRST_SEED + index);

function matrixOf(tables: RandomTables): ReadonlySet<string> {
  const lines = [...matrixLines(compiled(readBack(imported(tables).document)))].map((line) => line.trimEnd());
  const once = new Set(lines);
  // A line written twice would count a right twice.
  expect(lines.length).toBe(once.size);
  return once;
}

function expectSame(tables: RandomTables, seed: number): number {
  const [found, wanted] = [matrixOf(tables), naiveMatrix(tables)];
  const wrong = { seed, missing: [...wanted].filter((line) => !found.has(line)).slice(0, 3), invented: [...found].filter((line) => !wanted.has(line)).slice(0, 3) };
  expect(wrong).toEqual({ seed, missing: [], invented: [] });
  return wanted.size;
}

test(`small tables of every shape, from seed ${FIRST_SEED}`, () => {
  const sizes = SEEDS.map((seed) => expectSame(smallTables(seed), seed));
  // Tables that permit nothing are among them, and tables that permit much.
  expect(sizes.some((size) => size === 0)).toBe(true);
  expect(sizes.filter((size) => size > 10).length).toBeGreaterThan(10);
});

test('the largest tables', () => {
  const tables = randomTables(FIRST_SEED, LARGEST_TABLES);
  expect([tables.states.length, tables.events.length, tables.roles.length, tables.grants.field.length]).toEqual([40, 550, 60, 20_000]);
  expect(expectSame(tables, FIRST_SEED)).toBeGreaterThan(10_000);
}, 120_000);

test('the tables hold what makes importing hard', () => {
  const all = SEEDS.map((seed) => smallTables(seed));
  const some = (holds: (tables: RandomTables) => boolean): boolean => all.some(holds);
  expect({
    twice: some(({ grants }) => new Set(grants.event.map((row) => JSON.stringify([row.event, row.role]))).size < grants.event.length),
    emptyRight: some(({ grants }) => grants.state.some(({ crud }) => crud === '')),
    roleWithoutRights: some(({ roles, grants }) => roles.some((role) => ![...grants.case, ...grants.state, ...grants.event, ...grants.field].some((row) => row.role === role))),
    unreached: some(({ states, events }) => states.some(({ id }) => !events.some(({ post }) => post === id || (Array.isArray(post) && post.some(({ to }: { readonly to: string }) => to === id))))),
    everywhereStaying: some(({ events }) => events.some(({ pre, post }) => pre.includes('*') && post === '*')),
    noRoles: some(({ roles }) => roles.length === 0),
    noEvents: some(({ events }) => events.length === 0),
    builtInWord: some(({ roles }) => roles.includes('chief')),
  }).toEqual({ twice: true, emptyRight: true, roleWithoutRights: true, unreached: true, everywhereStaying: true, noRoles: true, noEvents: true, builtInWord: true });
});
