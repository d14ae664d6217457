// Flags as they are told: with their words. What is not here: finding them.
import { FLAG_LABELS, isFormalityRule, type Flag, type RecordedFlag } from '@quanze/formality';
import type { DecisionRecord } from '@quanze/engine';
import { isJsonObject, type JsonValue, type Label, type PersonId } from '@quanze/kernel';

export interface FlagView extends Flag {
  readonly label: Label;
}

/** A flag of an entry, with the number of the entry. */
export interface EntryFlagView extends FlagView {
  readonly seq: number;
}

export function flagView(flag: Flag): FlagView {
  return { ...flag, label: FLAG_LABELS[flag.rule] };
}

/** The flags in `payload.formality` of an entry; null when the act was not checked. Entries of a rule that no longer exists are left out. */
export function flagsIn(formality: JsonValue | undefined): readonly FlagView[] | null {
  if (!isJsonObject(formality) || !Array.isArray(formality['flags'])) return null;
  return formality['flags'].filter((flag) => isJsonObject(flag) && isFormalityRule(flag['rule'])).map((flag) => flagView(flag as unknown as RecordedFlag));
}

/** The entries a decision rests on – proposals, advice and opinions asked for, reviews and signatures, what was sent back, votes, consents, and its own – with whose they are, in order. */
export function stepsOfDecision({ seq, proposal, earlierProposals, advice, reviews, votes, consents, deciders, opinions = [], returns = [] }: DecisionRecord): readonly { readonly seq: number; readonly person: PersonId | null }[] {
  const signed = [...(proposal === null ? [] : [proposal]), ...earlierProposals, ...advice, ...reviews, ...opinions, ...returns, ...consents].map((step) => ({ seq: step.seq, person: step.by.person }));
  const all = [...signed, ...votes.map((vote) => ({ seq: vote.seq, person: vote.person })), { seq, person: deciders[0]?.person ?? null }];
  return [...new Map(all.map((step) => [step.seq, step])).values()].sort((a, b) => a.seq - b.seq);
}

export function entriesOfDecision(record: DecisionRecord): readonly number[] {
  return stepsOfDecision(record).map(({ seq }) => seq);
}

/** Flags of some entries, in their order. */
export function flagsAmong(seqs: readonly number[], found: ReadonlyMap<number, JsonValue>): readonly EntryFlagView[] {
  return seqs.flatMap((seq) => (flagsIn(found.get(seq)) ?? []).map((flag) => ({ ...flag, seq })));
}
