// The approval-flow document: a reusable machine fragment that stands in for a decision state. Steps are states, acts are
// wired between them; what each kind of act does to the decision record is fixed in `../flow`, so a flow can be rewired but
// can never invent a way to decide without a decider.
import type { Label } from '@quanze/kernel';
import type { DocumentHead, FieldDeclaration, KeyPoint } from './common.js';
import type { ActorRole, Capacity, TaskDeclaration } from './case-path.js';
import type { PanelMembers, PanelRuleDocument } from './panel-rule.js';

/** Level at which a step decides; names the state `decided.by…`. */
export const DECISION_LEVELS = ['procurator', 'deputyChief', 'chief', 'committee', 'superior', 'provincial', 'spp'] as const;
export type DecisionLevel = (typeof DECISION_LEVELS)[number];

export interface StepDeclaration {
  readonly type: 'propose' | 'advise' | 'review' | 'decide' | 'vote' | 'consent' | 'panel';
  readonly label: Label;
  /** For steps that decide: at which level. */
  readonly level?: DecisionLevel;
  readonly task?: TaskDeclaration;
  readonly keyPoint?: KeyPoint;
  /** For panels: who may be asked, and how they agree. A panel never decides; it is asked before somebody does. */
  readonly members?: PanelMembers;
  readonly rule?: PanelRuleDocument;
}

/** What an act of a flow does to the decision under way. */
export const FLOW_ACT_KINDS = [
  'propose', 'withdraw', 'decide', 'send-up', 'convene', 'advise', 'review', 'approve', 'override', 'reconsider', 'refer',
  'open-meeting', 'vote', 'written-opinion', 'conclude', 'dissent', 'report-up', 'consent', 'refuse-consent', 'superior-decide',
  'object', 'issue', 'set-aside',
  'ask', 'sign', 'add-signer', 'remove-signer', 'hand-on', 'ask-opinion', 'opinion', 'recall-opinion', 'close-panel',
  'return', 'resubmit', 'copy', 'read-copy', 'urge',
] as const;
export type FlowActKind = (typeof FLOW_ACT_KINDS)[number];

/** Kinds that always use a power: that of the option under decision, or one that the law fixes. The others may be done without. */
export const POWER_KINDS: readonly FlowActKind[] = [
  'propose', 'send-up', 'decide', 'approve', 'override', 'reconsider', 'refer', 'report-up', 'consent', 'refuse-consent', 'superior-decide', 'set-aside',
];

export interface FlowActDeclaration {
  readonly kind: FlowActKind;
  readonly label: Label;
  /** Steps in which it exists; `home` = the states that open the decision, `decided` = after the decision. */
  readonly from: readonly string[];
  /** A step; `decided`; `home`; `target` (the state the chosen option leads to); `back` (the step the detour left). Absent = stays.
   *  Several = the first whose outcome (named by the kind, e.g. `majority`, `no-majority`) applies. */
  readonly to?: string | readonly { readonly to: string; readonly outcome: string }[];
  readonly by: readonly ActorRole[];
  readonly capacity: Capacity;
  readonly fields?: Readonly<Record<string, FieldDeclaration>>;
  /** Power that permits this act where it is not the matter of the option (e.g. referring to the committee). */
  readonly matter?: string;
  /** As `duty` of an act of a path. */
  readonly duty?: string;
  readonly source?: string;
}

export interface ApprovalFlowDocument extends DocumentHead {
  readonly kind: 'approval-flow';
  readonly initial: string;
  readonly steps: Readonly<Record<string, StepDeclaration>>;
  readonly acts: Readonly<Record<string, FlowActDeclaration>>;
  /** Pairs of capacities one person may not fill in one decision. */
  readonly conflicts: readonly (readonly [Capacity | 'propose', Capacity | 'propose'])[];
  readonly committee?: {
    /** Share of all members that must be present / must vote for an option: strictly more than this. 0.5 = more than half. */
    readonly quorumShareMin: number;
    readonly majorityShareMin: number;
    readonly chairLast: boolean;
  };
  /** Whole hours that must pass between two reminders (催办) of one question. */
  readonly urgeEveryHours?: number;
}
