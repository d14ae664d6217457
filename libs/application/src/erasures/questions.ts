// What was asked to be erased in a case and what became of it, as people read it. Visible as the case is. What is not here: asking and answering
// (`erase.ts`).
import { erasureOf, GROUND_TEXTS, type CaseSnapshot, type Erasure, type ErasureOf } from '@quanze/engine';
import { ok, type Instant, type JsonValue, type Label, type PersonId, type Result } from '@quanze/kernel';
import { takeInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';

export interface ErasureView extends Erasure {
  readonly label: Label;
  /** Article the ground rests on. */
  readonly source: string;
  /** Sealed in the journal; null when the opening was erased. */
  readonly reasons: JsonValue;
  readonly answerReasons: JsonValue;
}

/** By whom and why a content is gone. */
export interface ErasedView {
  /** Number of the request. */
  readonly erasure: number;
  readonly ground: string;
  readonly label: Label;
  readonly source: string;
  readonly askedBy: PersonId;
  readonly by: PersonId;
  readonly at: Instant;
  /** The entry that erased it. */
  readonly seq: number;
}

/** Requests of a case in their order. Refuses `CASE.NOT_FOUND`. */
export async function erasuresOf(deps: Deps, identity: Identity, caseId: string): Promise<Result<readonly ErasureView[]>> {
  const hand = await takeInHand(deps, identity, caseId, {}, null);
  if (!hand.ok) return hand;
  const { snapshot } = hand.value.loaded;
  const erasures = Object.values(snapshot.erasures ?? {}).sort((a, b) => a.number - b.number);
  const openings = erasures.length === 0 ? [] : await deps.cases.openings(snapshot.caseId, erasures.flatMap(({ seq, answer }) => [seq, ...(answer === undefined ? [] : [answer.seq])]));
  const reasonsOf = (seq: number | undefined): JsonValue => openings.find((opening) => opening.seq === seq && opening.path === '/input/reasons')?.value ?? null;
  return ok(erasures.map((erasure) => ({ ...erasure, ...GROUND_TEXTS[erasure.ground], reasons: reasonsOf(erasure.seq), answerReasons: reasonsOf(erasure.answer?.seq) })));
}

/** Null while the content stands, and for what went before requests were kept. */
export function erasedView(snapshot: Pick<CaseSnapshot, 'erasures'>, of: ErasureOf): ErasedView | null {
  const erasure = erasureOf(snapshot, of);
  if (erasure?.answer === undefined) return null;
  const { number, ground, by: askedBy, answer: { by, at, seq } } = erasure;
  return { erasure: number, ground, ...GROUND_TEXTS[ground], askedBy, by, at, seq };
}
