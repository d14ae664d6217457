// Shapes shared by all definition documents: conditions, field declarations, effects. Types only; how they are read
// from YAML is `@quanze/definitions`, what they mean is `../compile` and `../runtime`.
import type { JsonPrimitive, Label, SourceStatus } from '@quanze/kernel';

export interface DocumentHead {
  readonly id: string;
  /** Version of the document, for people; the machine pins the content hash. */
  readonly version: string;
  readonly label: Label;
  readonly source: string;
  readonly status: SourceStatus;
}

/** A FEEL expression over declared facts which must be exactly `true`, with what to tell the person when it is not. */
export interface Condition {
  readonly if: string;
  readonly else: Label;
  readonly source?: string;
}

export type FactType = 'boolean' | 'integer' | 'enum' | 'date' | 'text' | 'list';
export type FactValue = JsonPrimitive | readonly string[];

/** A declared fact of the case. Guards may read only these; acts may set only these. */
/** Who may do what with a fact: a word of the letters C (give it first), R (see it), U (change it), D (take it away), in this order, to roles. */
export type FactAccess = Readonly<Record<string, readonly string[]>>;

export interface FactDeclaration {
  readonly type: FactType;
  readonly label: Label;
  /** For `enum`: the allowed values. For `list`: the allowed members; absent = any short id. */
  readonly values?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** Value at the creation of the case; absent = the creator must or may give it (`required`). */
  readonly initial?: FactValue;
  /** Must be given when the case is created. */
  readonly required?: boolean;
  /** The word of the authority vocabulary this fact feeds (`complexity`, `origin`, …). */
  readonly authority?: string;
  /** Absent = seen by whoever sees the case; otherwise every right that no entry gives is missing. */
  readonly access?: FactAccess;
  readonly sourceId?: string;
  readonly source?: string;
}

/** `person`: the id of somebody known to the office; `people`: a list of such ids; `file`: the SHA-256 of a stored file; `files`: a list of them. */
export type FieldType = FactType | 'person' | 'people' | 'file' | 'files';

/** A field of an act's payload. */
export interface FieldDeclaration {
  readonly type: FieldType;
  readonly label: Label;
  readonly required?: boolean;
  readonly values?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** Longest text in characters; default 2000. */
  readonly length?: number;
  /** Free text about persons: stored as a salted leaf, so that it can be sealed or erased and every proof stays valid. */
  readonly sensitive?: boolean;
}

/** What an act does to a clock of the path. `at` is `now` (default) or a date field of the payload (`payload.receivedOn`); a duty that
 *  was done `at` a day after the last one stays undone. */
export type ClockEffect =
  | { readonly start: string; readonly at?: string; readonly events?: readonly ClockEventTemplate[] }
  | { readonly satisfy: string; readonly at?: string }
  | { readonly stop: string; readonly reason: string }
  | { readonly event: string; readonly add: ClockEventTemplate };

/** An event of the deadline vocabulary (`returned`, `retransferred`, `extension`, …). Values may be `payload.x`, `now` or `fact.x`. */
export type ClockEventTemplate = Readonly<Record<string, FactValue>>;

/** Facts set by an act: a FEEL expression over facts and `payload`, evaluated before the act takes effect. */
export type FactAssignments = Readonly<Record<string, string>>;

export interface DocumentDeclaration {
  readonly id: string;
  readonly label: Label;
  readonly source?: string;
}

export interface KeyPoint {
  readonly label: Label;
  /** Why supervisors watch it; the law fixes intervention in general terms only. */
  readonly source?: string;
}
