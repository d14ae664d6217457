// Which cases a person may know of, as SQL, and the list and single look-up made from it. The same rule as `mayKnow` of the use cases.
// Posts give areas: whole offices, or departments of an office. Each area is read along its own index, newest first, and cut to a page
// before the areas are put together, so that the cost follows the page and not the number of cases.
import { isUuid, ok, type CaseId, type Result } from '@quanze/kernel';
import type { CaseHead, CaseQuery, Scope } from '@quanze/application';
import { delegationStands, postInForce } from '../office/facts.js';
import type { Runner, Statement } from '../sql/database.js';
import { headColumns, headOf, type HeadRow } from './case-head.js';
import { readCursor, writeCursor, type Mark } from './cursor.js';

/** Areas of a person. $1 tenant, $2 person, $3 instant. `department` is null for whole offices, '' for cases without a department. */
export const AREAS = `
post AS MATERIALIZED (SELECT a.office, a.role, coalesce(a.department, '') AS department, a.portfolio FROM appointment a
  WHERE a.tenant = $1::uuid AND a.person = $2::uuid AND ${postInForce('a', '$3::timestamptz')}),
stands_in AS MATERIALIZED (SELECT EXISTS (SELECT FROM delegation d WHERE d.tenant = $1 AND d.to_person = $2 AND ${delegationStands('d', '$3')}) AS yes),
area AS MATERIALIZED (
  SELECT office, NULL AS department FROM post WHERE role IN ('chief', 'committee_member', 'case_mgmt', 'inspection')
  UNION SELECT office, NULL FROM post, stands_in WHERE role = 'deputy_chief' AND stands_in.yes
  UNION SELECT office, unnest(array_append(portfolio, '')) FROM post WHERE role = 'deputy_chief'
  UNION SELECT office, department FROM post WHERE role = 'dept_head'
  UNION SELECT o.id, NULL FROM post JOIN office o ON o.superior = post.office AND o.tenant = $1 WHERE post.role IN ('chief', 'deputy_chief'))`;

/** Whether the person holds a post in the office of a case with a role that the case's path declares. @param roles, paths pair by pair */
function ofOwnRole(c: string, roles: string, paths: string): string {
  return `EXISTS (SELECT FROM unnest(${roles}, ${paths}) AS own(role, path) JOIN post ON post.role = own.role WHERE own.path = ${c}.path AND post.office = ${c}.office)`;
}

function pairsOf({ ownRoles = [] }: Scope): readonly [roles: readonly string[], paths: readonly string[]] {
  return [ownRoles.map(({ role }) => role), ownRoles.map(({ path }) => path)];
}

const HEAD = `WITH ${AREAS}
SELECT ${headColumns('c')} FROM case_file c
WHERE c.tenant = $1 AND c.case_id = $4::uuid
  AND (c.team @> ARRAY[$2::uuid] OR ${ofOwnRole('c', '$5::text[]', '$6::text[]')} OR EXISTS (SELECT FROM area WHERE area.office = c.office AND (area.department IS NULL OR area.department = c.department)))`;

export async function visibleHead(on: Runner, scope: Scope, caseId: CaseId): Promise<CaseHead | null> {
  if (!isUuid(caseId)) return null;
  const { rows } = await on.query<HeadRow>({ name: 'case-head', text: HEAD, values: [scope.tenant, scope.person, scope.at, caseId, ...pairsOf(scope)] });
  return rows[0] === undefined ? null : headOf(rows[0]);
}

const LIMIT_MAX = 200;
const TEXT_CHARACTERS_MAX = 100;

/** Visible cases, newest first, `limit` cut to 1..200. Refuses `REQUEST.CURSOR_MALFORMED`. */
export async function listCases(on: Runner, scope: Scope, query: CaseQuery): Promise<Result<{ readonly items: readonly CaseHead[]; readonly next: string | null }>> {
  const mark = readCursor(query.after, ['instant', 'uuid']);
  if (!mark.ok) return mark;
  const limit = Math.min(Math.max(Math.trunc(query.limit) || 1, 1), LIMIT_MAX);
  const { rows } = await on.query<HeadRow>(listStatement(scope, query, mark.value, limit + 1));
  const items = rows.slice(0, limit).map(headOf);
  const last = items.at(-1);
  return ok({ items, next: rows.length > limit && last !== undefined ? writeCursor([last.openedAt, last.caseId]) : null });
}

/** The statement of one page; exported so that its plan can be looked at. */
export function listStatement(scope: Scope, query: CaseQuery, after: Mark | null, limit: number): Statement {
  const values: unknown[] = [scope.tenant, scope.person, scope.at];
  const bind = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const conditions = conditionsOf(query, after, bind).map((condition) => ` AND ${condition}`).join('');
  const rows = bind(limit, 'integer');
  const page = (where: string): string => `(SELECT ${headColumns('c')} FROM case_file c WHERE c.tenant = $1 AND ${where}${conditions} ORDER BY c.opened_at DESC, c.case_id DESC LIMIT ${rows})`;
  const [roles, paths] = pairsOf(scope);
  // Most offices have no path with roles of its own; their statement stays as it was.
  const own = roles.length === 0 ? null : { roles: bind(roles, 'text[]'), paths: bind(paths, 'text[]') };
  const ownArea = own === null ? '' : `
  own_area AS MATERIALIZED (SELECT DISTINCT post.office, own.path FROM unnest(${own.roles}, ${own.paths}) AS own(role, path) JOIN post ON post.role = own.role),`;
  const ownPage = own === null ? '' : `
    UNION ALL SELECT c.* FROM own_area CROSS JOIN LATERAL ${page('c.office = own_area.office AND c.path = own_area.path')} c`;
  const text = `WITH ${AREAS},${ownArea}
  found AS (
    SELECT c.* FROM area CROSS JOIN LATERAL ${page('c.office = area.office')} c WHERE area.department IS NULL
    UNION ALL SELECT c.* FROM area CROSS JOIN LATERAL ${page('c.office = area.office AND c.department = area.department')} c WHERE area.department IS NOT NULL
    UNION ALL ${page('c.team @> ARRAY[$2::uuid]')}${ownPage}),
  once AS (SELECT DISTINCT ON (found.opened_at, found.case_id) found.* FROM found ORDER BY found.opened_at DESC, found.case_id DESC LIMIT ${rows})
SELECT ${headColumns('once')} FROM once ORDER BY once.opened_at DESC, once.case_id DESC`;
  return { text, values };
}

function conditionsOf(query: CaseQuery, after: Mark | null, bind: (value: unknown, type: string) => string): readonly string[] {
  const { text, path, status, state, handler } = query;
  const words = (text ?? '').replaceAll('\u0000', '').slice(0, TEXT_CHARACTERS_MAX).split(/\s+/).filter((word) => word !== '');
  return [
    ...words.map((word) => wordCondition(bind(word, 'text'))),
    ...(path === undefined ? [] : [`c.path = ${bind(path, 'text')}`]),
    ...(status === undefined ? [] : [`c.status = ${bind(status, 'text')}`]),
    ...(state === undefined ? [] : [`${bind(state, 'text')} = ANY(c.states)`]),
    ...(handler === undefined ? [] : [isUuid(handler) ? `c.handler = ${bind(handler, 'uuid')}` : 'false']),
    ...(after === null ? [] : [`(c.opened_at, c.case_id) < (${bind(after[0], 'timestamptz')}, ${bind(after[1], 'uuid')})`]),
  ];
}

const SEARCHED = `c.number || ' ' || coalesce(c.foreign_number, '') || ' ' || c.title`;

/** The index knows pairs of characters; that they stand together is asked of the few rows it finds. */
function wordCondition(word: string): string {
  return `search_tokens(${SEARCHED}) @> search_tokens(${word}) AND strpos(lower(${SEARCHED}), lower(${word})) > 0`;
}
