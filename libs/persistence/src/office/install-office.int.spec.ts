// Setting a tenant up: all of it or nothing, and once, however many try. What is not here: what an installation begins with.
import type { OfficeInstallation, OfficeRow, OfficeWrite } from '@quanze/application';
import type { JsonObject, OfficeId, PersonId, TenantId } from '@quanze/kernel';
import { genesisHash, sealEntry, type JournalEntry } from '@quanze/ledger';
import { newId, NOW, SHA256, withWorld } from '../testing/fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld(20);
const store = () => world().stores.office;

/** A city and its district with one person, whose post is in the city. */
function installation(login: string): OfficeInstallation {
  const [tenant, city, district, person] = [newId<TenantId>(), newId<OfficeId>(), newId<OfficeId>(), newId<PersonId>()];
  const row = (id: OfficeId, word: string, superior: OfficeId | null): OfficeRow => ({ id, tenant, name: { zh: word, en: word }, word, level: superior === null ? 'city' : 'basic', province: null, superior, departments: [{ id: 'd1', name: { zh: '一部', en: 'First' } }] });
  const post = { id: newId<never>(), person, office: city, role: 'admin' as const, department: null, portfolio: [], from: NOW, until: null };
  const chain: JournalEntry[] = [];
  const write = (act: string, input: JsonObject, change: OfficeWrite['change']): OfficeWrite => {
    const last = chain.at(-1);
    chain.push(sealEntry({
      chain: district, seq: chain.length + 1, recordedAt: NOW, effectiveAt: NOW, kind: 'office', act, actor: { kind: 'setup' }, authority: null, from: [], to: [], payload: { input }, definitionHash: null,
    }, last?.hash ?? genesisHash(district, SHA256), SHA256));
    return { tenant, office: district, expectedSeq: chain.length - 1, identity: null, entry: chain.at(-1) as JournalEntry, change };
  };
  const writes = [
    write('person.add', { person }, { kind: 'add-person', person: { id: person, name: '某人', login, status: 'active', posts: [] }, passwordHash: 'hash', mustChange: true }),
    write('appointment.begin', { person }, { kind: 'appoint', appointment: post }),
  ];
  return { tenant: { id: tenant, name: '某市' }, offices: [row(city, '某市检', null), row(district, '某区检', city)], writes };
}

it('is there as a whole: offices, people who have to change their password, and a chain for each', async () => {
  const plan = installation('install.one');
  expect(await store().install(plan, () => undefined)).toBe('installed');
  expect([await store().tenantName(plan.tenant.id), (await store().offices(plan.tenant.id)).map(({ word }) => word).sort()]).toEqual(['某市', ['某区检', '某市检']]);
  const [city, district] = plan.offices.map(({ id }) => id) as [OfficeId, OfficeId];
  expect((await store().people(city, NOW)).map(({ login, posts }) => [login, posts.map(({ role }) => role)])).toEqual([['install.one', ['admin']]]);
  expect(await world().stores.sessions.credential('install.one')).toMatchObject({ office: district, mustChange: true });
  expect((await world().stores.cases.journal(district, 0, 10)).map(({ act, actor }) => [act, actor])).toEqual([['person.add', { kind: 'setup' }], ['appointment.begin', { kind: 'setup' }]]);
});

it('happens once when several try at the same moment, and each is told', async () => {
  const plans = ['a', 'b', 'c'].map((name) => ({ ...installation(`install.${name}`) }));
  const tenant = plans[0]?.tenant as OfficeInstallation['tenant'];
  let shown = 0;
  const results = await Promise.all(plans.map(({ offices, writes }) => store().install({
    tenant, offices: offices.map((office) => ({ ...office, tenant: tenant.id })), writes: writes.map((write) => ({ ...write, tenant: tenant.id })),
  }, () => (shown += 1))));
  expect([results.sort(), shown]).toEqual([['installed', 'occupied', 'occupied'], 1]);
  expect(await store().offices(tenant.id)).toHaveLength(2);
});

it('leaves nothing when anything of it cannot be written, or what is shown before the commit fails', async () => {
  const plan = installation('install.two');
  await expect(store().install({ ...plan, writes: [...plan.writes, plan.writes[1] as OfficeWrite] }, () => undefined)).rejects.toThrow('stale');
  await expect(store().install(plan, () => {
    throw new Error('the terminal is gone');
  })).rejects.toThrow('the terminal is gone');
  expect([await store().tenantName(plan.tenant.id), await store().offices(plan.tenant.id), await world().stores.sessions.credential('install.two')]).toEqual([null, [], null]);
  expect(await store().install(plan, () => undefined)).toBe('installed');
});
