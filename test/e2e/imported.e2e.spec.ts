// A definition imported from tables of another system through the real host: published by two people, its roles given to people, a case opened
// and led on, what exceeds the tables refused, and fields seen and filled by those who may. What is not here: the import of other tables
// (`test/tables`).
import type { FlowBindingDocument } from '@quanze/engine';
import type { JsonObject } from '@quanze/kernel';
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import { imported } from '../tables/imported.js';
import type { Answer } from './client.js';
import { DEMO_OFFICE, PASSWORD, startHost, type RunningHost } from './host.js';

const OFFICE_URL = `/api/v1/offices/${DEMO_OFFICE}`;
const TABLES = {
  caseType: { id: 'Grant', name: '补助申请' },
  states: [{ id: 'Open', name: '办理' }, { id: 'Reviewed', name: '已审' }, { id: 'Paid', name: '已付' }],
  events: [
    { id: 'Submit', name: '提交', pre: [], post: 'Open' },
    { id: 'Review', name: '审查', pre: ['Open'], post: [{ to: 'Reviewed', when: 'Amount > 100' }, { to: 'Paid' }] },
    { id: 'Pay', name: '支付', pre: ['Reviewed'], post: 'Paid' },
    { id: 'Fill In', name: '填写', pre: ['*'], post: '*' },
  ],
  roles: ['Registrar', 'Reviewer'],
  grants: {
    case: [{ role: 'Registrar', crud: 'CRU' }, { role: 'Reviewer', crud: 'RU' }],
    state: [{ state: 'Open', role: 'Registrar', crud: 'U' }, { state: 'Open', role: 'Reviewer', crud: 'U' }, { state: 'Reviewed', role: 'Reviewer', crud: 'U' }],
    event: [{ event: 'Submit', role: 'Registrar', crud: 'C' }, { event: 'Review', role: 'Reviewer', crud: 'C' }, { event: 'Pay', role: 'Reviewer', crud: 'C' }, { event: 'Pay', role: 'Registrar', crud: 'C' }, { event: 'Fill In', role: 'Registrar', crud: 'C' }, { event: 'Fill In', role: 'Reviewer', crud: 'C' }],
    field: [{ field: 'Amount', role: 'Registrar', crud: 'CR' }, { field: 'Amount', role: 'Reviewer', crud: 'RU' }, { field: 'Finding', role: 'Reviewer', crud: 'CRU' }],
  },
};

let host: RunningHost;
let clock: FakeClock;
let caseId: string;
let version = 0;

const post = (login: string, url: string, payload: object): Promise<Answer> => host.as(login)({ method: 'POST', url, payload });
const act = async (login: string, name: string, payload: object = {}): Promise<Answer> => {
  const answer = await post(login, `/api/v1/cases/${caseId}/acts`, { act: name, payload, expectedVersion: version });
  if (answer.statusCode === 200) version = answer.json().version as number;
  return answer;
};
const codes = (answer: Answer): readonly [number, string | undefined] => [answer.statusCode, answer.json().code as string | undefined];
const read = async (login: string, part = ''): Promise<JsonObject> => (await host.as(login)({ url: `/api/v1/cases/${caseId}${part}` })).json() as JsonObject;
const factsOf = async (login: string): Promise<unknown> => ((await read(login))['snapshot'] as JsonObject)['facts'];

beforeAll(async () => {
  clock = createFakeClock(new Date().toISOString());
  host = await startHost({ clock, works: false });
}, 180_000);
afterAll(() => host.close());

it('takes no post with a role that nothing published declares', async () => {
  const added = await post('admin', `${OFFICE_URL}/people`, { name: '登记员', login: 'registrar', password: PASSWORD });
  const appointed = await post('admin', `${OFFICE_URL}/appointments`, { person: added.json().person as string, role: 'registrar', order: '1号' });
  expect([added.statusCode, ...codes(appointed)]).toEqual([201, 422, 'APPOINTMENT.UNKNOWN_ROLE']);
});

it('publishes the imported path with a binding, submitted by one person and published by another', async () => {
  const release = (await host.application.deps.office.definitions(TENANT)).find(({ kind }) => kind === 'release')?.content as JsonObject;
  const { document } = imported(TABLES);
  const binding: FlowBindingDocument = { ...(release['binding'] as unknown as FlowBindingDocument), bindings: [{ path: document.id, decision: '*', flow: 'upward' }] };
  const content = { path: document, flows: [], binding, deadlineRules: release['deadlineRules'] };
  const effectiveFrom = new Date(clock.now()).getTime() + 3 * 86_400_000;
  const submitted = await post('admin', `${OFFICE_URL}/definitions`, { kind: 'release', id: document.id, version: '1', effectiveFrom: new Date(effectiveFrom).toISOString().slice(0, 10), content });
  expect(submitted.statusCode).toBe(201);
  expect((await post('chief', `${OFFICE_URL}/definitions/${submitted.json().hash as string}/publish`, {})).statusCode).toBe(200);
  clock.advanceMs(4 * 86_400_000);
  host.forgetSessions();
});

it('gives the roles of the tables to people, and no other word', async () => {
  const people = (await host.as('admin')({ url: `${OFFICE_URL}/people` })).json() as readonly { readonly id: string; readonly login: string }[];
  const registrar = people.find(({ login }) => login === 'registrar')?.id;
  const reviewer = (await post('admin', `${OFFICE_URL}/people`, { name: '审查员', login: 'reviewer', password: PASSWORD })).json().person as string;
  expect((await post('admin', `${OFFICE_URL}/appointments`, { person: registrar, role: 'registrar', order: '2号' })).statusCode).toBe(201);
  expect((await post('admin', `${OFFICE_URL}/appointments`, { person: reviewer, role: 'reviewer', order: '3号' })).statusCode).toBe(201);
  expect(codes(await post('admin', `${OFFICE_URL}/appointments`, { person: reviewer, role: 'reviewr', order: '4号' }))).toEqual([422, 'APPOINTMENT.UNKNOWN_ROLE']);
});

it('opens a case for who may create one, with the fields that role may give', async () => {
  const request = { path: 'grant', office: DEMO_OFFICE, title: '某申请', act: 'submit', payload: {} };
  expect(codes(await post('reviewer', '/api/v1/cases', { ...request, facts: {} }))).toEqual([403, 'AUTHORITY.NOT_YOUR_ROLE']);
  expect(codes(await post('registrar', '/api/v1/cases', { ...request, facts: { finding: 'x' } }))).toEqual([403, 'FACTS.NOT_YOURS']);
  const opened = await post('registrar', '/api/v1/cases', { ...request, facts: { amount: 90 } });
  expect([opened.statusCode, opened.json().states]).toEqual([201, ['open']]);
  caseId = opened.json().caseId as string;
  version = opened.json().version as number;
});

it('is found by who holds a role of the path, by nobody else', async () => {
  const listed = async (login: string): Promise<boolean> => ((await host.as(login)({ url: '/api/v1/cases?path=grant' })).json() as { items: { caseId: string }[] }).items.some((item) => item.caseId === caseId);
  expect([await listed('registrar'), await listed('reviewer'), await listed('chief'), await listed('procurator2')]).toEqual([true, true, true, false]);
  expect((await host.as('procurator2')({ url: `/api/v1/cases/${caseId}` })).statusCode).toBe(404);
});

const inboxOf = async (login: string): Promise<readonly string[]> => {
  const { items } = (await host.as(login)({ url: '/api/v1/inbox?limit=200' })).json() as { items: readonly { task: { key: string; role: string }; case: { caseId: string } }[] };
  return items.filter((item) => item.case.caseId === caseId).map(({ task }) => `${task.key} ${task.role}`);
};

it('lies with the role that can lead it on, though it is the only tie to the case, and with nobody who can only note something', async () => {
  expect([await inboxOf('reviewer'), await inboxOf('registrar'), await inboxOf('chief')]).toEqual([['open@reviewer reviewer'], [], []]);
});

it('shows a field to the roles that may read it, and lets it be filled by those that may', async () => {
  expect(codes(await act('registrar', 'fill-In', { amount: 95 }))).toEqual([403, 'FACTS.NOT_YOURS']);
  expect((await act('reviewer', 'fill-In', { amount: 500, finding: '属实' })).statusCode).toBe(200);
  expect([await factsOf('reviewer'), await factsOf('registrar'), await factsOf('chief')]).toEqual([{ amount: 500, finding: '属实' }, { amount: 500 }, {}]);
  const [seen, hidden, bare] = await Promise.all(['reviewer', 'registrar', 'chief'].map(async (login) => JSON.stringify(await read(login, '/trace'))));
  expect([seen, hidden, bare].map((text) => [text?.includes('属实'), text?.includes('"amount":500')])).toEqual([[true, true], [false, true], [false, false]]);
});

it('gives the whole file only to who sees the whole case', async () => {
  const bundle = async (login: string): Promise<Answer> => host.as(login)({ url: `/api/v1/cases/${caseId}/bundle` });
  expect(codes(await bundle('registrar'))).toEqual([403, 'CASE.FACTS_HIDDEN']);
  expect((await bundle('reviewer')).statusCode).toBe(200);
});

it('gives no document to somebody from whom a fact is hidden that it may speak of', async () => {
  const codesOf = (login: string) => Promise.all(['/1', '/1/versions', '/1/print'].map(async (part) => codes(await host.as(login)({ url: `/api/v1/cases/${caseId}/documents${part}` }))));
  expect(await codesOf('registrar')).toEqual(Array(3).fill([403, 'CASE.FACTS_HIDDEN']));
  expect(await codesOf('reviewer')).toEqual(Array(3).fill([404, 'DOCUMENT.NOT_FOUND']));
});

it('refuses what exceeds the tables, by role and by state, and journals it; what they permit is done', async () => {
  expect(codes(await act('registrar', 'review'))).toEqual([403, 'AUTHORITY.NOT_YOUR_ROLE']);
  expect(codes(await act('chief', 'review'))).toEqual([403, 'AUTHORITY.NOT_YOUR_ROLE']);
  const reviewed = await act('reviewer', 'review');
  expect([reviewed.statusCode, reviewed.json().states]).toEqual([200, ['reviewed']]);
  expect([await inboxOf('reviewer'), await inboxOf('registrar')]).toEqual([['reviewed@reviewer reviewer'], []]);
  // The registrar has the event, but no right on this state.
  expect(codes(await act('registrar', 'pay'))).toEqual([403, 'AUTHORITY.STATE_CLOSED_TO_ROLE']);
  expect((await act('reviewer', 'pay')).json().states).toEqual(['paid']);
  expect(await inboxOf('reviewer')).toEqual([]);
  const { lines } = (await read('reviewer', '/trace')) as unknown as { lines: readonly { entry: { kind: string; act: string; actor: { role: string } | null } }[] };
  expect(lines.filter(({ entry }) => entry.kind === 'refused').map(({ entry }) => entry.act)).toEqual(['fill-In', 'review', 'review', 'pay']);
  expect(lines.filter(({ entry }) => entry.kind !== 'refused').map(({ entry }) => [entry.act, entry.actor?.role])).toEqual([
    ['submit', 'registrar'], ['fill-In', 'reviewer'], ['review', 'reviewer'], ['pay', 'reviewer'],
  ]);
});
