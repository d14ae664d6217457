// What is asked of the gate and what it answers. What is not here: how the answer is found.
import type { Label, RefusalParam } from '@quanze/kernel';
import type { Body, Role } from './vocabulary.js';

/** The person or body that wants to act, in one capacity. Absent flags count as false, except that a procurator or lead
 *  procurator is taken to handle the case unless `is_handler` says otherwise. */
export interface QueryActor {
  readonly role: string;
  readonly is_handler?: boolean;
  readonly capacity?: string;
  readonly delegation?: string;
  /** The case falls into the deputy's portfolio. */
  readonly portfolio?: boolean;
  readonly participated_before?: boolean;
  readonly recused?: boolean;
  readonly suspended?: boolean;
  readonly is_person_concerned?: boolean;
}

/** Facts of the case by declared name. A missing or null fact takes the default of its declaration. */
export type CaseFacts = Readonly<Record<string, unknown>>;

export interface AuthorityQuery {
  readonly actor: QueryActor;
  readonly action: string;
  readonly case?: CaseFacts;
  /** The list the asker means, as `id` or `id@version`; refused when another one is asked. */
  readonly list?: string;
}

/** Why the verdict is as it is. `code` is stable; `source` is the article or the line of the list. */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, RefusalParam>>;
  readonly source: string;
  readonly text: Label;
}

/** INVARIANT: `of` is empty unless the verdict is `refer`, and then it is not empty; `reasons` is never empty;
 *  `decidesAs` is null unless the verdict is `permit`. */
export interface Verdict {
  readonly verdict: 'permit' | 'refer' | 'refuse';
  /** Bodies that must decide or consent, local decider first, outside permission last. */
  readonly of: readonly Body[];
  /** Stable id of the rule that settled the answer. */
  readonly rule: string;
  readonly power: string;
  readonly reasons: readonly Reason[];
  readonly listVersion: string;
  /** The body to which the decision belongs in this case; null when it could not be determined. */
  readonly level: Body | null;
  /** In whose right the actor acts: a deputy under delegation acts as `chief`, a head who handles the case as `procurator`. */
  readonly decidesAs: Role | null;
  /** The right comes from a recorded delegation. */
  readonly delegation: boolean;
}
