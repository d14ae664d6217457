// Shapes that many answers share. Plain types: the console imports them, the host answers with them.
import type { Label, Refusal, RefusalParam } from '@quanze/kernel';
import { problemOf, textOf, type WhoMay } from '../errors/problem.js';

/** A page of a list. `next` goes into `after` of the next request; null = this was the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Why something cannot be done, in words: what stands beside a blocked button. */
export interface Blocker {
  readonly code: string;
  readonly text: Label;
  readonly params: Readonly<Record<string, RefusalParam>>;
  readonly source: string | null;
  readonly whoMay: readonly WhoMay[];
}

/** A refusal with its words. */
export function blockerOf(refusal: Refusal): Blocker {
  const { params, whoMay } = problemOf(refusal);
  return { code: refusal.code, text: textOf(refusal), params, source: refusal.source ?? null, whoMay: whoMay ?? [] };
}
