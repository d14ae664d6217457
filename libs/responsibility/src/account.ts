// Question two: what a row leads to. The B rules are tried per row, top-down, and the first case that holds gives the result.
// Fault levels come from findings of people alone. What is not here: who has which row (`allocate.ts`).
import { assert } from '@quanze/kernel';
import type { Allocation } from './allocate.js';
import { holds, type Condition, type FactValues } from './condition.js';
import type { AttributionTable } from './table.js';
import type { Bears } from './vocabulary.js';

export interface Account {
  readonly bears: Bears;
  /** The B rule that gave the result, or the A rule that clears the row. */
  readonly rule: string;
  /** The condition that held; null where no rule hit or an A rule cleared the row. */
  readonly because: Condition | null;
  /** No B rule hit: an error stands in the area, but nobody found a fault. */
  readonly unfound: boolean;
}

/** What only people can establish. A flaw says that the product has a defect, not that somebody was at fault. */
const NEEDS_FINDING: readonly Bears[] = [
  'intentional', 'gross_negligence', 'ordinary_negligence', 'management_issue', 'supervision_liability', 'interference_liability', 'nonrecording_liability',
];

/** @param facts of the row, with the settings
 *  INVARIANT: without a finding of fault in this very area the result is `none` or `flaw`. @source 检察官法 49; 人民检察院司法责任追究条例（2024） 2-3 */
export function account(table: AttributionTable, row: Allocation, facts: FactValues): Account {
  if (row.clearedBy !== null) return { bears: 'none', rule: row.clearedBy, because: null, unfound: false };
  const given = firstHit(table, facts) ?? { bears: table.otherwise.bears, rule: table.otherwise.rule, because: null, unfound: true };
  const found = row.fault === 'intentional' || row.fault === 'gross' || row.fault === 'ordinary';
  assert(found || !NEEDS_FINDING.includes(given.bears), `${given.rule} gives ${given.bears} without a finding`);
  return given;
}

function firstHit(table: AttributionTable, facts: FactValues): Account | null {
  for (const rule of table.accountability) {
    const hit = rule.cases.find(({ when }) => holds(when, facts));
    if (hit !== undefined) return { bears: hit.bears, rule: rule.id, because: hit.when, unfound: false };
  }
  return null;
}
