// What must hold of a table as a whole before any record is judged by it: no rule finds fault by itself. What is not here: the shape of
// the rules (`parse-rules.ts`), and whether a table gives everybody a row, which shows with each record (`allocate.ts`).
import { holds, namesIn, type Condition, type FactTable, type FactValues } from './condition.js';
import type { LenientReader } from './lenient-reader.js';
import type { AccountRule, AttributionTable } from './table.js';
import { NEEDS_FINDING } from './vocabulary.js';

// More combinations than any condition over the facts of a row has.
const COMBINATIONS_MAX = 100_000;

/** Rejects a result that only people can establish where its condition can hold without their finding. @source 检察官法 49 */
export function checkNeedsFinding(reader: LenientReader, rowFacts: FactTable, accountability: readonly AccountRule[], otherwise: AttributionTable['otherwise']): void {
  const expected = 'a condition that holds only where people found a fault';
  accountability.forEach(({ cases }, i) => cases.forEach(({ bears, when }, j) => {
    if (NEEDS_FINDING.includes(bears) && canHoldWithoutFinding(when, rowFacts)) reader.malformed(`accountability[${i}].cases[${j}].when`, expected);
  }));
  if (NEEDS_FINDING.includes(otherwise.bears)) reader.malformed('otherwise.bears', 'a result without fault');
}

/** Tries every combination of values of the facts a condition reads, with no fault found. */
function canHoldWithoutFinding(condition: Condition, rowFacts: FactTable): boolean {
  const names = [...new Set(namesIn(condition))];
  const choices = names.map((name) => (name === 'fault' ? ['none', 'unstated'] : Object.keys(rowFacts[name]?.values ?? {})));
  const count = choices.reduce((product, { length }) => product * length, 1);
  if (count > COMBINATIONS_MAX) return true;
  for (let number = 0; number < count; number++) if (holds(condition, combination(names, choices, number))) return true;
  return false;
}

function combination(names: readonly string[], choices: readonly (readonly string[])[], number: number): FactValues {
  let rest = number;
  return Object.fromEntries(names.map((name, i) => {
    const values = choices[i] as readonly string[];
    const value = values[rest % values.length] as string;
    rest = Math.floor(rest / values.length);
    return [name, value];
  }));
}
