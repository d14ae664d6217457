// Approval flows over HTTP: an office binds a ballot to one decision of one kind of case, a second person publishes it, a new case runs on it
// with three signatures before the chief decides; drafts are kept for oneself alone. What is not here: the algebra of panels (libs/approval)
// and what each act of a flow refuses (libs/engine).
import { readFileSync } from 'node:fs';
import { addMs } from '@quanze/kernel';
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import { parse } from 'yaml';
import { accept, approve, assign, findings, issue, openAndWalk, openCase, personId, propose, raise, review, send, sendUp, walk, type Step } from './arrest-case.js';
import { DEMO_OFFICE, startHost, type RunningHost } from './host.js';

const DAY_MS = 86_400_000;
const PATH = 'criminal.arrest';
const DECISION = 'stage.reviewing.outcome';
const REASONS = '意见与理由';
let host: RunningHost;
let clock: FakeClock;
let today: string;

const dayAfter = (days: number): string => addMs(clock.now(), (days * 24 + 8) * 3_600_000).slice(0, 10);
const flowOf = (id: string): object => parse(readFileSync(new URL(`../../workflows/approval-flows/${id}.yaml`, import.meta.url), 'utf8')) as object;
const step = (by: string, act: string, payload: Step['payload'] = {}): Step => ({ by, act: `outcome.${act}`, payload });
const bind = (payload: object, by = 'admin') => host.as(by)({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/flow-bindings`, payload });
const publish = (hash: string, by: string) => host.as(by)({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/definitions/${hash}/publish` });
const read = async (by: string, url: string) => (await host.as(by)({ url })).json();

const untilReviewed = (): readonly Step[] => [accept(today), assign(), raise(), findings(), propose(), sendUp(), review()];
const ask: Step = step('head1', 'ask', { signers: ['head2', 'deputy2', 'procurator3'].map(personId) });
const sign = (by: string, choice = 'agree'): Step => step(by, 'sign', { choice, reasons: REASONS });

beforeAll(async () => {
  clock = createFakeClock(new Date().toISOString());
  today = dayAfter(0);
  host = await startHost({ clock });
}, 180_000);
afterAll(() => host.close());

it('binds a flow in one office, with a second person, for new cases', async () => {
  const before = await openAndWalk(host.as, [accept(today), assign()]);
  const input = { path: PATH, version: '2099.1', effectiveFrom: dayAfter(1), bindings: [{ decision: DECISION, matter: 'criminal.arrest.*', flow: 'ballot' }], flows: [flowOf('ballot')] };
  expect((await bind({ ...input, bindings: [{ decision: DECISION, flow: 'committee-direct' }], flows: [] })).json()).toMatchObject({
    code: 'DEFINITION.INVALID', params: { problems: expect.arrayContaining([expect.stringMatching(/^flow-below-power .*\/bindings\/0\/flow: .*criminal\.arrest\.approve is decided by chief/)]) },
  });
  expect((await bind(input, 'procurator1')).json().code).toBe('AUTHORITY.NOT_YOUR_ROLE');
  const bound = await bind(input);
  expect([bound.statusCode, bound.body]).toEqual([201, expect.stringContaining('hash')]);
  expect((await publish(bound.json().hash, 'admin')).statusCode).toBe(403);
  expect((await publish(bound.json().hash, 'chief')).statusCode).toBe(200);
  clock.advanceMs(2 * DAY_MS);
  host.forgetSessions();
  const after = await openCase(host.as);
  const releaseOf = async (caseId: string): Promise<string> => (await read('chief', `/api/v1/cases/${caseId}`)).head.release;
  expect(await releaseOf(after.caseId)).toBe(bound.json().hash);
  expect(await releaseOf(before.caseId)).not.toBe(bound.json().hash);
});

it('three people sign, the chief decides, and the record and the trace name everybody', async () => {
  const { caseId, version } = await openAndWalk(host.as, untilReviewed());
  // Nobody of another department knows of the case before being asked in it.
  expect((await host.as('procurator3')({ url: `/api/v1/cases/${caseId}` })).statusCode).toBe(404);
  const asked = await walk(host.as, caseId, version, [ask]);
  const inbox = (await read('procurator3', '/api/v1/inbox')) as { items: { case: { caseId: string }; task: { verb: string } }[] };
  expect(inbox.items.filter((item) => item.case.caseId === caseId).map(({ task }) => task.verb)).toEqual(['review']);
  const listed = (await read('procurator3', `/api/v1/cases/${caseId}/acts`)) as { acts: { act: string; allowed: boolean }[] };
  expect(listed.acts.filter(({ allowed }) => allowed).map(({ act }) => act)).toContain('outcome.sign');
  const early = await send(host.as, caseId, asked, approve());
  expect(early.json().code).toBe('CASE.STATE_FORBIDS_ACT');
  const one = await walk(host.as, caseId, asked, [sign('head2'), sign('procurator3', 'disagree'), sign('deputy2')]);
  expect((await send(host.as, caseId, one, { ...approve('deputy2') })).json().code).toMatch(/^AUTHORITY/);
  await walk(host.as, caseId, one, [approve(), issue()]);
  const [decision] = (await read('chief', `/api/v1/cases/${caseId}/decisions`)) as { record: { reviews: { by: { person: string; capacity: string }; opinion: string }[]; deciders: { person: string }[]; panels: { outcome: string }[] } }[];
  expect(decision?.record.reviews.map(({ by, opinion }) => [by.person, by.capacity, opinion])).toEqual([
    [personId('head1'), 'review', 'agree'], [personId('head2'), 'review', 'agree'], [personId('procurator3'), 'review', 'disagree'], [personId('deputy2'), 'review', 'agree'],
  ]);
  expect([decision?.record.deciders.map(({ person }) => person), decision?.record.panels.map(({ outcome }) => outcome)]).toEqual([[personId('chief')], ['passed']]);
  const { lines } = (await read('chief', `/api/v1/cases/${caseId}/trace`)) as { lines: { entry: { act: string; authority: { duty?: string } | null }; actLabel: { zh: string; en: string } | null; payload: { input?: { reasons?: string } } }[] };
  const signed = lines.filter(({ entry }) => entry.act === 'outcome.sign');
  expect(signed.map(({ actLabel, payload, entry }) => [actLabel?.zh, actLabel?.en, payload.input?.reasons, entry.authority?.duty])).toEqual(
    Array(3).fill(['会签', 'Sign', REASONS, 'everyone/answer-when-asked']));
});

it('attribution gives whoever signed a row of review, and the decision to the chief', async () => {
  const { caseId } = await openAndWalk(host.as, [...untilReviewed(), ask, sign('head2'), sign('procurator3', 'disagree'), sign('deputy2'), approve(), issue()]);
  const { decisions } = (await read('chief', `/api/v1/cases/${caseId}/responsibility`)) as { decisions: { rows: { person: string; area: string }[] }[] };
  const areasOf = (login: string): readonly string[] => (decisions[0]?.rows ?? []).filter(({ person }) => person === personId(login)).map(({ area }) => area);
  for (const login of ['head1', 'head2', 'procurator3', 'deputy2']) expect([login, areasOf(login)]).toEqual([login, expect.arrayContaining(['review'])]);
  expect(areasOf('chief')).toContain('decision');
});

describe('暂存', () => {
  const url = (caseId: string, act: string): string => `/api/v1/cases/${caseId}/drafts/${act}`;
  const keep = (by: string, caseId: string, act: string, payload: object) => host.as(by)({ method: 'PUT', url: url(caseId, act), payload: { payload } });

  it('is kept for oneself alone, and goes with the act', async () => {
    const { caseId, version } = await openAndWalk(host.as, [accept(today), assign(), findings()]);
    expect((await keep('procurator1', caseId, 'outcome.propose', { option: 'approve', facts: '草稿' })).statusCode).toBe(200);
    expect(await read('procurator1', url(caseId, 'outcome.propose'))).toMatchObject({ payload: { option: 'approve', facts: '草稿' } });
    // The chief may read the whole case, and not this.
    expect((await host.as('chief')({ url: url(caseId, 'outcome.propose') })).json().code).toBe('DRAFT.NOT_FOUND');
    expect(JSON.stringify(await read('chief', `/api/v1/cases/${caseId}/trace`))).not.toContain('草稿');
    await walk(host.as, caseId, version, [propose()]);
    expect((await host.as('procurator1')({ url: url(caseId, 'outcome.propose') })).json().code).toBe('DRAFT.NOT_FOUND');
  });

  it('goes when the case moves out of reach, is thrown away, and is limited in size', async () => {
    const { caseId, version } = await openAndWalk(host.as, [accept(today), assign(), findings(), propose()]);
    await keep('procurator1', caseId, 'outcome.send-up', { escalationReason: '草稿' });
    await keep('procurator1', caseId, 'add-note', { text: '备忘' });
    await walk(host.as, caseId, version, [step('procurator1', 'withdraw')]);
    await walk(host.as, caseId, version + 1, [propose()]);
    expect((await host.as('procurator1')({ url: url(caseId, 'outcome.send-up') })).json().code).toBe('DRAFT.NOT_FOUND');
    expect(await read('procurator1', url(caseId, 'add-note'))).toMatchObject({ payload: { text: '备忘' } });
    expect((await host.as('procurator1')({ method: 'DELETE', url: url(caseId, 'add-note') })).statusCode).toBe(204);
    expect((await host.as('procurator1')({ method: 'DELETE', url: url(caseId, 'add-note') })).json().code).toBe('DRAFT.NOT_FOUND');
    expect((await keep('procurator1', caseId, 'add-note', { text: 'x'.repeat(70_000) })).json().code).toBe('DRAFT.TOO_LARGE');
    expect((await keep('procurator1', caseId, 'outcome.approve', {})).json().code).toBe('CASE.STATE_FORBIDS_ACT');
    expect((await keep('procurator1', caseId, 'no-such-act', {})).json().code).toBe('ACT.UNKNOWN');
    expect((await keep('procurator3', caseId, 'add-note', {})).json().code).toBe('CASE.NOT_FOUND');
  });
});
