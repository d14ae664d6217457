// What the engine and the office know about a decision, as far as responsibility needs it: the record of the decision, and what stands
// around it. Structural types, so that this library knows neither engine nor storage. What is not here: the mapping to the facts of
// attribution (`facts-of-decision.ts`).
import type { JsonObject } from '@quanze/kernel';
import type { Area, Capacity, CauseArea, Fault, OutcomeResult } from './vocabulary.js';

/** One natural person acting in one role. `delegation` is there when the act rested on one. */
export interface Actor {
  readonly person: string;
  readonly role: string;
  readonly delegation?: string;
}

/** What was proposed, and in which entry. */
export interface Proposed {
  readonly by: Actor;
  readonly round?: number;
  readonly option?: string;
  readonly values?: JsonObject;
  readonly seq?: number;
}

/** What somebody said to a proposal, and in which entry. */
export interface Said {
  readonly by: Actor;
  readonly opinion: string;
  readonly round?: number;
  readonly seq?: number;
}

/** A decision as its record tells it. Instants in UTC. */
export interface DecidedRecord {
  readonly case: string;
  readonly seq: number;
  /** The question with the names of its options. */
  readonly question?: { readonly options: readonly string[] };
  readonly proposal: Proposed | null;
  readonly earlierProposals: readonly Proposed[];
  readonly advice: readonly { readonly by: Actor; readonly participants: readonly string[]; readonly majority?: string }[];
  readonly reviews: readonly Said[];
  /** Opinions that signers asked for; they count for nobody but who gave them. */
  readonly opinions?: readonly Said[];
  readonly votes: readonly { readonly person: string; readonly option: string }[];
  readonly consents: readonly { readonly by: Actor; readonly granted: boolean }[];
  readonly outcome: string;
  /** `procurator`, `deputyChief`, `chief`, `committee`, `superior`, `provincial` or `spp`. */
  readonly level: string;
  readonly deciders: readonly Actor[];
  readonly relation: 'same' | 'changed_part' | 'changed_all' | 'handler_changed_after_reconsideration';
  readonly power: string;
  readonly decidedAt: string;
}

/** Somebody on the team of the case. `until` is absent while the person is on it. */
export interface TeamPeriod {
  readonly person: string;
  readonly role: 'handler' | 'lead' | 'team_member' | 'assistant' | 'clerk';
  readonly from: string;
  readonly until?: string;
  /** The handler in whose place the person stood for the period. */
  readonly standsInFor?: string;
}

/** A task of the support staff as it stood when the decision fell. */
export interface SupportTaskFact {
  readonly person: string;
  readonly number: number;
  /** A word, never text about persons. */
  readonly task: string;
  /** What was delivered last left the direction. */
  readonly deviated: boolean;
}

/** An instruction about the case or about this question, as it stood when the decision fell. */
export interface InstructionFact {
  /** Null for somebody outside the procuratorates, whose name is sealed. */
  readonly by: string | null;
  /** The giver's role in the words of the engine; null when it is not known. */
  readonly role: string | null;
  readonly form: 'written' | 'oral';
  readonly outsideChannel: boolean;
  /** Whether the giver put a word of mouth in writing afterwards. */
  readonly confirmed?: boolean;
  /** Who put a word of mouth on record. */
  readonly receivedBy?: string;
}

/** What a finding may say beside its fault level: that the fault was a misstatement others relied on, that the person stayed although a
 *  ground of recusal was known, or that the order executed was manifestly unlawful. */
export const FINDING_SUBJECTS = ['misstatement', 'recusal_ground', 'unlawful_order'] as const;
export type FindingSubject = (typeof FINDING_SUBJECTS)[number];

/** What people established about the result, together with a finding. */
export interface FoundOutcome {
  readonly result: OutcomeResult;
  readonly serious: boolean;
  readonly causes: readonly CauseArea[];
}

/** A finding of people about one area of one person. `role` is needed for somebody who took no part that is on record. */
export interface FindingFact {
  readonly person: string;
  readonly area: Area;
  readonly fault: Fault;
  readonly role: Capacity | null;
  readonly about: FindingSubject | null;
  readonly crime: boolean;
  readonly outcome: FoundOutcome | null;
}

/** An exemption that people found for one area of one person. */
export interface ExemptionFact {
  readonly person: string;
  readonly area: Area;
  readonly kind: string;
  readonly foundBy: string;
}

/** Everything around a decision, as it was known at the moment asked about. */
export interface Surroundings {
  readonly office: string | null;
  /** All periods of the case; those that begin after the decision are left out. */
  readonly team: readonly TeamPeriod[];
  /** Who asked to reconsider, referred to the committee or reported up, without deciding. */
  readonly passedOn: readonly Actor[];
  /** Tasks given to the support staff until the decision. */
  readonly tasks: readonly SupportTaskFact[];
  /** Against this decision, after it was made, and against instructions before it. */
  readonly objections: readonly { readonly by: string; readonly form: 'written' | 'oral' }[];
  /** In the order of recording. The last of somebody else than the decider counts; without one, the decider's own last. */
  readonly instructions: readonly InstructionFact[];
  /** Who made and served the document. */
  readonly issuedBy: string | null;
  /** End of the delegation that was used, if it has ended. */
  readonly delegationEndedAt: string | null;
  /** Since when another power list gives this power to another decider, if one does. */
  readonly listChangedAt: string | null;
  readonly handlerStatus: 'in_post' | 'transferred' | 'left';
  /** In the order in which they were recorded; a later one about the same person and area takes the place of an earlier one. */
  readonly findings: readonly FindingFact[];
}
