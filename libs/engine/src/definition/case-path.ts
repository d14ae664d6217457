// The case-path document: declared facts, states, acts, decision points, clocks and key points of one kind of case.
import type { Label } from '@quanze/kernel';
import type {
  ClockEffect, Condition, DocumentDeclaration, DocumentHead, FactAssignments, FactDeclaration, FieldDeclaration, KeyPoint,
} from './common.js';
import type { LinkDeclaration } from './link.js';

/** Who may perform an act. Case capacities come from the team of the case, office roles from appointments. */
export const ACTOR_ROLES = [
  'handler', 'team_member', 'assistant', 'clerk', 'procurator', 'dept_head', 'deputy_chief', 'chief', 'committee_member', 'case_mgmt',
  'superior_official', 'inspection', 'admin',
] as const;
export type BuiltInRole = (typeof ACTOR_ROLES)[number];
/** A built-in word, or a role that the path itself declares under `roles`. */
export type ActorRole = BuiltInRole | (string & Record<never, never>);

export function isBuiltInRole(role: string): role is BuiltInRole {
  return (ACTOR_ROLES as readonly string[]).includes(role);
}

/** A role of the path's own, held by posts of that word. It acts where `by` names it and no `actors` keeps it out, never by the power list. */
export interface OwnRole {
  readonly label: Label;
  /** Id in the tables it was imported from, where that does not fit the names of definitions. */
  readonly sourceId?: string;
}

export const CASE_CAPACITIES = ['handler', 'team_member', 'assistant', 'clerk'] as const;

/** In what capacity a person acts (design: typed capacities). */
export const CAPACITIES = ['handle', 'advise', 'review', 'decide', 'vote', 'consent', 'sign', 'instruct', 'supervise', 'record'] as const;
export type Capacity = (typeof CAPACITIES)[number];

export interface TaskDeclaration {
  readonly verb: 'handle' | 'review' | 'decide' | 'vote' | 'answer' | 'sign' | 'record' | 'watch';
  readonly by: ActorRole;
  /** The clock whose end is the due date of the task. */
  readonly clock?: string;
}

/** Whether a person whose recusal is asked for keeps working until it is decided (Rules 34, PilR 21) or pauses (CivR 14, AdmR 15). */
export type PendingRecusal = 'suspends' | 'continues';

interface StateBase {
  readonly label: Label;
  readonly keyPoint?: KeyPoint;
  /** Overrides the path's rule while this state is active. */
  readonly pendingRecusal?: PendingRecusal;
  readonly source?: string;
  readonly task?: TaskDeclaration;
  /** Only these roles act in this state, whatever an act says; absent = all whom the act allows, empty = nobody. */
  readonly actors?: readonly ActorRole[];
  readonly sourceId?: string;
  /** Clock effects on entering, in order; rarely needed, acts are the usual place. */
  readonly note?: Label;
}

export interface WorkState extends StateBase { readonly type: 'work' }

/** An outside organ acts. Must name the clock that watches it, or say why there is none. */
export interface WaitState extends StateBase {
  readonly type: 'wait';
  readonly organ: Label;
  readonly clock?: string;
  readonly noClock?: Label;
}

export interface FinalState extends StateBase {
  readonly type: 'final';
  /** The kind of ending: closed (结案), transferred (移送), withdrawn (撤回), terminated (终止), refused (不受理). */
  readonly ending: 'closed' | 'transferred' | 'withdrawn' | 'terminated' | 'refused';
}

export interface GroupState extends StateBase {
  readonly type: 'group';
  readonly initial: string;
  readonly states: Readonly<Record<string, StateDocument>>;
}

export interface ParallelState extends StateBase {
  readonly type: 'parallel';
  readonly states: Readonly<Record<string, StateDocument>>;
}

export interface HistoryState extends StateBase {
  readonly type: 'history';
  readonly deep?: boolean;
  readonly default: string;
}

/** One option of a decision. The matter is the power that decides this option. */
export interface OptionDeclaration {
  readonly label: Label;
  readonly matter: string;
  /** The option may be chosen only when all hold. */
  readonly when?: readonly Condition[];
  /** When it holds, no other option is lawful (MUST instead of MAY). */
  readonly must?: Condition;
  /** State entered when the decision is issued. */
  readonly to: string;
  readonly document?: DocumentDeclaration;
  readonly fields?: Readonly<Record<string, FieldDeclaration>>;
  readonly set?: FactAssignments;
  /** Effects at the moment of the decision. */
  readonly clocks?: readonly ClockEffect[];
  /** Effects when the decision is issued. */
  readonly onIssue?: {
    readonly set?: FactAssignments;
    readonly clocks?: readonly ClockEffect[];
    /** Only now, so that setting the decision aside has nothing to take back; reads what the question is about and the fields of the option. */
    readonly effect?: BuiltInEffect;
  };
  /** Effect on people at the moment of the decision; only in a flow without setting aside, since nothing takes it back. */
  readonly effect?: BuiltInEffect;
  readonly keyPoint?: KeyPoint;
  readonly source?: string;
}

/** One question with options; compiled into the states of the approval flow bound to it. */
export interface DecisionState extends StateBase {
  readonly type: 'decision';
  readonly question: Label;
  /** States from which a proposal opens the decision; the first is where withdrawing the proposal leads back to. */
  readonly home: readonly string[];
  /** Other states that must be active as well for a proposal (a side matter only while the case is under review). */
  readonly while?: readonly string[];
  /** Must hold before anything is proposed or decided here, whatever the option (mandatory interviews and hearings). */
  readonly when?: readonly Condition[];
  /** Payload fields of the proposal beyond the option, opinion and reasons. */
  readonly fields?: Readonly<Record<string, FieldDeclaration>>;
  readonly options: Readonly<Record<string, OptionDeclaration>>;
  /** Fields of the proposal that say what is asked about; they hold whatever option is chosen, and a person among them has no part
   *  in answering (Rules 29). */
  readonly about?: readonly string[];
  /** Another procurator than those who carried the case through the decision `from` must handle this question (Rules 290, 379). */
  readonly differentHandler?: { readonly from: string; readonly source: string };
}

export type StateDocument = WorkState | WaitState | FinalState | GroupState | ParallelState | HistoryState | DecisionState;

/** Effects the kernel itself knows, beyond facts and clocks. */
export type BuiltInEffect =
  | { readonly kind: 'assign-handler'; readonly person: string }
  | { readonly kind: 'reassign-handler'; readonly person: string }
  | { readonly kind: 'join-team'; readonly person: string; readonly role: string }
  | { readonly kind: 'leave-team'; readonly person: string }
  | { readonly kind: 'substitute-handler'; readonly person: string; readonly from: string; readonly until: string; readonly alone: string }
  | { readonly kind: 'end-substitution'; readonly person: string }
  | { readonly kind: 'assign-task'; readonly person: string; readonly task: string; readonly due: string }
  | { readonly kind: 'deliver-task'; readonly number: string; readonly deviation: string }
  | { readonly kind: 'settle-task'; readonly number: string; readonly accepted: boolean }
  | { readonly kind: 'instruct'; readonly level: 'office' | 'superior'; readonly document: string; readonly question: string }
  | { readonly kind: 'log-oral-instruction'; readonly person: string; readonly outside: string; readonly on: string; readonly question: string; readonly objected: string }
  | { readonly kind: 'confirm-instruction'; readonly level: 'office' | 'superior'; readonly number: string; readonly document: string }
  | { readonly kind: 'answer-instruction'; readonly number: string; readonly answer: string; readonly reasons: string }
  | { readonly kind: 'settle-objection'; readonly level: 'office' | 'superior'; readonly number: string; readonly upheld: string }
  | { readonly kind: 'set-offences'; readonly offences: string }
  | { readonly kind: 'register-evidence'; readonly form: string; readonly organ: string; readonly elements: string; readonly file: string }
  | { readonly kind: 'correct-evidence'; readonly number: string; readonly form: string; readonly organ: string; readonly elements: string; readonly file: string }
  | { readonly kind: 'assess-evidence'; readonly number: string; readonly admitted: string; readonly key: string }
  | { readonly kind: 'note-evidence-conflict'; readonly element: string; readonly items: string }
  | { readonly kind: 'resolve-evidence-conflict'; readonly number: string }
  | { readonly kind: 'suspect-evidence'; readonly items: string; readonly ground: string }
  | { readonly kind: 'exclude-evidence'; readonly items: string; readonly kept: string }
  | { readonly kind: 'keep-evidence'; readonly items: string }
  | { readonly kind: 'settle-relook'; readonly number: string; readonly outcome: string }
  | { readonly kind: 'attach-file'; readonly file: string }
  | { readonly kind: 'detach-file'; readonly file: string }
  | { readonly kind: 'request-recusal'; readonly person: string; readonly applicant?: string; readonly ground?: string }
  | { readonly kind: 'order-recusal'; readonly person: string; readonly granted: string }
  | { readonly kind: 'serve-recusal-rejection'; readonly person: string; readonly on: string }
  | { readonly kind: 'register-recusal-reconsideration'; readonly person: string; readonly on: string; readonly within: string; readonly answer: string }
  | { readonly kind: 'answer-recusal-reconsideration'; readonly person: string; readonly granted: string }
  | { readonly kind: 'judge-earlier-acts'; readonly person: string; readonly stand?: string; readonly fall?: string }
  | { readonly kind: 'bar-person'; readonly person: string; readonly reason: string };

export interface ActDeclaration {
  readonly label: Label;
  /** States (or groups) in which the act exists; `*` = every state of an open case, `new` = creates the case. */
  readonly from: readonly string[];
  /** Other states that must be active as well, e.g. a side matter only while the case is under review. */
  readonly while?: readonly string[];
  /** Target state; absent = the act changes facts or records only. Several = first whose condition holds. */
  readonly to?: string | readonly { readonly to: string; readonly if?: string }[];
  readonly by: readonly ActorRole[];
  readonly capacity?: Capacity;
  readonly matter?: string;
  /** Duty of the duty list it is done under, for roles that have one of this id; absent = that of the role for acts in this capacity. */
  readonly duty?: string;
  readonly when?: readonly Condition[];
  readonly fields?: Readonly<Record<string, FieldDeclaration>>;
  readonly set?: FactAssignments;
  /** Facts that the payload may give by their own names, as far as the role has access to them; `*` = all. Targets see the given values. */
  readonly writes?: '*' | readonly string[];
  readonly clocks?: readonly ClockEffect[];
  readonly effect?: BuiltInEffect;
  readonly document?: DocumentDeclaration;
  readonly keyPoint?: KeyPoint;
  readonly sourceId?: string;
  /** The act stays possible after the ending (ledger notes, archiving). */
  readonly afterEnding?: boolean;
  readonly source?: string;
}

export interface ClockDeclaration {
  /** Rule id of the deadline-rules document. */
  readonly rule: string;
  readonly label: Label;
  /** Who must keep it, for tasks and alerts. */
  readonly owner: ActorRole;
  /** Lead times of warnings in whole days before the end, largest first. */
  readonly warnDays?: readonly number[];
  readonly onExpiry?: { readonly set?: FactAssignments; readonly note: Label };
  /** A custody clock watches the person; other clocks of the case need custody events too. */
  readonly custody?: boolean;
  readonly keyPoint?: KeyPoint;
}

export interface CasePathDocument extends DocumentHead {
  readonly kind: 'case-path';
  readonly business: 'criminal' | 'civil' | 'administrative' | 'public-interest' | 'support';
  /** Default `suspends`. */
  readonly pendingRecusal?: PendingRecusal;
  /** Short Chinese word in the case number, e.g. 捕, 诉. */
  readonly numberWord: string;
  /** Roles beside the built-in ones, by the word that posts carry. */
  readonly roles?: Readonly<Record<string, OwnRole>>;
  /** Only these roles act in an existing case, in any state; absent = all whom the act allows. */
  readonly actors?: readonly ActorRole[];
  /** Tables of another system say neither which states end a case nor that all can be entered: of that the author is only warned. */
  readonly importedFrom?: 'tables';
  readonly facts: Readonly<Record<string, FactDeclaration>>;
  /** Which fact says whether a suspect is held, and which of its values mean held (CPL 105: no roll-over in custody). */
  readonly custody?: { readonly fact: string; readonly held: readonly string[] };
  /** `parallel`: every top-level state is a region; `main` names the region whose final state ends the case. */
  readonly type: 'group' | 'parallel';
  readonly initial?: string;
  readonly main?: string;
  readonly states: Readonly<Record<string, StateDocument>>;
  readonly clocks: Readonly<Record<string, ClockDeclaration>>;
  readonly acts: Readonly<Record<string, ActDeclaration>>;
  /** Cases that may be opened from a case of this path. */
  readonly links?: Readonly<Record<string, LinkDeclaration>>;
}
