// The decisions of a case as its journal tells them up to a moment: the record of each, the state of the question when it fell, objections
// against it, who served it, what took its place. Pure. What is not here: persons' posts, findings and rules.
import { applyPatch, type CaseSnapshot, type DecisionRecord, type Instruction, type OpenDecision, type Signatory, type SupportTask } from '@quanze/engine';
import { isJsonObject, type JsonObject, type PersonId } from '@quanze/kernel';
import type { HistoryEntry } from '../ports/responsibility-store.port.js';
import { passedOnIn } from './participants.js';

export interface PastDecision {
  readonly record: DecisionRecord;
  readonly passedOn: readonly Signatory[];
  /** Who objected in writing after this decision and before another took its place. */
  readonly objectedBy: readonly PersonId[];
  readonly issuedBy: PersonId | null;
  /** Tasks of the support staff, and instructions about the case or this question, as they stood when it fell. */
  readonly tasks: readonly SupportTask[];
  readonly instructions: readonly Instruction[];
  /** The decision of the superior that took the place of this one. */
  readonly replacedBy: number | null;
}

export interface CaseHistory {
  /** The case as it stood at the end of what was read; null when nothing was. */
  readonly snapshot: CaseSnapshot | null;
  /** Oldest first. */
  readonly decisions: readonly PastDecision[];
}

/** Reads accepted entries in order. An entry without a change, as those of refused attempts, changes nothing. */
export function historyOf(entries: readonly HistoryEntry[]): CaseHistory {
  let folded: JsonObject | null = null;
  let decisions: readonly PastDecision[] = [];
  const standing = new Map<string, number>();
  for (const { payload, actor } of entries) {
    const { patch, decision } = payload;
    if (!isJsonObject(patch)) continue;
    folded = applyPatch(folded ?? {}, patch);
    const snapshot = folded as unknown as CaseSnapshot;
    decisions = decisions.map((past) => (standing.get(past.record.question.state) === past.record.seq ? follow(past, snapshot, actor) : past));
    if (isJsonObject(decision)) {
      const record = decision as unknown as DecisionRecord;
      standing.set(record.question.state, record.seq);
      const instructions = (snapshot.instructions ?? []).filter(({ question }) => question === undefined || question === record.question.state);
      decisions = [...decisions, { record, passedOn: passedOnIn(snapshot.decisions[record.question.state]), objectedBy: [], issuedBy: null, tasks: snapshot.tasks ?? [], instructions, replacedBy: null }];
    } else {
      for (const [key, seq] of standing) if (snapshot.decisions[key]?.decided?.seq !== seq) standing.delete(key);
    }
  }
  return { snapshot: folded as CaseSnapshot | null, decisions };
}

/** What an entry did to the decision that stands. A question that is decided leaves the case in one way only: its document is issued. */
function follow(past: PastDecision, snapshot: CaseSnapshot, actor: JsonObject | null): PastDecision {
  const open: OpenDecision | undefined = snapshot.decisions[past.record.question.state];
  if (open === undefined) return { ...past, issuedBy: typeof actor?.['person'] === 'string' ? (actor['person'] as PersonId) : null };
  if (open.decided !== undefined && open.decided.seq !== past.record.seq) return { ...past, replacedBy: open.decided.seq };
  return { ...past, objectedBy: open.objections.filter(({ seq }) => seq > past.record.seq).map(({ by }) => by.person) };
}
