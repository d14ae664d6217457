// Who stands in for a handler: from when to when, with which rights, and that it ends by the clock, by an act, or with the handler. Through
// the gate, so that rights are seen and not periods. What is not here: the other changes of a team (`effects.unit.spec.ts`).
import { codeOf, attempt, caseUnderReview, outcomeOf, pathWith, run, staff, worldOf } from '../fixtures.contract.js';
import { applyEffect } from './effects.js';
import { actingAt, carriersOf, handlerAt, teamAt, type CaseSnapshot } from './snapshot.js';
import { endSubstitution, leaveTeam, removeFromTeam } from './team.js';
import { tasksOf } from './tasks.js';

const l = (zh: string) => ({ zh, en: zh });
const person = { type: 'person', required: true, label: l('人员') };
const on = pathWith({
  'acts/standIn': {
    label: l('代办'), from: ['*'], by: ['chief', 'deputy_chief'], capacity: 'supervise', matter: 'general.case.assign', effect: { kind: 'substitute-handler', person: 'payload.person', from: 'payload.from', until: 'payload.until', alone: 'payload.alone' },
    fields: { person, from: { type: 'date', required: true, label: l('起') }, until: { type: 'date', required: true, label: l('止') }, alone: { type: 'boolean', label: l('单独') } },
  },
  'acts/endStandIn': { label: l('结束代办'), from: ['*'], by: ['chief'], capacity: 'supervise', matter: 'general.case.assign', effect: { kind: 'end-substitution', person: 'payload.person' }, fields: { person } },
});
const START = caseUnderReview();
const during = '2026-03-05T01:00:00.000Z';
const last = '2026-03-06T15:59:59.999Z';
const over = '2026-03-06T16:00:00.000Z';
const appoint = (payload: object = {}, at = '2026-03-03T01:00:00.000Z', snapshot: CaseSnapshot = START) =>
  attempt(snapshot, staff.chief, 'standIn', { person: staff.other.person, from: '2026-03-05', until: '2026-03-06', ...payload }, { on, at });
const appointed = (payload: object = {}, at = '2026-03-03T01:00:00.000Z', snapshot = START): CaseSnapshot => {
  const result = appoint(payload, at, snapshot);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.snapshot;
};
const classifies = (snapshot: CaseSnapshot, who: typeof staff.other, at: string) => codeOf(attempt(snapshot, who, 'classify', { complexity: 'ordinary' }, { on, at }));

describe('a substitution', () => {
  it('gives the rights of the handler from the first day to the last, and the clock takes them back', () => {
    const snapshot = appointed();
    const rights = ['2026-03-04T15:59:59.999Z', '2026-03-04T16:00:00.000Z', during, last, over].map((at) => [classifies(snapshot, staff.other, at), classifies(snapshot, staff.handler, at)]);
    const { entry } = outcomeOf(snapshot, staff.other, 'classify', { complexity: 'ordinary' }, { on, at: during });
    expect(entry.actor).toMatchObject({ person: staff.other.person, role: 'handler', standsInFor: staff.handler.person });
    expect(outcomeOf(snapshot, staff.handler, 'classify', { complexity: 'ordinary' }, { on, at: during }).entry.actor).not.toHaveProperty('standsInFor');
    expect(rights).toEqual([['AUTHORITY.NOT_YOUR_ROLE', 'ok'], ['ok', 'ok'], ['ok', 'ok'], ['ok', 'ok'], ['AUTHORITY.NOT_YOUR_ROLE', 'ok']]);
  });

  it('begins at once when its first day has begun', () => {
    const snapshot = appointed({ from: '2026-03-01' });
    expect(snapshot.team.at(-1)).toEqual({ person: staff.other.person, role: 'handler', from: '2026-03-03T01:00:00.000Z', until: over, standsInFor: staff.handler.person });
    expect(classifies(snapshot, staff.other, '2026-03-03T01:00:00.000Z')).toBe('ok');
  });

  it('takes the case out of the hands of the handler for its time when it says so', () => {
    const snapshot = appointed({ alone: true });
    expect([classifies(snapshot, staff.handler, during), classifies(snapshot, staff.handler, over)]).toEqual(['AUTHORITY.NOT_YOUR_ROLE', 'ok']);
    expect(actingAt(snapshot, during as never).map((member) => member.person)).toEqual([staff.other.person]);
    expect(teamAt(snapshot, during as never)).toHaveLength(2);
  });

  it('leaves the handler the handler, also of the tasks', () => {
    const snapshot = appointed({ alone: true });
    expect(handlerAt(snapshot, during as never)?.person).toBe(staff.handler.person);
    const asked = run(snapshot, staff.other, 'outcome.propose', { option: 'prosecute' }, { on, at: during });
    expect(tasksOf(on, asked, during as never).map(({ role, person: who }) => [role, who])).toEqual([['handler', staff.handler.person]]);
    expect(carriersOf(snapshot, '2026-03-04T00:00:00.000Z' as never)).toEqual([staff.handler.person]);
    expect(carriersOf(snapshot, during as never)).toEqual([staff.handler.person, staff.other.person]);
  });

  it('asks of a substitute what it asks of a handler', () => {
    const recused = run(START, staff.counter, 'recuse', { person: staff.other.person }, { on });
    expect(codeOf(appoint({}, undefined, recused))).toBe('TEAM.BARRED');
    expect(codeOf(appoint({}, undefined, { ...START, bars: [{ person: staff.other.person, reason: 'was-investigator' }] }))).toBe('TEAM.BARRED');
    expect([staff.assistant, staff.superior].map((who) => codeOf(appoint({ person: who.person })))).toEqual(['TEAM.NOT_QUALIFIED', 'TEAM.NOT_QUALIFIED']);
    expect(codeOf(appoint({ person: '00000000-0000-4000-8000-00000000ffff' }))).toBe('PERSON.UNKNOWN');
    expect(codeOf(appoint({ person: staff.handler.person }))).toBe('TEAM.ALREADY_MEMBER');
    expect(codeOf(appoint({}, undefined, { ...START, team: [] }))).toBe('TEAM.NO_HANDLER');
    expect(codeOf(attempt(START, staff.deputy, 'standIn', { person: staff.other.person, from: '2026-03-05', until: '2026-03-06' }, { on }))).toMatch(/^AUTHORITY\./);
  });

  it('has days that can be kept, and only one at a time', () => {
    expect(codeOf(appoint({ from: '2026-03-06', until: '2026-03-05' }))).toBe('TEAM.SUBSTITUTION_DATES');
    expect(codeOf(appoint({ from: '2026-03-01', until: '2026-03-02' }))).toBe('TEAM.SUBSTITUTION_DATES');
    expect(codeOf(appoint({ from: '2026-03-03', until: '2026-03-03' }))).toBe('ok');
    const once = appointed();
    expect(codeOf(appoint({ person: staff.head.person, from: '2026-03-06', until: '2026-03-09' }, undefined, once))).toBe('TEAM.SUBSTITUTE_IN_PLACE');
    expect(codeOf(appoint({ person: staff.head.person, from: '2026-03-07', until: '2026-03-09' }, undefined, once))).toBe('ok');
  });

  it('ends early by an act, and leaves nothing when it had not begun', () => {
    const end = (snapshot: CaseSnapshot, at: string) => attempt(snapshot, staff.chief, 'endStandIn', { person: staff.other.person }, { on, at });
    const ended = end(appointed(), during);
    expect(ended.ok && ended.value.snapshot.team.at(-1)).toMatchObject({ until: during });
    expect(ended.ok && classifies(ended.value.snapshot, staff.other, during)).toBe('AUTHORITY.NOT_YOUR_ROLE');
    const before = end(appointed(), '2026-03-03T02:00:00.000Z');
    expect(before.ok && before.value.snapshot.team).toEqual(START.team);
    expect([codeOf(end(START, during)), codeOf(end(appointed(), over))]).toEqual(['TEAM.NOT_A_SUBSTITUTE', 'TEAM.NOT_A_SUBSTITUTE']);
  });

  it('ends with the handler it was made for', () => {
    const replaced = run(appointed(), staff.counter, 'replace', { person: staff.head.person }, { on, at: during });
    expect(classifies(replaced, staff.other, '2026-03-05T02:00:00.000Z')).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect(replaced.team.map(({ person: who, until }) => [who, until])).toEqual([[staff.handler.person, during], [staff.other.person, during], [staff.head.person, undefined]]);
    expect(run(appointed(), staff.counter, 'replace', { person: staff.other.person }, { on, at: during }).team.at(-1)).toEqual({ person: staff.other.person, role: 'handler', from: during });
    expect(removeFromTeam(appointed().team, staff.handler.person, during as never).map(({ until }) => until)).toEqual([during, during]);
    expect(removeFromTeam(appointed().team, staff.other.person, during as never).map(({ until }) => until)).toEqual([undefined, during]);
  });

  it('is no membership: a member may stand in, and leaves the team without leaving it', () => {
    const joined: CaseSnapshot = { ...START, team: [...START.team, { person: staff.other.person, role: 'team_member', from: START.openedAt }] };
    const both = appointed({}, undefined, joined);
    const left = leaveTeam(both, staff.other.person, during as never);
    expect(left.ok && left.value.team.map(({ until }) => until)).toEqual([undefined, during, over]);
    expect(leaveTeam(appointed(), staff.other.person, during as never)).toMatchObject({ refusal: { code: 'TEAM.NOT_A_MEMBER' } });
    expect(endSubstitution({ team: joined.team }, staff.other.person, during as never)).toMatchObject({ refusal: { code: 'TEAM.NOT_A_SUBSTITUTE' } });
    const again = applyEffect({ kind: 'join-team', person: 'payload.person', role: 'team_member' }, appointed(), { person: staff.other.person }, worldOf(staff.counter, during));
    expect(again.ok).toBe(true);
  });
});

describe('four eyes', () => {
  const proposed = () => run(appointed({ person: staff.head.person }), staff.head, 'outcome.propose', { option: 'prosecute' }, { on, at: during });

  it('hold for a head who stood in: no review of the own proposal, during or after', () => {
    const sent = run(proposed(), staff.head, 'outcome.send-up', { escalationReason: '疑难' }, { on, at: during });
    const review = (at: string) => codeOf(attempt(sent, staff.head, 'outcome.review', { opinion: 'agree' }, { on, at }));
    expect([review(during), review(over)]).toEqual(['AUTHORITY.CONFLICTING_CAPACITY', 'AUTHORITY.CONFLICTING_CAPACITY']);
  });

  it('hold for a head who reviewed and stands in then', () => {
    const reviewed = run(run(run(START, staff.handler, 'outcome.propose', { option: 'prosecute' }, { on }), staff.handler, 'outcome.send-up', { escalationReason: '疑难' }, { on }), staff.head, 'outcome.review', { opinion: 'agree' }, { on });
    const back = run(reviewed, staff.chief, 'outcome.reconsider', {}, { on });
    const snapshot = appointed({ person: staff.head.person, from: '2026-03-03' }, undefined, back);
    expect(codeOf(attempt(snapshot, staff.head, 'outcome.propose', { option: 'prosecute' }, { on, at: during }))).toBe('AUTHORITY.CONFLICTING_CAPACITY');
    expect(codeOf(attempt(snapshot, staff.head, 'outcome.decide', {}, { on, at: during }))).not.toBe('ok');
  });
});
