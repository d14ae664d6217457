// The evidence standard (证据标准): per group of offences what has to be proven, and which kinds of evidence usually or necessarily prove it.
// A checklist that prompts people: no rule of a decision reads it, and what it finds missing refuses nothing. Types and the question which
// one is in force; what is found by it stands in `runtime/evidence-check.ts`, the YAML in `workflows/evidence-standards/`.
import type { HashHex, Label, SourceStatus } from '@quanze/kernel';
import type { DocumentHead } from './common.js';

/** The eight statutory kinds, in the order of the law: physical and documentary evidence, statements of witnesses, of the victim, of the
 *  suspect, expert opinions, records of inspection and identification, audio-visual and electronic material.  @source 刑诉法 50 */
export const EVIDENCE_KINDS = ['physical', 'documentary', 'witness', 'victim', 'suspect', 'expert', 'record', 'electronic'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** What about an offence an element says. */
export const ELEMENT_ASPECTS = ['act', 'person', 'time-place', 'intent', 'result', 'capacity', 'sentencing', 'procedure'] as const;
export type ElementAspect = (typeof ELEMENT_ASPECTS)[number];

export interface EvidenceElement {
  /** Once in its offence; a case names it `offence.element`. */
  readonly id: string;
  readonly label: Label;
  readonly aspect: ElementAspect;
  /** Each of these kinds has to be there. */
  readonly necessary?: readonly EvidenceKind[];
  /** Kinds that usually prove it: one of them is enough where none is necessary. Absent together with `necessary` = any kind. */
  readonly usual?: readonly EvidenceKind[];
  readonly source?: string;
}

export interface EvidenceOffence {
  readonly label: Label;
  readonly source: string;
  readonly status: SourceStatus;
  readonly elements: readonly EvidenceElement[];
}

/** The group that holds for every offence without one of its own. */
export const GENERAL_OFFENCE = 'general';

export interface EvidenceStandard extends DocumentHead {
  readonly kind: 'evidence-standard';
  /** First day in force. */
  readonly effectiveFrom: string;
  /** Null for a standard that is not one province's own. */
  readonly province: string | null;
  readonly offences: Readonly<Record<string, EvidenceOffence>>;
}

/** A standard with the digest of its content, as decisions cite it. */
export interface StandardInForce {
  readonly standard: EvidenceStandard;
  readonly digest: HashHex;
}

/** The one in force on a day: the province's own before that of no province, then the latest. Undefined when none has begun. */
export function standardOn(standards: readonly StandardInForce[], on: string, province: string | null): StandardInForce | undefined {
  const begun = standards.filter(({ standard }) => standard.effectiveFrom <= on);
  const own = province === null ? [] : begun.filter(({ standard }) => standard.province === province);
  const candidates = own.length > 0 ? own : begun.filter(({ standard }) => standard.province === null);
  return candidates.reduce<StandardInForce | undefined>((latest, each) => (latest === undefined || each.standard.effectiveFrom > latest.standard.effectiveFrom ? each : latest), undefined);
}

/** An element with the name under which a case knows it. */
export interface NamedElement {
  /** `offence.element`. */
  readonly name: string;
  readonly offence: string;
  readonly element: EvidenceElement;
}

/** What has to be proven in a case, offence by offence. @param offences groups set in the case; the general one when none is */
export function elementsOf(standard: EvidenceStandard, offences: readonly string[] | undefined): readonly NamedElement[] {
  const groups = offences === undefined || offences.length === 0 ? [GENERAL_OFFENCE] : offences;
  return groups.flatMap((offence) => (Object.hasOwn(standard.offences, offence) ? standard.offences[offence]?.elements ?? [] : []).map((element) => ({ name: `${offence}.${element.id}`, offence, element })));
}
