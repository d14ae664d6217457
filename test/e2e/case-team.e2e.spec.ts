// The people of a case while it runs, over HTTP and on a clock the test moves: support staff under direction, a substitute for some days, a
// change of handler half-way. What each of them did stays theirs. Not here: instructions (`instructions.e2e.spec.ts`), recusal.
import type { Instant } from '@quanze/kernel';
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import { accept, assign, decideAlone, findings, openCase, personId, propose, send, walk, type OpenedCase, type Step } from './arrest-case.js';
import { startHost, type RunningHost } from './host.js';
import { lastDecision, rowsIn, rulesOf, step } from './responsibility-cases.js';

const START = '2026-11-23T02:00:00.000Z';
let host: RunningHost;
let clock: FakeClock;
beforeAll(async () => {
  clock = createFakeClock(START);
  host = await startHost({ clock, works: false });
}, 180_000);
afterAll(() => host.close());
beforeEach(() => moveTo(START));

const moveTo = (instant: string): void => {
  clock.jumpTo(instant as Instant);
  host.forgetSessions();
};
const begin = async (...steps: readonly Step[]): Promise<OpenedCase> => {
  const opened = await openCase(host.as);
  return { ...opened, version: await walk(host.as, opened.caseId, opened.version, [accept('2026-11-23'), assign(), ...steps]) };
};
const go = async (made: OpenedCase, ...steps: readonly Step[]): Promise<OpenedCase> => ({ ...made, version: await walk(host.as, made.caseId, made.version, steps) });
const refusal = async (made: OpenedCase, tried: Step): Promise<unknown> => (await send(host.as, made.caseId, made.version, tried)).json().code;
const inbox = async (login: string, { caseId }: OpenedCase): Promise<readonly string[]> => {
  const { items } = (await host.as(login)({ url: '/api/v1/inbox?limit=200' })).json() as { items: { task: { key: string; verb: string; dueAt?: string }; case: { caseId: string } }[] };
  return items.filter((item) => item.case.caseId === caseId).map(({ task }) => [task.key, task.verb, ...(task.key.startsWith('task#') && task.dueAt !== undefined ? [task.dueAt] : [])].join(' '));
};
const seen = async ({ caseId }: OpenedCase) => {
  const answer = await host.as('inspector')({ url: `/api/v1/cases/${caseId}/decisions/${await lastDecision(host.as, caseId)}/responsibility` });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
};
const caseOf = async (login: string, { caseId }: OpenedCase) => (await host.as(login)({ url: `/api/v1/cases/${caseId}` })).json();

describe('support staff under direction', () => {
  const joins = [step('head1', 'join-team', { person: personId('assistant1'), role: 'assistant' }), step('head1', 'join-team', { person: personId('clerk1'), role: 'clerk' })];
  const give = (by: string, login = 'assistant1', more: object = {}): Step => step(by, 'assign-task', { person: personId(login), task: 'drafting', text: '起草审查逮捕意见书', ...more });
  const deliver = (by: string, number: number, more: object = {}): Step => step(by, 'deliver-task', { number, result: '初稿已完成', ...more });

  it('get their tasks in their inbox, deliver them, and stand in the record with what they did', async () => {
    let made = await begin(...joins, give('procurator1', 'assistant1', { due: '2026-11-25' }), give('procurator1', 'clerk1', { task: 'record' }));
    expect([await inbox('assistant1', made), await inbox('clerk1', made)]).toEqual([['task#1 deliver 2026-11-25T16:00:00.000Z'], ['task#2 deliver']]);
    expect((await caseOf('chief', made)).tasks).toEqual(expect.arrayContaining([{ key: 'task#1', state: 'task', verb: 'deliver', role: 'assistant', person: personId('assistant1'), dueAt: '2026-11-25T16:00:00.000Z' }]));
    made = await go(made, deliver('assistant1', 1, { deviation: '未按要求逐份核对' }), deliver('clerk1', 2));
    expect([await inbox('assistant1', made), (await inbox('procurator1', made)).filter((line) => line.includes('#'))]).toEqual([[], ['task#1 accept', 'task#2 accept']]);
    made = await go(made, step('procurator1', 'accept-task', { number: 1 }), step('procurator1', 'accept-task', { number: 2 }), findings(), propose(), decideAlone());
    const view = await seen(made);
    expect(view.facts.assistants).toEqual([
      { person: personId('assistant1'), role: 'assistant', task: '1 drafting', under_direction: false, deviation: '1 drafting' },
      { person: personId('clerk1'), role: 'clerk', task: '2 record', under_direction: true },
    ]);
    expect(rowsIn(view).slice(3)).toEqual(['procurator1 procurator gatekeeping none', 'assistant1 assistant task none', 'clerk1 clerk task none']);
    expect([rulesOf(view, 'assistant1', 'task'), rulesOf(view, 'clerk1', 'task')]).toEqual([['A22', 'B0'], ['A21', 'B0']]);
    expect(JSON.stringify((await caseOf('chief', made)).snapshot)).not.toMatch(/起草|核对/);
  });

  it('deliver again what was given back; then the deviation is gone', async () => {
    const made = await begin(...joins, give('procurator1'), deliver('assistant1', 1, { deviation: '未核对' }), step('procurator1', 'return-task', { number: 1, reasons: '请逐份核对' }));
    expect(await inbox('assistant1', made)).toEqual(['task#1 deliver']);
    const view = await seen(await go(made, deliver('assistant1', 1), step('procurator1', 'accept-task', { number: 1 }), findings(), propose(), decideAlone()));
    expect([rulesOf(view, 'assistant1', 'task'), rowsIn(view).some((row) => row.includes('gatekeeping'))]).toEqual([['A21', 'B0'], false]);
  });

  it('lose a task with the membership', async () => {
    const made = await begin(...joins, give('procurator1'), step('head1', 'leave-team', { person: personId('assistant1') }));
    expect(await inbox('assistant1', made)).toEqual([]);
    expect(await refusal(made, deliver('assistant1', 1))).toBe('AUTHORITY.NOT_YOUR_ROLE');
    moveTo('2026-11-23T03:00:00.000Z');
    const back = await go(made, joins[0] as Step);
    expect([await inbox('assistant1', back), await refusal(back, deliver('assistant1', 1))]).toEqual([[], 'TASK.NOT_OPEN']);
  });

  it('are directed by the procurators of the case alone, and do their own tasks alone', async () => {
    const made = await begin(...joins, step('head1', 'join-team', { person: personId('procurator2'), role: 'team_member' }), give('procurator1'));
    for (const by of ['chief', 'head1', 'assistant1', 'intake']) expect([by, await refusal(made, give(by))]).toEqual([by, 'AUTHORITY.NOT_YOUR_ROLE']);
    expect(await refusal(made, give('procurator1', 'assistant2'))).toBe('TASK.NOT_SUPPORT_STAFF');
    expect(await refusal(made, give('procurator1', 'procurator2'))).toBe('TASK.NOT_SUPPORT_STAFF');
    expect(await refusal(made, give('procurator1', 'assistant1', { due: '2026-11-22' }))).toBe('TASK.DUE_PAST');
    expect(await refusal(made, deliver('clerk1', 1))).toBe('TASK.NOT_YOURS');
    const delivered = await go(made, deliver('assistant1', 1));
    expect(await refusal(delivered, step('procurator2', 'accept-task', { number: 1 }))).toBe('TASK.NOT_YOURS');
    expect(await refusal(delivered, step('procurator2', 'return-task', { number: 1, reasons: '重办' }))).toBe('TASK.NOT_YOURS');
    expect(await refusal(delivered, step('head1', 'accept-task', { number: 1 }))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });
});

describe('a substitute', () => {
  const appoint = (login = 'procurator2', more: object = {}, by = 'chief'): Step =>
    step(by, 'appoint-substitute', { person: personId(login), firstDay: '2026-11-24', lastDay: '2026-11-25', cause: 'leave', ...more });
  const note: Step = step('procurator2', 'record-findings', { crimeFound: 'shown', dangerFound: 'danger', reasons: '代办期间认定' });
  const [FIRST, LAST, OVER] = ['2026-11-24T02:00:00.000Z', '2026-11-25T15:59:00.000Z', '2026-11-25T16:00:00.000Z'];

  it('has the case on the desk and the rights of the handler in these days; the clock ends both', async () => {
    const made = await begin(findings(), propose(), appoint());
    expect([await inbox('procurator2', made), await refusal(made, decideAlone('procurator2'))]).toEqual([[], 'AUTHORITY.NOT_YOUR_ROLE']);
    for (const day of [FIRST, LAST]) {
      moveTo(day);
      expect(await inbox('procurator2', made)).toEqual(await inbox('procurator1', made));
    }
    expect(await inbox('procurator2', made)).toEqual(['stage.reviewing.outcome.drafted handle']);
    moveTo(OVER);
    expect([await inbox('procurator2', made), await refusal(made, decideAlone('procurator2'))]).toEqual([[], 'AUTHORITY.NOT_YOUR_ROLE']);
    expect(await refusal(made, step('procurator1', 'outcome.withdraw'))).toBeUndefined();
  });

  it('decides as the handler, and each answers for the own period', async () => {
    let made = await begin(appoint());
    moveTo(FIRST);
    made = await go(made, note, propose('procurator2'), decideAlone('procurator2'));
    moveTo(OVER);
    const view = await seen(made);
    const { lines } = (await host.as('chief')({ url: `/api/v1/cases/${made.caseId}/trace?limit=200` })).json() as { lines: { entry: { act: string; actor: { person: string; standsInFor?: string } | null } }[] };
    expect(lines.find(({ entry }) => entry.act === 'outcome.decide')?.entry.actor).toMatchObject({ person: personId('procurator2'), standsInFor: personId('procurator1') });
    expect(rowsIn(view)).toEqual(['procurator2 procurator facts none', 'procurator2 procurator procedure none', 'procurator2 procurator decision none', 'procurator1 procurator facts none', 'procurator1 procurator procedure none']);
    expect(rulesOf(view, 'procurator1', 'facts')).toContain('A26');
    expect(view.facts.handlers).toEqual([{ person: personId('procurator1'), period: { from: START } }, { person: personId('procurator2'), period: { from: '2026-11-23T16:00:00.000Z', to: OVER } }]);
  });

  it('may take the handler\'s place altogether', async () => {
    const made = await begin(appoint('procurator2', { alone: true }));
    moveTo(FIRST);
    expect([await refusal(made, findings('procurator1')), await refusal(made, propose('procurator1'))]).toEqual(['AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE']);
    const later = await go(made, note);
    moveTo(OVER);
    expect(await refusal(later, findings('procurator1'))).toBeUndefined();
  });

  it('ends early, or with the handler', async () => {
    const made = await begin(appoint('procurator2', { firstDay: '2026-11-23' }), note);
    const ended = await go(made, step('chief', 'end-substitution', { person: personId('procurator2') }));
    expect(await refusal(ended, note)).toBe('AUTHORITY.NOT_YOUR_ROLE');
    const again = await go(ended, appoint('procurator2', { firstDay: '2026-11-23' }), note, step('chief', 'reassign', { handler: personId('procurator3'), reasons: '变更承办人' }));
    expect(await refusal(again, note)).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect(await refusal(again, step('chief', 'end-substitution', { person: personId('procurator2') }))).toBe('TEAM.NOT_A_SUBSTITUTE');
    expect(await refusal(again, step('procurator3', 'end-substitution', { person: personId('procurator2') }))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });

  it('is appointed by who may change the handler, and needs what a handler needs', async () => {
    const made = await begin(step('intake', 'bar-investigator', { person: personId('procurator4') }), step('intake', 'join-team', { person: personId('assistant1'), role: 'assistant' }));
    for (const by of ['intake', 'head1', 'procurator1', 'city.chief']) expect([by, await refusal(made, appoint('procurator2', {}, by))]).toEqual([by, 'AUTHORITY.NOT_YOUR_ROLE']);
    expect(await refusal(made, appoint('procurator2', {}, 'deputy'))).toMatch(/^AUTHORITY\./);
    expect(await refusal(made, appoint('procurator4'))).toBe('TEAM.BARRED');
    expect(await refusal(made, appoint('assistant1'))).toBe('TEAM.NOT_QUALIFIED');
    expect(await refusal(made, appoint('procurator1'))).toBe('TEAM.ALREADY_MEMBER');
    expect(await refusal(made, appoint('procurator2', { lastDay: '2026-11-22' }))).toBe('TEAM.SUBSTITUTION_DATES');
    const once = await go(made, appoint());
    expect(await refusal(once, appoint('procurator3', { firstDay: '2026-11-25' }))).toBe('TEAM.SUBSTITUTE_IN_PLACE');
  });

  it('does not review what the same person proposed', async () => {
    let made = await begin(appoint('head1'));
    moveTo(FIRST);
    made = await go(made, step('head1', 'record-findings', { crimeFound: 'shown', dangerFound: 'danger', reasons: '认定' }), step('head1', 'raise-complexity', { complexity: 'major_difficult_complex', reasons: '复杂' }), propose('head1'), step('head1', 'outcome.send-up'));
    const review = step('head1', 'outcome.review', { opinion: 'agree', reasons: '同意' });
    expect(await refusal(made, review)).toMatch(/^AUTHORITY\./);
    moveTo(OVER);
    expect(await refusal(made, review)).toBe('AUTHORITY.CONFLICTING_CAPACITY');
  });
});

describe('a change of handler half-way', () => {
  it('divides responsibility by period', async () => {
    let made = await begin();
    moveTo('2026-11-24T02:00:00.000Z');
    made = await go(made, step('chief', 'reassign', { handler: personId('procurator2'), reasons: '变更承办人' }), findings('procurator2'), propose('procurator2'), decideAlone('procurator2'));
    const view = await seen(made);
    expect(view.facts).toMatchObject({ handler: personId('procurator2'), handlers: [{ person: personId('procurator1'), period: { from: START, to: '2026-11-24T02:00:00.000Z' } }, { person: personId('procurator2'), period: { from: '2026-11-24T02:00:00.000Z' } }] });
    expect(rowsIn(view)).toEqual(['procurator2 procurator facts none', 'procurator2 procurator procedure none', 'procurator2 procurator decision none', 'procurator1 procurator facts none', 'procurator1 procurator procedure none']);
    expect(rulesOf(view, 'procurator1', 'facts')).toContain('A26');
  });
});
