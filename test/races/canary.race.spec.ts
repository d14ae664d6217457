// The explorer of races is worth what it finds: stores that forget one of their duties must be noticed, each by the race that is about it.
// What is not here: the races over the stores as they are (`interleavings.race.spec.ts`).
import type { ActWrite } from '@quanze/application';
import type { Stores } from '@quanze/persistence';
import { addMs } from '@quanze/kernel';
import { openOneConnection, type OneConnection } from './one-connection.js';
import { runRace, type Race } from './race.js';
import { approve, ask, blindly, DAY_MS, flow, identityOf, move, OFFICE, openStage, person, propose, REASONS, reviewed, sign, underReview, type Move, type Stage } from './stage.js';

jest.setTimeout(180_000);
let stage: Stage | undefined;
let connection: OneConnection | undefined;
const races = new Map<string, Race>();

beforeAll(async () => {
  const on = stage = await openStage();
  const made = await on.application.office.delegate(identityOf('chief'), OFFICE, { to: person('deputy'), powers: ['*'], until: addMs(on.clock.now(), 90 * DAY_MS), order: '授1号' });
  if (!made.ok) throw new Error(made.refusal.code);
  await on.bind('countersign');
  const add = async (name: string, moves: (today: string) => readonly Move[], racers: (caseId: string) => Race['racers']): Promise<void> => {
    const caseId = await on.walked(moves);
    races.set(name, { name, cases: [caseId], at: on.clock.now(), racers: racers(caseId) });
  };
  const doing = (caseId: string, step: Move, key?: string): Race['racers'][number] => ({ name: step.act, act: (application) => blindly(application, caseId, step, key === undefined ? {} : { idempotencyKey: key }) });
  await add('signatures', (today) => [...reviewed(today), ask('head2', 'deputy2')], (caseId) => [doing(caseId, sign('head2')), doing(caseId, sign('deputy2'))]);
  await add('delegation', (today) => [...reviewed(today), ask('head2'), sign('head2')], (caseId) => [doing(caseId, approve('deputy')),
    { name: 'revoke', act: (application) => application.office.revokeDelegation(identityOf('chief'), OFFICE, made.value.delegation) }]);
  await add('key', (today) => [...reviewed(today), ask('head2')], (caseId) => [1, 2].map(() => doing(caseId, move('procurator1', 'add-note', { text: '附记' }), 'canary-key')));
  await add('draft', (today) => [...underReview(today), propose()], (caseId) => [doing(caseId, flow('procurator1', 'withdraw')),
    { name: 'draft', act: (application) => application.cases.keepDraft(identityOf('procurator1'), caseId, 'outcome.send-up', { escalationReason: REASONS }) }]);
  connection = await openOneConnection(on.url);
});
afterAll(async () => {
  await connection?.close();
  await stage?.close();
});

type Break = (stores: Stores, on: OneConnection) => Stores;
const writing = (change: (write: ActWrite, on: OneConnection, stores: Stores) => Promise<ActWrite>): Break => (stores, on) => ({
  ...stores, cases: { ...stores.cases, commit: async (write) => stores.cases.commit(await change(write, on, stores)) },
});

const BROKEN: readonly (readonly [what: string, race: string, breaks: Break])[] = [
  ['a store that writes on whatever the case has become', 'signatures', writing(async (write, on) => {
    const [row] = await on.rows<{ seq: number }>('SELECT seq FROM case_file WHERE case_id = $1', [write.caseId], 'canary-seq');
    return { ...write, expectedSeq: row?.seq ?? 0, entry: { ...write.entry, seq: (row?.seq ?? 0) + 1 } };
  })],
  ['a store that asks nobody who acts', 'delegation', writing(async (write) => ({ ...write, identity: null }))],
  ['a store that forgets keys', 'key', (stores) => ({ ...stores, cases: { ...stores.cases, loadForAct: async (query) => stores.cases.loadForAct({ ...query, idempotencyKey: null }), commit: (write) => stores.cases.commit({ ...write, idempotency: null }) } })],
  ['a store that answers before anything is written', 'signatures', (stores) => ({ ...stores, cases: { ...stores.cases, commit: async () => 'committed' } })],
  ['a store that keeps drafts of any version', 'draft', (stores, on) => ({
    ...stores, cases: { ...stores.cases, saveDraft: async (key, draft) => {
      const [row] = await on.rows<{ version: number }>('SELECT version FROM case_file WHERE case_id = $1', [key.caseId], 'canary-version');
      return stores.cases.saveDraft(key, { ...draft, version: row?.version ?? 0 });
    } },
  })],
];

const raced = async (race: string, breaks?: Break): Promise<readonly string[]> => {
  const [on, here] = [connection as OneConnection, stage as Stage];
  const track = { connection: on, definitions: here.definitions, clock: here.clock };
  return (await runRace(breaks === undefined ? track : { ...track, stores: (stores) => breaks(stores, on) }, races.get(race) as Race)).problems;
};

it('finds nothing while the stores are whole', async () => {
  for (const name of races.keys()) expect([name, await raced(name)]).toEqual([name, []]);
});

it.each(BROKEN)('finds %s', async (_, race, breaks) => {
  expect(await raced(race, breaks)).not.toEqual([]);
});
