// The facts about a record that conditions of the table may read, derived from the situation. The table declares exactly these names
// and values. What is not here: facts about a single row (`row-facts.ts`).
import type { FactValues } from './condition.js';
import { asideInstructor } from './parties.js';
import type { Situation } from './situation.js';

/** Name → values the program can give. The parser compares the table's declarations with it in both directions. */
export const RECORD_FACTS: Readonly<Record<string, readonly string[]>> = {
  org: ['sole', 'team'],
  level: ['procurator', 'chief', 'committee', 'superior'],
  authority: ['inside', 'outside'],
  lapsed: ['yes', 'no'],
  ended_after: ['yes', 'no'],
  decider_role: ['head', 'other', 'nobody'],
  decider_handles: ['yes', 'no'],
  relation: ['same', 'changed_part', 'changed_all', 'handler_changed_after_reconsideration'],
  objection: ['none', 'oral', 'written'],
  voted: ['yes', 'no'],
  instruction: ['none', 'decision_oral', 'decision_written', 'aside_informal', 'aside_written'],
  order: ['unstated', 'lawful', 'wrong', 'manifestly_unlawful'],
  misled_by_handler: ['yes', 'no'],
  misstater: ['none', 'member', 'handler', 'other'],
  reassigned: ['yes', 'no'],
  left_or_late: ['yes', 'no'],
  crime_referred: ['yes', 'no'],
};

const IN_POST = ['in_post', 'in post', 'serving', 'active', 'in_office', '在职'];

const yes = (value: boolean): string => (value ? 'yes' : 'no');

/** The facts of one record. INVARIANT: every name of `RECORD_FACTS` has one of its values. */
export function recordFactsOf(situation: Situation): FactValues {
  const { record, handlers, principal, decider } = situation;
  const by = record.misstatement?.by ?? null;
  const misstates = by !== null && record.misstatement?.kind !== 'none';
  return {
    org: record.org,
    level: record.level,
    authority: situation.outside ? 'outside' : 'inside',
    lapsed: yes(situation.lapsed),
    ended_after: yes(situation.endedAfter),
    decider_role: decider === null ? 'nobody' : situation.deciderCapacity === 'dept_head' ? 'head' : 'other',
    decider_handles: yes(situation.deciderHandles),
    relation: record.relation,
    objection: record.objection,
    voted: yes(situation.voters.length > 0),
    instruction: instructionFact(situation),
    // An order by somebody who did not decide is not what was executed.
    order: asideInstructor(situation) === null ? (record.instruction?.lawfulness ?? 'unstated') : 'unstated',
    misled_by_handler: yes(misstates && record.misstatement?.kind === 'intentional' && handlers.includes(by)),
    misstater: !misstates ? 'none' : !handlers.includes(by) ? 'other' : record.org === 'team' && by !== principal ? 'member' : 'handler',
    reassigned: yes(new Set([record.handler, ...record.handlers.map(({ person }) => person)]).size > 1),
    left_or_late: yes(record.discoveredLater || (record.statusToday !== null && !IN_POST.includes(record.statusToday))),
    crime_referred: yes(record.crimeReferred),
  };
}

function instructionFact(situation: Situation): string {
  const { instruction } = situation.record;
  if (instruction === null) return 'none';
  const oral = instruction.form === 'oral';
  if (asideInstructor(situation) === null) {
    // A chief's word of mouth that was never confirmed is no decision; what the chief decided then stands on its own.
    if (oral && !instruction.confirmed && situation.record.level !== 'superior') return 'none';
    return oral ? 'decision_oral' : 'decision_written';
  }
  return oral || instruction.outsideChannel ? 'aside_informal' : 'aside_written';
}
