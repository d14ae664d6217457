// Leave and staff: when somebody is away, that nobody is away twice at once, and everybody who may matter to a case in one read.
import { addMs, type Instant, type PersonId } from '@quanze/kernel';
import type { AbsenceRow } from '@quanze/application';
import { addPerson, changeOffice, delegationRow, EARLIER, identityOf, LATER, newId, NOW, officeWrite, withWorld } from '../testing/fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld(10);
const store = () => world().stores.office;
const HOUR = 3_600_000;
const hours = (count: number): Instant => addMs(NOW, count * HOUR);
const absenceRow = (person: PersonId, more: Partial<AbsenceRow> = {}): AbsenceRow => ({
  id: newId<string>(), person, office: world().office, from: NOW, until: LATER, reason: 'annual', recordedBy: person, recordedAt: NOW, endedAt: null, ...more,
});
const record = async (row: AbsenceRow) => store().write(await officeWrite(world(), { kind: 'record-absence', absence: row }));
const end = async (id: string, at: Instant) => store().write(await officeWrite(world(), { kind: 'end-absence', absence: id, at }));

describe('leave', () => {
  it('is kept as it was recorded, and takes no authority: nobody is judged again for it', async () => {
    const clerk = await addPerson(world(), { role: 'clerk' });
    const row = absenceRow(clerk.person, { from: hours(1), until: null, reason: 'illness' });
    expect(await record(row)).toBe('committed');
    expect(await store().absence(row.id)).toEqual(row);
    expect((await identityOf(world(), clerk.person)).epoch).toBe(clerk.epoch);
    expect([await store().absence('x'), await store().absence(newId())]).toEqual([null, null]);
  });

  it.each([
    ['the same time', 0, 1, false], ['inside', 0.25, 0.5, false], ['over the end', 0.5, 2, false], ['over the beginning', -1, 0.5, false], ['around', -1, 2, false], ['without end', 0.5, null, false],
    ['right after', 1, 2, true], ['right before', -1, 0, true], ['later without end', 5, null, true],
  ] as const)('is refused to who is away already: %s', async (_, from, until, free) => {
    const { person } = await addPerson(world(), { role: 'clerk' });
    const first = absenceRow(person);
    await record(first);
    const [start, stop] = [hours(from), until === null ? null : hours(until)];
    expect((await store().overlappingAbsence(person, world().office, start, stop))?.id).toBe(free ? undefined : first.id);
    expect(await record(absenceRow(person, { from: start, until: stop }))).toBe(free ? 'committed' : 'stale');
  });

  it('can be taken again from where it was ended, or as if it had never been when it was taken back', async () => {
    const { person } = await addPerson(world(), { role: 'clerk' });
    const [open, later] = [absenceRow(person, { until: null }), absenceRow(person, { from: hours(8), until: hours(9) })];
    await record(open);
    expect(await record(later)).toBe('stale');
    expect([await end(open.id, hours(0.5)), await end(open.id, hours(0.6))]).toEqual(['committed', 'stale']);
    expect((await store().absence(open.id))?.endedAt).toBe(hours(0.5));
    expect([await record(absenceRow(person, { from: hours(0.4) })), await record(absenceRow(person, { from: hours(0.5), until: hours(2) })), await record(later)]).toEqual(['stale', 'committed', 'committed']);
    expect(await end(later.id, hours(3))).toBe('committed');
    expect(await record(absenceRow(person, { from: hours(8), until: hours(9) }))).toBe('committed');
    expect(await end(newId(), NOW)).toBe('stale');
  });

  it('of one office does not count in another, and nobody overlaps nobody', async () => {
    const { person } = await addPerson(world(), { role: 'clerk' });
    await record(absenceRow(person));
    expect([await store().overlappingAbsence(person, world().superior, NOW, null), await store().overlappingAbsence('x' as PersonId, world().office, NOW, null)]).toEqual([null, null]);
  });

  it('is listed page by page, the latest to begin first, with or without what has ended', async () => {
    const people = await Promise.all([1, 2, 3].map(() => addPersonInTurn()));
    const rows = people.map((person, index) => absenceRow(person, { from: hours(100 + index), until: hours(200) }));
    for (const row of rows) await record(row);
    const gone = absenceRow(people[0] as PersonId, { from: hours(90), until: hours(91) });
    await record(gone);
    const at = hours(95);
    const first = await store().absences({ office: world().office, at, limit: 2 });
    const second = await store().absences({ office: world().office, at, limit: 2, after: first.ok ? (first.value.next ?? '') : '' });
    const ids = [first, second].flatMap((page) => (page.ok ? page.value.items.map(({ id }) => id) : ['refused']));
    expect(ids.slice(0, 3)).toEqual(rows.map(({ id }) => id).reverse());
    expect(ids).not.toContain(gone.id);
    const all = await store().absences({ office: world().office, at: null, limit: 200 });
    expect(all.ok && all.value.items.some(({ id }) => id === gone.id)).toBe(true);
    expect(await store().absences({ office: world().office, at, limit: 2, after: '!' })).toMatchObject({ ok: false, refusal: { code: 'REQUEST.CURSOR_MALFORMED' } });
    expect(await store().absences({ office: 'x' as never, at, limit: 2 })).toEqual({ ok: true, value: { items: [], next: null } });
  });

  // Additions stand in the line of the office's journal, so one after another.
  let turn: Promise<unknown> = Promise.resolve();
  function addPersonInTurn(): Promise<PersonId> {
    const added = turn.then(async () => (await addPerson(world(), { role: 'clerk' })).person);
    turn = added;
    return added;
  }
});

describe('the staff of an office', () => {
  const staffAt = (at: Instant) => store().staff({ tenant: world().tenant, office: world().office, superior: world().superior, at });

  it('is everybody with a post there and the leaders above, with posts, delegations, committee and leave of one moment', async () => {
    const chief = await addPerson(world(), { role: 'chief' }, { role: 'committee_member' });
    const deputy = await addPerson(world(), { role: 'deputy_chief', portfolio: ['d1'] });
    const above = await addPerson(world(), { role: 'chief', office: world().superior });
    const [clerkAbove, gone] = [await addPerson(world(), { role: 'clerk', office: world().superior }), await addPerson(world(), { role: 'clerk', until: NOW })];
    const delegation = delegationRow(world(), chief.person, deputy.person, { departments: ['d1'] });
    await changeOffice(world(), { kind: 'delegate', delegation });
    await record(absenceRow(chief.person, { until: null }));
    const staff = await staffAt(NOW);
    const of = (person: PersonId) => staff.people.find((one) => one.person === person);
    expect([of(chief.person)?.name, of(chief.person)?.posts.map(({ role }) => role).sort()]).toEqual(['某人', ['chief', 'committee_member']]);
    expect(of(deputy.person)).toMatchObject({ posts: [{ role: 'deputy_chief', portfolio: ['d1'] }], delegations: [{ id: delegation.id, from: chief.person, departments: ['d1'] }] });
    expect([of(above.person)?.posts.map(({ office }) => office), of(clerkAbove.person), of(gone.person)]).toEqual([[world().superior], undefined, undefined]);
    expect([staff.committee, staff.absent.get(chief.person), staff.absent.has(deputy.person)]).toEqual([[chief.person], null, false]);
    expect((await staffAt(EARLIER)).people.some((one) => one.person === gone.person)).toBe(true);
    expect((await staffAt(addMs(NOW, -1))).absent.has(chief.person)).toBe(false);
  });

  it('says until when somebody is away, and of an office without anybody nothing', async () => {
    const { person } = await addPerson(world(), { role: 'clerk' });
    await record(absenceRow(person));
    expect((await staffAt(NOW)).absent.get(person)).toBe(LATER);
    expect((await staffAt(LATER)).absent.has(person)).toBe(false);
    const nobody = await store().staff({ tenant: world().tenant, office: newId(), superior: null, at: NOW });
    expect([nobody.people, nobody.committee, nobody.absent.size]).toEqual([[], [], 0]);
  });
});
