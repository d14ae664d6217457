// What an accepted act gives back: the snapshot afterwards and the content of its journal entry. The shell adds time of
// recording, seals sensitive fields, chains and stores; it decides nothing.
import type { JsonObject } from '@quanze/kernel';
import type { DecisionRecord } from '../flow/open-decision.js';
import type { CaseSnapshot, Signatory } from './snapshot.js';

/** Kinds of journal entries of a case. `refused` entries change nothing. A `draw` holds its proof in `payload.draw`. `linked` and `followed`
 *  say that a case was opened from this one, and what it got to; like ends of clocks they are done by nobody. */
export type EntryKind = 'opened' | 'act' | 'decision' | 'draw' | 'deadline' | 'warning' | 'linked' | 'followed' | 'refused';

export interface EntryAuthority {
  readonly power: string;
  readonly rule: string;
  readonly list: string;
  readonly duty?: never;
}

/** What an act without a power was done under. Absent from entries made before there were duty lists. */
export interface EntryDuty {
  /** `role/id` in the list. */
  readonly duty: string;
  readonly list: string;
  readonly power?: never;
  readonly rule?: never;
}

export interface EntryContent {
  readonly kind: EntryKind;
  readonly act: string;
  readonly actor: Signatory | null;
  readonly authority: EntryAuthority | EntryDuty | null;
  /** States left and entered; equal parts are not repeated. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** `input`: what the person gave; `patch`: the change of the snapshot; `decision`: the record, when one was made; `document`: the document
   *  issued with the act (`IssuedDocument`), when one was; `evidence`: what a decision without a record keeps of the check against the
   *  evidence standard. */
  readonly payload: JsonObject;
  /** Names of the fields of `input` that hold free text about persons. */
  readonly sealed: readonly string[];
}

export interface Outcome {
  readonly snapshot: CaseSnapshot;
  readonly entry: EntryContent;
  readonly record: DecisionRecord | null;
}
