// The evidence of a case: items with their number, what was assessed of them, conflicts between them, and which were suspected or excluded
// as illegal. What they are called and who gathered them stays sealed in the journal; the case knows kind, organ and what they are to prove.
// Nothing here moves a state or sets a fact. What is not here: the effects (`evidence-acts.ts`), what is missing (`evidence-check.ts`), and
// looking again at decisions (`evidence-relook.ts`).
import type { HashHex, Instant, PersonId } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import type { EvidenceKind } from '../definition/evidence-standard.js';
import type { Relook } from './evidence-relook.js';

export interface EvidenceItem {
  /** Counted in the case from 1; given by the engine. */
  readonly number: number;
  /** Entry that registered it or corrected it last: there stand its name and who collected it. */
  readonly seq: number;
  readonly kind: EvidenceKind;
  /** Organ it came from, a word of the path's field. */
  readonly organ: string;
  /** Elements it is to prove, `offence.element`. */
  readonly elements: readonly string[];
  /** SHA-256 of a stored file. */
  readonly file?: HashHex;
  readonly by: PersonId;
  readonly at: Instant;
  /** How often its registration was corrected; absent = never. */
  readonly corrected?: number;
  readonly assessment?: Assessment;
  /** Suspected to have been gathered illegally, until the question is decided and issued. */
  readonly suspected?: { readonly ground: string; readonly seq: number };
  /** Excluded as illegal, by the decision issued with this entry. */
  readonly excluded?: { readonly seq: number; readonly at: Instant };
}

/** Whether it is used, with reasons that stand in the entry. */
export interface Assessment {
  readonly admitted: boolean;
  /** Key evidence: what a decision rests on. */
  readonly key?: true;
  readonly by: PersonId;
  readonly seq: number;
  readonly at: Instant;
}

/** Items that say different things about one element. */
export interface EvidenceConflict {
  readonly number: number;
  readonly element: string;
  readonly items: readonly number[];
  readonly by: PersonId;
  readonly seq: number;
  /** Entry that resolved it, with reasons; absent while it is open. */
  readonly resolvedSeq?: number;
}

/** Maps by number, so that a journal entry carries what changed and not the whole list. */
export interface CaseEvidence {
  /** Groups of offences of the standard; absent = the general one. */
  readonly offences?: readonly string[];
  readonly items: Readonly<Record<string, EvidenceItem>>;
  readonly conflicts: Readonly<Record<string, EvidenceConflict>>;
  readonly relooks: Readonly<Record<string, Relook>>;
  /** The last decision on each question of the main region: what a change of key evidence leads back to. */
  readonly decided: Readonly<Record<string, { readonly seq: number; readonly outcome: string }>>;
}

export const NO_EVIDENCE: CaseEvidence = { items: {}, conflicts: {}, relooks: {}, decided: {} };

/** By number: what is stored keeps no order. */
export function inOrder<T extends { readonly number: number }>(map: Readonly<Record<string, T>>): readonly T[] {
  return Object.values(map).sort((a, b) => a.number - b.number);
}

/** Admitted and not excluded; a suspicion alone does not end that. */
export function stands({ assessment, excluded }: EvidenceItem): boolean {
  return assessment?.admitted === true && excluded === undefined;
}

/** Whether it may prove anything now: what is suspected proves nothing until the question is decided.  @source 刑诉法 56 */
export function counts(item: EvidenceItem): boolean {
  return stands(item) && item.suspected === undefined;
}

const examining = new WeakMap<CompiledPath, boolean>();

/** Whether evidence is registered in cases of a path at all. */
export function examinesEvidence(path: CompiledPath): boolean {
  const known = examining.get(path);
  if (known !== undefined) return known;
  const found = [...path.acts.values()].some((act) => act.effect?.kind === 'register-evidence');
  examining.set(path, found);
  return found;
}
