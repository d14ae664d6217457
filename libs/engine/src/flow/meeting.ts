// The procuratorial committee: quorum and decision by more than half of ALL members, the chair votes last, members with a
// conflict step aside, absent members give written opinions before the superior is asked. @source Committee rules 2020, 11–25
import { assert, ok, refused, type PersonId, type Result } from '@quanze/kernel';
import { NO_NEED, type Grant, type Need } from '../runtime/gate.js';
import { committeeRulesOf, isQuorate, type CommitteeRules } from './committee-rules.js';
import { concernedIn } from './concerned.js';
import { conclude, optionOf } from './deciding.js';
import { chosenOption, decisionFacts, onOpen, type FlowContext, type FlowRule, type FlowStep, type OpenContext } from './flow-context.js';
import type { Meeting } from './open-decision.js';
import { targetOf } from './proposing.js';

const rulesOf = ({ decision }: FlowContext): CommitteeRules => committeeRulesOf(decision);

interface SessionContext extends OpenContext {
  readonly meeting: Meeting;
}

/** A rule that works in a session. Refuses `COMMITTEE.NOT_IN_SESSION`. */
function inSession(need: (context: SessionContext) => Result<Need>, apply: (context: SessionContext, grant: Grant) => Result<FlowStep>): FlowRule {
  return onOpen({
    need: (context) => (context.open.meeting === undefined ? refused('COMMITTEE.NOT_IN_SESSION', {}) : need({ ...context, meeting: context.open.meeting })),
    apply(context, grant) {
      const { meeting } = context.open;
      assert(meeting !== undefined, `${context.act.id} works in a session that nobody opened`);
      return apply({ ...context, meeting }, grant);
    },
  });
}

function peopleOf(value: unknown): readonly PersonId[] {
  return (Array.isArray(value) ? value : []) as readonly PersonId[];
}

/** Opens the session. Refuses `COMMITTEE.CONCERNED_PRESENT`, `COMMITTEE.NOT_A_MEMBER`, `COMMITTEE.NO_QUORUM`, `COMMITTEE.RECUSED_PRESENT`.
 *  Whoever the question is about is counted among all members and steps aside (Rules 29). */
export const openMeeting = onOpen({
  need: () => ok(NO_NEED),
  apply(context, grant) {
    const { open } = context;
    if (open.meeting !== undefined) return refused('COMMITTEE.ALREADY_IN_SESSION', {});
    const members = context.world.committee;
    const concerned = concernedIn(context.decision, open);
    const named = peopleOf(context.payload['present']);
    if (named.some((person) => concerned.includes(person))) return refused('COMMITTEE.CONCERNED_PRESENT', {}, 'Rules 29');
    const aside = [...new Set([...peopleOf(context.payload['stepAside']), ...concerned.filter((person) => members.includes(person))])];
    const present = named.filter((person) => !aside.includes(person));
    const chair = grant.signatory.person;
    const outsider = [...present, ...aside, chair].find((person) => !members.includes(person));
    if (outsider !== undefined) return refused('COMMITTEE.NOT_A_MEMBER', { person: outsider }, 'Committee rules 2');
    const recused = context.snapshot.recusals.filter((r) => r.state === 'ordered').map((r) => r.person);
    if (present.some((person) => recused.includes(person)) || aside.includes(chair)) return refused('COMMITTEE.RECUSED_PRESENT', {}, 'Committee rules 25');
    const attending = present.includes(chair) ? present : [...present, chair];
    if (!isQuorate(attending.length, members.length, rulesOf(context))) {
      return refused('COMMITTEE.NO_QUORUM', { present: attending.length, members: members.length }, 'Org 32; Committee rules 11');
    }
    const meeting: Meeting = { seq: context.seq, chair, members, present: attending, steppedAside: aside, votes: [] };
    return ok({ open: { ...open, meeting }, outcome: targetOf(context) });
  },
});

/** One member's own vote. Refuses `COMMITTEE.NOT_PRESENT`, `COMMITTEE.ALREADY_VOTED`, `COMMITTEE.CHAIR_SPEAKS_LAST`. */
export const vote = inSession(
  () => ok(NO_NEED),
  (context, grant) => {
    const { meeting } = context;
    const { person } = grant.signatory;
    if (!meeting.present.includes(person)) return refused('COMMITTEE.NOT_PRESENT', {}, 'Committee rules 11');
    const waiting = meeting.present.filter((p) => p !== meeting.chair && !meeting.votes.some((v) => v.person === p));
    if (rulesOf(context).chairLast && person === meeting.chair && waiting.length > 0) {
      return refused('COMMITTEE.CHAIR_SPEAKS_LAST', { waiting: waiting.length }, 'Committee rules 17');
    }
    return cast(context, person, false);
  },
);

/** The written opinion of a member who was absent, collected when no option had its majority. */
export const writtenOpinion = inSession(
  () => ok(NO_NEED),
  (context, grant) => {
    const { meeting } = context;
    const { person } = grant.signatory;
    const absent = meeting.members.includes(person) && !meeting.present.includes(person) && !meeting.steppedAside.includes(person);
    if (!absent) return refused('COMMITTEE.NOT_ABSENT', {}, 'Committee rules 23');
    if (meeting.present.some((p) => !meeting.votes.some((v) => v.person === p))) return refused('COMMITTEE.VOTES_MISSING', {}, 'Committee rules 23');
    return cast(context, person, true);
  },
);

function cast(context: SessionContext, person: PersonId, written: boolean): Result<FlowStep> {
  const { open, meeting } = context;
  const choice = context.payload['option'];
  if (meeting.votes.some((v) => v.person === person)) return refused('COMMITTEE.ALREADY_VOTED', {});
  if (choice !== 'abstain') {
    const option = chosenOption(context, choice);
    if (!option.ok) return option;
  }
  const votes = [...meeting.votes, { person, option: String(choice), seq: context.seq, ...(written ? { written } : {}) }];
  return ok({ open: { ...open, meeting: { ...meeting, votes } }, outcome: null });
}

/** The option that more than half of ALL members voted for, if any. */
export function majorityOf(meeting: Meeting, shareMin: number): string | null {
  const counts = new Map<string, number>();
  for (const { option } of meeting.votes) if (option !== 'abstain') counts.set(option, (counts.get(option) ?? 0) + 1);
  for (const [option, count] of counts) if (count > meeting.members.length * shareMin) return option;
  return null;
}

const winnerOf = (context: SessionContext) => majorityOf(context.meeting, rulesOf(context).majorityShareMin);

/** The chair establishes the result. Refuses `COMMITTEE.VOTES_MISSING`, `COMMITTEE.WRITTEN_OPINIONS_MISSING`, `COMMITTEE.NOT_CHAIR`,
 *  and whatever keeps the option that won from being chosen. */
export const concludeMeeting = inSession(
  (context) => {
    const winner = winnerOf(context);
    if (winner === null) return ok(NO_NEED);
    const option = chosenOption(context, winner);
    if (!option.ok) return option;
    const facts = { ...decisionFacts(context), dept_review: 'done', present: context.meeting.present.length, members: context.meeting.members.length };
    return ok({ mode: 'decide-or-report-up', power: option.value.matter, facts, body: 'committee' });
  },
  (context, grant) => {
    const { open, meeting } = context;
    if (grant.signatory.person !== meeting.chair) return refused('COMMITTEE.NOT_CHAIR', {}, 'Committee rules 16');
    const missing = meeting.present.filter((p) => !meeting.votes.some((v) => v.person === p));
    if (missing.length > 0) return refused('COMMITTEE.VOTES_MISSING', { missing: missing.length }, 'Committee rules 17');
    const winner = winnerOf(context);
    if (winner === null) {
      const silent = meeting.members.filter((p) => !meeting.steppedAside.includes(p) && !meeting.votes.some((v) => v.person === p));
      if (silent.length > 0) return refused('COMMITTEE.WRITTEN_OPINIONS_MISSING', { missing: silent.length }, 'Committee rules 23');
      return ok({ open, outcome: 'no-majority' });
    }
    // What the law lets the committee only propose goes on to the superior with the committee's option (Rules 371).
    if (grant.verdict?.verdict === 'refer') {
      return ok({ open: { ...open, reportedUp: { by: grant.signatory, seq: context.seq, option: winner } }, outcome: 'needs-consent' });
    }
    const deciders = meeting.votes.filter((v) => v.option === winner).map((v) => ({ person: v.person, role: 'committee_member' as const, capacity: 'vote' as const }));
    return ok(conclude(context, open, optionOf(context, winner), 'committee', deciders, grant));
  },
);

/** The chief disagrees with the majority of the committee and asks the superior (Org 32; Committee rules 22). */
export const dissent = inSession(
  // The list names the superior as decider and the chief as the one who may ask.
  ({ act }) => ok(act.matter === null ? NO_NEED : { mode: 'report-up', power: act.matter, facts: {} }),
  (context) => (winnerOf(context) === null ? refused('COMMITTEE.NO_MAJORITY', {}, 'Committee rules 22') : ok({ open: context.open, outcome: targetOf(context) })),
);
