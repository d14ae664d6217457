// The evidence of a case as people read it: every item with its name where that still stands, conflicts, what has to be looked at again, and
// what the evidence standard of today finds covered, missing or in conflict. Reading changes nothing, and nothing here is an outcome.
// What is not here: registering and assessing, which are acts like any other.
import {
  checkEvidence, EVIDENCE_KIND_LABELS, examinesEvidence, inOrder, NO_EVIDENCE, resultOf, textOfCheck, textOfElement,
  type ElementCheck, type EvidenceConflict, type EvidenceItem, type EvidenceResult, type Relook, type StandardInForce,
} from '@quanze/engine';
import { ok, type JsonValue, type Label, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity, Opening } from '../ports/case-store.port.js';
import { takeInHand } from './load.js';

export interface EvidenceItemView extends EvidenceItem {
  readonly kindLabel: Label;
  /** Sealed in the journal; null when their openings were erased. */
  readonly title: JsonValue;
  readonly collectedBy: JsonValue;
  /** Why it is used or not; null while nobody said. */
  readonly reasons: JsonValue;
}

export interface ElementView extends Pick<ElementCheck, 'name' | 'offence' | 'state' | 'items' | 'waiting' | 'conflicts' | 'missing'> {
  readonly label: Label;
  readonly aspect: string;
  readonly necessary: readonly string[];
  readonly usual: readonly string[];
  readonly text: Label;
}

export interface EvidenceView {
  /** Groups of offences of the standard that hold for the case. */
  readonly offences: readonly { readonly id: string; readonly label: Label; readonly source: string; readonly status: string }[];
  readonly items: readonly EvidenceItemView[];
  readonly conflicts: readonly EvidenceConflict[];
  readonly relooks: readonly Relook[];
  /** Null on paths that examine no evidence and where no standard is in force. */
  readonly check: { readonly result: EvidenceResult; readonly elements: readonly ElementView[]; readonly text: Label } | null;
}

/** Refuses `CASE.NOT_FOUND`. */
export async function evidenceOf(deps: Deps, identity: Identity, caseId: string): Promise<Result<EvidenceView>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const { loaded: { snapshot }, path, world } = taken.value;
  const evidence = snapshot.evidence ?? NO_EVIDENCE;
  const items = inOrder(evidence.items);
  const told = [...new Set(items.flatMap(({ seq, assessment }) => [seq, ...(assessment === undefined ? [] : [assessment.seq])]))];
  const openings = told.length === 0 ? [] : await deps.cases.openings(snapshot.caseId, told);
  const inForce = examinesEvidence(path) ? world.evidence : undefined;
  const result = inForce === undefined ? null : resultOf(inForce, evidence);
  return ok({
    offences: inForce === undefined ? [] : (result?.offences ?? []).flatMap((id) => { const found = inForce.standard.offences[id]; return found === undefined ? [] : [{ id, label: found.label, source: found.source, status: found.status }]; }),
    items: items.map((item) => ({
      ...item, kindLabel: EVIDENCE_KIND_LABELS[item.kind], title: openedIn(openings, item.seq, 'title'), collectedBy: openedIn(openings, item.seq, 'collectedBy'),
      reasons: item.assessment === undefined ? null : openedIn(openings, item.assessment.seq, 'reasons'),
    })),
    conflicts: inOrder(evidence.conflicts), relooks: inOrder(evidence.relooks),
    check: inForce === undefined || result === null ? null : { result, ...checkView(inForce, evidence) },
  });
}

function checkView(inForce: StandardInForce, evidence: typeof NO_EVIDENCE): { readonly elements: readonly ElementView[]; readonly text: Label } {
  const check = checkEvidence(inForce, evidence);
  return {
    elements: check.elements.map((each) => {
      const { element, ...rest } = each;
      return { ...rest, label: element.label, aspect: element.aspect, necessary: element.necessary ?? [], usual: element.usual ?? [], text: textOfElement(each) };
    }),
    text: textOfCheck(check),
  };
}

function openedIn(openings: readonly (Opening & { readonly seq: number })[], seq: number, field: string): JsonValue {
  return openings.find((opening) => opening.seq === seq && opening.path === `/input/${field}`)?.value ?? null;
}
