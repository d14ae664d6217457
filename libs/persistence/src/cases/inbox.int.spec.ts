// Goal: whoever is asked in a case finds it, also where an own role of the path, a copy or an opinion is the only tie to it, and where others stand
// in. Method: tasks as the engine gives them, read by each person. What is not here: which tasks there are (libs/engine), pages and the
// usual desks (`visibility.int.spec.ts`).
import type { Identity } from '@quanze/application';
import type { Task } from '@quanze/engine';
import type { CaseId, PersonId } from '@quanze/kernel';
import { nextAct, openCase } from '../testing/case-fixtures.contract.js';
import { addPerson, changeOffice, delegationRow, EARLIER, LATER, NOW, withWorld } from '../testing/fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld();
let caseId: CaseId;
let copied: Identity;
let asked: Identity;
let chief: Identity;

const task = (key: string, role: string, more: Partial<Task> = {}): Task => ({ key, state: key, verb: 'handle', role, ...more });
const keys = async ({ person }: Pick<Identity, 'person'>): Promise<readonly string[]> => {
  const page = await world().stores.cases.inbox({ tenant: world().tenant, person, at: NOW, ownRoles: [{ role: 'judge', path: 'arrest-review' }] }, { limit: 200 });
  if (!page.ok) throw new Error(page.refusal.code);
  return page.value.items.filter((item) => item.case.caseId === caseId).map((item) => item.task.key);
};
const copy = (person: PersonId): Task => task(`copy#outcome#${person}`, 'procurator', { state: 'copy', verb: 'read', person });

beforeAll(async () => {
  [copied, asked, chief] = [await addPerson(world(), { role: 'procurator' }), await addPerson(world(), { role: 'dept_head', department: 'd2' }), await addPerson(world(), { role: 'chief' })];
  caseId = await openCase(world(), null, {
    snapshot: { readers: [copied.person, asked.person].sort() },
    tasks: [
      task('work@judge', 'judge', { state: 'work' }), task('work@registrar', 'registrar', { state: 'work' }), copy(copied.person), task('signing', 'dept_head', { verb: 'answer', person: asked.person, urged: { times: 1, at: NOW } }),
      task('instruction#1', 'chief', { state: 'instruction', verb: 'decide' }), task('instruction#2', 'superior_official', { state: 'instruction', verb: 'decide' }),
    ],
  });
});

it('holds what a role of the path is asked, for every holder of a post of that word in the office, while the post lasts', async () => {
  const office = world().superior;
  const people: Identity[] = [];
  for (const post of [{ role: 'judge' }, { role: 'registrar' }, { role: 'judge', office }, { role: 'judge', until: NOW }, { role: 'judge', from: LATER }, { role: 'juror' }]) people.push(await addPerson(world(), post));
  expect(await Promise.all(people.map(keys))).toEqual([['work@judge'], ['work@registrar'], [], [], [], []]);
  expect(await keys(await addPerson(world(), { role: 'judge' }, { role: 'registrar' }))).toEqual(['work@judge', 'work@registrar']);
});

it('holds a copy and an opinion for whom they are meant alone, with the reminder, and lets them open the case', async () => {
  expect([await keys(copied), await keys(asked)]).toEqual([[`copy#outcome#${copied.person}`], ['signing']]);
  expect([await keys(await addPerson(world(), { role: 'procurator' })), await keys(await addPerson(world(), { role: 'dept_head', department: 'd2' }))]).toEqual([[], []]);
  const [page, head] = [await world().stores.cases.inbox({ tenant: world().tenant, person: asked.person, at: NOW }, { limit: 5 }), await world().stores.cases.head({ tenant: world().tenant, person: copied.person, at: NOW }, caseId)];
  expect([page.ok && page.value.items[0]?.task.urged, head?.caseId]).toEqual([{ times: 1, at: NOW }, caseId]);
});

it('holds an objection for the level it goes to: the chief, whoever the chief delegated to, and above every leader', async () => {
  const [delegate, former, superior, superiorDeputy] = [
    await addPerson(world(), { role: 'deputy_chief', portfolio: [] }), await addPerson(world(), { role: 'deputy_chief', portfolio: [] }),
    await addPerson(world(), { role: 'chief', office: world().superior }), await addPerson(world(), { role: 'deputy_chief', office: world().superior, portfolio: [] }),
  ];
  await changeOffice(world(), { kind: 'delegate', delegation: delegationRow(world(), chief.person, delegate.person) });
  await changeOffice(world(), { kind: 'delegate', delegation: delegationRow(world(), chief.person, former.person, { untilAt: NOW, fromAt: EARLIER }) });
  expect(await Promise.all([chief, delegate, former, superior, superiorDeputy].map(keys))).toEqual([['instruction#1'], ['instruction#1'], [], ['instruction#2'], ['instruction#2']]);
});

it('lets go of a copy once it is read', async () => {
  const key = copy(copied.person).key;
  expect(await world().stores.cases.commit(await nextAct(world(), caseId, null, { change: { tasks: { opened: [], closed: [key] } } }))).toBe('committed');
  expect(await keys(copied)).toEqual([]);
});
