// Recusal through the real host: of one's own motion, at the request of a party with rejection and reconsideration, and of the chief before
// the committee; what becomes of the tasks at once, and of what the person had done. The test moves the clock; nothing runs beside it.
import { addMs, type Instant } from '@quanze/kernel';
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import { accept, approve, ASKED, assign, findings, issue, openAndWalk, personId, propose, raise, review, send, sendUp, untilChief, walk, type OpenedCase, type Step } from './arrest-case.js';
import { audit } from './audit/audit.js';
import { startHost, type RunningHost } from './host.js';

const START = '2026-11-23T02:00:00.000Z';
const TODAY = '2026-11-23';
const DAY_MS = 86_400_000;
let host: RunningHost;
let clock: FakeClock;
beforeAll(async () => {
  clock = createFakeClock(START);
  host = await startHost({ clock, works: false });
}, 180_000);
afterAll(() => host.close());
beforeEach(() => {
  clock.jumpTo(START as Instant);
  host.forgetSessions();
});
afterEach(async () => {
  const { keyId, algorithm, publicKey } = host.application.deps.signer;
  expect((await audit(host.databaseUrl, [{ keyId, algorithm, publicKey }])).problems).toEqual([]);
});

interface Line { readonly entry: { readonly seq: number; readonly act: string; readonly kind: string }; readonly validity: { readonly validity: string; readonly consequence?: string } | null }
interface View {
  readonly head: { readonly version: number; readonly handler: string | null };
  readonly states: readonly { readonly id: string }[];
  readonly recusals: readonly { readonly person: string; readonly state: string; readonly applicant?: string; readonly earlier: readonly { readonly seq: number; readonly act: string; readonly validity: string; readonly consequence?: string; readonly label: { readonly zh: string } }[] }[];
}

const step = (by: string, act: string, payload: Step['payload'] = {}): Step => ({ by, act, payload });
const request = (who: string, by = 'intake', more: object = {}): Step => step(by, 'request-recusal', { person: personId(who), ...ASKED, reasons: '与被害人有利害关系', ...more });
const order = (who: string, granted = true): Step => step('chief', 'order-recusal', { person: personId(who), granted, reasons: '审查情况' });
const judge = (who: string, lists: { readonly stand?: readonly number[]; readonly fall?: readonly number[] }, by = 'chief'): Step =>
  step(by, 'judge-earlier-acts', { person: personId(who), reasons: '逐项理由', ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.map(String)])) });
const get = async <T>(login: string, { caseId }: OpenedCase, part = ''): Promise<T> => (await host.as(login)({ url: `/api/v1/cases/${caseId}${part}` })).json() as T;
const read = (where: OpenedCase, login = 'intake'): Promise<View> => get<View>(login, where);
const statesOf = async (where: OpenedCase): Promise<readonly string[]> => (await read(where)).states.map(({ id }) => id);
const run = async (where: OpenedCase, ...steps: readonly Step[]): Promise<number> => walk(host.as, where.caseId, (await read(where)).head.version, steps);
const codeOf = async (where: OpenedCase, tried: Step): Promise<string> => {
  const answer = await send(host.as, where.caseId, (await read(where)).head.version, tried);
  return answer.statusCode === 200 ? 'ok' : (answer.json() as { code: string }).code;
};
const inbox = async (login: string, { caseId }: OpenedCase): Promise<readonly string[]> => {
  const { items } = (await host.as(login)({ url: '/api/v1/inbox?limit=200' })).json() as { items: { task: { key: string; verb: string; dueAt?: string }; case: { caseId: string } }[] };
  return items.filter((item) => item.case.caseId === caseId).map(({ task }) => `${task.key} ${task.verb}`).sort();
};
const entriesOf = async (where: OpenedCase, act: string): Promise<readonly number[]> => (await get<{ lines: Line[] }>('intake', where, '/trace?limit=200')).lines.filter(({ entry }) => entry.act === act && entry.kind !== 'refused').map(({ entry }) => entry.seq);
const moveDays = (days: number): void => {
  clock.jumpTo(addMs(START as Instant, days * DAY_MS));
  host.forgetSessions();
};

describe('of one’s own motion', () => {
  it('stops the handler at once, moves the tasks with the order, and waits for a judgment of what was done', async () => {
    const where = await openAndWalk(host.as, [accept(TODAY), assign(), findings(), propose()]);
    expect(await inbox('procurator1', where)).toEqual(['stage.reviewing.outcome.drafted handle']);
    await run(where, request('procurator1', 'procurator1', { applicant: 'person_concerned', form: 'oral' }));
    expect([await codeOf(where, sendUp()), await inbox('chief', where)]).toEqual(['RECUSAL.PENDING', [`recusal#${personId('procurator1')} decide`]]);
    await run(where, order('procurator1'));
    expect([await inbox('procurator1', where), await inbox('chief', where)]).toEqual([[], [`earlier#${personId('procurator1')} decide`]]);
    expect((await read(where)).head.handler).toBeNull();
    await run(where, step('chief', 'reassign', { handler: personId('procurator2'), reasons: '原承办人回避' }));
    expect(await inbox('procurator2', where)).toEqual(['stage.reviewing.outcome.drafted handle']);
    expect(await codeOf(where, step('procurator1', 'add-note', { text: '无' }))).toBe('RECUSAL.IN_FORCE');

    const [found, proposed] = [...await entriesOf(where, 'record-findings'), ...await entriesOf(where, 'outcome.propose')] as [number, number];
    expect((await read(where)).recusals).toMatchObject([{ applicant: 'person_concerned', state: 'ordered', earlier: [
      { seq: found, act: 'record-findings', validity: 'waiting' }, { seq: proposed, act: 'outcome.propose', validity: 'waiting', label: { zh: '提出处理意见' } },
    ] }]);
    await run(where, judge('procurator1', { stand: [found] }));
    expect(await inbox('chief', where)).toEqual([`earlier#${personId('procurator1')} decide`]);
    await run(where, judge('procurator1', { fall: [proposed] }));
    expect([await inbox('chief', where), await inbox('procurator2', where)]).toEqual([[], ['stage.reviewing.examining handle']]);
    expect(await statesOf(where)).toContain('stage.reviewing.examining');
    const { lines } = await get<{ lines: Line[] }>('intake', where, '/trace?limit=200');
    expect(lines.filter(({ validity }) => validity !== null).map(({ entry, validity }) => [entry.seq, validity?.validity, validity?.consequence])).toEqual([[found, 'stands', undefined], [proposed, 'falls', 'question-reopened']]);
    expect(await codeOf(where, judge('procurator1', { fall: [found] }))).toBe('RECUSAL.ENTRY_NOT_WAITING');
  });
});

describe('at the request of a party', () => {
  const rejected = async (): Promise<OpenedCase> => {
    const where = await openAndWalk(host.as, [accept(TODAY), assign(), findings()]);
    expect(await codeOf(where, request('procurator1', 'intake', { ground: 'improper_contact' }))).toBe('ACT.CONDITION_NOT_MET');
    await run(where, request('procurator1', 'intake', { ground: 'improper_contact', proof: '会见照片' }));
    expect(await codeOf(where, propose())).toBe('RECUSAL.PENDING');
    await run(where, order('procurator1', false), step('intake', 'serve-recusal-rejection', { person: personId('procurator1'), servedOn: TODAY }));
    return where;
  };
  const ask = (askedOn: string): Step => step('intake', 'register-recusal-reconsideration', { person: personId('procurator1'), askedOn, reasons: '不服驳回决定' });
  const answer = (granted: boolean): Step => step('chief', 'answer-recusal-reconsideration', { person: personId('procurator1'), granted, reasons: '复议理由' });

  it('is rejected, reconsidered in time and then ordered', async () => {
    const where = await rejected();
    expect(await codeOf(where, propose())).toBe('ok');
    moveDays(5);
    await run(where, ask('2026-11-28'));
    const clocks = await get<{ clock: string; phase: string; rule: string; due: string }[]>('intake', where, '/deadlines');
    expect(clocks.filter(({ clock: name }) => name.startsWith('recusal')).map(({ clock: name, phase, rule, due }) => [name, phase, rule, due]).sort()).toEqual([
      ['recusalAnswer', 'running', 'crim.recusal.decide', '2026-12-01'], ['recusalDecision', 'satisfied', 'crim.recusal.request', null], ['recusalReconsideration', 'satisfied', 'crim.recusal.apply', '2026-11-30'],
    ]);
    expect(await inbox('chief', where)).toEqual([`reconsideration#${personId('procurator1')} answer`]);
    expect(await codeOf(where, step('deputy', 'answer-recusal-reconsideration', answer(true).payload))).toBe('AUTHORITY.REFER');
    await run(where, answer(true));
    expect((await read(where)).recusals).toMatchObject([{ state: 'ordered', applicant: 'party', earlier: [{ act: 'record-findings' }, { act: 'outcome.propose' }] }]);
    expect([await inbox('procurator1', where), await codeOf(where, answer(false))]).toEqual([[], 'RECUSAL.RECONSIDERATION_NOT_ASKED']);
  });

  it('is not reconsidered when asked too late, and not twice', async () => {
    const late = await rejected();
    moveDays(9);
    // The fifth day is a Saturday, so Monday the 30th is the last.
    expect([await codeOf(late, ask('2026-12-01')), await codeOf(late, ask('2026-12-02'))]).toEqual(['RECUSAL.RECONSIDERATION_LATE', 'RECUSAL.RECONSIDERATION_LATE']);
    await run(late, ask('2026-11-30'), answer(false));
    expect([await codeOf(late, ask('2026-11-30')), (await read(late)).recusals[0]?.state]).toEqual(['RECUSAL.RECONSIDERATION_USED', 'rejected']);
  });
});

describe('what a recused head of department had done', () => {
  it('keeps a decision from being issued while it waits, and cannot carry it once it has fallen', async () => {
    const where = await openAndWalk(host.as, [...untilChief(TODAY), approve()]);
    const [reviewed] = await entriesOf(where, 'outcome.review') as [number];
    await run(where, request('head1'), order('head1'));
    expect(await codeOf(where, issue())).toBe('RECUSAL.ENTRIES_WAITING');
    await run(where, judge('head1', { fall: [reviewed] }));
    expect(await statesOf(where)).toContain('stage.reviewing.examining');
    expect([await codeOf(where, issue()), await codeOf(where, approve())]).toEqual(['CASE.STATE_FORBIDS_ACT', 'CASE.STATE_FORBIDS_ACT']);
    const decisions = await get<{ validity: unknown; record: { reviews: { seq: number }[] } }[]>('intake', where, '/decisions');
    expect(decisions).toMatchObject([{ validity: null, record: { reviews: [{ seq: reviewed }] } }]);
  });

  it('goes back to the handler when nobody has decided yet', async () => {
    const where = await openAndWalk(host.as, untilChief(TODAY));
    const [reviewed] = await entriesOf(where, 'outcome.review') as [number];
    await run(where, order('head1'), judge('head1', { fall: [reviewed] }));
    expect(await statesOf(where)).toContain('stage.reviewing.outcome.drafted');
    expect([await codeOf(where, approve()), await codeOf(where, review())]).toEqual(['CASE.STATE_FORBIDS_ACT', 'CASE.STATE_FORBIDS_ACT']);
  });
});

describe('of the chief', () => {
  const vote = (by: string, decision: string, option: string): Step => step(by, `${decision}.vote`, { option, reasons: '意见与理由' });
  const present = (...logins: readonly string[]) => ({ present: logins.map(personId) });
  const MEMBERS = ['deputy', 'deputy2', 'head2', 'head3'] as const;
  const decided = (decision: string, option: string): readonly Step[] => [
    step('deputy', `${decision}.open-meeting`, present(...MEMBERS)), ...MEMBERS.slice(1).map((member) => vote(member, decision, option)), vote('deputy', decision, option),
    step('deputy', `${decision}.conclude`, { reasons: '讨论决定' }), step('deputy', `${decision}.issue`, { documentNumber: '云岭检回〔2026〕1号' }),
  ];
  const bring = (option: string): Step => step('deputy', 'chiefRecusal.propose', { option, person: personId('chief'), grounds: '当事人申请检察长回避' });

  it('is decided by the committee without the chief, and so is what the chief had done', async () => {
    const where = await openAndWalk(host.as, [accept(TODAY), assign(), raise(), findings(), propose(), sendUp(), review(), approve()]);
    const [approved] = await entriesOf(where, 'outcome.approve') as [number];
    await run(where, request('chief'));
    expect(await inbox('deputy', where)).toEqual([`recusal#${personId('chief')} decide`]);
    expect([await codeOf(where, { ...order('chief'), by: 'deputy' }), await codeOf(where, order('chief'))]).toEqual(['AUTHORITY.REFER', 'RECUSAL.PENDING']);
    await run(where, bring('order'));
    expect(await codeOf(where, step('deputy', 'chiefRecusal.open-meeting', present('chief', ...MEMBERS)))).toBe('COMMITTEE.CONCERNED_PRESENT');
    expect(await codeOf(where, step('deputy', 'chiefRecusal.open-meeting', present('deputy', 'deputy2', 'head2')))).toBe('COMMITTEE.NO_QUORUM');
    await run(where, step('deputy', 'chiefRecusal.open-meeting', present(...MEMBERS)));
    expect(await codeOf(where, vote('chief', 'chiefRecusal', 'reject'))).toBe('RECUSAL.PENDING');
    expect([await inbox('head2', where), await inbox('chief', where)]).toEqual([[`recusal.chiefRecusal.committee#${personId('head2')} vote`], []]);
    await run(where, vote('deputy2', 'chiefRecusal', 'order'), vote('head2', 'chiefRecusal', 'order'), vote('head3', 'chiefRecusal', 'order'), vote('deputy', 'chiefRecusal', 'order'),
      step('deputy', 'chiefRecusal.conclude', { reasons: '讨论决定' }));
    const [, record] = await get<{ record: { level: string; votes: { person: string; option: string }[]; power: string } }[]>('intake', where, '/decisions');
    expect(record?.record).toMatchObject({ level: 'committee', power: 'general.recusal.chief' });
    expect(record?.record.votes.map(({ person, option }) => [person, option])).toEqual(['deputy2', 'head2', 'head3', 'deputy'].map((login) => [personId(login), 'order']));
    await run(where, step('deputy', 'chiefRecusal.issue'));

    expect([await codeOf(where, step('chief', 'add-note', { text: '无' })), await codeOf(where, issue())]).toEqual(['RECUSAL.IN_FORCE', 'RECUSAL.ENTRIES_WAITING']);
    expect(await inbox('deputy', where)).toEqual([`earlier#${personId('chief')} decide`]);
    expect(await codeOf(where, judge('chief', { fall: [approved] }, 'deputy'))).toBe('AUTHORITY.REFER');
    await run(where, step('deputy', 'chiefActs.propose', { option: 'fall', person: personId('chief'), entries: [String(approved)], grounds: '检察长应当回避而作出决定' }), ...decided('chiefActs', 'fall'));
    expect(await statesOf(where)).toEqual(expect.arrayContaining(['stage.reviewing.examining', 'recusal.idle']));
    expect((await read(where)).recusals[0]?.earlier).toMatchObject([{ seq: approved, validity: 'falls', consequence: 'question-reopened' }]);
    expect((await get<{ validity: { validity: string } | null }[]>('intake', where, '/decisions'))[0]?.validity).toMatchObject({ validity: 'falls' });
  });

  it('is not the committee’s for anybody else', async () => {
    const where = await openAndWalk(host.as, [accept(TODAY), assign()]);
    expect(await codeOf(where, step('deputy', 'chiefRecusal.propose', { option: 'order', person: personId('procurator1'), grounds: '无' }))).toBe('RECUSAL.NOT_FOR_COMMITTEE');
  });
});
