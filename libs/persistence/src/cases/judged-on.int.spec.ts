// Whoever an act was judged on beside its actor must still be who they were when it is written.
// What is not here: the actor's own authority (commit.int.spec.ts).
import type { CaseId, PersonId } from '@quanze/kernel';
import type { ActWrite, Identity } from '@quanze/application';
import { addPerson, identityOf, NOW, untilBlocked, withWorld } from '../testing/fixtures.contract.js';
import { newCase, nextAct, openCase, rowsOf } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld(10);
let actor: Identity;
let named: Identity;
let caseId: CaseId;
beforeEach(async () => {
  [actor, named] = [await addPerson(world(), { role: 'case_mgmt' }), await addPerson(world(), { role: 'procurator' })];
  caseId = await openCase(world(), actor);
});

const commit = (write: ActWrite) => world().stores.cases.commit(write);
const raiseEpoch = ({ person }: Identity) => world().stores.database.rows('UPDATE person SET epoch = epoch + 1 WHERE id = $1', [person]);
const witnesses = (...persons: readonly Identity[]): NonNullable<ActWrite['judgedOn']> => persons.map(({ person, epoch }) => ({ person, epoch }));
const load = (...persons: readonly PersonId[]) => world().stores.cases.loadForAct({ tenant: world().tenant, caseId, person: actor.person, named: persons, at: NOW, idempotencyKey: null });

describe('the persons an act names', () => {
  it('are read with their epochs', async () => {
    expect((await load(named.person))?.epochs.get(named.person)).toBe(named.epoch);
  });

  it('must be who they were', async () => {
    const act = await nextAct(world(), caseId, actor, { judgedOn: witnesses(named) });
    await raiseEpoch(named);
    expect(await commit(act)).toBe('identity-changed');
    expect(await rowsOf(world(), caseId)).toMatchObject({ journal: 1 });
    expect(await commit({ ...act, judgedOn: witnesses(await identityOf(world(), named.person)) })).toBe('committed');
  });

  it('must all be who they were, and be of the tenant', async () => {
    const other = await addPerson(world(), { role: 'procurator' });
    const act = await nextAct(world(), caseId, actor, { judgedOn: witnesses(named, other) });
    await raiseEpoch(other);
    expect(await commit(act)).toBe('identity-changed');
    expect(await commit({ ...act, judgedOn: witnesses(named, { ...named, person: caseId as unknown as PersonId }) })).toBe('identity-changed');
  });

  it('hold the act back while a change of theirs is under way', async () => {
    const act = await nextAct(world(), caseId, actor, { judgedOn: witnesses(named) });
    const { database } = world().stores;
    let pending: Promise<string> = Promise.resolve('');
    await database.transaction(async (on) => {
      await on.query({ text: 'UPDATE person SET epoch = epoch + 1 WHERE id = $1', values: [named.person] });
      pending = commit(act);
      await untilBlocked(world(), 1);
    });
    expect(await pending).toBe('identity-changed');
  });

  it('are asked for a new case as well', async () => {
    const write = newCase(world(), actor, { judgedOn: witnesses({ ...named, epoch: named.epoch + 1 }) });
    expect((await world().stores.cases.create(write)).result).toBe('identity-changed');
    expect((await world().stores.cases.create({ ...write, judgedOn: witnesses(named) })).result).toBe('committed');
  });
});

describe('the members of the committee', () => {
  it('are read with their epochs', async () => {
    const member = await addPerson(world(), { role: 'committee_member' });
    const loaded = await load();
    expect(loaded?.committee).toContain(member.person);
    expect(loaded?.epochs.get(member.person)).toBe(member.epoch);
  });
});
