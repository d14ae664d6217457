// What a deadline rule is: one statutory clock as data. What is not here: reading it from a document (rule-document.ts)
// and counting it (compute-deadline.ts).
import type { Label, SourceStatus } from '@quanze/kernel';
import type { DocumentHead } from './document-reader.js';
import type { RestartName } from './event.js';
import type { MonthRule } from './months.js';
import type { Period } from './period.js';

/** `calendar`: days, months, years. `working`: working days. `hours`: the starting hour is not counted. `hours-exact`: from the minute. */
export type CountingUnit = 'calendar' | 'working' | 'hours' | 'hours-exact';

/** What happens when the last day is a rest day. `unless-in-custody`: moved only if the person is not held on that day. */
export type RollOver = 'none' | 'next-working-day' | 'unless-in-custody' | 'n/a';

/** How long the clock runs. Only `period` gives a due date by itself; the others need `chosen_length`, or have none at all.
 *  `range`: somebody fixes it between two limits. `choices`: one of several, by circumstance. `fixed_by`: an act or a local
 *  practice sets it, no statute does. `within`: inside another clock, without an end of its own. `none`: no text was found. */
export type RuleLength =
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'range'; readonly min: Period; readonly max: Period }
  | { readonly kind: 'choices'; readonly choices: readonly LengthChoice[] }
  | { readonly kind: 'fixed_by'; readonly by: Label }
  | { readonly kind: 'within'; readonly rule: string; readonly reason: Label }
  | { readonly kind: 'none'; readonly reason: Label };

export interface LengthChoice {
  readonly length: Period;
  readonly when: Label;
}

/** One ground of extension. `by` lengthens, `to` replaces the whole length; amounts are maxima (a smaller one may be
 *  granted). `open`: the law gives no length. `named`: used only by an event that names it, never by fit of its amount.
 *  `max`: how often within one clock, null where the text gives no number. */
export interface Grant {
  readonly id: string;
  readonly amount: { readonly form: 'by' | 'to'; readonly period: Period } | { readonly form: 'open'; readonly text: Label };
  readonly when: Label;
  readonly approver: Label;
  readonly max: number | null;
  readonly named: boolean;
}

/** What restarts the clock. `events` is empty where the vocabulary has no event: then the question is asked anew with the new start.
 *  `max`: how often over the whole case. */
export interface Restart {
  readonly events: readonly RestartName[];
  readonly text: Label;
  readonly max: number | null;
  readonly source: string | null;
}

/** An activity or obstacle whose days do not count; events name it by `kind`. */
export interface Activity {
  readonly kind: string;
  readonly text: Label;
  readonly source: string | null;
}

/** A length other than the ordinary one: a fixed other length, or anything shorter (`length` null). */
export interface AlternativeLength {
  readonly length: Period | null;
  readonly when: Label;
}

export interface DeadlineRule {
  readonly id: string;
  readonly type: string;
  readonly stage: Label;
  readonly who: Label;
  readonly from: Label | null;
  readonly length: RuleLength;
  readonly calendar: CountingUnit;
  readonly countsStart: boolean;
  readonly monthRule: MonthRule;
  readonly rollover: RollOver;
  readonly backward: boolean;
  /** A fixed period (不变期间): nothing extends, pauses or restarts it. */
  readonly fixed: boolean;
  readonly extendable: readonly Grant[];
  readonly resetsOn: readonly Restart[];
  readonly suspendedBy: readonly Activity[];
  readonly excluded: readonly Activity[];
  readonly maxRounds: { readonly count: number; readonly scope: Label | null } | null;
  readonly alt: AlternativeLength | null;
  readonly note: Label | null;
  readonly onExpiry: Label | null;
  readonly source: string;
  readonly status: SourceStatus;
  readonly general: GeneralActivities;
}

/** Activities that concern every clock of the document: excluded everywhere, or without effect everywhere. */
export interface GeneralActivities {
  readonly excluded: readonly Activity[];
  readonly withoutEffect: readonly Activity[];
}

/** A whole `deadline-rules` document, rules by id in document order. */
export interface DeadlineRules extends DocumentHead {
  readonly general: GeneralActivities;
  readonly rules: ReadonlyMap<string, DeadlineRule>;
}
