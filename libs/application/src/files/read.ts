// The files of a case as people read them: what acts of it named, what it is attached as, which items of evidence it is. Visible as the case is.
// What is not here: the uploads that no act has named, which belong to nobody yet.
import { isFileName, type AttachedFile } from '@quanze/engine';
import { ok, refused, type JsonValue, type Result } from '@quanze/kernel';
import { takeInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import { erasedRefusal } from '../erasures/erase.js';
import { erasedView, type ErasedView } from '../erasures/questions.js';
import type { Identity } from '../ports/case-store.port.js';
import type { FileRow } from '../ports/file-store.port.js';

export interface FileView extends FileRow {
  /** Every time it was attached, withdrawn ones included. */
  readonly attached: readonly (Pick<AttachedFile, 'number' | 'seq' | 'by' | 'at' | 'withdrawnSeq'> & {
    /** Sealed in the journal; null when its opening was erased. */
    readonly title: JsonValue;
  })[];
  /** Numbers of the items of evidence it is the content of now. */
  readonly evidence: readonly number[];
  /** By whom and why the content is gone; null while it stands. */
  readonly erasure: ErasedView | null;
}

export interface FileContent {
  readonly file: FileRow;
  /** Ends with a fault before its last piece when the store is damaged. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Refuses `CASE.NOT_FOUND`. */
export async function filesOf(deps: Deps, identity: Identity, caseId: string): Promise<Result<readonly FileView[]>> {
  const hand = await takeInHand(deps, identity, caseId, {}, null);
  if (!hand.ok) return hand;
  const { snapshot } = hand.value.loaded;
  const attached = Object.values(snapshot.files ?? {}).sort((a, b) => a.number - b.number);
  const items = Object.values(snapshot.evidence?.items ?? {});
  const rows = await deps.files.list(identity.tenant, snapshot.caseId);
  const openings = attached.length === 0 ? [] : await deps.cases.openings(snapshot.caseId, attached.map(({ seq }) => seq));
  const titleOf = (seq: number): JsonValue => openings.find((opening) => opening.seq === seq && opening.path === '/input/title')?.value ?? null;
  return ok(rows.map((row) => ({
    ...row,
    attached: attached.filter(({ hash }) => hash === row.hash).map(({ number, seq, by, at, withdrawnSeq }) => ({ number, seq, by, at, ...(withdrawnSeq === undefined ? {} : { withdrawnSeq }), title: titleOf(seq) })),
    evidence: items.filter(({ file }) => file === row.hash).map(({ number }) => number).sort((a, b) => a - b),
    erasure: row.erased ? erasedView(snapshot, { file: row.hash }) : null,
  })));
}

/** The content of a file. Refuses `CASE.NOT_FOUND`, `FILE.NOT_FOUND` for what no act of the case named, `FILE.ERASED` with who and why. */
export async function fileContent(deps: Deps, identity: Identity, caseId: string, hash: string): Promise<Result<FileContent>> {
  const hand = await takeInHand(deps, identity, caseId, {}, null);
  if (!hand.ok) return hand;
  const file = isFileName(hash) ? await deps.files.find(identity.tenant, hand.value.loaded.snapshot.caseId, hash) : null;
  if (file === null) return refused('FILE.NOT_FOUND', { hash: hash.slice(0, 64) });
  return file.erased ? { ok: false, refusal: erasedRefusal(hand.value.loaded, { file: file.hash }) } : ok({ file, bytes: deps.files.read(identity.tenant, file.hash) });
}
