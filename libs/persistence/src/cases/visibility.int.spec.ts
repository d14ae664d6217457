// Who may know of which case, in the list, by id, and in the inbox; pages; search.
import { addMs, type CaseId, type Instant, type OfficeId, type PersonId } from '@quanze/kernel';
import { mayKnow, type Identity } from '@quanze/application';
import type { Task } from '@quanze/engine';
import { addPerson, changeOffice, delegationRow, EARLIER, LATER, newId, NOW, withWorld, type PostSpec } from '../testing/fixtures.contract.js';
import { nextAct, openCase } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld();
// Of published paths: the prosecution has two roles of its own, another path one of the same word.
const OWN_ROLES = [{ role: 'judge', path: 'prosecution' }, { role: 'registrar', path: 'prosecution' }, { role: 'judge', path: 'elsewhere' }];
const scopeOf = (person: PersonId, at: Instant = NOW) => ({ tenant: world().tenant, person, at, ownRoles: OWN_ROLES });
const list = async (person: PersonId, query = {}) => {
  const page = await world().stores.cases.list(scopeOf(person), { limit: 100, ...query });
  if (!page.ok) throw new Error(page.refusal.code);
  return page.value;
};
const seen = async (person: PersonId, query = {}) => (await list(person, query)).items.map((item) => item.caseId);
const inbox = async (person: PersonId, query: { limit: number; after?: string } = { limit: 100 }) => {
  const page = await world().stores.cases.inbox(scopeOf(person), query);
  if (!page.ok) throw new Error(page.refusal.code);
  return page.value;
};
const at = (minutes: number) => addMs(NOW, minutes * 60_000);

let handler: Identity;
let former: Identity;
// Opened one minute after another: c1 in d1, c2 in d2, c3 in none, and one in the superior office.
let [c1, c2, c3, above]: CaseId[] = [];
beforeAll(async () => {
  handler = await addPerson(world(), { role: 'procurator' });
  former = await addPerson(world(), { role: 'clerk' });
  const team = [{ person: handler.person, role: 'handler', from: NOW }, { person: former.person, role: 'clerk', from: EARLIER, until: NOW }] as const;
  c1 = await openCase(world(), null, { handler: handler.person, snapshot: { openedAt: at(1), team }, foreignNumber: 'GJ-2026-77', title: '李四涉嫌故意伤害案' });
  c2 = await openCase(world(), null, { snapshot: { department: 'd2', openedAt: at(2), path: 'prosecution', states: ['main.wait'] } });
  const { department: _department, ...rest } = (await world().stores.cases.snapshot(c1)) as NonNullable<Awaited<ReturnType<ReturnType<typeof world>['stores']['cases']['snapshot']>>>;
  c3 = newId<CaseId>();
  await openCase(world(), null, { caseId: c3, change: { snapshot: { ...rest, caseId: c3, openedAt: at(3), team: [], status: 'ended', ending: 'closed' }, handler: null, record: null, tasks: { opened: [], closed: [] }, deadlines: [], outbox: [] } });
  above = await openCase(world(), null, { snapshot: { office: world().superior, openedAt: at(4) } });
});

describe('posts decide which cases one may know of', () => {
  const rows: readonly (readonly [string, readonly PostSpec[], string])[] = [
    ['a chief: the office', [{ role: 'chief' }], 'c3 c2 c1'],
    ['a member of the committee: the office', [{ role: 'committee_member' }], 'c3 c2 c1'],
    ['case management: the office', [{ role: 'case_mgmt' }], 'c3 c2 c1'],
    ['inspection: the office', [{ role: 'inspection' }], 'c3 c2 c1'],
    ['the head of a department: the department', [{ role: 'dept_head', department: 'd2' }], 'c2'],
    ['a deputy: the portfolio, and what has no department', [{ role: 'deputy_chief', portfolio: ['d1'] }], 'c3 c1'],
    ['two posts: both, each case once', [{ role: 'chief' }, { role: 'dept_head', department: 'd2' }], 'c3 c2 c1'],
    ['an administrator, procurator or clerk without a case: none', [{ role: 'admin' }, { role: 'procurator' }, { role: 'clerk' }], ''],
    ['a role of a path: the cases of that path', [{ role: 'judge' }], 'c2'],
    ['two roles of a path, and a post: each case once', [{ role: 'judge' }, { role: 'registrar' }, { role: 'dept_head', department: 'd1' }], 'c2 c1'],
    ['a role that no path declares: none', [{ role: 'juror' }], ''],
    ['a role of a path whose post ended: none', [{ role: 'judge', until: NOW }], ''],
    ['a post that ended: none', [{ role: 'chief', until: NOW }], ''],
    ['a post that has not begun: none', [{ role: 'chief', from: LATER }], ''],
  ];

  it.each(rows)('%s', async (_, posts, expected) => {
    const { person } = await addPerson(world(), ...posts);
    await expectSeen(person, expected);
  });

  it('the chief and the deputies of the superior office: the offices below and their own', async () => {
    const superior = world().superior;
    await expectSeen((await addPerson(world(), { role: 'chief', office: superior })).person, 'above c3 c2 c1');
    await expectSeen((await addPerson(world(), { role: 'deputy_chief', office: superior })).person, 'c3 c2 c1');
    await expectSeen((await addPerson(world(), { role: 'dept_head', office: superior, department: 'd1' })).person, 'above');
    await expectSeen((await addPerson(world(), { role: 'chief', office: world().office })).person, 'c3 c2 c1');
    await expectSeen((await addPerson(world(), { role: 'judge', office: superior })).person, '');
  });

  it('a deputy who stands in for the chief: the office', async () => {
    const [chief, deputy] = [await addPerson(world(), { role: 'chief' }), await addPerson(world(), { role: 'deputy_chief' })];
    await changeOffice(world(), { kind: 'delegate', delegation: delegationRow(world(), chief.person, deputy.person) });
    await expectSeen(deputy.person, 'c3 c2 c1');
  });

  it('members of the team, also those who left it: their cases', async () => {
    await expectSeen(handler.person, 'c1');
    await expectSeen(former.person, 'c1');
  });

  it('nobody of another tenant', async () => {
    const chief = await addPerson(world(), { role: 'chief' });
    const foreign = { ...scopeOf(chief.person), tenant: newId<typeof chief.tenant>() };
    expect(await world().stores.cases.head(foreign, c1 as CaseId)).toBeNull();
    expect(await world().stores.cases.list(foreign, { limit: 10 })).toEqual({ ok: true, value: { items: [], next: null } });
  });

  /** The list, the look-up by id and the rule of the use cases must agree. */
  async function expectSeen(person: PersonId, expected: string): Promise<void> {
    const names = new Map([[c1, 'c1'], [c2, 'c2'], [c3, 'c3'], [above, 'above']]);
    expect((await seen(person)).map((id) => names.get(id)).join(' ')).toBe(expected);
    const facts = await world().stores.office.facts(person, NOW);
    const verdicts = await Promise.all([...names].map(async ([id, name]) => {
      const head = await world().stores.cases.head(scopeOf(person), id as CaseId);
      const snapshot = await world().stores.cases.snapshot(id as CaseId);
      const superior = name === 'above' ? null : world().superior;
      const allowed = snapshot !== null && facts !== null && mayKnow(snapshot, facts, superior as OfficeId | null, new Set(OWN_ROLES.filter(({ path }) => path === snapshot.path).map(({ role }) => role)));
      return { name, head: head !== null, allowed };
    }));
    expect(verdicts.filter((v) => v.head).map((v) => v.name).sort()).toEqual(expected.split(' ').filter(Boolean).sort());
    expect(verdicts.filter((v) => v.allowed).map((v) => v.name).sort()).toEqual(expected.split(' ').filter(Boolean).sort());
  }
});

describe('the list', () => {
  let chief: Identity;
  beforeAll(async () => {
    chief = await addPerson(world(), { role: 'chief' });
  });

  it('filters by path, status, state and handler', async () => {
    expect(await seen(chief.person, { path: 'prosecution' })).toEqual([c2]);
    expect(await seen(chief.person, { status: 'ended' })).toEqual([c3]);
    expect(await seen(chief.person, { state: 'main.wait' })).toEqual([c2]);
    expect(await seen(chief.person, { handler: handler.person })).toEqual([c1]);
    expect(await seen(chief.person, { handler: 'nobody' })).toEqual([]);
  });

  it('finds words of two characters in title, number and foreign number, and takes nothing for a pattern', async () => {
    expect(await seen(chief.person, { text: '李四' })).toEqual([c1]);
    expect(await seen(chief.person, { text: 'gj-2026' })).toEqual([c1]);
    expect(await seen(chief.person, { text: '李四 伤害' })).toEqual([c1]);
    expect(await seen(chief.person, { text: '四李' })).toEqual([]);
    expect(await seen(chief.person, { text: '李%' })).toEqual([]);
    expect(await seen(chief.person, { text: '刑捕〔2026〕1号' })).toEqual([c1]);
    expect(await seen(chief.person, { text: '\u0000  ' })).toHaveLength(3);
  });

  it('gives the head as the case is', async () => {
    const [item] = (await list(chief.person, { text: '李四' })).items;
    expect(item).toMatchObject({ number: '云检刑捕〔2026〕1号', foreignNumber: 'GJ-2026-77', department: 'd1', version: 1, seq: 1, status: 'open', ending: null, handler: handler.person, openedAt: at(1), changedAt: at(1), nextEndsAt: null });
    expect((await list(chief.person, { status: 'ended' })).items[0]).toMatchObject({ department: null, ending: 'closed' });
  });

  it('goes from page to page without repeating or losing a case', async () => {
    const pages: CaseId[] = [];
    let after: string | undefined;
    do {
      const page = await list(chief.person, { limit: 2, ...(after === undefined ? {} : { after }) });
      pages.push(...page.items.map((item) => item.caseId));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(pages).toEqual([c3, c2, c1]);
  });

  it('refuses a page mark that it did not give', async () => {
    const page = await world().stores.cases.list(scopeOf(chief.person), { limit: 2, after: 'nonsense' });
    expect(page).toEqual({ ok: false, refusal: { code: 'REQUEST.CURSOR_MALFORMED', params: {} } });
  });
});

describe('the inbox', () => {
  const task = (key: string, role: Task['role'], more: Partial<Task> = {}): Task => ({ key, state: key, verb: 'handle', role, ...more });
  let deputy: Identity;
  let helper: Identity;
  let caseId: CaseId;
  beforeAll(async () => {
    deputy = await addPerson(world(), { role: 'deputy_chief', portfolio: ['d1'] });
    helper = await addPerson(world(), { role: 'assistant' });
    caseId = await openCase(world(), null, {
      snapshot: { department: 'd1', team: [{ person: helper.person, role: 'assistant', from: NOW }, { person: former.person, role: 'assistant', from: EARLIER, until: NOW }] },
      tasks: [task('later', 'chief', { dueAt: at(60) }), task('never', 'chief'), task('overdue', 'chief', { dueAt: EARLIER }), task('head', 'dept_head'), task('deputy', 'deputy_chief'),
        task('mine', 'handler', { person: handler.person }), task('nobody', 'handler'), task('help', 'assistant'), task('up', 'superior_official')],
    });
  });
  const keys = async (person: PersonId) => (await inbox(person)).items.filter((item) => item.case.caseId === caseId).map((item) => item.task.key);

  it('holds what is asked by name, by post and as a member of the team', async () => {
    expect(await keys(handler.person)).toEqual(['mine']);
    expect(await keys(helper.person)).toEqual(['help']);
    expect(await keys(former.person)).toEqual([]);
    expect(await keys(deputy.person)).toEqual(['deputy']);
    expect(await keys((await addPerson(world(), { role: 'dept_head', department: 'd1' })).person)).toEqual(['head']);
    expect(await keys((await addPerson(world(), { role: 'dept_head', department: 'd2' })).person)).toEqual([]);
    expect(await keys((await addPerson(world(), { role: 'deputy_chief', portfolio: ['d2'] })).person)).toEqual([]);
    expect(await keys((await addPerson(world(), { role: 'chief', office: world().superior })).person)).toEqual(['up']);
  });

  it('shows overdue first, then least remaining, then without end; and counts all', async () => {
    const chief = await addPerson(world(), { role: 'chief' });
    expect(await keys(chief.person)).toEqual(['overdue', 'later', 'never']);
    const page = await inbox(chief.person, { limit: 1 });
    expect(page).toMatchObject({ total: 3, items: [{ task: { key: 'overdue', dueAt: EARLIER, openedAt: NOW }, case: { caseId } }] });
    const rest = await inbox(chief.person, { limit: 5, after: page.next as string });
    expect(rest.items.map((item) => item.task.key)).toEqual(['later', 'never']);
    expect(rest.next).toBeNull();
    expect(await inbox((await addPerson(world())).person)).toEqual({ items: [], next: null, total: 0 });
    expect(await world().stores.cases.inbox(scopeOf(chief.person), { limit: 1, after: 'x' })).toMatchObject({ ok: false, refusal: { code: 'REQUEST.CURSOR_MALFORMED' } });
  });

  it('puts the tasks of the chief before whoever stands in, as far as the delegation reaches', async () => {
    const [chief, one, two, three] = [await addPerson(world(), { role: 'chief' }), await addPerson(world()), await addPerson(world()), await addPerson(world())];
    await changeOffice(world(), { kind: 'delegate', delegation: delegationRow(world(), chief.person, one.person, { paths: ['arrest-review'], departments: ['d1'] }) });
    await changeOffice(world(), { kind: 'delegate', delegation: delegationRow(world(), chief.person, two.person, { paths: ['other'] }) });
    await changeOffice(world(), { kind: 'delegate', delegation: delegationRow(world(), chief.person, three.person, { departments: ['d2'] }) });
    expect([await keys(one.person), await keys(two.person), await keys(three.person)]).toEqual([['overdue', 'later', 'never'], [], []]);
  });

  it('puts the tasks of the handler before the substitute while the substitution runs, and nobody else\'s', async () => {
    const [now, soon, past] = [await addPerson(world()), await addPerson(world()), await addPerson(world())];
    const standing = (who: Identity, from: Instant, until: Instant) => ({ person: who.person, role: 'handler', from, until, standsInFor: handler.person }) as const;
    const where = await openCase(world(), null, {
      snapshot: { team: [{ person: handler.person, role: 'handler', from: EARLIER }, standing(past, EARLIER, NOW), standing(now, NOW, at(60)), standing(soon, at(60), at(90))] },
      tasks: [task('carried', 'handler', { person: handler.person }), task('helped', 'assistant', { person: former.person }), task('free', 'assistant'), task('chief', 'chief')],
    });
    const there = async (person: PersonId) => (await inbox(person)).items.filter((item) => item.case.caseId === where).map((item) => item.task.key);
    expect([await there(now.person), await there(soon.person), await there(past.person), await there(handler.person)]).toEqual([['carried'], [], [], ['carried']]);
    expect((await inbox(handler.person)).items.filter((item) => item.case.caseId === where)).toHaveLength(1);
  });

  it('no longer holds what was closed', async () => {
    expect(await world().stores.cases.commit(await nextAct(world(), caseId, null, { change: { tasks: { opened: [], closed: ['mine'] } } }))).toBe('committed');
    expect(await keys(handler.person)).toEqual([]);
  });
});
