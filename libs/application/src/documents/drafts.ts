// Drafting documents: whoever is in the team of a case writes what the case does not have. Every edit is a version; old ones stay.
// What is not here: issuing, which is the act that carries the document (`../cases/act.ts`), and corrections (`correct.ts`).
import { checkTyped, type Selected } from '@quanze/documents';
import { mayDraft } from '@quanze/engine';
import { isUuid, ok, refused, type JsonObject, type Result } from '@quanze/kernel';
import { takeInHand, type CaseInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { DocumentRow } from '../ports/document-store.port.js';
import { templatesOf } from './carrier.js';

export interface DraftInput {
  readonly document: string;
  readonly fields: JsonObject;
  /** An issued document of the case that the new one corrects. */
  readonly corrects?: number;
}

export interface DraftSaved {
  readonly n: number;
  readonly version: number;
}

const TRIES_MAX = 5;

/** Begins a document. Refuses `CASE.NOT_FOUND`, like the gate, `DOCUMENT.NO_TEMPLATE`, `DOCUMENT.FIELDS_INVALID`, `CASE.ENDED` for what is no
 *  correction, `DOCUMENT.NOT_FOUND` and `DOCUMENT.NOT_ISSUED` for what is corrected. */
export async function openDocument(deps: Deps, identity: Identity, caseId: string, { document, fields, corrects }: DraftInput): Promise<Result<DraftSaved>> {
  const hand = await writable(deps, identity, caseId);
  if (!hand.ok) return hand;
  const { loaded: { snapshot }, at } = hand.value;
  if (snapshot.status === 'ended' && corrects === undefined) return refused('CASE.ENDED', { ending: snapshot.ending ?? '' });
  const served = typed(deps, hand.value, document, fields);
  if (!served.ok) return served;
  if (corrects !== undefined) {
    const corrected = (await deps.documents.list(snapshot.caseId)).find((row) => row.n === corrects && row.document === document);
    if (corrected === undefined) return refused('DOCUMENT.NOT_FOUND', { n: corrects });
    if (corrected.issued === null) return refused('DOCUMENT.NOT_ISSUED', { n: corrects });
  }
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const n = await deps.documents.open({ tenant: identity.tenant, caseId: snapshot.caseId, person: identity.person, at, fields, document, corrects: corrects ?? null });
    if (n !== null) return ok({ n, version: 1 });
  }
  return refused('CASE.BUSY', { tries: TRIES_MAX });
}

/** Writes the next version. Refuses as `openDocument`, and `DOCUMENT.VERSION_CONFLICT` when somebody wrote after `expectedVersion`,
 *  `DOCUMENT.ISSUED` for what is issued and never changes. */
export async function editDocument(deps: Deps, identity: Identity, caseId: string, n: number, input: { readonly fields: JsonObject; readonly expectedVersion: number }): Promise<Result<DraftSaved>> {
  const hand = await writable(deps, identity, caseId);
  if (!hand.ok) return hand;
  const { loaded: { snapshot }, at } = hand.value;
  const row = await rowOf(deps, hand.value, n);
  if (!row.ok) return row;
  if (row.value.issued !== null) return refused('DOCUMENT.ISSUED', { n });
  const served = typed(deps, hand.value, row.value.document, input.fields);
  if (!served.ok) return served;
  const saved = await deps.documents.save({ tenant: identity.tenant, caseId: snapshot.caseId, person: identity.person, at, fields: input.fields, n, expected: input.expectedVersion });
  if (saved === 'stale') return refused('DOCUMENT.VERSION_CONFLICT', { expected: input.expectedVersion });
  if (saved === 'issued') return refused('DOCUMENT.ISSUED', { n });
  return saved === 'unknown' ? refused('DOCUMENT.NOT_FOUND', { n }) : ok({ n, version: saved });
}

/** One document of a case. Refuses `DOCUMENT.NOT_FOUND`. */
export async function rowOf({ documents }: Pick<Deps, 'documents'>, { loaded }: Pick<CaseInHand, 'loaded'>, n: number): Promise<Result<DocumentRow>> {
  const row = (await documents.list(loaded.snapshot.caseId)).find((each) => each.n === n);
  return row === undefined ? refused('DOCUMENT.NOT_FOUND', { n }) : ok(row);
}

/** The template in force for a document the path declares. Refuses `DOCUMENT.NO_TEMPLATE`. */
export function templateFor(deps: Pick<Deps, 'definitions'>, { path, at }: Pick<CaseInHand, 'path' | 'at'>, document: string): Result<Selected> {
  const selected = templatesOf(deps, path, at).get(document);
  return selected === undefined ? refused('DOCUMENT.NO_TEMPLATE', { document: document.slice(0, 80) }) : ok(selected);
}

async function writable(deps: Deps, identity: Identity, caseId: string): Promise<Result<CaseInHand>> {
  if (!isUuid(caseId)) return refused('CASE.NOT_FOUND');
  const hand = await takeInHand(deps, identity, caseId, {}, null);
  if (!hand.ok) return hand;
  const allowed = mayDraft(hand.value.path, hand.value.loaded.snapshot, hand.value.world);
  return allowed.ok ? hand : allowed;
}

function typed(deps: Deps, hand: CaseInHand, document: string, fields: JsonObject): Result<Selected> {
  const selected = templateFor(deps, hand, document);
  if (!selected.ok) return selected;
  const problems = checkTyped(selected.value.template, fields);
  return problems.length === 0 ? selected : refused('DOCUMENT.FIELDS_INVALID', { problems });
}
