// Who took part in a decision, and how: the index of a person's dossier, written with the decision. It leads to decisions and says nothing
// about responsibility, which is computed. What is not here: who serves a decision later, and who is known from a finding only.
import type { CaseSnapshot, DecisionRecord, Instruction, Signatory } from '@quanze/engine';
import type { PersonId } from '@quanze/kernel';
import type { Participation, ParticipationCapacity } from '../ports/responsibility-store.port.js';

/** Everybody once per capacity, in a fixed order. @param snapshot of the case right after the decision */
export function participantsOf(record: DecisionRecord, snapshot: CaseSnapshot): readonly Participation[] {
  const as = (capacity: ParticipationCapacity, people: readonly (PersonId | undefined)[]): readonly Participation[] =>
    people.filter((person) => person !== undefined).map((person) => ({ person, capacity }));
  const open = snapshot.decisions[record.question.state];
  const team = snapshot.team.filter(({ from }) => from <= record.decidedAt);
  const helps = (role: string): boolean => role === 'assistant' || role === 'clerk';
  const all = [
    ...as('handle', team.filter(({ role }) => !helps(role)).map(({ person }) => person)),
    ...as('assist', team.filter(({ role }) => helps(role)).map(({ person }) => person)),
    ...as('propose', [record.proposal?.by.person, ...record.earlierProposals.map(({ by }) => by.person)]),
    ...as('advise', record.advice.flatMap(({ by, participants }) => [...participants, by.person])),
    ...as('advise', (record.opinions ?? []).map(({ by }) => by.person)),
    ...as('review', record.reviews.map(({ by }) => by.person)),
    ...as('instruct', passedOnIn(open).map(({ person }) => person)),
    ...as('instruct', instructionsOn(snapshot, record).map(({ from }) => from)),
    ...as('record', instructionsOn(snapshot, record).map(({ receivedBy }) => receivedBy)),
    ...as('vote', record.votes.map(({ person }) => person)),
    ...as('consent', record.consents.map(({ by }) => by.person)),
    ...record.deciders.map(({ person, capacity }): Participation => ({ person, capacity })),
  ];
  return [...new Map(all.map((one) => [`${one.person} ${one.capacity}`, one])).values()];
}

/** Instructions about the case or about this question that were on record and not withdrawn. */
function instructionsOn({ instructions = [] }: CaseSnapshot, { question }: DecisionRecord): readonly Instruction[] {
  return instructions.filter((instruction) => instruction.phase !== 'withdrawn' && (instruction.question === undefined || instruction.question === question.state));
}

/** Who sent the question on without deciding it: back to a step it had passed, to the handler, to the committee or to the superior. In the
 *  order of the kinds; of one person the last counts. */
export function passedOnIn(open: CaseSnapshot['decisions'][string] | undefined): readonly Signatory[] {
  if (open === undefined) return [];
  return [...(open.returns ?? []), ...open.reconsiderations, ...(open.referral === undefined ? [] : [open.referral]), ...(open.reportedUp === undefined ? [] : [open.reportedUp])].map(({ by }) => by);
}
