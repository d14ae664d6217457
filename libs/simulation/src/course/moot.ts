// Acts that everybody can see to be pointless as things stand: a vote without a session, a question about somebody nobody asked about. They are
// chosen seldom, so that their refusals are seen and the time of a case goes elsewhere. What is not here: whether an act is permitted.
import type { CaseSnapshot, CompiledAct, OpenDecision } from '@quanze/engine';
import type { PersonId } from '@quanze/kernel';

type Meeting = NonNullable<OpenDecision['meeting']>;

const SESSION_KINDS = ['vote', 'written-opinion', 'conclude'];

const meetingOf = (act: CompiledAct, snapshot: CaseSnapshot): Meeting | undefined => snapshot.decisions[act.flow?.decision ?? '']?.meeting;
const hasVoted = ({ votes }: Meeting, person: PersonId): boolean => votes.some((vote) => vote.person === person);

/** Those among people who a session waits for; everybody for other acts. */
export function waitedFor(act: CompiledAct, snapshot: CaseSnapshot, people: readonly PersonId[]): readonly PersonId[] {
  if (!SESSION_KINDS.includes(act.flow?.kind ?? '')) return people;
  const meeting = meetingOf(act, snapshot);
  if (meeting === undefined) return [];
  const missing = meeting.present.filter((person) => !hasVoted(meeting, person));
  const next = missing.length > 1 ? missing.filter((person) => person !== meeting.chair) : missing;
  if (act.flow?.kind === 'vote') return people.filter((person) => next.includes(person));
  if (missing.length > 0) return [];
  return people.filter((person) => (act.flow?.kind === 'conclude' ? person === meeting.chair : !meeting.present.includes(person) && !hasVoted(meeting, person) && meeting.members.includes(person)));
}

/** Whether nobody at all could do it now. */
export function isMoot(act: CompiledAct, snapshot: CaseSnapshot): boolean {
  const { effect, flow } = act;
  const handled = snapshot.team.some(({ role, until }) => role === 'handler' && until === undefined);
  if (effect?.kind === 'assign-handler') return handled;
  if (effect?.kind === 'deliver-task' || effect?.kind === 'settle-task') return (snapshot.tasks ?? []).length === 0;
  if (effect?.kind === 'confirm-instruction' || effect?.kind === 'answer-instruction' || effect?.kind === 'settle-objection') return (snapshot.instructions ?? []).length === 0;
  if (effect !== null && effect !== undefined && effect.kind !== 'request-recusal' && /recusal|earlier/u.test(effect.kind)) return snapshot.recusals.length === 0;
  if (flow === null) return false;
  if (flow.kind === 'open-meeting') return meetingOf(act, snapshot) !== undefined;
  if (SESSION_KINDS.includes(flow.kind)) return waitedFor(act, snapshot, meetingOf(act, snapshot)?.members ?? []).length === 0;
  return flow.kind === 'propose' && /^chief(Recusal|Acts)$/u.test(flow.decision.split('.').at(-1) ?? '') && !snapshot.recusals.some(({ target }) => target === 'chief');
}
