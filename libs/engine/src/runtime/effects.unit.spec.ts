// The team of a case: who may be brought in, replaced, released; bars. The effects are called
// directly, so that each refusal is seen without the gate before it.
import type { JsonObject, PersonId } from '@quanze/kernel';
import { caseUnderReview, staff, worldOf } from '../fixtures.contract.js';
import { applyEffect } from './effects.js';
import type { CaseSnapshot } from './snapshot.js';

type Effect = Parameters<typeof applyEffect>[0];

const snapshot = caseUnderReview();
const person = 'payload.person';
const apply = (effect: Effect, payload: JsonObject, on: CaseSnapshot = snapshot) => applyEffect(effect, on, payload, worldOf(staff.counter, '2026-03-03T01:00:00.000Z'));
const codeOf = (result: ReturnType<typeof apply>) => (result.ok ? 'ok' : result.refusal.code);
const after = (effect: Effect, payload: JsonObject, on = snapshot): CaseSnapshot => {
  const result = apply(effect, payload, on);
  if (!result.ok) throw new Error(result.refusal.code);
  return { ...on, ...result.value };
};
const join = (role: string): Effect => ({ kind: 'join-team', person, role });
const named = (who: { person: PersonId }) => ({ person: who.person });

describe('the handler', () => {
  it('is assigned once, from procurators of this office', () => {
    const empty = { ...snapshot, team: [] };
    expect(after({ kind: 'assign-handler', person }, { ...named(staff.other), asLead: true }, empty).team).toEqual([{ person: staff.other.person, role: 'lead', from: '2026-03-03T01:00:00.000Z' }]);
    expect(codeOf(apply({ kind: 'assign-handler', person }, named(staff.other)))).toBe('TEAM.HANDLER_IN_PLACE');
    expect(codeOf(apply({ kind: 'assign-handler', person }, named(staff.assistant), empty))).toBe('TEAM.NOT_QUALIFIED');
    expect(codeOf(apply({ kind: 'assign-handler', person }, named(staff.superior), empty))).toBe('TEAM.NOT_QUALIFIED');
    expect(codeOf(apply({ kind: 'assign-handler', person }, { person: '00000000-0000-4000-8000-00000000ffff' }, empty))).toBe('PERSON.UNKNOWN');
    expect(codeOf(apply({ kind: 'assign-handler', person: 'not-a-field' }, named(staff.other), empty))).toBe('PERSON.UNKNOWN');
  });

  it('can be brought in by reassignment when a recusal left the case without one', () => {
    const alone = { ...snapshot, team: snapshot.team.map((member) => ({ ...member, until: member.from })) };
    expect(after({ kind: 'reassign-handler', person }, named(staff.other), alone).team.at(-1)).toMatchObject({ person: staff.other.person, role: 'handler' });
  });

  it('is replaced by somebody else, and stays in the team’s history', () => {
    const team = after({ kind: 'reassign-handler', person }, named(staff.other)).team;
    expect(team).toEqual([expect.objectContaining({ person: staff.handler.person, until: '2026-03-03T01:00:00.000Z' }), expect.objectContaining({ person: staff.other.person, role: 'handler' })]);
    expect(codeOf(apply({ kind: 'reassign-handler', person }, named(staff.handler)))).toBe('TEAM.ALREADY_MEMBER');
    expect(codeOf(apply({ kind: 'reassign-handler', person }, named(staff.admin)))).toBe('TEAM.NOT_QUALIFIED');
  });
});

describe('the team', () => {
  it('takes members in the role they qualify for, each once', () => {
    expect(after(join('payload.role'), { ...named(staff.assistant), role: 'assistant' }).team.at(-1)).toMatchObject({ role: 'assistant' });
    expect(after(join('whatever'), named(staff.other)).team.at(-1)).toMatchObject({ role: 'team_member' });
    expect(codeOf(apply(join('assistant'), named(staff.other)))).toBe('TEAM.NOT_QUALIFIED');
    expect(codeOf(apply(join('payload.role'), { ...named(staff.other), role: 'clerk' }))).toBe('TEAM.NOT_QUALIFIED');
    expect(codeOf(apply(join('team_member'), named(staff.handler)))).toBe('TEAM.ALREADY_MEMBER');
  });

  it('lets members go, but not its handler', () => {
    const joined = after(join('team_member'), named(staff.other));
    expect(after({ kind: 'leave-team', person }, named(staff.other), joined).team.at(-1)).toMatchObject({ until: '2026-03-03T01:00:00.000Z' });
    expect(codeOf(apply({ kind: 'leave-team', person }, named(staff.other)))).toBe('TEAM.NOT_A_MEMBER');
    expect(codeOf(apply({ kind: 'leave-team', person }, named(staff.handler)))).toBe('TEAM.HANDLER_IN_PLACE');
  });
});

describe('a bar', () => {
  it('is kept once per person and keeps the person out of the team', () => {
    const bar: Effect = { kind: 'bar-person', person, reason: 'was-investigator' };
    const barred = after(bar, named(staff.other), after(bar, named(staff.other)));
    expect(barred.bars).toEqual([{ person: staff.other.person, reason: 'was-investigator' }]);
    expect(codeOf(apply(join('team_member'), named(staff.other), barred))).toBe('TEAM.BARRED');
  });
});
