// Who carried a case when a decision fell, in the words of the engine. What is not here: what follows from it.
import { handlerAt, type CaseSnapshot, type DecisionRecord } from '@quanze/engine';
import type { PersonId } from '@quanze/kernel';

/** The handler or lead in place at the decision, else who proposed; null when neither is on record. */
export function handlerOf(record: DecisionRecord, snapshot: CaseSnapshot): PersonId | null {
  return handlerAt(snapshot, record.decidedAt)?.person ?? record.proposal?.by.person ?? null;
}
