// The committee: quorum and majority of all members, the chair last, members stepping aside, written opinions, dissent. The whole
// committee of the fixture has five members, so three must be present and three must agree.
import { expectOk } from '@quanze/kernel';
import { compileRelease, decide, type PersonFacts } from '../index.js';
import { attempt, caseUnderReview, codeOf, flow, outcomeOf, path, pathDocument, pathWith, REASONS, releaseOf, run, staff, T0, withDelegation, worldOf } from '../fixtures.contract.js';
import { majorityOf } from './meeting.js';

const [first, second, third, fourth] = staff.members as unknown as readonly [PersonFacts, PersonFacts, PersonFacts, PersonFacts];
const idsOf = (...people: readonly PersonFacts[]) => people.map((p) => p.person);
const ALL = idsOf(staff.chief, ...staff.members);

function withCommittee(facts: Record<string, string> = {}) {
  let snapshot = run(caseUnderReview(facts), staff.handler, 'outcome.propose', { option: 'minor' });
  snapshot = run(run(snapshot, staff.handler, 'outcome.send-up'), staff.head, 'outcome.review', { opinion: 'agree' });
  return run(snapshot, staff.chief, 'outcome.refer');
}
const inSession = (present: readonly string[] = idsOf(staff.chief, first, second), more = {}) => run(withCommittee(), staff.chief, 'outcome.open-meeting', { present, ...more });
const voted = (votes: readonly (readonly [PersonFacts, string])[], from = inSession()) => votes.reduce((snapshot, [who, option]) => run(snapshot, who, 'outcome.vote', { option }), from);
const conclude = (snapshot: ReturnType<typeof withCommittee>, who = staff.chief) => attempt(snapshot, who, 'outcome.conclude', REASONS);

describe('opening a session', () => {
  it('needs more than half of all members, counting the chair', () => {
    expect(codeOf(attempt(withCommittee(), staff.chief, 'outcome.open-meeting', { present: idsOf(staff.chief, first) }))).toBe('COMMITTEE.NO_QUORUM');
    expect(inSession(idsOf(first, second)).decisions['stage.outcome']?.meeting).toMatchObject({ present: idsOf(first, second, staff.chief), members: ALL, chair: staff.chief.person });
  });

  it('admits members only, and no member who stepped aside or is recused', () => {
    expect(codeOf(attempt(withCommittee(), staff.chief, 'outcome.open-meeting', { present: idsOf(staff.chief, first, staff.other) }))).toBe('COMMITTEE.NOT_A_MEMBER');
    expect(codeOf(attempt(withCommittee(), staff.deputy, 'outcome.open-meeting', { present: idsOf(first, second, third) }))).toBe('COMMITTEE.NOT_A_MEMBER');
    expect(codeOf(attempt(withCommittee(), staff.chief, 'outcome.open-meeting', { present: idsOf(staff.chief, first, second), stepAside: idsOf(staff.chief) }))).toBe('COMMITTEE.RECUSED_PRESENT');
    const aside = inSession(idsOf(staff.chief, first, second, third), { stepAside: idsOf(third) });
    expect(aside.decisions['stage.outcome']?.meeting?.present).toEqual(idsOf(staff.chief, first, second));
    const recused = run(withCommittee(), staff.chief, 'orderRecusal', { person: first.person, granted: true });
    expect(codeOf(attempt(recused, staff.chief, 'outcome.open-meeting', { present: idsOf(staff.chief, first, second) }))).toBe('COMMITTEE.RECUSED_PRESENT');
  });

  it('happens once', () => {
    expect(codeOf(attempt(inSession(), staff.chief, 'outcome.open-meeting', { present: ALL }))).toBe('COMMITTEE.ALREADY_IN_SESSION');
  });
});

describe('voting', () => {
  it('is for members who are present, each once, in a session', () => {
    expect(codeOf(attempt(withCommittee(), first, 'outcome.vote', { option: 'minor' }))).toBe('COMMITTEE.NOT_IN_SESSION');
    expect(codeOf(attempt(inSession(), third, 'outcome.vote', { option: 'minor' }))).toBe('COMMITTEE.NOT_PRESENT');
    expect(codeOf(attempt(voted([[first, 'minor']]), first, 'outcome.vote', { option: 'prosecute' }))).toBe('COMMITTEE.ALREADY_VOTED');
  });

  it('lets the chair speak last', () => {
    expect(attempt(inSession(), staff.chief, 'outcome.vote', { option: 'minor' })).toMatchObject({ ok: false, refusal: { code: 'COMMITTEE.CHAIR_SPEAKS_LAST', params: { waiting: 2 } } });
    expect(codeOf(attempt(voted([[first, 'minor'], [second, 'abstain']]), staff.chief, 'outcome.vote', { option: 'minor' }))).toBe('ok');
  });

  it('takes no option that is not open', () => {
    const compelled = { ...inSession(), facts: { ...inSession().facts, mustRelease: true } };
    expect(codeOf(attempt(compelled, first, 'outcome.vote', { option: 'minor' }))).toBe('DECISION.MUST_CHOOSE');
    expect(codeOf(attempt(compelled, first, 'outcome.vote', { option: 'abstain' }))).toBe('ok');
  });
});

describe('the result', () => {
  it('is established by the chair after every vote', () => {
    expect(codeOf(conclude(withCommittee()))).toBe('COMMITTEE.NOT_IN_SESSION');
    expect(codeOf(conclude(voted([[first, 'minor']])))).toBe('COMMITTEE.VOTES_MISSING');
    expect(codeOf(conclude(voted([[first, 'minor'], [second, 'minor'], [staff.chief, 'minor']]), staff.deputy))).toBe('COMMITTEE.NOT_CHAIR');
  });

  it('decides with the votes of more than half of all members, and names those who voted for it', () => {
    const outcome = outcomeOf(voted([[first, 'statutory'], [second, 'statutory'], [staff.chief, 'statutory']]), staff.chief, 'outcome.conclude', REASONS);
    expect(outcome.snapshot.states).toContain('stage.outcome.decided.byCommittee');
    expect(outcome.record).toMatchObject({ level: 'committee', outcome: 'statutory', relation: 'changed_all', members: ALL });
    expect(outcome.record?.deciders.map((d) => d.person)).toEqual(idsOf(first, second, staff.chief));
  });

  it('is not established for an option that has been closed since the votes', () => {
    const votes = voted([[first, 'minor'], [second, 'minor'], [staff.chief, 'minor']]);
    expect(codeOf(conclude(votes))).toBe('ok');
    expect(codeOf(conclude({ ...votes, facts: { ...votes.facts, interrogated: false } }))).toBe('DECISION.OPTION_NOT_OPEN');
  });

  it('asks absent members in writing before it is given up', () => {
    const tied = voted([[first, 'minor'], [second, 'minor'], [staff.chief, 'prosecute']]);
    expect(codeOf(conclude(tied))).toBe('COMMITTEE.WRITTEN_OPINIONS_MISSING');
    const heard = run(tied, third, 'outcome.written-opinion', { option: 'minor' });
    expect(heard.decisions['stage.outcome']?.meeting?.votes.at(-1)).toMatchObject({ person: third.person, written: true });
    expect(outcomeOf(heard, staff.chief, 'outcome.conclude', REASONS).record?.deciders).toHaveLength(3);
  });

  it('goes to the superior when everybody was heard and no option has its majority', () => {
    let tied = voted([[first, 'minor'], [second, 'prosecute'], [staff.chief, 'abstain']]);
    for (const member of [third, fourth]) tied = run(tied, member, 'outcome.written-opinion', { option: 'abstain' });
    const outcome = outcomeOf(tied, staff.chief, 'outcome.conclude', REASONS);
    expect(outcome.record).toBeNull();
    expect(outcome.snapshot.states).toContain('stage.outcome.superior');
    expect(outcomeOf(outcome.snapshot, staff.superior, 'outcome.superior-decide', { option: 'prosecute', ...REASONS }).snapshot.states).toContain('stage.outcome.decided.bySuperior');
  });

  it('takes a written opinion only from an absent member, after the votes of those present', () => {
    const all = voted([[first, 'minor'], [second, 'abstain'], [staff.chief, 'abstain']]);
    expect(codeOf(attempt(withCommittee(), third, 'outcome.written-opinion', { option: 'minor' }))).toBe('COMMITTEE.NOT_IN_SESSION');
    expect(codeOf(attempt(inSession(), third, 'outcome.written-opinion', { option: 'minor' }))).toBe('COMMITTEE.VOTES_MISSING');
    expect(codeOf(attempt(all, first, 'outcome.written-opinion', { option: 'minor' }))).toBe('COMMITTEE.NOT_ABSENT');
    expect(codeOf(attempt(run(all, third, 'outcome.written-opinion', { option: 'minor' }), third, 'outcome.written-opinion', { option: 'minor' }))).toBe('COMMITTEE.ALREADY_VOTED');
  });

  it('is refused by the power list when the committee may only propose, and goes up for consent', () => {
    const session = run(withCommittee({ origin: 'supervisory' }), staff.chief, 'outcome.open-meeting', { present: ALL });
    const votes = voted([[first, 'minor'], [second, 'minor'], [third, 'minor'], [fourth, 'abstain'], [staff.chief, 'abstain']], session);
    const outcome = outcomeOf(votes, staff.chief, 'outcome.conclude', REASONS);
    expect(outcome.record).toBeNull();
    expect(outcome.snapshot.states).toContain('stage.outcome.consent');
    expect(outcomeOf(outcome.snapshot, staff.superior, 'outcome.consent', REASONS).record).toMatchObject({ level: 'superior', outcome: 'minor' });
  });

  it('counts from the rules of the flow, and knows no majority of those present', () => {
    const meeting = { seq: 1, chair: staff.chief.person, members: idsOf(staff.chief, first, second, third, fourth), present: idsOf(first, second, third), steppedAside: [], votes: [{ person: first.person, option: 'a', seq: 1 }, { person: second.person, option: 'a', seq: 2 }] };
    expect(majorityOf(meeting, 0.5)).toBeNull();
    expect(majorityOf(meeting, 0.3)).toBe('a');
    expect(path.decisions.get('stage.outcome')?.flow.committee).toBeUndefined();
  });
});

describe('the chief’s dissent', () => {
  it('asks the superior, and only against a majority', () => {
    expect(codeOf(attempt(withCommittee(), staff.chief, 'outcome.dissent'))).toBe('COMMITTEE.NOT_IN_SESSION');
    expect(codeOf(attempt(voted([[first, 'minor']]), staff.chief, 'outcome.dissent'))).toBe('COMMITTEE.NO_MAJORITY');
    const majority = voted([[first, 'prosecute'], [second, 'prosecute'], [staff.chief, 'prosecute']]);
    expect(run(majority, staff.chief, 'outcome.dissent').states).toContain('stage.outcome.superior');
  });

  it('is open to the roles of the flow where the flow declares no power for it', () => {
    const { matter, ...bare } = flow.acts['dissent'] as NonNullable<(typeof flow.acts)[string]>;
    expect(matter).toBe('general.committee.escalate');
    const on = pathWith({}, { 'acts/dissent': { ...bare, by: ['deputy_chief'] } });
    const majority = voted([[first, 'prosecute'], [second, 'prosecute'], [staff.chief, 'prosecute']]);
    expect(run(majority, staff.deputy, 'outcome.dissent', {}, { on }).states).toContain('stage.outcome.superior');
    expect(codeOf(attempt(majority, staff.chief, 'outcome.dissent', {}, { on }))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });

  it('is the chief’s alone, whoever the flow names', () => {
    const dissent = { ...(flow.acts['dissent'] as NonNullable<(typeof flow.acts)[string]>), by: ['chief', 'deputy_chief'] as const };
    const wide = expectOk(compileRelease(releaseOf(pathDocument, [{ ...flow, acts: { ...flow.acts, dissent } }])), 'wide');
    const majority = voted([[first, 'prosecute'], [second, 'prosecute'], [staff.chief, 'prosecute']]);
    expect(decide(wide, majority, { act: 'outcome.dissent', payload: {} }, worldOf(withDelegation(staff.deputy), T0), 99)).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.REFUSED', params: { power: 'general.committee.escalate' } } });
  });
});
