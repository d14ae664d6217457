// The parts of the statement of an act that issue a document: its draft is locked before the case moves, and number, text and digest are
// written with it. What is not here: drafts (`drafts.ts`).
import type { DocumentWrite } from '@quanze/application';
import type { Bound } from '../cases/act-parts.js';
import type { StatementBuilder } from '../sql/statement-builder.js';
import { bytesParam } from '../sql/values.js';

/** Constraints that say somebody else took the number first: the statement left nothing, and the act is judged again. */
export const DOCUMENT_RACES: ReadonlySet<string> = new Set(['issued_document_serial', 'issued_document_pkey', 'case_document_pkey']);

/** Locks the draft at the version the document was made from. Without it the case does not move.   @returns the further source of `moved` */
export function withDraftLocked(statement: StatementBuilder, { caseId }: Pick<Bound, 'caseId'>, document: DocumentWrite): string {
  if (document.fresh) return '';
  statement.with('g', `drafted AS (SELECT d.n FROM case_document d WHERE d.case_id = ${caseId} AND d.n = ${statement.bind(document.n, 'integer')}
    AND d.latest = ${statement.bind(document.version, 'integer')} AND NOT d.issued FOR UPDATE)`);
  return 'drafted';
}

export function withDocument(statement: StatementBuilder, bound: Bound, document: DocumentWrite, person: string | null): void {
  const n = statement.bind(document.n, 'integer');
  const version = statement.bind(document.version, 'integer');
  if (document.fresh) {
    statement.with('h', `named AS (INSERT INTO case_document (case_id, n, tenant, document, latest, issued, opened_at)
      SELECT ${bound.caseId}, ${n}, ${bound.tenant}, ${statement.bind(document.document, 'text')}, ${version}, true, ${bound.at} FROM moved)`);
    statement.with('', `versioned AS (INSERT INTO document_version (case_id, n, version, person, saved_at, fields)
      SELECT ${bound.caseId}, ${n}, ${version}, ${statement.bind(person, 'uuid')}, ${bound.at}, '{}' FROM moved)`);
  } else {
    statement.with('', `closing AS (UPDATE case_document d SET issued = true FROM moved WHERE d.case_id = ${bound.caseId} AND d.n = ${n})`);
  }
  const { office, word, year, serial, number, template, hash, content } = document;
  statement.with('', `issued AS (INSERT INTO issued_document (case_id, n, office, word, year, serial, number, template, version, seq, hash, issued_at)
    SELECT ${bound.caseId}, ${n}, ${statement.bind(office, 'uuid')}, ${statement.bind(word, 'text')}, ${statement.bind(year, 'integer')}, ${statement.bind(serial, 'integer')},
      ${statement.bind(number, 'text')}, ${statement.bind(template, 'text')}, ${version}, ${bound.seq}, ${statement.bind(bytesParam(hash), 'bytea')}, ${bound.at} FROM moved)`);
  statement.with('', `printed AS (INSERT INTO document_text (case_id, n, content) SELECT ${bound.caseId}, ${n}, ${statement.bind(content, 'text')} FROM moved)`);
}
