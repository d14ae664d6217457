// Looking again: when key evidence changes after a decision of the main region, whoever handles the case is asked to look at that decision
// again and to say what comes of it. It opens no question and changes no decision. What is not here: when key evidence changes
// (`evidence-acts.ts`), and the task in the inbox (`tasks.ts`).
import { ok, refused, type Instant, type PersonId, type Result } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import { examinesEvidence, inOrder, NO_EVIDENCE, type CaseEvidence } from './evidence.js';
import type { CaseSnapshot } from './snapshot.js';

export type RelookCause = 'admitted' | 'rejected' | 'excluded' | 'corrected' | 'new-key-item' | 'no-longer-key' | 'new-conflict' | 'conflict-resolved';

/** `stands`: the decision need not be touched. `to-correct`: it is taken further by the ways the path has. */
export type RelookOutcome = 'stands' | 'to-correct';

export interface Relook {
  readonly number: number;
  /** Decisions concerned: question and entry. */
  readonly decisions: readonly { readonly question: string; readonly seq: number }[];
  readonly causes: readonly { readonly cause: RelookCause; readonly item?: number; readonly conflict?: number; readonly seq: number; readonly at: Instant }[];
  /** Absent while it waits. The reasons stand in the entry. */
  readonly settled?: { readonly outcome: RelookOutcome; readonly by: PersonId; readonly seq: number; readonly at: Instant };
}

export interface RelookChange {
  readonly cause: RelookCause;
  readonly item?: number;
  readonly conflict?: number;
}

/** Remembers what was decided, so that a later change of key evidence leads back to it. Decisions beside the main region (a hearing, a
 *  recusal, the exclusion itself) do not rest on the evidence as a whole. */
export function withDecided(path: CompiledPath, snapshot: CaseSnapshot, question: string, decided: { readonly seq: number; readonly outcome: string }): CaseSnapshot {
  if (!examinesEvidence(path) || (path.mainRegion !== null && !question.startsWith(`${path.mainRegion}.`))) return snapshot;
  const evidence = snapshot.evidence ?? NO_EVIDENCE;
  return { ...snapshot, evidence: { ...evidence, decided: { ...evidence.decided, [question]: decided } } };
}

/** Asks to look again. A change that comes while somebody is asked already joins that: one look answers for all. Without a decision that
 *  still stands there is nothing to look at. */
export function raised(snapshot: CaseSnapshot, evidence: CaseEvidence, change: RelookChange, { seq, at }: { readonly seq: number; readonly at: Instant }): CaseEvidence {
  const decisions = Object.entries(evidence.decided).map(([question, decided]) => ({ question, seq: decided.seq })).filter((decision) => !isTakenBack(snapshot, decision.seq)).sort((a, b) => a.seq - b.seq);
  if (decisions.length === 0) return evidence;
  const waiting = inOrder(evidence.relooks).find(({ settled }) => settled === undefined);
  const number = waiting?.number ?? Object.keys(evidence.relooks).length + 1;
  return { ...evidence, relooks: { ...evidence.relooks, [number]: { number, decisions, causes: [...(waiting?.causes ?? []), { ...change, seq, at }] } } };
}

/** Closes it. Refuses `EVIDENCE.RELOOK_NOT_OPEN`. */
export function settleRelook(evidence: CaseEvidence, number: number, outcome: RelookOutcome, by: { readonly by: PersonId; readonly seq: number; readonly at: Instant }): Result<CaseEvidence> {
  const relook = evidence.relooks[number];
  if (relook === undefined || relook.settled !== undefined) return refused('EVIDENCE.RELOOK_NOT_OPEN', { number });
  return ok({ ...evidence, relooks: { ...evidence.relooks, [number]: { ...relook, settled: { outcome, ...by } } } });
}

/** A question that a recused person's fallen act took back is decided anew anyway. */
function isTakenBack({ recusals }: CaseSnapshot, seq: number): boolean {
  return recusals.some(({ earlier }) => earlier?.some((entry) => entry.seq === seq && entry.validity === 'falls' && entry.consequence === 'question-reopened') === true);
}
