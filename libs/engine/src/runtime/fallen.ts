// What falls with an act of a recused person (Rules 36; the law names no consequences, these are rules of this engine):
// - A question whose proposal fell, and a decision not yet issued that was proposed, reviewed, sent on, voted, consented to or made by an
//   act that fell, is taken back: it opens again in its home state, and its effects on facts and clocks are undone.
// - In a question nobody has decided, a fallen review, signature, reference to the committee or report to the superior sends it back to the first
//   step; a fallen vote, advice or opinion no longer counts, and a session without its quorum is opened anew.
// - Everything else – issued decisions, evidence, records, acts outside of decisions – is only marked: an issued decision is corrected
//   by the ways the path has for that, revocation or the superior.
import { holderOf, type Seat } from '@quanze/approval';
import type { PersonId } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import { reopeningChoice, reopeningId } from '../compile/reopening.js';
import { adviceIn, entriesIn, withHeard, withoutEntries, type Heard } from '../flow/heard.js';
import { committeeRulesOf, isQuorate, type CommitteeRules } from '../flow/committee-rules.js';
import type { Meeting, OpenDecision } from '../flow/open-decision.js';
import { withoutRuns } from '../flow/panel-run.js';
import { withoutDecision } from '../flow/undo.js';
import type { CaseSnapshot, EarlierAct } from './snapshot.js';

interface Fallen {
  readonly snapshot: CaseSnapshot;
  readonly consequences: ReadonlyMap<number, NonNullable<EarlierAct['consequence']>>;
}

/** Numbers of the entries a decision rests on. */
export function carriersOfDecision({ proposal, reviews, referral, meeting, reportedUp, consents, decided, panels }: OpenDecision): readonly number[] {
  const parts = [proposal, ...reviews, referral, reportedUp, ...consents, decided, meeting, ...(meeting?.votes ?? []), ...Object.values(panels ?? {}).flatMap((run) => [run, ...run.signatures])];
  return [...new Set(parts.flatMap((part) => (part === undefined ? [] : [part.seq])))];
}

/** The case without what rested on fallen entries. INVARIANT: a case that has ended stays as it is. */
export function letFall(path: CompiledPath, snapshot: CaseSnapshot, falls: readonly number[]): Fallen {
  const consequences = new Map<number, NonNullable<EarlierAct['consequence']>>();
  let next = snapshot;
  if (snapshot.status === 'ended') return { snapshot, consequences };
  for (const [key, open] of Object.entries(snapshot.decisions)) {
    const carrying = [...carriersOfDecision(open), ...spokenIn(open)].filter((seq) => falls.includes(seq));
    if (carrying.length === 0) continue;
    const home = falls.includes(open.proposal.seq) || (open.decided !== undefined && carriersOfDecision(open).some((seq) => falls.includes(seq)));
    next = home ? takeBack(path, next, key, open) : shorten(path, next, key, open, falls);
    for (const seq of carrying) consequences.set(seq, home ? 'question-reopened' : 'not-counted');
  }
  for (const [key, heard] of Object.entries(next.heard ?? {})) {
    for (const seq of entriesIn(heard).filter((each) => falls.includes(each) && !consequences.has(each))) consequences.set(seq, 'not-counted');
    next = keeping(next, key, withoutEntries(heard, falls));
  }
  return { snapshot: next, consequences };
}

/** Entries in which something was said that carries nothing: advice, opinions asked for, the question sent back. */
function spokenIn({ advice, opinions = [], returns = [] }: OpenDecision): readonly number[] {
  return [...advice, ...opinions, ...returns].map(({ seq }) => seq);
}

/** The case with what was said to a question that is closed, for when it is proposed again. */
function keeping(snapshot: CaseSnapshot, key: string, said: Heard): CaseSnapshot {
  const { heard, ...rest } = snapshot;
  const left = withHeard(heard, key, said);
  return left === undefined ? rest : { ...rest, heard: left };
}

function takeBack(path: CompiledPath, snapshot: CaseSnapshot, key: string, open: OpenDecision): CaseSnapshot {
  const { [key]: _taken, ...decisions } = snapshot.decisions;
  return reopen(path, keeping({ ...withoutDecision(snapshot, open.decided?.undo), decisions }, key, adviceIn(open)), key, open.home);
}

/** The question without the parts that fell. */
function shorten(path: CompiledPath, snapshot: CaseSnapshot, key: string, open: OpenDecision, falls: readonly number[]): CaseSnapshot {
  const stays = (part: { readonly seq: number } | undefined): boolean => part === undefined || !falls.includes(part.seq);
  const isSigned = Object.values(open.panels ?? {}).every((run) => stays(run) && run.signatures.every(stays));
  const { referral, reportedUp, meeting, back, returned: _returned, opinions = [], returns = [], ...rest } = isSigned ? open : withoutRuns(open, () => true);
  const isCarried = isSigned && open.reviews.every(stays) && stays(referral) && stays(reportedUp);
  const session = (meeting?.votes ?? []).filter((vote) => !stays(vote)).reduce<Meeting | undefined>((left, vote) => withoutVoter(left, vote.person, committeeRulesOf(path.decisions.get(key))), meeting);
  const [asked, sent] = [opinions.filter(stays), returns.filter(stays)];
  const parts = {
    reviews: open.reviews.filter(stays), advice: open.advice.filter(stays), consents: open.consents.filter(stays),
    ...(asked.length === 0 ? {} : { opinions: asked }), ...(sent.length === 0 ? {} : { returns: sent }),
  };
  if (!isCarried) return reopen(path, { ...snapshot, decisions: { ...snapshot.decisions, [key]: { ...rest, ...parts } } }, key, firstStepOf(path, key));
  const kept: OpenDecision = {
    ...rest, ...parts, ...(referral === undefined ? {} : { referral }), ...(reportedUp === undefined ? {} : { reportedUp }),
    ...(session === undefined ? {} : { meeting: session }), ...(back === undefined ? {} : { back }),
  };
  return { ...snapshot, decisions: { ...snapshot.decisions, [key]: kept } };
}

function firstStepOf(path: CompiledPath, key: string): string {
  return `${key}.${path.decisions.get(key)?.flow.initial ?? ''}`;
}

/** Moves the machine to a state of the question, or out of it to its home. */
function reopen(path: CompiledPath, snapshot: CaseSnapshot, key: string, target: string): CaseSnapshot {
  const step = reopeningStep(path, { states: snapshot.states, history: snapshot.history ?? {} }, key, target);
  const { history: _history, ...rest } = snapshot;
  return { ...rest, states: step.states, ...(Object.keys(step.history).length === 0 ? {} : { history: step.history }) };
}

/** The step of the machine by which a question is taken back. */
export function reopeningStep(path: CompiledPath, from: Parameters<CompiledPath['machine']['step']>[0], key: string, target: string): ReturnType<CompiledPath['machine']['step']> {
  const decision = path.decisions.get(key);
  return decision === undefined ? from : path.machine.step(from, reopeningId(key), reopeningChoice(decision, target));
}

/** A question without a member of the committee who may no longer take part: the session goes on while it has its quorum and its chair. */
export function withoutMember(open: OpenDecision, person: PersonId, rules: CommitteeRules): OpenDecision {
  const { meeting, ...rest } = withoutWaitingPanel(open, person);
  if (meeting === undefined || !meeting.present.includes(person)) return meeting === undefined ? rest : { ...rest, meeting };
  // A vote once given counts until it falls; a session whose chair is gone could never establish its result.
  if (meeting.chair !== person && meeting.votes.some((vote) => vote.person === person)) return open;
  const left = withoutVoter(meeting, person, rules);
  return left === undefined ? rest : { ...rest, meeting: left };
}

/** A panel that waits for somebody who may no longer answer would wait for ever, and without the seat it would be easier to pass: it has to
 *  be asked anew. An answer once given counts until it falls. */
function withoutWaitingPanel(open: OpenDecision, person: PersonId): OpenDecision {
  const waitsFor = (seat: Seat): boolean => seat.answer === undefined && (holderOf(seat) === person || (seat.entrusted?.to === person && seat.entrusted.opinion === undefined));
  return withoutRuns(open, (run) => run.outcome === undefined && run.seats.some(waitsFor));
}

/** A session without one who was present; none when it loses its chair or its quorum (Org 32). */
function withoutVoter(meeting: Meeting | undefined, person: PersonId, rules: CommitteeRules): Meeting | undefined {
  if (meeting === undefined || meeting.chair === person) return undefined;
  const present = meeting.present.filter((one) => one !== person);
  if (!isQuorate(present.length, meeting.members.length, rules)) return undefined;
  return { ...meeting, present, steppedAside: [...meeting.steppedAside, person], votes: meeting.votes.filter((vote) => vote.person !== person) };
}
