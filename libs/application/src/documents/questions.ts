// Reading the documents of a case: the list, one with where it stands in the journal, its versions, and its printed forms. Whoever may know of
// the case sees them; who may not see a fact of it sees no text. Reading changes nothing.
import { isDocumentText, printHtml, printText, type RenderedBlock, type RenderedDocument } from '@quanze/documents';
import { isJsonObject, ok, type HashHex, type JsonObject, type Label, type Result } from '@quanze/kernel';
import { refuseHidden } from '../cases/hidden-facts.js';
import { takeInHand, type CaseInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { DocumentRow, VersionRow } from '../ports/document-store.port.js';
import { carrierOfDraft, carrierOfIssued, fieldViews, templatesOf, type Served, type TemplateFieldView } from './carrier.js';
import { erasedRefusal } from '../erasures/erase.js';
import { erasedView, type ErasedView } from '../erasures/questions.js';
import { rowOf, templateFor } from './drafts.js';
import { incomplete, previewDocument, type Preview } from './make.js';

export interface DocumentHeadView extends DocumentRow {
  readonly label: Label;
}

export interface TemplateView {
  readonly document: string;
  readonly label: Label;
  readonly template: string;
  readonly status: string;
  readonly fields: readonly TemplateFieldView[];
}

export interface DocumentsView {
  readonly items: readonly DocumentHeadView[];
  /** Documents of the path that are made from templates; numbers of all others are typed. */
  readonly templates: readonly TemplateView[];
}

export interface DocumentView extends DocumentHeadView {
  /** What was typed, last. */
  readonly fields: JsonObject;
  /** Names of required fields without a value; empty for what is issued. */
  readonly missing: readonly string[];
  readonly blocks: readonly RenderedBlock[];
  /** Set for what is issued. */
  readonly proof: DocumentProof | null;
}

/** Where an issued document stands. `text`: whether the kept text still has the digest of the journal. */
export interface DocumentProof {
  readonly seq: number;
  readonly entryHash: HashHex | null;
  readonly hash: HashHex;
  readonly inJournal: boolean;
  readonly text: 'matches' | 'differs' | 'erased';
  /** By whom and why the text is gone; null while it stands, and for what went before requests were kept. */
  readonly erasure: ErasedView | null;
}

/** Documents of a case in their order. Refuses `CASE.NOT_FOUND`. */
export async function documentsOf(deps: Deps, identity: Identity, caseId: string): Promise<Result<DocumentsView>> {
  const hand = await takeInHand(deps, identity, caseId, {}, null);
  if (!hand.ok) return hand;
  const rows = await deps.documents.list(hand.value.loaded.snapshot.caseId);
  const templates = [...templatesOf(deps, hand.value.path, hand.value.at)].map(([document, { template, from }]): TemplateView => (
    { document, label: template.label, template: from, status: template.status ?? 'unverified', fields: fieldViews(template) }));
  return ok({ items: rows.map((row) => ({ ...row, label: labelOf(deps, hand.value, row.document) })), templates });
}

/** One document. Refuses `CASE.NOT_FOUND`, `CASE.FACTS_HIDDEN`, `DOCUMENT.NOT_FOUND`. */
export async function documentOf(deps: Deps, identity: Identity, caseId: string, n: number): Promise<Result<DocumentView>> {
  const found = await readable(deps, identity, caseId, n);
  if (!found.ok) return found;
  const { hand, row } = found.value;
  const versions = await deps.documents.versions(hand.loaded.snapshot.caseId, n);
  const head = { ...row, label: labelOf(deps, hand, row.document), fields: versions.at(-1)?.fields ?? {} };
  if (row.issued !== null) {
    const { rendered, proof } = await proofOf(deps, hand, row, row.issued);
    return ok({ ...head, missing: [], blocks: rendered?.blocks ?? [], proof });
  }
  const preview = await previewOf(deps, identity, hand, row);
  if (!preview.ok) return preview;
  const { blocks, missing } = preview.value;
  return ok({ ...head, missing, blocks, proof: null });
}

/** Versions of what was typed, oldest first. Refuses as `documentOf`. */
export async function documentVersions(deps: Deps, identity: Identity, caseId: string, n: number): Promise<Result<readonly VersionRow[]>> {
  const found = await readable(deps, identity, caseId, n);
  return found.ok ? ok(await deps.documents.versions(found.value.hand.loaded.snapshot.caseId, n)) : found;
}

/** A printed form: of a draft what it would be now. Refuses as `documentOf`, `DOCUMENT.INCOMPLETE` for a draft with fields missing,
 *  `DOCUMENT.ERASED`. */
export async function printedDocument(deps: Deps, identity: Identity, caseId: string, n: number, as: 'text' | 'html'): Promise<Result<string>> {
  const found = await readable(deps, identity, caseId, n);
  if (!found.ok) return found;
  const { hand, row } = found.value;
  const print = (document: Pick<RenderedDocument, 'blocks' | 'number'>): string => (as === 'html' ? printHtml(document) : printText(document));
  if (row.issued !== null) {
    const { rendered } = await proofOf(deps, hand, row, row.issued);
    return rendered === null ? { ok: false, refusal: erasedRefusal(hand.loaded, { document: n }) } : ok(print(rendered));
  }
  const preview = await previewOf(deps, identity, hand, row);
  if (!preview.ok) return preview;
  const { missing, served } = preview.value;
  return missing.length > 0 ? incomplete(served, missing) : ok(print(preview.value));
}

async function readable(deps: Deps, identity: Identity, caseId: string, n: number): Promise<Result<{ readonly hand: CaseInHand; readonly row: DocumentRow }>> {
  const hand = await takeInHand(deps, identity, caseId, {}, null);
  if (!hand.ok) return hand;
  const whole = refuseHidden(hand.value);
  if (!whole.ok) return whole;
  const row = await rowOf(deps, hand.value, n);
  return row.ok ? ok({ hand: hand.value, row: row.value }) : row;
}

async function previewOf(deps: Deps, identity: Identity, hand: CaseInHand, row: DocumentRow): Promise<Result<Preview & { readonly served: Served }>> {
  const selected = templateFor(deps, hand, row.document);
  if (!selected.ok) return selected;
  const { path, loaded: { snapshot }, at } = hand;
  const corrected = row.corrects === null ? undefined : (await deps.documents.list(snapshot.caseId)).find((each) => each.n === row.corrects);
  const issuedSeq = corrected?.issued?.seq;
  const carrier = issuedSeq === undefined ? carrierOfDraft(path, snapshot, row.document) : carrierOfIssued(path, await deps.cases.decisions(snapshot.caseId), row.document, issuedSeq);
  const served: Served = { declaration: { id: row.document, label: selected.value.template.label }, selected: selected.value, carrier };
  return ok({ ...(await previewDocument(deps, identity, snapshot, at, served, { n: row.n })), served });
}

async function proofOf(deps: Deps, { loaded }: CaseInHand, row: DocumentRow, issued: NonNullable<DocumentRow['issued']>): Promise<{ readonly rendered: RenderedDocument | null; readonly proof: DocumentProof }> {
  const { caseId } = loaded.snapshot;
  const content = await deps.documents.text(caseId, row.n);
  const [entry] = await deps.cases.journal(caseId, issued.seq - 1, 1);
  const named = entry?.payload['document'];
  const inJournal = isJsonObject(named) && named['hash'] === issued.hash && named['n'] === row.n && named['number'] === issued.number;
  const text = content === null ? 'erased' : isDocumentText(content, issued.hash, deps.hash) ? 'matches' : 'differs';
  // A text that is not the one of the digest is no document: it is not shown as one.
  const rendered = content === null || text === 'differs' ? null : (JSON.parse(content) as RenderedDocument);
  return { rendered, proof: { seq: issued.seq, entryHash: entry?.hash ?? null, hash: issued.hash, inJournal, text, erasure: text === 'erased' ? erasedView(loaded.snapshot, { document: row.n }) : null } };
}

function labelOf(deps: Deps, { path, at }: CaseInHand, document: string): Label {
  return templatesOf(deps, path, at).get(document)?.template.label ?? { zh: document, en: document };
}
