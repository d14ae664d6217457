// The facts about one row that the B rules may read. What is not here: the rules.
import type { FactValues } from './condition.js';
import type { Allocation } from './allocate.js';
import type { DecisionFacts } from './record.js';
import { AREAS } from './vocabulary.js';

/** Name → values the program can give. The parser compares the table's declarations with it in both directions. */
export const ROW_FACTS: Readonly<Record<string, readonly string[]>> = {
  area: [...AREAS, 'empty'],
  fault: ['intentional', 'gross', 'ordinary', 'none', 'unstated'],
  result: ['correct', 'flaw', 'wrong'],
  serious: ['yes', 'no'],
  cause: ['yes', 'no'],
  misled: ['yes', 'no'],
  exemption: ['yes', 'no'],
};

const yes = (value: boolean): string => (value ? 'yes' : 'no');

/** The facts of one row. INVARIANT: `fault` is `unstated` exactly when nobody made a finding about it. */
export function rowFactsOf(record: DecisionFacts, row: Allocation): FactValues {
  return {
    area: row.area,
    fault: row.fault ?? 'unstated',
    result: record.outcome.result,
    serious: yes(record.outcome.serious),
    cause: yes(isCause(record, row)),
    misled: yes(isMisled(record, row)),
    exemption: yes(record.exemption !== null),
  };
}

/** Whether the row's area is among the causes of the error. A vote counts under the decision, but only a vote for it and only where the
 *  committee decided; a task and its gatekeeping count under the area they feed, and a task done as told feeds no error. */
function isCause(record: DecisionFacts, row: Allocation): boolean {
  const { causes } = record.outcome;
  const fed = causes.includes('facts') || causes.includes('procedure');
  switch (row.area) {
    case 'facts':
    case 'procedure':
    case 'decision':
      return causes.includes(row.area);
    case 'vote':
      return causes.includes('decision') && record.level === 'committee' && record.votes.every(({ person, vote }) => person !== row.person || vote === 'for');
    case 'task':
      return fed && record.assistants.some(({ person, deviation }) => person === row.person && deviation !== null);
    case 'gatekeeping':
      return fed;
    default:
      return false;
  }
}

/** Whether somebody else's misstatement reached the person and due care would not have found it. */
function isMisled(record: DecisionFacts, { person }: Allocation): boolean {
  const { misstatement, detectable } = record;
  if (misstatement === null || misstatement.kind === 'none' || misstatement.by === person || detectable === null) return false;
  return typeof detectable === 'boolean' ? !detectable : detectable[person] === false;
}
