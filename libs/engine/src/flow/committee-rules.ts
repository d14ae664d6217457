// How many members of a committee must be there and how many must agree, as the flow of a question says. What is not here: the session.
import type { CompiledDecision } from '../compile/compiled.js';

export interface CommitteeRules {
  /** Shares of all members; more than this is needed. */
  readonly quorumShareMin: number;
  readonly majorityShareMin: number;
  readonly chairLast: boolean;
}

const DEFAULT_RULES: CommitteeRules = { quorumShareMin: 0.5, majorityShareMin: 0.5, chairLast: true };

export function committeeRulesOf(decision: Pick<CompiledDecision, 'flow'> | undefined): CommitteeRules {
  return decision?.flow.committee ?? DEFAULT_RULES;
}

/** @param attending number of members who take part  @param members number of all members  @source 组织法 32; 检委会规则 11 */
export function isQuorate(attending: number, members: number, { quorumShareMin }: CommitteeRules): boolean {
  return attending > members * quorumShareMin;
}
