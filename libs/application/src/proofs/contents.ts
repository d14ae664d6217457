// What goes into a bundle beside the journal: the documents that were issued and the list of the files that were named, up to the entry the bundle
// ends with. Texts and names are about persons, so they go along with the openings and not otherwise; the bytes of files never do.
// What is not here: who may have a bundle (`documents.ts`), and checking one (`@quanze/ledger`).
import type { CaseId } from '@quanze/kernel';
import type { BundleDocument, BundleFile } from '@quanze/ledger';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { DocumentRow, IssuedRow } from '../ports/document-store.port.js';

interface Extent {
  readonly caseId: CaseId;
  /** Number of the last entry of the bundle. */
  readonly length: number;
  readonly withOpenings: boolean;
}

/** In the order of the entries.  INVARIANT: what is there says what its entry says, or the store was changed beside the journal; then the
 *  bundle carries it all the same, and its verification finds it. */
export async function contentsOf(deps: Deps, { tenant }: Identity, extent: Extent): Promise<{ readonly documents: readonly BundleDocument[]; readonly files: readonly BundleFile[] }> {
  const { caseId, length, withOpenings } = extent;
  const issued = (await deps.documents.list(caseId)).flatMap((row) => (row.issued === null || row.issued.seq > length ? [] : [{ row, as: row.issued }])).sort((a, b) => a.as.seq - b.as.seq);
  const documents: BundleDocument[] = [];
  for (const { row, as } of issued) documents.push(documentIn(row, as, await deps.documents.text(caseId, row.n), withOpenings));
  const named = (await deps.files.list(tenant, caseId)).filter(({ namedSeq }) => namedSeq <= length);
  const files = named.map(({ hash, size, mediaType, name, namedSeq: seq, erased }): BundleFile => ({ seq, hash, size, mediaType, name: withOpenings ? name : null, ...(erased ? { absent: 'erased' } : {}) }));
  return { documents, files };
}

function documentIn({ n, document, corrects }: DocumentRow, { seq, number, template, version, hash }: IssuedRow, content: string | null, withOpenings: boolean): BundleDocument {
  const head = { seq, n, document, template, version, number, hash, ...(corrects === null ? {} : { corrects }) };
  if (content === null) return { ...head, absent: 'erased' };
  return withOpenings ? { ...head, content } : { ...head, absent: 'sealed' };
}
