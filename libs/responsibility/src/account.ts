// Question two: what a row leads to. The B rules are tried per row, top-down, and the first case that holds gives the result.
// Fault levels come from findings of people alone. What is not here: who has which row (`allocate.ts`).
import { assert } from '@quanze/kernel';
import type { Allocation } from './allocate.js';
import { holds, type Condition, type FactValues } from './condition.js';
import { settingFacts, type AttributionTable } from './table.js';
import { NEEDS_FINDING, type Bears } from './vocabulary.js';

export interface Account {
  readonly bears: Bears;
  /** The B rule that gave the result, or the A rule that clears the row. */
  readonly rule: string;
  /** The condition that held; null where no rule hit or an A rule cleared the row. */
  readonly because: Condition | null;
  /** No B rule hit: an error stands in the area, but nobody found a fault. */
  readonly unfound: boolean;
}

/** What a row leads to, with the facts it was judged by.
 *  @param own facts of the row, without the settings of the table
 *  INVARIANT: without a finding of fault in this very area the result is `none` or `flaw`. @source 检察官法 49; 人民检察院司法责任追究条例（2024） 2-3 */
export function account(table: AttributionTable, row: Allocation, own: FactValues): { readonly account: Account; readonly rowFacts: FactValues } {
  const { given, rowFacts } = judged(table, own);
  if (row.clearedBy !== null) return { account: { bears: 'none', rule: row.clearedBy, because: null, unfound: false }, rowFacts };
  const found = row.fault === 'intentional' || row.fault === 'gross' || row.fault === 'ordinary';
  assert(found || !NEEDS_FINDING.includes(given.bears), `${given.rule} gives ${given.bears} without a finding`);
  return { account: given, rowFacts };
}

interface Judged { readonly given: Account; readonly rowFacts: FactValues }

// The facts of a row have few values, so most rows were seen before. One memory per table; a table never changes.
const JUDGED = new WeakMap<AttributionTable, Map<string, Judged>>();

function judged(table: AttributionTable, own: FactValues): Judged {
  let known = JUDGED.get(table);
  if (known === undefined) JUDGED.set(table, known = new Map<string, Judged>());
  const key = Object.values(own).join();
  const before = known.get(key);
  if (before !== undefined) return before;
  const rowFacts = { ...own, ...settingFacts(table) };
  const given = firstHit(table, rowFacts) ?? { bears: table.otherwise.bears, rule: table.otherwise.rule, because: null, unfound: true };
  known.set(key, { given, rowFacts });
  return { given, rowFacts };
}

function firstHit(table: AttributionTable, facts: FactValues): Account | null {
  for (const rule of table.accountability) {
    const hit = rule.cases.find(({ when }) => holds(when, facts));
    if (hit !== undefined) return { bears: hit.bears, rule: rule.id, because: hit.when, unfound: false };
  }
  return null;
}
