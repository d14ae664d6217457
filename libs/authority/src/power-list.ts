// The shape of a power list (职权清单) after reading. Everything about a particular power stands in this data, so that a
// provincial administrator can change it without touching code. What is not here: reading (`parse-*.ts`) and judging.
import type { Label, LocalDate, SourceStatus } from '@quanze/kernel';
import type { Body, Capacity, ProcuratorateLevel, Proposer } from './vocabulary.js';

/** A condition on declared facts. A fact that was not stated and has no default matches only `stated: false`. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | FactCondition;

export interface FactCondition {
  readonly fact: string;
  readonly is?: string;
  readonly in?: readonly string[];
  readonly stated?: boolean;
  readonly above?: number;
  readonly atLeast?: number;
  readonly aboveFact?: string;
  readonly atMostHalfOf?: string;
}

/** When a value that the declaration does not know spoils the answer: for every power, for powers that read the fact, or never. */
export type FactChecking = 'always' | 'when_read' | 'never';

/** A fact of the case that conditions may read. Exactly one of `values`, `number` and `sameAs` is present. */
export interface FactDeclaration {
  readonly label: Label;
  readonly values?: Readonly<Record<string, readonly (string | boolean)[]>>;
  readonly number?: { readonly min: number; readonly max: number };
  readonly sameAs?: string;
  readonly default?: string;
  readonly checked: FactChecking;
}

/** A circumstance that ends the matter for this actor. `bar` concerns the person, `block` the state of the case. */
export interface Check {
  readonly step: 'bar' | 'block';
  readonly code: string;
  readonly when: Condition;
  readonly show: readonly string[];
  readonly source: string;
  readonly status: SourceStatus;
  readonly text: Label;
}

/** A body that must consent besides the decision; `when` says in which cases the consent is still missing. */
export interface Consent {
  readonly body: Body;
  readonly when: Condition | null;
  readonly source: string;
  readonly status: SourceStatus;
  readonly text: Label;
}

/** One line of the deciding bodies of a power: the first line whose condition holds names the body. */
export interface DeciderClause {
  readonly when: Condition | null;
  readonly body: Body;
  readonly fixedBy: 'nation' | 'list';
  readonly source: string;
}

/** A case-wide reason for which a local matter is the committee's. */
export interface Raise {
  readonly when: Condition;
  readonly source: string;
}

export interface PowerEntry {
  readonly id: string;
  readonly group: string;
  readonly label: Label;
  readonly documents: readonly string[];
  readonly decider: readonly DeciderClause[];
  /** Bodies that are equally lawful deciders beside the one of the clause. */
  readonly also: readonly Body[];
  readonly fixedBy: 'nation' | 'list';
  /** The law itself gives the matter to the chief, so silence of the list never lowers it. */
  readonly lawNamesChief: boolean;
  /** False when the list names the power only to say that it is taken off the list. */
  readonly listed: boolean;
  /** A deputy with a recorded delegation may act where the chief may. */
  readonly delegable: boolean;
  /** A higher authority may take the matter, and the chief may submit it to the committee. */
  readonly takeover: boolean;
  /** The department head reviews before the chief or the committee decides. */
  readonly reviewFirst: boolean;
  readonly proposers: readonly Proposer[];
  /** When this holds the actor is the person concerned, who may raise the matter and never decides it. */
  readonly raisedWhen: Condition | null;
  readonly capacities: readonly Capacity[];
  /** Another procurator than the earlier handler must act, so the fact `handler` speaks of the earlier decision. */
  readonly otherHandler: boolean;
  readonly checks: readonly string[];
  readonly except: readonly string[];
  readonly consents: readonly string[];
  readonly source: string;
  readonly status: SourceStatus;
}

export interface PowerList {
  readonly kind: 'power-list';
  readonly id: string;
  readonly version: string;
  readonly label: Label;
  readonly source: string;
  readonly status: SourceStatus;
  readonly effectiveFrom: LocalDate;
  /** Null for a list that is not one province's own. */
  readonly province: string | null;
  readonly levels: readonly ProcuratorateLevel[];
  /** Who decides what the list does not name. */
  readonly residual: 'procurator' | 'chief';
  /** Whether a recorded delegation lets a deputy act where a rule names the chief. */
  readonly deputyActsForChief: boolean;
  readonly facts: Readonly<Record<string, FactDeclaration>>;
  readonly checks: Readonly<Record<string, Check>>;
  readonly everyPower: readonly string[];
  readonly consents: Readonly<Record<string, Consent>>;
  readonly raises: readonly Raise[];
  readonly entries: readonly PowerEntry[];
}
