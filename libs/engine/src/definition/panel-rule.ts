// How a panel is written down in a flow: who may be asked, when it agrees, and what the people asked may do with their seats. From the
// words of the document to the rule of `@quanze/approval`. What is not here: opening and answering a panel (`../flow/panel-acts.ts`).
import { ALL, ANY, type Base, type Fraction, type PanelRule, type Place, type Quorum, type Threshold } from '@quanze/approval';
import type { ActorRole } from './case-path.js';

/** Who may be asked. `from`: of the whole office, or only of the department that handles the case, where the post names one. */
export interface PanelMembers {
  readonly roles: readonly ActorRole[];
  readonly from?: 'office' | 'department';
}

/** A fraction as people write it, e.g. `2/3`. */
export type FractionText = string;

export type PassesDocument =
  | 'all' | 'any'
  | { readonly count: number }
  | { readonly share: FractionText; readonly of: Base }
  | { readonly moreThan: FractionText; readonly of: Base };

export type QuorumDocument = { readonly count: number } | { readonly share: FractionText } | { readonly moreThan: FractionText };

export interface PanelRuleDocument {
  readonly passes: PassesDocument;
  /** Default `together`. */
  readonly order?: PanelRule['order'];
  /** Seats count by weight, not by heads. Default false. */
  readonly weighed?: boolean;
  /** Weight of whoever signs in a role, where votes are weighed; 1 when left out. */
  readonly weights?: Readonly<Partial<Record<ActorRole, number>>>;
  readonly quorum?: QuorumDocument;
  /** Default `refused`. */
  readonly abstention?: PanelRule['abstention'];
  /** Default false: every answer is waited for. */
  readonly mayClose?: boolean;
  /** Must be said where half can stand against half. */
  readonly tie?: PanelRule['tie'];
  /** Default true. */
  readonly early?: boolean;
  readonly add?: readonly Place[];
  readonly transfer?: boolean;
  readonly entrust?: boolean;
}

/** What a panel of this rule can come to; each must be routed. */
export type PanelWord = 'passed' | 'failed' | 'tied' | 'no-quorum';

/** The rule a document means; null when one of its fractions is none. */
export function panelRuleOf(document: PanelRuleDocument): PanelRule | null {
  const passes = thresholdOf(document.passes);
  const quorum = document.quorum === undefined ? null : quorumOf(document.quorum);
  if (passes === null || (quorum === null && document.quorum !== undefined)) return null;
  return {
    order: document.order ?? 'together', passes, weighed: document.weighed ?? false, quorum, abstention: document.abstention ?? 'refused',
    mayClose: document.mayClose ?? false, tie: document.tie ?? 'fails', early: document.early ?? true, add: document.add ?? [],
    transfer: document.transfer ?? false, entrust: document.entrust ?? false,
  };
}

/** What can come of a panel. Absence can take the quorum only where a panel may be closed. */
export function outcomesOf(rule: PanelRule, ties: boolean): readonly PanelWord[] {
  return ['passed', 'failed', ...(ties && rule.tie === 'up' ? ['tied' as const] : []), ...(rule.quorum !== null && rule.mayClose ? ['no-quorum' as const] : [])];
}

function thresholdOf(passes: PassesDocument): Threshold | null {
  if (passes === 'all') return ALL;
  if (passes === 'any') return ANY;
  if ('count' in passes) return { kind: 'count', atLeast: passes.count };
  const strictly = 'moreThan' in passes;
  const fraction = fractionOf(strictly ? passes.moreThan : passes.share);
  // A share of nothing is a problem of the document, which is read before it is proved.
  return fraction === null || (passes.of as Base | undefined) === undefined ? null : { kind: 'share', of: passes.of, strictly, ...fraction };
}

function quorumOf(quorum: QuorumDocument): Quorum | null {
  if ('count' in quorum) return { kind: 'count', atLeast: quorum.count };
  const strictly = 'moreThan' in quorum;
  const fraction = fractionOf(strictly ? quorum.moreThan : quorum.share);
  return fraction === null ? null : { kind: 'share', strictly, ...fraction };
}

/** A proper fraction or 1; null for anything else. */
function fractionOf(text: FractionText | undefined): Fraction | null {
  const [part, whole, ...more] = (text ?? '').split('/').map(Number);
  if (part === undefined || whole === undefined || more.length > 0 || !Number.isInteger(part) || !Number.isInteger(whole)) return null;
  return part >= 1 && part <= whole ? { part, whole } : null;
}
