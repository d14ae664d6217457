// A refusal of somebody else on its way out: code, params, source, and words in the third person.
import { whyNot } from '@quanze/application';
import type { Label, Refusal } from '@quanze/kernel';

export interface ReasonView {
  readonly code: string;
  readonly text: Label;
  readonly params: Refusal['params'];
  readonly source: string | null;
}

export function reasonView(refusal: Refusal): ReasonView {
  return { code: refusal.code, text: whyNot(refusal), params: refusal.params, source: refusal.source ?? null };
}

/** A person with why it is not to be this one. */
export function withReason<T extends { readonly refusal: Refusal }>({ refusal, ...rest }: T): Omit<T, 'refusal'> & { readonly reason: ReasonView } {
  return { ...rest, reason: reasonView(refusal) };
}
