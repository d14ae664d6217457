// Offices, people, delegations, definitions and sign-in: each change with its entry or not at all.
import { addMs, type DelegationId, type AppointmentId, type HashHex, type LocalDate, type OfficeId, type PersonId, type JsonValue } from '@quanze/kernel';
import { verifyChain } from '@quanze/ledger';
import { definitionKey, type Identity, type PublishedDefinition } from '@quanze/application';
import { addPerson, appointmentRow, changeOffice, delegationRow, EARLIER, identityOf, LATER, newId, NOW, officeWrite, SHA256, withWorld } from '../testing/fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld(20);
const store = () => world().stores.office;
let admin: Identity;
beforeAll(async () => {
  admin = await addPerson(world(), { role: 'admin' });
});

const definition = (version: string, content: JsonValue = { b: 1, a: [2] }): PublishedDefinition => ({
  kind: 'calendar', id: 'cn', version, hash: SHA256.ofText(version), effectiveFrom: '2026-06-01' as LocalDate, content, publishedAt: NOW,
});

describe('a change of the office', () => {
  it('is journaled in the chain of the office, which verifies', async () => {
    await changeOffice(world(), { kind: 'appoint', appointment: appointmentRow(world(), admin.person, { role: 'clerk' }) });
    const head = await store().chainHead(world().office);
    const entries = await world().stores.cases.journal(world().office, 0, 1000);
    expect(verifyChain(entries, { chain: world().office, expectedLength: head.seq, expectedHead: head.head ?? '' }, SHA256)).toMatchObject({ valid: true });
    expect(await store().chainHead(newId())).toEqual({ seq: 0, head: null, recordedAt: null });
  });

  it('has one winner among many at the same length', async () => {
    const writes = await Promise.all(Array.from({ length: 6 }, () => officeWrite(world(), { kind: 'none' })));
    const results = await Promise.all(writes.map((write) => store().write(write)));
    expect(results.sort()).toEqual(['committed', ...Array(5).fill('stale')]);
  });

  it('leaves no entry when it cannot be made: login in use, post gone, epoch moved, another tenant', async () => {
    const before = await store().chainHead(world().office);
    const person = { id: newId<PersonId>(), name: '重名', login: `u${admin.person}`, status: 'active' as const, posts: [] };
    expect(await store().write(await officeWrite(world(), { kind: 'add-person', person, passwordHash: 'h' }))).toBe('taken');
    expect(await store().write(await officeWrite(world(), { kind: 'end-appointment', appointment: newId<AppointmentId>(), at: NOW }))).toBe('stale');
    expect(await store().write(await officeWrite(world(), { kind: 'revoke-delegation', delegation: newId<DelegationId>(), at: NOW }))).toBe('stale');
    expect(await store().write(await officeWrite(world(), { kind: 'set-password', person: newId<PersonId>(), passwordHash: 'h', mustChange: false, exceptSession: null }))).toBe('stale');
    expect(await store().write(await officeWrite(world(), { kind: 'none' }, { identity: { ...admin, epoch: 99 } }))).toBe('identity-changed');
    expect(await store().write(await officeWrite(world(), { kind: 'none' }, { tenant: newId() }))).toBe('stale');
    expect(await store().chainHead(world().office)).toEqual(before);
    expect(await store().facts(person.id, NOW)).toBeNull();
  });

  it('tells the outbox, but not of a refused attempt', async () => {
    await world().stores.outbox.tell(1000);
    await changeOffice(world(), { kind: 'none' });
    await changeOffice(world(), { kind: 'appoint', appointment: appointmentRow(world(), admin.person, { role: 'clerk' }) });
    expect(await world().stores.database.rows(`SELECT topic, payload->>'change' AS change FROM outbox`)).toEqual([{ topic: 'office.changed', change: 'appoint' }]);
  });
});

describe('epochs', () => {
  const epochs = async (...persons: readonly Identity[]) => Promise.all(persons.map(async (p) => (await identityOf(world(), p.person)).epoch - p.epoch));

  it('rise with posts and delegations, for both sides of a delegation and for who depends on it', async () => {
    const [chief, deputy, bystander] = [await addPerson(world(), { role: 'chief' }), await addPerson(world(), { role: 'deputy_chief' }), await addPerson(world())];
    const delegation = delegationRow(world(), chief.person, deputy.person);
    await changeOffice(world(), { kind: 'delegate', delegation });
    expect(await epochs(chief, deputy, bystander)).toEqual([1, 1, 0]);
    const extra = appointmentRow(world(), chief.person, { role: 'committee_member' });
    await changeOffice(world(), { kind: 'appoint', appointment: extra });
    expect(await epochs(chief, deputy, bystander)).toEqual([2, 2, 0]);
    await changeOffice(world(), { kind: 'end-appointment', appointment: extra.id, at: NOW });
    expect(await epochs(chief, deputy, bystander)).toEqual([3, 3, 0]);
    await changeOffice(world(), { kind: 'revoke-delegation', delegation: delegation.id, at: NOW });
    expect(await epochs(chief, deputy, bystander)).toEqual([4, 4, 0]);
    expect(await store().delegation(delegation.id)).toEqual({ ...delegation, revokedAt: NOW });
    expect((await store().facts(deputy.person, NOW))?.delegations).toEqual([]);
  });
});

describe('reading an office', () => {
  it('gives offices with departments in order, and people with posts in force', async () => {
    const offices = await store().offices(world().tenant);
    expect(offices.map((office) => [office.word, office.superior, office.departments.map((d) => d.id)])).toEqual([['云检', world().superior, ['d1', 'd2']], ['市检', null, ['d1', 'd2']]]);
    const person = await addPerson(world(), { role: 'deputy_chief', portfolio: ['d1'], until: LATER }, { role: 'clerk', until: NOW });
    const row = (await store().people(world().office, NOW)).find((p) => p.id === person.person);
    expect(row).toMatchObject({ status: 'active', name: '某人', posts: [{ role: 'deputy_chief', portfolio: ['d1'], from: EARLIER, until: LATER, department: null, person: person.person }] });
    expect(await store().appointment(row?.posts[0]?.id as AppointmentId)).toEqual(row?.posts[0]);
    expect([await store().appointment('x' as AppointmentId), await store().delegation('x' as DelegationId), await store().facts('x' as PersonId, NOW), await store().people('x' as OfficeId, NOW), await store().delegations('x' as OfficeId, null)]).toEqual([null, null, null, [], []]);
  });

  it('gives what opening a case depends on, and nothing of an office that does not exist', async () => {
    const clerk = await addPerson(world(), { role: 'case_mgmt' });
    const query = { tenant: world().tenant, office: world().office, person: clerk.person, named: [admin.person], at: NOW, idempotencyKey: null };
    const context = await store().openingContext(query);
    expect(context).toMatchObject({ office: { id: world().office, superior: world().superior, level: 'basic', province: '陕西' }, departments: ['d1', 'd2'], actorEpoch: clerk.epoch, replay: null });
    expect(context?.actor.posts.map((post) => post.role)).toEqual(['case_mgmt']);
    expect([...(context?.named.keys() ?? [])]).toEqual([admin.person]);
    expect(await store().openingContext({ ...query, office: newId<OfficeId>() })).toBeNull();
    expect(await store().openingContext({ ...query, office: 'x' as OfficeId })).toBeNull();
  });

  it('gives delegations in force, or all', async () => {
    const [chief, deputy] = [await addPerson(world(), { role: 'chief' }), await addPerson(world(), { role: 'deputy_chief' })];
    const [now, ended] = [delegationRow(world(), chief.person, deputy.person), delegationRow(world(), chief.person, deputy.person, { untilAt: NOW })];
    await changeOffice(world(), { kind: 'delegate', delegation: now });
    await changeOffice(world(), { kind: 'delegate', delegation: ended });
    const of = async (at: typeof NOW | null) => (await store().delegations(world().office, at)).filter((row) => row.to === deputy.person);
    expect(await of(NOW)).toEqual([now]);
    expect((await of(null)).map((row) => row.id).sort()).toEqual([now.id, ended.id].sort());
  });
});

describe('definitions', () => {
  it('wait for the second person, are published once, and keep their content as it was', async () => {
    const { publishedAt: _at, ...content } = definition('2026');
    const submitted = { ...content, submittedBy: admin.person, submittedAt: NOW };
    await changeOffice(world(), { kind: 'submit', definition: { ...submitted, hash: SHA256.ofText('first try') } });
    await changeOffice(world(), { kind: 'submit', definition: submitted });
    expect(await store().submitted(world().tenant)).toEqual([submitted]);
    await changeOffice(world(), { kind: 'publish', definition: definition('2026') });
    expect(await store().submitted(world().tenant)).toEqual([]);
    expect(await store().definitions(world().tenant)).toEqual([definition('2026')]);
    expect(await store().definitions(world().tenant, [definitionKey(definition('2026'))])).toEqual([]);
    expect(await store().definitions(world().tenant, [definitionKey(definition('2025'))])).toEqual([definition('2026')]);
    expect(await store().write(await officeWrite(world(), { kind: 'publish', definition: definition('2026') }))).toBe('taken');
  });
});

describe('sign-in', () => {
  const sessions = () => world().stores.sessions;
  const token = (name: string): HashHex => SHA256.ofText(name);

  it('knows a credential by its login, with the newest password', async () => {
    const first = { person: admin.person, tenant: world().tenant, office: world().office, passwordHash: 'hash', mustChange: false, status: 'active' };
    expect([await sessions().credential(`u${admin.person}`), await sessions().credentialOf(admin.person)]).toEqual([first, first]);
    await changeOffice(world(), { kind: 'set-password', person: admin.person, passwordHash: 'other', mustChange: true, exceptSession: null });
    expect(await sessions().credential(`u${admin.person}`)).toEqual({ ...first, passwordHash: 'other', mustChange: true });
    expect([await sessions().credential('nobody'), await sessions().credential('a\u0000'), await sessions().credentialOf('x' as PersonId), await sessions().credentialOf(newId())]).toEqual([null, null, null, null]);
  });

  it('puts out whoever came in with the password before, but not the one who changes it, nor tokens', async () => {
    const [person, other] = [await addPerson(world()), await addPerson(world())];
    const names = { mine: 'session', elsewhere: 'session', program: 'api' } as const;
    for (const [name, kind] of Object.entries(names)) await sessions().open({ tokenHash: token(`pw ${name}`), person: person.person, kind, name: '', createdAt: EARLIER, expiresAt: LATER });
    await sessions().open({ tokenHash: token('pw other'), person: other.person, kind: 'session', name: '', createdAt: EARLIER, expiresAt: LATER });
    const inside = async () => (await Promise.all(['mine', 'elsewhere', 'program', 'other'].map((name) => sessions().identify(token(`pw ${name}`), NOW)))).map((identified) => identified?.mustChange);
    expect(await inside()).toEqual([false, false, false, false]);
    await changeOffice(world(), { kind: 'set-password', person: person.person, passwordHash: 'a', mustChange: false, exceptSession: token('pw mine') });
    expect(await inside()).toEqual([false, undefined, false, false]);
    await changeOffice(world(), { kind: 'set-password', person: person.person, passwordHash: 'b', mustChange: true, exceptSession: null });
    expect(await inside()).toEqual([undefined, undefined, true, false]);
  });

  it('identifies a token until it expires or is revoked, under the present epoch', async () => {
    const person = await addPerson(world());
    await sessions().open({ tokenHash: token('s'), person: person.person, kind: 'session', name: '', createdAt: NOW, expiresAt: LATER });
    expect(await sessions().identify(token('s'), NOW)).toEqual({ ...person, kind: 'session', mustChange: false });
    await changeOffice(world(), { kind: 'appoint', appointment: appointmentRow(world(), person.person, { role: 'clerk' }) });
    expect((await sessions().identify(token('s'), NOW))?.epoch).toBe(person.epoch + 1);
    expect(await sessions().identify(token('s'), LATER)).toBeNull();
    expect(await sessions().identify(token('s'), addMs(NOW, -1))).toBeNull();
    expect([await sessions().close(token('s'), NOW), await sessions().close(token('s'), NOW), await sessions().close('x' as HashHex, NOW)]).toEqual([true, false, false]);
    expect([await sessions().identify(token('s'), NOW), await sessions().identify('x' as HashHex, NOW), await sessions().identify(token('never'), NOW)]).toEqual([null, null, null]);
  });

  it('lists tokens of the interface and revokes them for their owner only', async () => {
    const [owner, other] = [await addPerson(world()), await addPerson(world())];
    await sessions().open({ tokenHash: token('t'), person: owner.person, kind: 'api', name: '报表', createdAt: NOW, expiresAt: LATER });
    await sessions().open({ tokenHash: token('u'), person: owner.person, kind: 'session', name: '', createdAt: NOW, expiresAt: LATER });
    const tokens = await sessions().tokens(owner.person);
    expect(tokens).toMatchObject([{ name: '报表', createdAt: NOW, expiresAt: LATER }]);
    const id = tokens[0]?.id as string;
    expect([await sessions().revoke(other.person, id, NOW), await sessions().revoke(owner.person, 'x', NOW), await sessions().revoke(owner.person, id, NOW)]).toEqual([false, false, true]);
    expect([await sessions().identify(token('t'), NOW), await sessions().tokens(owner.person)]).toEqual([null, []]);
  });
});
