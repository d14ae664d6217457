// The part of the statement of an act that erases a content of its case: by the functions that alone may, and only when the case moves, so that entry
// and erasure are both there or neither is. What is not here: the functions (migrations 18, 24 and 4).
import type { ContentErasure } from '@quanze/application';
import type { StatementBuilder } from '../sql/statement-builder.js';
import { bytesParam } from '../sql/values.js';
import type { Bound } from './act-parts.js';

/** @returns a further column of the answer: what only reads is evaluated when it is asked for, and these functions have to run */
export function withErasure(statement: StatementBuilder, bound: Bound, erase: ContentErasure | undefined): string {
  if (erase === undefined) return '';
  if ('document' in erase) {
    statement.with('v', `erasing AS (SELECT erase_document(${bound.caseId}, ${statement.bind(erase.document, 'integer')}) AS gone FROM moved)`);
    return ', (SELECT bool_and(gone) FROM erasing) AS erased';
  }
  const titles = statement.bind(erase.titles ?? [], 'integer[]');
  statement.with('u', `erasing AS (SELECT erase_file_of_case(${bound.tenant}, ${bound.caseId}, ${statement.bind(bytesParam(erase.file), 'bytea')}, ${bound.at}) AS gone FROM moved)`);
  statement.with('', `untitling AS (SELECT erase_opening(${bound.caseId}, t.seq, '/input/title') AS gone FROM moved, unnest(${titles}) AS t (seq))`);
  return ', (SELECT bool_and(gone) FROM erasing) AS erased, (SELECT bool_and(gone) FROM untitling) AS untitled';
}
