// The inbox: open tasks asked of a person, by name, by post, by delegation or as a member of a team. What is not here: who may act on
// them; that is judged when the act is done.
import { ok, type CaseId, type Instant, type PersonId, type Result } from '@quanze/kernel';
import type { InboxItem, Scope } from '@quanze/application';
import type { Task } from '@quanze/engine';
import { delegationStands } from '../office/facts.js';
import type { Runner, Statement } from '../sql/database.js';
import { AREAS } from './case-list.js';
import { headColumns, headOf, type HeadRow } from './case-head.js';
import { readCursor, writeCursor, type Mark } from './cursor.js';

export interface InboxPage {
  readonly items: readonly InboxItem[];
  readonly next: string | null;
  readonly total: number;
}

interface InboxRow extends HeadRow {
  readonly total: number;
  /** Null in the one row that brings the total of an empty page. */
  readonly task_key: string | null;
  readonly task_state: string;
  readonly task_verb: Task['verb'];
  readonly task_role: Task['role'];
  readonly task_person: PersonId | null;
  readonly task_due_at: Instant | null;
  readonly task_opened_at: Instant;
  readonly task_urged_times: number | null;
  readonly task_urged_at: Instant | null;
}

const LIMIT_MAX = 200;

// $1 tenant, $2 person, $3 instant. A desk is a role in an office whose unnamed tasks the person does; its department is null for all.
// The chief's tasks also lie on the desk of whoever stands in, as far as the delegation reaches; the handler's with the substitute, who
// leaves the list by the clock and not by a write.
const MINE = `
desk AS MATERIALIZED (
  SELECT office, role, NULL AS department FROM post WHERE role NOT IN ('dept_head', 'deputy_chief')
  UNION SELECT office, role, department FROM post WHERE role = 'dept_head'
  UNION SELECT office, role, unnest(array_append(portfolio, '')) FROM post WHERE role = 'deputy_chief'
  UNION SELECT o.id, 'superior_official', NULL FROM post JOIN office o ON o.superior = post.office AND o.tenant = $1 WHERE post.role IN ('chief', 'deputy_chief')),
mine AS (
  SELECT t.* FROM task t WHERE t.tenant = $1 AND t.person = $2
  UNION SELECT t.* FROM desk JOIN task t ON t.tenant = $1 AND t.office = desk.office AND t.role = desk.role AND t.person IS NULL
    AND (desk.department IS NULL OR t.department = desk.department)
  UNION SELECT t.* FROM delegation d
    JOIN task t ON t.tenant = $1 AND t.office = d.office AND t.role = 'chief' AND t.person IS NULL AND (d.departments IS NULL OR t.department = ANY(d.departments))
    JOIN case_file dc ON dc.case_id = t.case_id AND (d.paths IS NULL OR dc.path = ANY(d.paths))
    WHERE d.tenant = $1 AND d.to_person = $2 AND ${delegationStands('d', '$3')}
  UNION SELECT t.* FROM case_file mc JOIN task t ON t.case_id = mc.case_id AND ((t.person IS NULL AND t.role IN ('team_member', 'assistant', 'clerk')) OR t.role = 'handler')
    WHERE mc.tenant = $1 AND mc.team @> ARRAY[$2] AND jsonb_path_exists(mc.snapshot,
      '$.team[*] ? (@.person == $person && ((@.role == $role && !exists(@.until)) || ($role == "handler" && exists(@.standsInFor) && @.from <= $at && @.until > $at)))',
      jsonb_build_object('person', $2::text, 'role', t.role, 'at', to_char($3::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))))`;

/** Open tasks of a person: overdue first, then least remaining, then oldest; those without a due date last. `total` counts all pages,
 *  `limit` is cut to 1..200. Refuses `REQUEST.CURSOR_MALFORMED`. */
export async function readInbox(on: Runner, scope: Scope, query: { readonly limit: number; readonly after?: string }): Promise<Result<InboxPage>> {
  const mark = readCursor(query.after, ['due', 'instant', 'uuid', 'text']);
  if (!mark.ok) return mark;
  const limit = Math.min(Math.max(Math.trunc(query.limit) || 1, 1), LIMIT_MAX);
  const { rows } = await on.query<InboxRow>(inboxStatement(scope, mark.value, limit + 1));
  const items = rows.filter((row) => row.task_key !== null).slice(0, limit).map(itemOf);
  const last = items.at(-1);
  return ok({ items, total: rows[0]?.total ?? 0, next: rows.length > limit && last !== undefined ? writeCursor(markOf(last)) : null });
}

/** The statement of one page; exported so that its plan can be looked at. */
export function inboxStatement(scope: Scope, after: Mark | null, limit: number): Statement {
  const order = `coalesce(t.due_at, 'infinity'), t.opened_at, t.case_id, t.key`;
  const beyond = after === null ? '' : `WHERE (${order}) > (coalesce($5::timestamptz, 'infinity'), $6::timestamptz, $7::uuid, $8::text)`;
  const text = `WITH ${AREAS},${MINE},
page AS (SELECT t.* FROM mine t ${beyond} ORDER BY ${order} LIMIT $4::integer)
SELECT n.total, t.key AS task_key, t.state AS task_state, t.verb AS task_verb, t.role AS task_role, t.person AS task_person, t.due_at AS task_due_at,
  t.opened_at AS task_opened_at, t.urged_times AS task_urged_times, t.urged_at AS task_urged_at, ${headColumns('c')}
FROM (SELECT count(*)::integer AS total FROM mine) n LEFT JOIN page t ON true LEFT JOIN case_file c ON c.case_id = t.case_id
ORDER BY ${order}`;
  return { name: after === null ? 'inbox' : 'inbox-next', text, values: [scope.tenant, scope.person, scope.at, limit, ...(after ?? [])] };
}

function itemOf(row: InboxRow): InboxItem {
  return {
    task: {
      key: row.task_key as string, state: row.task_state, verb: row.task_verb, role: row.task_role, openedAt: row.task_opened_at,
      ...(row.task_person === null ? {} : { person: row.task_person }), ...(row.task_due_at === null ? {} : { dueAt: row.task_due_at }),
      ...(row.task_urged_times === null || row.task_urged_at === null ? {} : { urged: { times: row.task_urged_times, at: row.task_urged_at } }),
    },
    case: headOf(row),
  };
}

function markOf({ task, case: { caseId } }: { readonly task: InboxItem['task']; readonly case: { readonly caseId: CaseId } }): Mark {
  return [task.dueAt ?? null, task.openedAt, caseId, task.key];
}
