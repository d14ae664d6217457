// Who stands behind the words of the table: handlers, decider, voters, reviewers and so on, each as a list of persons, possibly empty.
// What is not here: which area goes to them (the table) and in what capacity (`capacities.ts`).
import type { Assistant, Person } from './record.js';
import { deviates, statedRole, unique, type Situation } from './situation.js';

type Select = (situation: Situation) => readonly (Person | null)[];

const people = (assistants: readonly Assistant[]): readonly Person[] => assistants.map(({ person }) => person);
const deviating = ({ record }: Situation, expert: boolean): readonly Assistant[] =>
  record.assistants.filter((assistant) => assistant.deviation !== null && (assistant.kind === 'expert') === expert);

/** Word of the table → persons. A rule whose every party is empty gives nothing, so most rules need no condition of their own. */
const SELECT = {
  handlers: (s) => s.handlers,
  principal_handler: (s) => [s.principal],
  lead: (s) => (s.record.org === 'team' ? [s.principal] : []),
  decider: (s) => [s.decider],
  // Whoever carries out a decision that somebody else made.
  executors: (s) => executors(s),
  // An objection to the order covers the order, not that the executor should not have had the case.
  unbarred_executors: (s) => executors(s).filter((person) => s.record.recusal?.known !== true || person !== recusedPerson(s)),
  legal_decider: (s) => s.legalDeciders,
  voters: (s) => s.voters,
  chief_voters: ({ record }) => record.votes.filter(({ person }) => statedRole(record, person) === 'chief').map(({ person }) => person),
  // A chief or deputy who decides with authority has not "only" reviewed: the review is part of the decision.
  reviewers: (s) => s.record.reviews.filter(({ by, role }) => role !== 'appraiser' && (by !== s.decider || s.outside)).map(({ by }) => by),
  appraisers: ({ record }) => record.reviews.filter(({ role }) => role === 'appraiser').map(({ by }) => by),
  // An instruction in the decider's own name is the decision and gets no row beside it.
  instructor: (s) => [asideInstructor(s)],
  outside_instructor: (s) => (s.record.instruction?.outsideChannel === true ? [asideInstructor(s)] : []),
  instructed: (s) => instructed(s),
  interferers: ({ record }) => record.interference.map(({ by }) => by),
  approached: ({ record }) => record.interference.flatMap(({ recipients }) => recipients),
  following_decider: (s) => (follows(s) ? [s.decider] : []),
  following_voters: (s) => (follows(s) ? s.voters : []),
  signers: ({ record }) => [record.signer?.person ?? null],
  advisers: ({ record }) => [...(record.conference?.members ?? []), ...record.opinions.map(({ by }) => by)],
  clean_assistants: ({ record }) => people(record.assistants.filter(({ person }) => !deviates(record, person))),
  deviating_assistants: (s) => people(deviating(s, false)),
  gatekeepers: (s) => (deviating(s, false).length > 0 ? [s.record.handler] : []),
  deviating_experts: (s) => people(deviating(s, true)),
  expert_gatekeepers: (s) => (deviating(s, true).length > 0 ? [s.record.handler] : []),
  alert_raisers: ({ record }) => record.alerts.map(({ raisedBy }) => raisedBy),
  misstater: ({ record }) => [record.misstatement?.by ?? null],
  recused: (s) => [recusedPerson(s)],
  recusal_rejecter: ({ record }) => [record.recusal?.rejectedBy ?? null],
} as const satisfies Record<string, Select>;

export type Party = keyof typeof SELECT;
export const PARTIES = Object.keys(SELECT) as readonly Party[];

/** The persons behind a word of the table, each once, in the order of the record. */
export function partyOf(party: Party, situation: Situation): readonly Person[] {
  const select: Select = SELECT[party];
  return unique(select(situation).filter((person): person is Person => person !== null));
}

function executors({ handlers, decider }: Situation): readonly Person[] {
  return handlers.filter((person) => person !== decider);
}

/** Who gave an instruction that is not the decision itself. */
export function asideInstructor({ record, decider }: Situation): Person | null {
  return record.instruction === null || record.instruction.by === decider ? null : record.instruction.by;
}

/** Who had to record an informal instruction: those whom a record of interference by the same person names, otherwise whose decision
 *  it was meant for, and where no single person decided, or the instructor did without writing, the handler. */
function instructed(situation: Situation): readonly Person[] {
  const { record, decider, deciderCapacity, principal } = situation;
  const { instruction } = record;
  if (instruction === null || (instruction.form === 'written' && !instruction.outsideChannel)) return [];
  const named = record.interference.filter((each) => each.by === instruction.by).flatMap(({ recipients }) => recipients);
  if (named.length > 0) return named;
  return [decider === null || deciderCapacity === null || decider === instruction.by ? principal : decider];
}

function follows({ record }: Situation): boolean {
  return record.interference.some(({ followed }) => followed);
}

/** Who stayed although a ground was known; the handler where the record names nobody. Somebody named here and nowhere else is
 *  listed even when the ground was not known, because nobody named in a record is left without a row. */
function recusedPerson({ record, handlers, decider, voters, principal }: Situation): Person | null {
  const { recusal } = record;
  if (recusal === null) return null;
  const known = [...handlers, decider, ...voters, ...record.reviews.map(({ by }) => by), ...people(record.assistants)];
  const person = recusal.person ?? known.find((each) => each === recusal.ground) ?? principal;
  return recusal.known || !known.includes(person) ? person : null;
}
