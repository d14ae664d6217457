// Since when a question lies with a person, as nearly as the open decision says. What is not here: what the person read since.
import type { OpenDecision } from '@quanze/engine';
import type { AskedQuestion } from '@quanze/formality';
import type { PersonId } from '@quanze/kernel';

/** Null for who put the question: a handler knows the own file. Votes and signatures of others that are asked at the same time ask nobody.
 *  A step without a number of its own, such as sending up, counts from the one before it, which is in favour of who is checked. */
export function askedOf(open: OpenDecision | undefined, person: PersonId): AskedQuestion | null {
  if (open === undefined || open.proposal.by.person === person) return null;
  const { proposal, reviews, consents, reconsiderations, advice, referral, reportedUp, returned, meeting, objections } = open;
  const steps = [proposal, ...reviews, ...consents, ...reconsiderations, ...advice, ...objections, ...[referral, reportedUp, returned].filter((step) => step !== undefined)];
  const seqs = [...steps.filter(({ by }) => by.person !== person).map(({ seq }) => seq), ...(meeting === undefined || meeting.chair === person ? [] : [meeting.seq])];
  return { fromSeq: proposal.seq, askedSeq: Math.max(...seqs) };
}
