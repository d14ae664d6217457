// The committee at its limits: exactly half, members who may not write, what the power list does not give to the committee, and who may be
// asked to sign or be given a copy. The ordinary session is in `meeting.unit.spec.ts`.
import { expectOk, type PersonId } from '@quanze/kernel';
import { attempt, caseUnderReview, codeOf, outcomeOf, person, REASONS, run, staff, T0, worldOf } from '../fixtures.contract.js';
import type { CaseSnapshot, PersonFacts } from '../index.js';
import type { CompiledDecision } from '../compile/compiled.js';
import { mayBeAsked } from './invite.js';
import { majorityOf } from './meeting.js';
import type { OpenContext } from './flow-context.js';
import type { Meeting, OpenDecision } from './open-decision.js';
import { on, storyOf } from './panel-story.contract.js';

const [first, second, third] = staff.members as unknown as readonly [PersonFacts, PersonFacts, PersonFacts];
const ids = (...people: readonly PersonFacts[]): readonly PersonId[] => people.map((one) => one.person);

function withCommittee(): CaseSnapshot {
  let now = run(caseUnderReview(), staff.handler, 'outcome.propose', { option: 'minor' });
  now = run(run(now, staff.handler, 'outcome.send-up', { escalationReason: '疑难' }), staff.head, 'outcome.review', { opinion: 'agree' });
  return run(now, staff.chief, 'outcome.refer');
}

it('half of all members is no majority', () => {
  const members = ids(staff.chief, first, second, third);
  const meeting = { seq: 1, chair: staff.chief.person, members, present: members, steppedAside: [], votes: [] } as unknown as Meeting;
  const of = (...options: readonly string[]) => majorityOf({ ...meeting, votes: options.map((option, index) => ({ person: members[index] as PersonId, option, seq: index })) }, 0.5);
  expect([of('a', 'a'), of('a', 'a', 'b', 'b'), of('a', 'a', 'a')]).toEqual([null, null, 'a']);
});

it('nobody writes an opinion who stepped aside or is no member', () => {
  const open = run(withCommittee(), staff.chief, 'outcome.open-meeting', { present: ids(staff.chief, first, second), stepAside: ids(third) });
  const votes = [[first, 'minor'], [second, 'prosecute'], [staff.chief, 'abstain']] as const;
  const voted = votes.reduce((now, [who, option]) => run(now, who, 'outcome.vote', { option }), open);
  const outsider = person('procurator', 'committee_member');
  const write = (who: PersonFacts): string => codeOf(attempt(voted, who, 'outcome.written-opinion', { option: 'minor' }));
  expect([write(third), write(outsider), write(staff.members[3] as PersonFacts)]).toEqual(['COMMITTEE.NOT_ABSENT', 'COMMITTEE.NOT_ABSENT', 'ok']);
});

it('a member attends while a request for recusal waits; who is ordered out does not', () => {
  const waiting = run(withCommittee(), staff.counter, 'recuse', { person: first.person });
  const session = (snapshot: CaseSnapshot): string => codeOf(attempt(snapshot, staff.chief, 'outcome.open-meeting', { present: ids(staff.chief, first, second) }));
  expect([session(waiting), session(run(waiting, staff.chief, 'orderRecusal', { person: first.person, granted: true }))]).toEqual(['ok', 'COMMITTEE.RECUSED_PRESENT']);
});

it('concludes nothing that the chief did not submit: the list refuses the committee, whatever was voted', () => {
  const open = run(withCommittee(), staff.chief, 'outcome.open-meeting', { present: ids(staff.chief, first, second) });
  const voted = ([first, second, staff.chief] as const).reduce((now, who) => run(now, who, 'outcome.vote', { option: 'minor' }), open);
  const { referral, ...unsubmitted } = voted.decisions['stage.outcome'] as OpenDecision;
  const conclude = (decision: OpenDecision): string => codeOf(attempt({ ...voted, decisions: { 'stage.outcome': decision } }, staff.chief, 'outcome.conclude', REASONS));
  expect([referral?.by.person, conclude({ ...unsubmitted, ...(referral === undefined ? {} : { referral }) }), conclude(unsubmitted)]).toEqual([staff.chief.person, 'ok', 'AUTHORITY.REFUSED']);
});

describe('who is asked to sign', () => {
  const story = storyOf(on('countersign'));
  const recused = (state: 'requested' | 'ordered' | 'rejected') => ({ ...story.reviewed, recusals: [{ person: staff.headElsewhere.person, state, requestedAt: T0 }] }) as CaseSnapshot;
  const ask = (snapshot: CaseSnapshot, more = {}) => story.code(snapshot, staff.head, 'ask', { signers: ids(staff.headElsewhere, staff.deputyElsewhere), ...more });

  it('may be somebody whose recusal was rejected, and nobody for whom it was asked or ordered', () => {
    expect([ask(recused('rejected')), ask(recused('requested')), ask(recused('ordered'))]).toEqual(['ok', 'FLOW.SIGNER_RECUSED', 'FLOW.SIGNER_RECUSED']);
  });

  it('is nobody whom the question is about', () => {
    const open = { proposal: { by: { person: staff.handler.person }, values: { concerned: staff.headElsewhere.person } }, earlier: [], reviews: [], consents: [] };
    const context = (aboutPerson: readonly string[]): OpenContext => ({
      snapshot: story.reviewed, world: worldOf(staff.head), open, decision: { aboutPerson, about: aboutPerson, flow: { conflicts: [] } } as unknown as CompiledDecision,
    }) as unknown as OpenContext;
    const asked = (aboutPerson: readonly string[]) => mayBeAsked(context(aboutPerson), staff.headElsewhere.person, { roles: ['dept_head'] } as never);
    expect(asked(['concerned'])).toMatchObject({ ok: false, refusal: { code: 'FLOW.SIGNER_CONCERNED' } });
    expect(expectOk(asked([]), 'asked')).toBe('dept_head');
  });

  it('is among those named when somebody presides', () => {
    const majority = storyOf(on('majority'));
    const named = (chair: PersonFacts): string => majority.code(majority.reviewed, staff.head, 'ask', { signers: ids(staff.headElsewhere, staff.deputyElsewhere), chair: chair.person });
    expect([named(staff.headElsewhere), named(staff.deputy)]).toEqual(['ok', 'PANEL.NO_CHAIR']);
  });
});

it('a copy goes to nobody who is barred from the case, and to somebody whose recusal was rejected', () => {
  const story = storyOf(on('countersign'));
  const copy = (more: object): string => story.code({ ...story.reviewed, ...more } as CaseSnapshot, staff.handler, 'copy', { people: [staff.other.person] });
  expect([
    copy({ bars: [{ person: staff.other.person, reason: 'earlier' }] }), copy({ recusals: [{ person: staff.other.person, state: 'rejected', requestedAt: T0 }] }), copy({ recusals: [{ person: staff.members[0]?.person, state: 'ordered', requestedAt: T0 }] }),
  ]).toEqual(['FLOW.COPY_NOT_POSSIBLE', 'ok', 'ok']);
});

it('the same question of another option is decided as before', () => {
  expect(outcomeOf(run(caseUnderReview(), staff.handler, 'outcome.propose', { option: 'prosecute' }), staff.handler, 'outcome.decide', REASONS).record).toMatchObject({ level: 'procurator', relation: 'same' });
});
