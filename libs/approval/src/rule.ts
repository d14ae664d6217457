// How several people agree on one question: all of them, any of them, a number, a share, by heads or by weight; together or in turn.
// Rules only; who is asked and what they answered is a panel (`./panel`).

/** What a share is a share of: all seats; those who answered, abstentions included; those who agreed or disagreed. */
export type Base = 'members' | 'present' | 'voting';

/** A fraction of whole numbers, `part`/`whole`, 1 ≤ part ≤ whole. No rounding anywhere. */
export interface Fraction {
  readonly part: number;
  readonly whole: number;
}

/** When the panel agrees. `count`: this many (or this weight); `share`: at least the fraction of the base, or more than it. At least one
 *  agreement is always needed. */
export type Threshold =
  | { readonly kind: 'count'; readonly atLeast: number }
  | ({ readonly kind: 'share'; readonly of: Base; readonly strictly: boolean } & Fraction);

/** How many must have answered before anything counts. */
export type Quorum = { readonly kind: 'count'; readonly atLeast: number } | ({ readonly kind: 'share'; readonly strictly: boolean } & Fraction);

/** Where an added seat stands to the one it is added by: asked before it, asked after it, or at the same time. */
export type Place = 'before' | 'after' | 'beside';

export interface PanelRule {
  /** `in-turn`: a seat is asked when all before it have answered. */
  readonly order: 'together' | 'in-turn';
  readonly passes: Threshold;
  /** Seats count by their weight, otherwise by heads. */
  readonly weighed: boolean;
  readonly quorum: Quorum | null;
  /** `against`: an abstention counts like a disagreement. */
  readonly abstention: 'refused' | 'allowed' | 'against';
  /** Whether the panel may be closed while answers are missing; those are then absent. */
  readonly mayClose: boolean;
  /** Exactly half have agreed, where more than half is asked. `chair`: as the chair answered; `up`: an outcome of its own. */
  readonly tie: 'fails' | 'passes' | 'chair' | 'up';
  /** Ends as soon as no answer that is missing can change the outcome, whichever it is. */
  readonly early: boolean;
  /** What the people asked may do to their own seats. */
  readonly add: readonly Place[];
  readonly transfer: boolean;
  readonly entrust: boolean;
}

/** 会签: everybody agrees, nobody abstains. */
export const ALL: Threshold = { kind: 'share', of: 'members', strictly: false, part: 1, whole: 1 };
/** 或签: one is enough. */
export const ANY: Threshold = { kind: 'count', atLeast: 1 };
/** More than half of all members, as committees decide. */
export const MORE_THAN_HALF: Threshold = { kind: 'share', of: 'members', strictly: true, part: 1, whole: 2 };

/** Whether exactly half can agree where more is asked, so that a rule for it matters. */
export function canTie({ passes }: Pick<PanelRule, 'passes'>): boolean {
  return passes.kind === 'share' && passes.strictly && passes.part * 2 === passes.whole;
}
