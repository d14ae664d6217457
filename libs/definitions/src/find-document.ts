// A document by kind, id and version, and what is said when there is none.
import { label, problemAt, type Problem } from './problem.js';
import type { ReadDocument } from './read-document.js';
import type { DocumentRef } from './release-document.js';
import { KINDS, type DocumentKind } from './schema/index.js';
import { suggestion } from './suggest.js';

export function findDocument(documents: readonly ReadDocument[], kind: DocumentKind, ref: DocumentRef): ReadDocument | undefined {
  return documents.find((document) => document.kind === kind && document.id === ref.id && document.version === ref.version);
}

/** The problem at a reference to a document that is not there. With another version of it, the problem is at the version; otherwise it
 *  is at the id, with the nearest one there is. @param where the document that refers, and the pointer of the reference in it */
export function missingDocument(
  documents: readonly ReadDocument[], kind: DocumentKind, ref: DocumentRef, where: { readonly in: ReadDocument; readonly key: string; readonly rule: string },
): Problem {
  const same = documents.filter((document) => document.kind === kind);
  const versions = same.filter((document) => document.id === ref.id).map((document) => document.version);
  const what = KINDS[kind].label;
  const meant = versions.length > 0 ? label(`；现有版本：${versions.join('、')}`, `; versions there: ${versions.join(', ')}`) : suggestion(ref.id, same.map((document) => document.id));
  return problemAt(where.in, {
    rule: where.rule, key: `${where.key}/${versions.length > 0 ? 'version' : 'id'}`,
    message: label(`没有${what.zh} ${ref.id}@${ref.version}${meant.zh}`, `there is no ${what.en} ${ref.id}@${ref.version}${meant.en}`),
  });
}
