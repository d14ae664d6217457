// Why not: the rules that are near a record and still give nothing, each with the one thing that keeps it off. A rule is near when a
// single fact is missing and either another of its tests holds or the record speaks of that fact; or when its condition holds and
// nobody stands where it looks. What is not here: why a row is there (`explain.ts`).
import type { Label } from '@quanze/kernel';
import { distanceOf, missText } from './misses.js';
import { emptyPlace, speaksOf } from './spoken.js';
import type { Explained } from './explain.js';
import type { FactValues } from './condition.js';
import type { Situation } from './situation.js';
import type { AttributionTable, FlagRule } from './table.js';

export interface NearRule {
  readonly rule: string;
  readonly reason: Label;
}

/** A result that needs a finding names no level of fault: what nobody found is not even supposed. */
const NO_FINDING: Label = { zh: '须经人工认定，而对本人在本领域没有认定', en: 'only on a finding of people, and there is none on this person in this area' };

/** Rules of allocation and flags that are near. @param applied ids of the rules that gave or refined a row */
export function nearAllocation(table: AttributionTable, situation: Situation, facts: FactValues, applied: ReadonlySet<string>): readonly NearRule[] {
  const { record } = situation;
  const missing = (when: FlagRule['when']): Label | null => {
    const { misses: [miss, ...more], met } = distanceOf(when, facts, table.facts);
    if (miss === undefined || more.length > 0 || (met === 0 && !speaksOf(record, miss.fact))) return null;
    return missText(miss, facts, table.facts);
  };
  const rules = table.allocation.filter(({ id }) => !applied.has(id)).flatMap((rule): NearRule[] => {
    const holds = distanceOf(rule.when, facts, table.facts).misses.length === 0;
    const reason = holds
      ? rule.gives.map(({ to }) => emptyPlace(record, to)).find((each) => each !== null) ?? null
      : missing(rule.when);
    return reason === null ? [] : [{ rule: rule.id, reason }];
  });
  const raising = table.accountability.flatMap((rule) => rule.flags.flatMap(({ when }): NearRule[] => {
    const reason = missing(when);
    return reason === null ? [] : [{ rule: rule.id, reason }];
  }));
  return [...rules, ...raising];
}

/** Rules of accountability that are near one row: they would give another result, and one fact keeps them off or an earlier rule stands
 *  before them. */
export function nearAccount(table: AttributionTable, { row, account, rowFacts }: Explained): readonly NearRule[] {
  return table.accountability.flatMap((rule): NearRule[] => {
    for (const { bears, when } of rule.cases) {
      if (bears === account.bears && rule.id === account.rule) continue;
      const { misses: [miss, ...more] } = distanceOf(when, rowFacts, table.rowFacts);
      if (miss === undefined) {
        if (rule.id !== account.rule) return [{ rule: rule.id, reason: precededBy(account.rule) }];
        continue;
      }
      // Another area's rule is not near, however little is missing otherwise.
      if (more.length > 0 || miss.fact === 'area') continue;
      return [{ rule: rule.id, reason: miss.fact === 'fault' && row.fault === null ? NO_FINDING : missText(miss, rowFacts, table.rowFacts) }];
    }
    return [];
  });
}

function precededBy(rule: string): Label {
  return { zh: `条件也符合，但${rule}在先`, en: `it holds as well, but ${rule} comes first` };
}
