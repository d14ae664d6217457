// The decision record as the rules read it: every list present, every missing choice at its harmless default. What is not here:
// reading it from JSON (`read-record.ts`) and what follows from it (`situation.ts`).
import type { Area, Capacity, CauseArea, Delegation, Fault, Followed, Lawfulness, Level, Objection, OutcomeResult, Relation, VoteValue } from './vocabulary.js';

/** Id of a natural person, as the record writes it; never an organ. */
export type Person = string;

export interface HandlerPeriod { readonly person: Person; readonly period: string | null }

export interface Assistant {
  readonly person: Person;
  readonly task: string | null;
  readonly underDirection: boolean;
  /** What the person did on own account against direction, truth or completeness; null when nothing. */
  readonly deviation: string | null;
  readonly kind: 'assistant' | 'clerk' | 'expert';
}

export interface Review {
  readonly by: Person;
  readonly role: Capacity;
  readonly opinion: string | null;
  readonly form: string | null;
  /** False when the reviewer gave an opinion without opening the file. */
  readonly openedFile: boolean | null;
}

/** What somebody said who neither reviewed this proposal nor voted: asked for it by a signer, or to a former proposal. */
export interface Opinion {
  readonly by: Person;
  readonly role: Capacity | null;
  readonly on: 'question' | 'former_proposal';
  readonly opinion: string | null;
  /** Whether the decision followed it; null when not stated. It changes no row: advice is for reference only. */
  readonly followed: Followed | null;
}

export interface Vote { readonly person: Person; readonly vote: VoteValue; readonly opinion: string | null; readonly role: Capacity | null }

export interface Instruction {
  readonly by: Person;
  readonly role: Capacity | null;
  readonly form: 'written' | 'oral';
  readonly lawfulness: Lawfulness | null;
  readonly outsideChannel: boolean;
  /** For a word of mouth: whether the giver confirmed it in writing; true where the record does not say. */
  readonly confirmed: boolean;
}

/** An untrue or incomplete statement on which a decision rested. `kind` is what the record says, not a finding. */
export interface Misstatement { readonly by: Person; readonly kind: 'intentional' | 'gross' | 'ordinary' | 'none'; readonly what: string | null }

export interface Interference {
  /** Null when an organ stands there, as with a letter in an organ's name, or nobody whose name is open: neither gets a row. */
  readonly by: Person | null;
  readonly recipients: readonly Person[];
  readonly recorded: boolean;
  readonly onTime: boolean | null;
  readonly followed: boolean;
}

export interface RecusalGround {
  /** Null when the record names nobody: then the handler is meant. */
  readonly person: Person | null;
  readonly known: boolean;
  readonly ground: string | null;
  readonly rejectedBy: Person | null;
}

/** Made by people: an investigation or a discipline committee. The only source of a fault level. @source 检察官法 49 */
export interface Finding { readonly person: Person; readonly area: Area; readonly fault: Fault; readonly role: Capacity | null; readonly crime: boolean }

/** `raisedBy` is null for a machine or an organ. */
export interface Alert { readonly raisedBy: Person | null; readonly kind: string | null; readonly answered: string | null }

export interface DecisionFacts {
  readonly org: 'sole' | 'team';
  /** The present handler; in a team the lead unless the record says otherwise. */
  readonly handler: Person;
  readonly handlers: readonly HandlerPeriod[];
  readonly lead: Person | null;
  readonly members: readonly Person[];
  readonly assistants: readonly Assistant[];
  readonly reviews: readonly Review[];
  readonly conference: { readonly held: boolean; readonly members: readonly Person[]; readonly majority: string | null; readonly followed: Followed | null } | null;
  readonly opinions: readonly Opinion[];
  readonly power: string | null;
  readonly level: Level;
  /** Null when the committee decided. */
  readonly decider: Person | null;
  readonly outsideRole: Capacity | boolean;
  readonly relation: Relation;
  readonly changedPart: string | null;
  readonly causePart: string | null;
  readonly votes: readonly Vote[];
  readonly instruction: Instruction | null;
  readonly objection: Objection;
  readonly signer: { readonly person: Person; readonly role: Capacity | null } | null;
  readonly misstatement: Misstatement | null;
  /** Whether due care would have found the misstatement: for everybody, or person by person. Null when not stated. */
  readonly detectable: boolean | Readonly<Record<Person, boolean>> | null;
  readonly delegation: Delegation | null;
  readonly interference: readonly Interference[];
  readonly recusal: RecusalGround | null;
  readonly exemption: { readonly kind: string; readonly foundBy: string | null } | null;
  readonly statusToday: string | null;
  readonly procuratorate: string | null;
  readonly lowerReported: boolean | null;
  readonly decidedAt: string | null;
  /** Whether the list changed before (or with) the act, after it, or not as far as the record says. */
  readonly listChange: 'before' | 'after' | null;
  readonly discoveredLater: boolean;
  readonly crimeReferred: boolean;
  readonly outcome: { readonly result: OutcomeResult; readonly serious: boolean; readonly causes: readonly CauseArea[] };
  readonly findings: readonly Finding[];
  readonly alerts: readonly Alert[];
}
