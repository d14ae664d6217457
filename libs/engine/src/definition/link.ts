// Links between cases: which cases may be opened from a case of this path, by whom and when, and what the case learns when one of them
// gets somewhere. Types only. What is not here: asking (`../runtime/link.ts`) and learning (`../runtime/followed.ts`).
import type { Label } from '@quanze/kernel';
import type { ActorRole, Capacity, FinalState, TaskDeclaration } from './case-path.js';
import type { ClockEffect, Condition, FactAssignments } from './common.js';

/** What a linked case got to: a state was entered, it ended, or a clock of it ended unkept (somebody was silent). */
export type LinkMoment = { readonly state: string } | { readonly ending: FinalState['ending'] } | { readonly clock: string };

/** What the case takes over when a linked case gets somewhere. It sets facts and moves clocks and never decides; values come from here,
 *  never from the linked case. */
export interface FollowDeclaration {
  readonly on: LinkMoment;
  readonly set?: FactAssignments;
  readonly clocks?: readonly ClockEffect[];
  readonly note: Label;
}

export interface LinkDeclaration {
  readonly label: Label;
  /** Ids of the case paths that may be opened. */
  readonly paths: readonly string[];
  /** States (or groups) of this case in which it may be done; `*` = every state of an open case. */
  readonly from: readonly string[];
  /** Other states of which one must be active as well. */
  readonly while?: readonly string[];
  /** Who may do it, by the standing in this case; the linked case's own act of opening says who may open it. */
  readonly by: readonly ActorRole[];
  readonly capacity?: Capacity;
  readonly duty?: string;
  readonly when?: readonly Condition[];
  /** Shown while it may be done and no case was opened by this link. */
  readonly task?: TaskDeclaration;
  readonly follow?: readonly FollowDeclaration[];
  /** Possible after the ending, and what follows takes effect then, too. */
  readonly afterEnding?: boolean;
  /** Article, or UNVERIFIED. */
  readonly source: string;
}
