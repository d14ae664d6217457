// The people of a case and what was said to them, at the limits: periods that touch, requests that were rejected, instructions confirmed in
// another capacity, entries of somebody who was never ordered out, files and documents brought by who may.
import { expectOk, type Instant, type LocalDate, type PersonId } from '@quanze/kernel';
import { caseUnderReview, codeOf, path, person, staff, SUPERIOR, T0, withDelegation, worldOf } from '../fixtures.contract.js';
import { judgeEarlierActs } from './earlier-acts.js';
import { confirmOral, logOral } from './instructions.js';
import { mayBringFile, recordCorrection } from './issued-document.js';
import { caseBarsOf } from './selection.js';
import type { CaseSnapshot, Recusal } from './snapshot.js';
import { assignHandler, endSubstitution, joinTeam, leaveTeam, substituteHandler } from './team.js';

const { handler, other, head, chief, deputyElsewhere, counter, assistant } = staff;
const START = caseUnderReview();
const at = (day: string): string => `2026-03-${day}T01:00:00.000Z`;
const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }): string => (result.ok ? 'ok' : (result.refusal?.code ?? ''));
const recusal = (who: { readonly person: PersonId }, state: Recusal['state'], more: Partial<Recusal> = {}): Recusal => ({ person: who.person, state, requestedAt: T0 as Instant, ...more });

describe('the team', () => {
  it('takes somebody whose recusal was rejected, and nobody for whom it was asked or ordered', () => {
    const given = (state: Recusal['state']) => code(assignHandler({ ...START, team: [], recusals: [recusal(other, state)] }, other.person, other, {}, worldOf(counter)));
    expect([given('rejected'), given('requested'), given('ordered')]).toEqual(['ok', 'TEAM.BARRED', 'TEAM.BARRED']);
    expect(code(assignHandler({ ...START, team: [], bars: [{ person: head.person, reason: 'x' }] }, other.person, other, {}, worldOf(counter)))).toBe('ok');
  });

  const standIn = (team: CaseSnapshot['team'], from: string, until: string, now = at('10')) =>
    substituteHandler({ ...START, team }, other.person, other, { from: `2026-03-${from}` as LocalDate, until: `2026-03-${until}` as LocalDate, alone: false }, worldOf(counter, now));
  const team = (from: string, until: string, now?: string) => expectOk(standIn(START.team, from, until, now), 'substitution').team;

  it('has a substitute from now on when the day has begun, never from before', () => {
    expect(team('10', '12').at(-1)).toMatchObject({ person: other.person, standsInFor: handler.person, from: at('10') });
    expect(team('11', '12').at(-1)?.from).toBe('2026-03-10T16:00:00.000Z');
  });

  it('has one substitute at a time: periods that touch are two, those that overlap are none', () => {
    const first = team('15', '17');
    expect([standIn(first, '18', '19'), standIn(first, '11', '14'), standIn(first, '17', '19'), standIn(first, '11', '15'), standIn(first, '16', '16')].map(code))
      .toEqual(['ok', 'ok', 'TEAM.SUBSTITUTE_IN_PLACE', 'TEAM.SUBSTITUTE_IN_PLACE', 'TEAM.SUBSTITUTE_IN_PLACE']);
  });

  it('ends a substitution of that person, and only one that is left', () => {
    const substituted = { team: team('10', '12') };
    expect(code(endSubstitution(substituted, head.person, at('11') as Instant))).toBe('TEAM.NOT_A_SUBSTITUTE');
    expect(code(endSubstitution(substituted, other.person, at('13') as Instant))).toBe('TEAM.NOT_A_SUBSTITUTE');
    const ended = expectOk(endSubstitution(substituted, other.person, at('11') as Instant), 'ended').team;
    expect([ended.at(-1)?.until, ended[0]]).toEqual([at('11'), START.team[0]]);
  });

  it('keeps periods that are over as they were', () => {
    const joined = (before: CaseSnapshot['team'], day: string) => expectOk(joinTeam({ ...START, team: before }, assistant.person, assistant, 'assistant', worldOf(counter, at(day))), 'joined').team;
    const left = (before: CaseSnapshot['team'], day: string) => expectOk(leaveTeam({ team: before }, assistant.person, at(day) as Instant), 'left').team;
    const twice = left(joined(left(joined(START.team, '03'), '05'), '07'), '09');
    expect(twice.filter((member) => member.person === assistant.person).map(({ from, until }) => [from, until])).toEqual([[at('03'), at('05')], [at('07'), at('09')]]);
  });
});

it('bars of others are not the own', () => {
  const barred: CaseSnapshot = { ...START, recusals: [recusal(head, 'ordered'), recusal(chief, 'requested')], bars: [{ person: assistant.person, reason: 'x' }] };
  expect([caseBarsOf(path, barred, other, { at: T0 as Instant }), caseBarsOf(path, barred, head, { at: T0 as Instant }), caseBarsOf(path, barred, chief, { at: T0 as Instant })]).toEqual([[], ['recused'], ['recusal-pending']]);
});

describe('a word of mouth', () => {
  const giver = person('chief', ['chief', { office: SUPERIOR }]);
  const logged = (level: 'office' | 'superior') => ({ ...START, instructions: [{ number: 1, form: 'oral', level, role: 'chief', from: giver.person, givenOn: '2026-03-02', recordedAt: T0, phase: 'logged' }] }) as unknown as CaseSnapshot;

  it('is confirmed at the level at which it was given, by who gave it', () => {
    const confirm = (level: 'office' | 'superior', who = giver) => code(confirmOral(logged('superior'), 1, { level, document: '1号' }, worldOf(who)));
    expect([confirm('superior'), confirm('office'), confirm('superior', chief)]).toEqual(['ok', 'INSTRUCTION.NOT_YOURS', 'INSTRUCTION.NOT_YOURS']);
  });

  it('of a procurator or of a deputy for other departments does not come from the leaders, whoever delegated what to a procurator', () => {
    const levelOf = (who: typeof giver): string | undefined => {
      const named = new Map([[who.person, who]]);
      const said = { from: who.person, outside: false, givenOn: '2026-03-02' as LocalDate, question: undefined, objected: false };
      return expectOk(logOral(START, said, worldOf(handler, T0, { named }), path), 'logged').instructions?.[0]?.level;
    };
    expect([withDelegation(other), deputyElsewhere, withDelegation(deputyElsewhere), staff.deputy, chief].map(levelOf)).toEqual(['other', 'other', 'office', 'office', 'office']);
  });
});

describe('entries of a recused person', () => {
  const earlier = [{ seq: 3, act: 'note', at: T0 as Instant, validity: 'waiting' }] as unknown as NonNullable<Recusal['earlier']>;
  const judged = (recusals: readonly Recusal[]) => judgeEarlierActs({ ...START, recusals }, other.person, ['3'], [], { path, seq: 9 });

  it('are judged only when the recusal was ordered', () => {
    expect([judged([recusal(other, 'requested', { earlier })]), judged([recusal(other, 'ordered', { earlier })])].map(code)).toEqual(['RECUSAL.NOT_ORDERED', 'ok']);
  });

  it('of one person are judged without those of another', () => {
    const after = expectOk(judged([recusal(head, 'ordered', { earlier }), recusal(other, 'ordered', { earlier })]), 'judged').recusals;
    expect(after.map((each) => each.earlier?.[0]?.validity)).toEqual(['waiting', 'stands']);
  });
});

it('a file is brought by whoever has standing in the case, and by nobody who is barred from it', () => {
  const may = (who: typeof handler, more: Partial<CaseSnapshot> = {}) => code(mayBringFile(path, { ...START, ...more }, worldOf(who)));
  expect([may(handler), may(counter), may(head), may(other), may(handler, { recusals: [recusal(handler, 'ordered')] })]).toEqual(['ok', 'ok', 'ok', 'AUTHORITY.NOT_YOUR_ROLE', 'RECUSAL.IN_FORCE']);
});

it('a correction is made on the version it names', () => {
  const correct = (expectedVersion?: number) => codeOf(recordCorrection(path, START, expectedVersion === undefined ? {} : { expectedVersion }, { document: 'd' } as never, worldOf(handler)));
  expect([correct(), correct(START.version), correct(START.version - 1)]).toEqual(['ok', 'ok', 'CASE.VERSION_CONFLICT']);
});
