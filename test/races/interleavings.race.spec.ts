// Every order of the calls of up to four racing use cases, over the real stores on PostgreSQL: what each order leaves is what the same acts
// leave one after another. What is not here: transactions that are open at once (`held.race.spec.ts`), and that this kit finds a broken
// store (`canary.race.spec.ts`).
import { openOneConnection, type OneConnection } from './one-connection.js';
import { runRace, type Race, type Track } from './race.js';
import { racesOn } from './sets.js';
import { openStage, type Stage } from './stage.js';

// Half a minute on an idle machine; the limit is for one that others work on.
jest.setTimeout(900_000);
let stage: Stage | undefined;
let connection: OneConnection | undefined;
let track: Track;
let races: readonly Race[] = [];

beforeAll(async () => {
  stage = await openStage();
  races = await racesOn(stage);
  connection = await openOneConnection(stage.url);
  track = { connection, definitions: stage.definitions, clock: stage.clock };
});
afterAll(async () => {
  await connection?.close();
  await stage?.close();
});

it('every order leaves what one after another leaves', async () => {
  const problems: string[] = [];
  let [runs, cut] = [0, 0];
  for (const race of races) {
    const before = Date.now();
    const raced = await runRace(track, race);
    runs += raced.runs;
    cut += raced.cut;
    problems.push(...raced.problems);
    process.stdout.write(`${String(raced.runs).padStart(6)} orders, ${raced.results.size} results, ${Date.now() - before} ms: ${race.name}\n`);
    if (process.env['QUANZE_RACES'] === 'stories') process.stdout.write(`${[...raced.stories].map((story) => `         ${story}\n`).join('')}`);
    // A race in which the order makes no difference races for nothing.
    expect([race.name, raced.results.size > 1]).toEqual([race.name, true]);
  }
  process.stdout.write(`${races.length} races, ${runs} orders run, ${cut} cut short as equal to others\n`);
  expect(problems).toEqual([]);
});

it('the reduction leaves out no result that the full product has', async () => {
  for (const name of ['the last signer signs, another adds a signer after', 'a delegation ends while the deputy acts under it', 'one key for two cases', 'one member votes twice']) {
    const race = races.find((each) => each.name === name);
    if (race === undefined) throw new Error(`there is no race: ${name}`);
    const [reduced, full] = [await runRace(track, race, true), await runRace(track, race, false)];
    expect([name, [...full.results].sort()]).toEqual([name, [...reduced.results].sort()]);
    expect([name, full.problems, full.runs > reduced.runs]).toEqual([name, [], true]);
    process.stdout.write(`${full.runs} orders instead of ${reduced.runs}: ${name}\n`);
  }
});
