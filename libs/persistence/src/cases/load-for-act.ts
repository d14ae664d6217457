// Everything an act depends on, in one statement and so of one moment: the case, its office, the actor's posts and delegations, the
// committee, the persons named, the answer given before. What is not here: judging any of it.
import { isUuid, type HashHex, type Instant, type JsonValue, type OfficeId, type PersonId } from '@quanze/kernel';
import type { LoadedCase, LoadedOffice, LoadForAct, StoredAnswer } from '@quanze/application';
import type { CaseSnapshot } from '@quanze/engine';
import type { Runner } from '../sql/database.js';
import { fileColumn, filesOf, type FilesRow } from '../files/files-named.js';
import { TRACE_COLUMNS, tracesOf, type TraceRow } from '../formality/traces.js';
import { bytesParam } from '../sql/values.js';
import { committeeColumn, factsColumns, factsOf, namedFacts, type DelegationTuple, type EpochTuple, type PostRow } from '../office/facts.js';

/** Stands for "nobody" where a column or a parameter needs an id: acts of the clock. */
export const NOBODY = '00000000-0000-0000-0000-000000000000' as PersonId;

/** Columns and joins that loading a case and opening one have in common. Parameters: $1 tenant, $3 person, $4 named, $5 at, $6 key. */
export const CONTEXT_COLUMNS = `
  o.id AS office, o.superior, o.province, o.level,
  (SELECT p.epoch FROM person p WHERE p.tenant = $1 AND p.id = $3::uuid) AS epoch,${factsColumns('$1', '(array_append($4::uuid[], $3::uuid))', '$5::timestamptz')},${committeeColumn('$1', 'o.id', '$5::timestamptz')},
  (SELECT json_agg(json_build_array(p.id, p.epoch)) FROM person p WHERE p.tenant = $1 AND p.id = ANY($4::uuid[])) AS known,
  i.request_hash, i.status, i.body`;
export const ANSWER_JOIN = `LEFT JOIN idempotency i ON i.tenant = $1 AND i.person = $3::uuid AND i.key = $6`;

const loadWith = (more: string): string => `
SELECT c.snapshot, c.seq, c.head, c.recorded_at,${CONTEXT_COLUMNS}${more}
FROM case_file c
JOIN office o ON o.id = c.office
${ANSWER_JOIN}
WHERE c.tenant = $1::uuid AND c.case_id = $2::uuid`;
// Most acts have no texts that are checked and name no files, and pay for none.
export const LOADS: Readonly<Record<string, string>> = {
  'load-for-act': loadWith(''), 'load-for-act-traces': loadWith(`,${TRACE_COLUMNS}`),
  'load-for-act-files': loadWith(`,${fileColumn('$7')}`), 'load-for-act-traces-files': loadWith(`,${TRACE_COLUMNS},${fileColumn('$8')}`),
};

export interface ContextRow {
  readonly office: OfficeId;
  readonly superior: OfficeId | null;
  readonly province: string | null;
  readonly level: LoadedOffice['level'];
  readonly epoch: number | null;
  readonly posts: readonly PostRow[] | null;
  readonly delegations: readonly DelegationTuple[] | null;
  readonly committee: readonly EpochTuple[] | null;
  readonly known: readonly EpochTuple[] | null;
  readonly request_hash: HashHex | null;
  readonly status: number | null;
  readonly body: JsonValue;
}

interface LoadRow extends ContextRow, TraceRow, FilesRow {
  readonly snapshot: CaseSnapshot;
  readonly seq: number;
  readonly head: HashHex;
  readonly recorded_at: Instant;
}

/** Null when the tenant has no such case. Whether the person may know of it is not asked here. */
export async function loadForAct(on: Runner, query: LoadForAct): Promise<LoadedCase | null> {
  if (!isUuid(query.caseId)) return null;
  const person = query.person ?? NOBODY;
  const values = [query.tenant, query.caseId, person, query.named.filter(isUuid), query.at, query.idempotencyKey];
  const { keys, files } = query;
  const name = `load-for-act${keys === undefined ? '' : '-traces'}${files === undefined ? '' : '-files'}`;
  const more = [...(keys === undefined ? [] : [keys]), ...(files === undefined ? [] : [files.map(bytesParam)])];
  const { rows } = await on.query<LoadRow>({ name, text: LOADS[name] as string, values: [...values, ...more] });
  const row = rows[0];
  if (row === undefined) return null;
  return {
    snapshot: row.snapshot, seq: row.seq, head: row.head, lastRecordedAt: row.recorded_at, ...contextOf(row, person),
    ...(keys === undefined ? {} : { traces: tracesOf(row) }), ...(files === undefined ? {} : { files: filesOf(row) }),
  };
}

/** A person the tenant does not know has epoch 0 and no posts: no write under it will ever be committed. */
export function contextOf(row: ContextRow, person: PersonId): Omit<LoadedCase, 'snapshot' | 'seq' | 'head' | 'lastRecordedAt' | 'traces' | 'files'> {
  return {
    office: { id: row.office, superior: row.superior, province: row.province, level: row.level },
    actor: factsOf(person, row.posts, row.delegations),
    actorEpoch: row.epoch ?? 0,
    committee: (row.committee ?? []).map(([member]) => member),
    epochs: new Map([...(row.committee ?? []), ...(row.known ?? [])]),
    named: namedFacts(row.known, row.posts, row.delegations),
    replay: answerOf(row),
  };
}

function answerOf(row: ContextRow): StoredAnswer | null {
  return row.request_hash === null || row.status === null ? null : { requestHash: row.request_hash, status: row.status, body: row.body };
}
