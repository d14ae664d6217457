// Open cases of an office with their tasks, a page at a time along the index of the office: what questions about a whole office are
// asked of. What is not here: whether somebody may know of them; the use case asks that of every one.
import { isUuid, ok, type Instant, type PersonId, type Result } from '@quanze/kernel';
import type { OpenCase, OpenCaseQuery } from '@quanze/application';
import type { CaseSnapshot, Task } from '@quanze/engine';
import type { Runner, Statement } from '../sql/database.js';
import { instantOf } from '../sql/values.js';
import { headColumns, headOf, type HeadRow } from './case-head.js';
import { readCursor, writeCursor, type Mark } from './cursor.js';

type TaskTuple = readonly [key: string, state: string, verb: Task['verb'], role: Task['role'], person: PersonId | null, dueAt: string | null];

interface OpenRow extends HeadRow {
  readonly snapshot: CaseSnapshot;
  readonly tasks: readonly TaskTuple[] | null;
}

const LIMIT_MAX = 200;
/** A recusal asked for or to be reconsidered, or one whose earlier acts wait for a judgment. */
const OPEN_RECUSAL = '$.recusals[*] ? (@.state == "requested" || @.earlier[*].validity == "waiting" || (exists(@.reconsideration) && !exists(@.reconsideration.answeredAt)))';
const QUESTIONS = `(c.snapshot -> 'decisions' <> '{}'::jsonb OR jsonb_path_exists(c.snapshot, '${OPEN_RECUSAL}'))`;

/** Newest first; `limit` is cut to 1..200. Refuses `REQUEST.CURSOR_MALFORMED`. */
export async function readOpenCases(on: Runner, query: OpenCaseQuery): Promise<Result<{ readonly items: readonly OpenCase[]; readonly next: string | null }>> {
  const mark = readCursor(query.after, ['instant', 'uuid']);
  if (!mark.ok) return mark;
  if (!isUuid(query.office)) return ok({ items: [], next: null });
  const limit = Math.min(Math.max(Math.trunc(query.limit) || 1, 1), LIMIT_MAX);
  const { rows } = await on.query<OpenRow>(openCasesStatement(query, mark.value, limit + 1));
  const items = rows.slice(0, limit).map((row): OpenCase => ({ head: headOf(row), snapshot: row.snapshot, tasks: (row.tasks ?? []).map(taskOf) }));
  const last = items.at(-1);
  return ok({ items, next: rows.length > limit && last !== undefined ? writeCursor([last.head.openedAt, last.head.caseId]) : null });
}

/** The statement of one page; exported so that its plan can be looked at. */
export function openCasesStatement({ tenant, office, paths, departments, withQuestions }: OpenCaseQuery, after: Mark | null, limit: number): Statement {
  const text = `
SELECT ${headColumns('c')}, c.snapshot,
  (SELECT json_agg(json_build_array(t.key, t.state, t.verb, t.role, t.person, t.due_at) ORDER BY t.key) FROM task t WHERE t.case_id = c.case_id) AS tasks
FROM case_file c
WHERE c.tenant = $1::uuid AND c.office = $2::uuid AND c.status = 'open' AND ($3::text[] IS NULL OR c.path = ANY($3)) AND ($4::text[] IS NULL OR c.department = ANY($4))
  AND ($5::timestamptz IS NULL OR (c.opened_at, c.case_id) < ($5, $6::uuid))${withQuestions ? ` AND ${QUESTIONS}` : ''}
ORDER BY c.opened_at DESC, c.case_id DESC LIMIT $7`;
  return { text, values: [tenant, office, paths, departments, after?.[0] ?? null, after?.[1] ?? null, limit] };
}

function taskOf([key, state, verb, role, person, dueAt]: TaskTuple): Task {
  return { key, state, verb, role, ...(person === null ? {} : { person }), ...(dueAt === null ? {} : { dueAt: instantOf(dueAt) as Instant }) };
}
