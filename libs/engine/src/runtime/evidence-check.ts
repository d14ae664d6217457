// What of an evidence standard the evidence of a case covers: element by element satisfied, a gap, or a conflict, with the items. A pure
// function that prompts people (R23): it sets no fact, opens and closes no option, and is never an outcome. What is not here: how it is put
// into words (`evidence-text.ts`), and where a decision keeps it (`decide.ts`).
import type { HashHex } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import { elementsOf, type EvidenceKind, type NamedElement, type StandardInForce } from '../definition/evidence-standard.js';
import { counts, examinesEvidence, inOrder, NO_EVIDENCE, type CaseEvidence, type EvidenceItem } from './evidence.js';
import type { CaseSnapshot } from './snapshot.js';
import type { World } from './world.js';

export interface ElementCheck extends NamedElement {
  readonly state: 'satisfied' | 'gap' | 'conflict';
  /** Items in use that are to prove it. */
  readonly items: readonly number[];
  /** Items named for it that prove nothing now: not assessed yet, or suspected. Rejected and excluded ones are in neither list. */
  readonly waiting: readonly number[];
  /** Open conflicts about it. */
  readonly conflicts: readonly number[];
  /** Kinds that have to be there and are not. */
  readonly missing: readonly EvidenceKind[];
}

export interface EvidenceCheck {
  readonly elements: readonly ElementCheck[];
  /** Nothing in use but the suspect's own statements, on which nobody is convicted.  @source 刑诉法 55 */
  readonly confessionOnly: boolean;
}

/** What a decision keeps of the check: names and numbers, no text. */
export interface EvidenceResult {
  /** `id@version` and digest of the standard. */
  readonly standard: string;
  readonly digest: HashHex;
  readonly offences: readonly string[];
  readonly counts: { readonly items: number; readonly inUse: number; readonly excluded: number; readonly satisfied: number; readonly gap: number; readonly conflict: number };
  /** Elements with a gap, and with an open conflict. */
  readonly gap: readonly string[];
  readonly conflict: readonly string[];
  readonly confessionOnly?: true;
}

/** Checks the evidence of a case against a standard. */
export function checkEvidence({ standard }: Pick<StandardInForce, 'standard'>, evidence: CaseEvidence = NO_EVIDENCE): EvidenceCheck {
  const items = inOrder(evidence.items);
  const used = items.filter(counts);
  return {
    elements: elementsOf(standard, evidence.offences).map((named) => checkElement(named, items, evidence)),
    confessionOnly: used.length > 0 && used.every(({ kind }) => kind === 'suspect'),
  };
}

function checkElement(named: NamedElement, all: readonly EvidenceItem[], evidence: CaseEvidence): ElementCheck {
  const { necessary = [], usual = [] } = named.element;
  const mine = all.filter(({ elements }) => elements.includes(named.name));
  const used = mine.filter(counts);
  const kinds = new Set(used.map(({ kind }) => kind));
  const missing = necessary.filter((kind) => !kinds.has(kind));
  const isProven = missing.length === 0 && used.length > 0 && (necessary.length > 0 || usual.length === 0 || usual.some((kind) => kinds.has(kind)));
  const conflicts = inOrder(evidence.conflicts).filter((conflict) => conflict.element === named.name && isInPlay(conflict, evidence)).map(({ number }) => number);
  const waiting = mine.filter((item) => !counts(item) && item.excluded === undefined && item.assessment?.admitted !== false);
  return {
    ...named, state: conflicts.length > 0 ? 'conflict' : isProven ? 'satisfied' : 'gap',
    items: used.map(({ number }) => number), waiting: waiting.map(({ number }) => number), conflicts, missing,
  };
}

/** Open, and at least two of its items are neither rejected nor excluded: against what is not used nothing stands. */
function isInPlay({ items, resolvedSeq }: CaseEvidence['conflicts'][string], evidence: CaseEvidence): boolean {
  const left = items.filter((number) => { const item = evidence.items[number]; return item !== undefined && item.excluded === undefined && item.assessment?.admitted !== false; });
  return resolvedSeq === undefined && left.length >= 2;
}

/** The check in the form a decision keeps. */
export function resultOf(inForce: StandardInForce, evidence: CaseEvidence = NO_EVIDENCE): EvidenceResult {
  const { standard, digest } = inForce;
  const { elements, confessionOnly } = checkEvidence(inForce, evidence);
  const items = inOrder(evidence.items);
  const named = (state: ElementCheck['state']): readonly string[] => elements.filter((each) => each.state === state).map(({ name }) => name);
  const [gap, conflict] = [named('gap'), named('conflict')];
  return {
    standard: `${standard.id}@${standard.version}`, digest, offences: [...new Set(elements.map(({ offence }) => offence))],
    counts: {
      items: items.length, inUse: items.filter(counts).length, excluded: items.filter(({ excluded }) => excluded !== undefined).length,
      satisfied: elements.length - gap.length - conflict.length, gap: gap.length, conflict: conflict.length,
    },
    gap, conflict, ...(confessionOnly ? { confessionOnly: true } : {}),
  };
}

/** What a decision made now keeps; null on paths without evidence and where no standard is in force. It never refuses. */
export function evidenceAtDecision(path: CompiledPath, { evidence }: CaseSnapshot, world: World): EvidenceResult | null {
  return world.evidence === undefined || !examinesEvidence(path) ? null : resultOf(world.evidence, evidence);
}
