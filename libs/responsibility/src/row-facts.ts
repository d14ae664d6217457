// The facts about one row that the B rules may read. What is not here: the rules.
import type { FactValues } from './condition.js';
import type { Allocation } from './allocate.js';
import { deviates, type Situation } from './situation.js';
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
export function rowFactsOf(situation: Situation, row: Allocation): FactValues {
  const { record } = situation;
  return {
    area: row.area,
    fault: row.fault ?? 'unstated',
    result: record.outcome.result,
    serious: yes(record.outcome.serious),
    cause: yes(row.given && isCause(situation, row)),
    misled: yes(isMisled(situation, row)),
    exemption: yes(record.exemption !== null),
  };
}

/** Whether the area of a row that a rule gave is among the causes of the error. The decision on a request for recusal is not the
 *  decision of the case. A vote counts under the decision, but only a vote for it and only where the committee decided; a task and its
 *  gatekeeping count under the area they feed, and a task done as told feeds no error. A row that only a finding put there is nobody's
 *  share of the case, so nothing but that finding counts. */
function isCause({ record, decider, handlers }: Situation, row: Allocation): boolean {
  const { causes } = record.outcome;
  const fed = causes.includes('facts') || causes.includes('procedure');
  switch (row.area) {
    case 'facts':
    case 'procedure':
      return causes.includes(row.area);
    case 'decision':
      return causes.includes('decision') && (row.person === decider || handlers.includes(row.person));
    case 'vote':
      return causes.includes('decision') && record.level === 'committee' && record.votes.every(({ person, vote }) => person !== row.person || vote === 'for');
    case 'task':
      return fed && deviates(record, row.person);
    case 'gatekeeping':
      return fed;
    default:
      return false;
  }
}

/** Whether somebody else's misstatement reached the person and due care would not have found it. */
function isMisled({ record }: Situation, { person }: Allocation): boolean {
  const { misstatement, detectable } = record;
  if (misstatement === null || misstatement.kind === 'none' || misstatement.by === person || detectable === null) return false;
  return typeof detectable === 'boolean' ? !detectable : detectable[person] === false;
}
