// What an act is checked against, as columns of the statement that loads the case: the latest texts of the case, texts of the person elsewhere
// that share a key, and when the person had the file open. Each along an index and within a bound. What is not here: comparing.
import { ALIKE_MAX, READINGS_MAX, TEXTS_OF_CASE_MAX, type Traces } from '@quanze/application';
import type { CaseId, HashHex, PersonId } from '@quanze/kernel';
import { instantOf } from '../sql/values.js';

type TextTuple = readonly [CaseId, number, PersonId, string, number, string, readonly number[]];
type ReadingTuple = readonly [number, string, string];

export interface TraceRow {
  readonly earlier?: readonly TextTuple[] | null;
  readonly readings?: readonly ReadingTuple[] | null;
}

const TEXT = `json_build_array(t.case_id, t.seq, t.person, t.field, t.length, encode(t.digest, 'hex'), t.sketch)`;

/** Parameters: $1 tenant, $2 case, $3 person, $7 keys. */
export const TRACE_COLUMNS = `
  (SELECT json_agg(x.text) FROM (
    (SELECT ${TEXT} AS text FROM act_text t WHERE t.case_id = $2::uuid ORDER BY t.seq DESC LIMIT ${TEXTS_OF_CASE_MAX})
    UNION ALL
    (SELECT ${TEXT} FROM act_text t WHERE t.keys && $7::integer[] AND t.tenant = $1::uuid AND t.person = $3::uuid AND t.case_id <> $2::uuid ORDER BY t.recorded_at DESC LIMIT ${ALIKE_MAX})) x) AS earlier,
  (SELECT json_agg(json_build_array(r.seq, r.first_at, r.last_at)) FROM (
    SELECT seq, first_at, last_at FROM case_reading WHERE case_id = $2::uuid AND person = $3::uuid ORDER BY seq DESC LIMIT ${READINGS_MAX}) r) AS readings`;

export function tracesOf({ earlier, readings }: TraceRow): Traces {
  return {
    earlier: (earlier ?? []).map(([caseId, seq, person, field, length, digest, sketch]) => ({ caseId, seq, person, field, length, digest: digest as HashHex, sketch })),
    readings: (readings ?? []).map(([seq, firstAt, lastAt]) => ({ seq, firstAt: instantOf(firstAt), lastAt: instantOf(lastAt) })),
  };
}
