// What an act depends on is read as it is at the instant of the act: posts, delegations, committee, persons named.
import type { CaseId, PersonId } from '@quanze/kernel';
import type { Identity } from '@quanze/application';
import { addPerson, appointmentRow, changeOffice, delegationRow, identityOf, LATER, NOW, withWorld } from '../testing/fixtures.contract.js';
import { openCase } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld();
let chief: Identity;
beforeAll(async () => {
  chief = await addPerson(world(), { role: 'chief' });
});

describe('what an act depends on', () => {
  const named = (caseId: CaseId, persons: readonly PersonId[]) =>
    world().stores.cases.loadForAct({ tenant: world().tenant, caseId, person: chief.person, named: persons, at: NOW, idempotencyKey: null });

  it('holds posts in force at the instant only, of the actor and of the persons named', async () => {
    const caseId = await openCase(world(), chief);
    const person = await addPerson(world(), { role: 'procurator', department: 'd1', until: NOW }, { role: 'clerk', from: LATER }, { role: 'dept_head', department: 'd2', from: NOW });
    const loaded = await named(caseId, [person.person, caseId as never, 'x' as PersonId]);
    expect([...(loaded?.named.keys() ?? [])]).toEqual([person.person]);
    expect(loaded?.named.get(person.person)?.posts).toMatchObject([{ role: 'dept_head', department: 'd2' }]);
    expect(loaded?.actor.posts.map((post) => post.role)).toEqual(['chief']);
  });

  it('holds the members of the committee of the office of the case', async () => {
    const member = await addPerson(world(), { role: 'committee_member' });
    await addPerson(world(), { role: 'committee_member', office: world().superior });
    await addPerson(world(), { role: 'committee_member', until: NOW });
    expect((await named(await openCase(world(), chief), []))?.committee).toEqual([member.person]);
  });

  it('holds a delegation only while its principal keeps the post it was given from', async () => {
    const [principal, deputy] = [await addPerson(world(), { role: 'chief' }), await addPerson(world(), { role: 'deputy_chief' })];
    const delegation = delegationRow(world(), principal.person, deputy.person, { powers: ['arrest.review'], paths: ['arrest-review'] });
    await changeOffice(world(), { kind: 'delegate', delegation });
    const standing = () => world().stores.office.facts(deputy.person, NOW);
    expect((await standing())?.delegations).toEqual([{ id: delegation.id, from: principal.person, office: world().office, powers: ['arrest.review'], paths: ['arrest-review'] }]);
    const before = await identityOf(world(), deputy.person);
    const post = (await world().stores.office.facts(principal.person, NOW))?.posts[0];
    await changeOffice(world(), { kind: 'end-appointment', appointment: post?.appointment as never, at: NOW });
    await changeOffice(world(), { kind: 'appoint', appointment: appointmentRow(world(), principal.person, { role: 'procurator' }) });
    expect((await standing())?.delegations).toEqual([]);
    expect((await identityOf(world(), deputy.person)).epoch).toBeGreaterThan(before.epoch);
  });

  it('holds no delegation from somebody without a leading post', async () => {
    const [principal, deputy] = [await addPerson(world(), { role: 'procurator' }), await addPerson(world(), { role: 'deputy_chief' })];
    await changeOffice(world(), { kind: 'delegate', delegation: delegationRow(world(), principal.person, deputy.person) });
    expect((await world().stores.office.facts(deputy.person, NOW))?.delegations).toEqual([]);
  });

  it('holds nothing about the person of an act of the clock', async () => {
    const caseId = await openCase(world(), chief);
    const loaded = await world().stores.cases.loadForAct({ tenant: world().tenant, caseId, person: null, named: [], at: NOW, idempotencyKey: null });
    expect(loaded).toMatchObject({ actor: { posts: [], delegations: [] }, actorEpoch: 0, replay: null });
  });
});
