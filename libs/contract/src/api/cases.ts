// Cases: opening, acting, asking. Law and labels come from the definition; the console computes neither authority nor periods.
import type { JsonObject, JsonValue, Label } from '@quanze/kernel';
import type { Blocker } from './common.js';

export interface OpenCaseRequest {
  readonly path: string;
  readonly office: string;
  readonly department?: string;
  readonly title: string;
  readonly foreignNumber?: string;
  readonly facts: JsonObject;
  readonly act: string;
  readonly payload: JsonObject;
  /** The case it is opened from, and the link of that case's path. */
  readonly origin?: { readonly case: string; readonly link: string };
}

export interface ActRequest {
  readonly act: string;
  readonly payload: JsonObject;
  /** Version of the case the person saw. */
  readonly expectedVersion: number;
  readonly as?: string;
  readonly effectiveAt?: string;
  /** The draft the person has read, for an act that issues a document: this one is issued, or nothing. */
  readonly draft?: { readonly n: number; readonly version: number };
}

/** What an act left behind: its number in the journal and the hash of its entry. */
export interface ActDoneView {
  readonly caseId: string;
  readonly version: number;
  readonly seq: number;
  readonly entryHash: string;
  readonly states: readonly string[];
  readonly recordedAt: string;
  /** True when this is the answer given before under the same idempotency key. */
  readonly replayed: boolean;
}

export interface OpenedView extends ActDoneView {
  readonly number: string;
}

/** A sign that a duty was done for form's sake: information, without effect. */
export interface FormalityFlagView {
  readonly rule: string;
  readonly field: string | null;
  readonly params: JsonObject;
  readonly label: Label;
}

export interface ActedView extends ActDoneView {
  readonly status: 'open' | 'ended';
  readonly decision: number | null;
  /** The document issued with the act, when a template makes one. */
  readonly document?: { readonly document: string; readonly n: number; readonly version: number; readonly template: string; readonly number: string; readonly hash: string; readonly corrects?: number };
  /** Absent when the act was not checked. */
  readonly flags?: readonly FormalityFlagView[];
}

export interface ActOptionView {
  readonly option: string;
  readonly allowed: boolean;
  readonly matter: string;
  readonly blockers: readonly Blocker[];
}

export interface AvailableActView {
  readonly act: string;
  readonly label: Label;
  readonly allowed: boolean;
  /** Whether the states of the case allow the act, whoever asks. */
  readonly inState: boolean;
  readonly blockers: readonly Blocker[];
  readonly roles: readonly string[];
  readonly bodies: readonly string[];
  readonly options?: readonly ActOptionView[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly capacity: string;
  readonly source: string | null;
  readonly keyPoint: Label | null;
  readonly document: Label | null;
  /** Id of the document that a template makes with the act; its number is not typed then. */
  readonly makes?: string;
}

export interface AvailableActsView {
  readonly version: number;
  readonly seq: number;
  readonly at: string;
  readonly acts: readonly AvailableActView[];
}

export interface TraceLineView {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly actLabel: Label | null;
  readonly payload: JsonObject;
  /** For refused attempts: why, in words. */
  readonly refusal: Blocker | null;
  /** Null when the act was not checked. */
  readonly flags: readonly FormalityFlagView[] | null;
}

export interface TraceView {
  readonly lines: readonly TraceLineView[];
  /** Number after which the next page begins; null = the end. */
  readonly next: number | null;
}

/** Who advised on a question: in a joint conference, asked by a signer, in a round that was replaced, or by sending the question back. */
export interface AdviserView {
  readonly person: string;
  readonly name: string | null;
  readonly way: 'conference' | 'asked' | 'former-round' | 'sent-back';
  /** Office and right in which it was said; null for who took part in a conference that another put on record. */
  readonly by: { readonly person: string; readonly role: string; readonly capacity: string; readonly delegation?: string; readonly onBehalfOf?: string; readonly standsInFor?: string } | null;
  /** Number of the journal entry that holds what was said; null while an answer is waited for. */
  readonly seq: number | null;
  readonly opinion: 'agree' | 'disagree' | 'abstain' | null;
  readonly askedBy: string | null;
  /** Null while the question is open, and where it cannot be told. */
  readonly followed: 'yes' | 'partly' | 'no' | null;
  /** The words, opened where they still can be. */
  readonly content: JsonValue;
}

export interface CaseDecisionView {
  readonly record: Readonly<Record<string, unknown>>;
  readonly question: Label;
  readonly outcome: Label;
  readonly reasons: JsonValue;
  /** Beside who reviewed and who decided, who stand in the record. */
  readonly advisers: readonly AdviserView[];
  /** Of every entry it rests on. */
  readonly flags: readonly (FormalityFlagView & { readonly seq: number })[];
}
