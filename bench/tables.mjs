// Tables of another case system at the largest size met in practice: importing, compiling, writing the matrix, and acts on a case of what was
// imported. What is not here: what tables mean (`test/tables` compares that cell by cell).
import { importTables, readDocument } from '../libs/definitions/dist/index.js';
import { compileRelease, decide, openCase, permittedActs } from '../libs/engine/dist/index.js';
import { LARGEST_TABLES, randomTables } from '../libs/testkit/dist/random-tables.js';
import { matrixLines } from '../apps/cli/dist/matrix.command.js';
import { at, micros, perSecond, rateOf, timesOf } from './measure.mjs';

const ROUNDS = 3;
const ACTS = 4000;
const OFFICE = '00000000-0000-4000-8000-0000000000aa';
const HASH = { algorithm: 'sha-256', ofText: () => '', ofBytes: (bytes) => bytes };

/** @param seed leads to other tables of the same size */
export function measureTables(seed) {
  const tables = randomTables(seed, { ...LARGEST_TABLES, density: 0.9 });
  const text = JSON.stringify(tables);
  const size = `${tables.states.length} states, ${tables.events.length} events, ${tables.roles.length} roles, ${tables.grants.field.length} field rights`;
  const floor = `${millis(best(() => JSON.parse(text)))} (JSON.parse of the same tables)`;
  const imported = importTables(tables).value.document;
  const path = compiled(imported);
  const importing = best(() => importTables(tables));
  const compiling = best(() => compiled(imported));
  const written = JSON.stringify(imported);
  const reading = best(() => readDocument(written, { file: 'imported.json' }));
  return [
    { what: `import and compile tables: ${size}`, figure: `${millis(importing + compiling)} (import ${millis(importing)}, compile ${millis(compiling)})`, floor, bar: '< 2 s' },
    { what: 'reading the imported definition back, with all checks', figure: millis(reading), floor: `${millis(best(() => JSON.parse(written)))} (JSON.parse of the definition)`, bar: '' },
    ...measureMatrix(path), ...measureActs(path),
  ];
}

function compiled(path) {
  const documents = { path, flows: [], binding: { bindings: [] }, deadlineRules: { rules: new Map() } };
  return compileRelease({ hash: 'imported', label: 'imported', effectiveFrom: '2024-01-01', source: null, documents }).value;
}

function measureMatrix(path) {
  const lines = [...matrixLines(path)];
  const writing = best(() => { for (const line of matrixLines(path)) if (line === '') throw new Error('an empty line'); });
  return [{ what: `matrix, ${lines.length.toLocaleString('en-US')} lines`, figure: millis(writing), floor: `${millis(best(() => lines.map((line) => JSON.stringify(JSON.parse(line)))))} (JSON round trip of the lines)`, bar: '' }];
}

/** Acts that the matrix permits, each from its state, by a person with the role. */
function measureActs(path) {
  const creating = [...path.acts.values()].find((act) => act.creates && act.by.length > 0);
  const { snapshot } = openCase(path, { caseId: 'c', office: OFFICE }, {}, { act: creating.id, payload: {} }, worldOf(creating.by[0])).value;
  const attempts = [...permittedActs(path)].flatMap(({ state, acts }) => acts.flatMap(({ act, roles }) => roles.slice(0, 2).map((role) => ({ state, act: act.id, role }))));
  const prepare = () => Array.from({ length: ACTS }, (_, index) => {
    const { state, act, role } = attempts[(index * 7919) % attempts.length];
    return { before: { ...snapshot, states: [state] }, command: { act, payload: {} }, world: worldOf(role) };
  });
  const work = ({ before, command, world }) => decide(path, before, command, world, 2);
  const done = prepare().filter((item) => work(item).ok).length;
  const rate = rateOf(ROUNDS, prepare, work);
  const floor = rateOf(ROUNDS, prepare, ({ before }) => JSON.parse(JSON.stringify(before)));
  const times = timesOf(prepare(), work);
  return [{
    what: `decide on the imported path, ${path.acts.size} acts, ${Math.round((done / ACTS) * 100)} % of the attempts accepted`,
    figure: `${perSecond(rate)}, p50 ${micros(at(times, 0.5))}, p99 ${micros(at(times, 0.99))}`, floor: `${perSecond(floor)} (JSON round trip of the same states)`, bar: '10,000/s',
  }];
}

function worldOf(role) {
  const actor = { person: `person ${role}`, delegations: [], posts: [{ appointment: `post ${role}`, office: OFFICE, role }] };
  return { at: '2026-03-02T01:00:00.000Z', hash: HASH, powers: {}, calendar: {}, actor, committee: [], named: new Map() };
}

/** Milliseconds of the best of some runs. */
function best(work) {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const begin = performance.now();
    work();
    least = Math.min(least, performance.now() - begin);
  }
  return least;
}

function millis(value) {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
