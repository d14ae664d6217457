// Tasks of the support staff through the acts of a path: given, delivered, accepted, returned, and whose desk they lie on. Not here: what
// follows for responsibility.
import type { Instant, JsonObject } from '@quanze/kernel';
import { attempt, caseUnderReview, codeOf, pathWith, person, run, staff } from '../fixtures.contract.js';
import type { CaseSnapshot } from './snapshot.js';
import { tasksOf } from './tasks.js';

const l = (zh: string) => ({ zh, en: zh });
const number = { type: 'integer', required: true, min: 1, label: l('序号') };
const text = { type: 'text', sensitive: true, label: l('内容') };
const on = pathWith({
  'acts/give': {
    label: l('交办'), from: ['*'], by: ['handler', 'team_member'], effect: { kind: 'assign-task', person: 'payload.person', task: 'payload.task', due: 'payload.due' },
    fields: { person: { type: 'person', required: true, label: l('人员') }, task: { type: 'enum', values: ['drafting', 'record'], required: true, label: l('事项') }, due: { type: 'date', label: l('期限') }, text },
  },
  'acts/deliver': { label: l('提交'), from: ['*'], by: ['assistant', 'clerk'], effect: { kind: 'deliver-task', number: 'payload.number', deviation: 'payload.deviation' }, fields: { number, result: text, deviation: text } },
  'acts/accept': { label: l('采用'), from: ['*'], by: ['handler', 'team_member'], effect: { kind: 'settle-task', number: 'payload.number', accepted: true }, fields: { number } },
  'acts/return': { label: l('退回'), from: ['*'], by: ['handler', 'team_member'], effect: { kind: 'settle-task', number: 'payload.number', accepted: false }, fields: { number } },
  'acts/join': { label: l('加入'), from: ['*'], by: ['case_mgmt'], effect: { kind: 'join-team', person: 'payload.person', role: 'payload.role' }, fields: { person: { type: 'person', required: true, label: l('人员') }, role: { type: 'enum', values: ['team_member', 'assistant', 'clerk'], required: true, label: l('身份') } } },
  'acts/leave': { label: l('退出'), from: ['*'], by: ['case_mgmt'], effect: { kind: 'leave-team', person: 'payload.person' }, fields: { person: { type: 'person', required: true, label: l('人员') } } },
});
const clerk = person('clerk');
const AT = '2026-03-03T01:00:00.000Z';
const LATER = '2026-03-04T01:00:00.000Z';
const named = new Map([...Object.values(staff).flat(), clerk].map((facts) => [facts.person, facts]));
const join = (snapshot: CaseSnapshot, who: typeof clerk, role: string, at?: string) => run(snapshot, staff.counter, 'join', { person: who.person, role }, { on, world: { named }, ...(at === undefined ? {} : { at }) });
const START = join(join(join(caseUnderReview(), staff.assistant, 'assistant'), clerk, 'clerk'), staff.other, 'team_member');
const giving = (more: JsonObject = {}) => ({ person: staff.assistant.person, task: 'drafting', text: '起草审查报告', ...more });
const given = run(START, staff.handler, 'give', giving({ due: '2026-03-05' }), { on, at: AT });
const delivered = run(given, staff.assistant, 'deliver', { number: 1, result: '报告初稿' }, { on, at: AT });
const desk = (snapshot: CaseSnapshot, at = LATER) => tasksOf(on, snapshot, at as Instant).filter(({ key }) => key.startsWith('task#')).map(({ key: _key, state: _state, ...task }) => task);
const refusal = (snapshot: CaseSnapshot, who: typeof clerk, act: string, payload: JsonObject, at = LATER) => codeOf(attempt(snapshot, who, act, payload, { on, at, world: { named } }));

describe('a task', () => {
  it('lies on the desk of whoever is to do it until the end of its last day', () => {
    expect(given.tasks).toEqual([{ number: 1, person: staff.assistant.person, task: 'drafting', by: staff.handler.person, givenAt: AT, dueOn: '2026-03-05', phase: 'given' }]);
    expect(desk(given)).toEqual([{ verb: 'deliver', role: 'assistant', person: staff.assistant.person, dueAt: '2026-03-05T16:00:00.000Z' }]);
    const second = run(given, staff.other, 'give', giving({ person: clerk.person, task: 'record' }), { on, at: AT, world: { named } });
    expect(second.tasks?.map((task) => task.number)).toEqual([1, 2]);
    expect(desk(second)[1]).toEqual({ verb: 'deliver', role: 'clerk', person: clerk.person });
  });

  it('is given by procurators of the case to support staff of the case, for days to come', () => {
    expect(refusal(START, staff.handler, 'give', giving({ person: staff.other.person }))).toBe('TASK.NOT_SUPPORT_STAFF');
    expect(refusal(caseUnderReview(), staff.handler, 'give', giving())).toBe('TASK.NOT_SUPPORT_STAFF');
    expect([refusal(START, staff.handler, 'give', giving({ due: '2026-03-03' })), refusal(START, staff.handler, 'give', giving({ due: '2026-03-04' }))]).toEqual(['TASK.DUE_PAST', 'ok']);
    expect([staff.assistant, clerk, staff.head, staff.chief, staff.counter].map((who) => refusal(START, who, 'give', giving()))).toEqual(Array(5).fill('AUTHORITY.NOT_YOUR_ROLE'));
  });

  it('is delivered by that person only, and once', () => {
    expect(delivered.tasks?.[0]).toMatchObject({ phase: 'delivered', deliveredAt: AT });
    expect(delivered.tasks?.[0]).not.toHaveProperty('deviated');
    expect([refusal(given, clerk, 'deliver', { number: 1 }), refusal(given, staff.assistant, 'deliver', { number: 2 }), refusal(delivered, staff.assistant, 'deliver', { number: 1 })])
      .toEqual(['TASK.NOT_YOURS', 'TASK.UNKNOWN', 'TASK.NOT_OPEN']);
  });

  it('remembers that the direction was left, until it is delivered without that', () => {
    const left = run(given, staff.assistant, 'deliver', { number: 1, deviation: '未逐份核对' }, { on, at: AT });
    expect(left.tasks?.[0]?.deviated).toBe(true);
    expect(run(given, staff.assistant, 'deliver', { number: 1, deviation: '  ' }, { on, at: AT }).tasks?.[0]?.deviated).toBeUndefined();
    const again = run(run(left, staff.handler, 'return', { number: 1 }, { on, at: AT }), staff.assistant, 'deliver', { number: 1 }, { on, at: LATER });
    expect(again.tasks?.[0]).toEqual({ number: 1, person: staff.assistant.person, task: 'drafting', by: staff.handler.person, givenAt: AT, dueOn: '2026-03-05', phase: 'delivered', deliveredAt: LATER, returned: 1 });
  });

  it('is accepted or given back by who directed it, or by the handler', () => {
    expect(desk(delivered)).toEqual([{ verb: 'accept', role: 'handler', person: staff.handler.person }]);
    expect(run(delivered, staff.handler, 'accept', { number: 1 }, { on, at: AT }).tasks?.[0]?.phase).toBe('accepted');
    expect(desk(run(delivered, staff.handler, 'accept', { number: 1 }, { on, at: AT }))).toEqual([]);
    expect([refusal(delivered, staff.other, 'accept', { number: 1 }), refusal(delivered, staff.other, 'return', { number: 1 })]).toEqual(['TASK.NOT_YOURS', 'TASK.NOT_YOURS']);
    expect([refusal(given, staff.handler, 'accept', { number: 1 }), refusal(given, staff.handler, 'return', { number: 9 })]).toEqual(['TASK.NOT_OPEN', 'TASK.UNKNOWN']);
    const ofMember = run(run(START, staff.other, 'give', giving(), { on, at: AT }), staff.assistant, 'deliver', { number: 1 }, { on, at: AT });
    expect(desk(ofMember)).toEqual([{ verb: 'accept', role: 'team_member', person: staff.other.person }]);
    expect([refusal(ofMember, staff.other, 'accept', { number: 1 }), refusal(ofMember, staff.handler, 'accept', { number: 1 })]).toEqual(['ok', 'ok']);
    const gone = run(ofMember, staff.counter, 'leave', { person: staff.other.person }, { on, at: AT });
    expect(desk(gone)).toEqual([{ verb: 'accept', role: 'handler', person: staff.handler.person }]);
    expect(desk({ ...gone, team: [] })).toEqual([{ verb: 'accept', role: 'handler' }]);
  });

  it('ends when its person leaves the team, and does not come back with another membership', () => {
    const left = run(given, staff.counter, 'leave', { person: staff.assistant.person }, { on, at: AT });
    expect(desk(left)).toEqual([]);
    expect(refusal(left, staff.assistant, 'deliver', { number: 1 })).toBe('AUTHORITY.NOT_YOUR_ROLE');
    const back = join(left, staff.assistant, 'assistant', LATER);
    expect([desk(back), refusal(back, staff.assistant, 'deliver', { number: 1 })]).toEqual([[], 'TASK.NOT_OPEN']);
  });
});
