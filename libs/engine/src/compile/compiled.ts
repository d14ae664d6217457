// What a release looks like once compiled: nodes, acts and their candidate targets as flat tables, plus one XState machine.
// Types only.
import type { DeadlineRule, DeadlineRules } from '@quanze/calendar';
import type { HashHex, Label } from '@quanze/kernel';
import type { ApprovalFlowDocument, DecisionLevel, FlowActDeclaration, FlowActKind, StepDeclaration } from '../definition/approval-flow.js';
import type { ActDeclaration, CasePathDocument, DecisionState, KeyPoint, TaskDeclaration } from '../definition/index.js';
import type { ActorRole, BuiltInEffect, Capacity, PendingRecusal } from '../definition/case-path.js';
import type { ClockEffect, FieldDeclaration } from '../definition/common.js';
import type { LinkMoment } from '../definition/link.js';
import type { Expression } from './feel.js';
import type { CompiledAccess } from './access.js';
import type { StateMachine } from './machine.js';

export type NodeKind = 'work' | 'wait' | 'final' | 'group' | 'parallel' | 'history' | 'decision' | 'step' | 'decided' | 'decidedBy';

export interface CompiledNode {
  /** Dotted id from the top, e.g. `stage.outcome.chief`. */
  readonly id: string;
  readonly parent: string | null;
  readonly kind: NodeKind;
  readonly label: Label;
  readonly initial: string | null;
  readonly children: readonly string[];
  /** The id itself and all ids above it. */
  readonly ancestors: readonly string[];
  readonly task: TaskDeclaration | null;
  /** The roles that may act in this very node; null = no limit of its own. */
  readonly actors: readonly ActorRole[] | null;
  readonly keyPoint: KeyPoint | null;
  /** Key of the decision this node belongs to. */
  readonly decision: string | null;
  readonly step: string | null;
  readonly level: DecisionLevel | null;
  readonly ending: string | null;
  readonly pendingRecusal: PendingRecusal | null;
  readonly history: { readonly deep: boolean; readonly default: string } | null;
}

export interface CompiledCondition {
  readonly expression: Expression;
  readonly else: Label;
  readonly source: string | null;
}

/** One possible target of an act. `outcome` is the word by which flow acts choose; `test` is how path acts choose. */
export interface Candidate {
  readonly target: string;
  readonly outcome: string;
  readonly test: Expression | null;
}

export interface CompiledAct {
  readonly id: string;
  readonly label: Label;
  /** Nodes whose activity makes the act possible. Empty for the act that creates the case. */
  readonly from: readonly string[];
  readonly creates: boolean;
  /** Declared for every state of an open case. */
  readonly everywhere: boolean;
  readonly while: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly by: readonly ActorRole[];
  readonly capacity: Capacity;
  readonly matter: string | null;
  /** The duty it names, if it names one. */
  readonly duty: string | null;
  readonly conditions: readonly CompiledCondition[];
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
  readonly assignments: readonly Assignment[];
  /** Facts the payload may give; empty for most acts. */
  readonly writes: ReadonlySet<string>;
  readonly clocks: readonly ClockEffect[];
  readonly effect: ActDeclaration['effect'] | null;
  readonly afterEnding: boolean;
  readonly keyPoint: KeyPoint | null;
  readonly document: ActDeclaration['document'] | null;
  readonly source: string | null;
  readonly flow: FlowAct | null;
}

export interface Assignment {
  readonly fact: string;
  readonly expression: Expression;
}

export interface FlowAct {
  readonly decision: string;
  readonly name: string;
  readonly kind: FlowActKind;
  readonly declaration: FlowActDeclaration;
}

export interface CompiledOption {
  readonly id: string;
  readonly label: Label;
  readonly matter: string;
  readonly when: readonly CompiledCondition[];
  readonly must: CompiledCondition | null;
  readonly to: string;
  readonly assignments: readonly Assignment[];
  readonly clocks: readonly ClockEffect[];
  readonly onIssueAssignments: readonly Assignment[];
  readonly onIssueClocks: readonly ClockEffect[];
  readonly onIssueEffect: BuiltInEffect | null;
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
  readonly effect: BuiltInEffect | null;
  readonly declaration: DecisionState['options'][string];
}

export interface CompiledDecision {
  /** Dotted id of the decision state. */
  readonly key: string;
  /** Last part of the key; prefix of the ids of its acts. */
  readonly name: string;
  readonly question: Label;
  readonly home: readonly string[];
  readonly conditions: readonly CompiledCondition[];
  /** Fields of the proposal, whatever the option. */
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
  readonly options: ReadonlyMap<string, CompiledOption>;
  /** Fields of the proposal that say what is asked about, and those of them that name a person. */
  readonly about: readonly string[];
  readonly aboutPerson: readonly string[];
  readonly flow: ApprovalFlowDocument;
  readonly steps: Readonly<Record<string, StepDeclaration>>;
  readonly differentHandler: DecisionState['differentHandler'] | null;
  /** Whether another decision asks who had carried the case when this one fell. */
  readonly remembersCarriers: boolean;
}

/** A link with the act it stands for: opening another case from this one. */
export interface CompiledLink {
  readonly name: string;
  readonly act: CompiledAct;
  readonly paths: readonly string[];
  readonly task: TaskDeclaration | null;
  readonly follows: readonly CompiledFollow[];
}

export interface CompiledFollow {
  readonly on: LinkMoment;
  readonly assignments: readonly Assignment[];
  readonly clocks: readonly ClockEffect[];
  readonly note: Label;
}

export interface CompiledPath {
  readonly hash: HashHex;
  readonly document: CasePathDocument;
  /** Nodes in document order, so that lists of active states are always in the same order. */
  readonly nodes: ReadonlyMap<string, CompiledNode>;
  readonly acts: ReadonlyMap<string, CompiledAct>;
  readonly decisions: ReadonlyMap<string, CompiledDecision>;
  /** Links by name; none for most paths. */
  readonly links: ReadonlyMap<string, CompiledLink>;
  /** Rule of each clock of the path. */
  readonly rules: ReadonlyMap<string, DeadlineRule>;
  /** All rules of the release: a clock may change its track or start at the end of another. */
  readonly ruleSet: DeadlineRules;
  /** Facts set when a clock ends unkept (silence of an organ). */
  readonly expiryAssignments: ReadonlyMap<string, readonly Assignment[]>;
  readonly authorityWords: readonly (readonly [fact: string, word: string])[];
  /** Which roles may act in a state, and which may see or give a fact. */
  readonly access: CompiledAccess;
  readonly machine: StateMachine;
  /** Region whose final state ends the case; the root itself for a path without regions. */
  readonly mainRegion: string | null;
}
