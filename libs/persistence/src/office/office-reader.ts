// Reading offices, people, posts, delegations and definitions. Each function is one statement.
import { isUuid, type AppointmentId, type DelegationId, type HashHex, type Instant, type OfficeId, type PersonId, type TenantId } from '@quanze/kernel';
import type { AppointmentRow, DelegationRow, OfficeRow, OfficeStore, OpeningContext, PersonRow, PublishedDefinition, SubmittedDefinition } from '@quanze/application';
import type { PersonFacts } from '@quanze/engine';
import { ANSWER_JOIN, CONTEXT_COLUMNS, contextOf, type ContextRow } from '../cases/load-for-act.js';
import type { Database } from '../sql/database.js';
import { instantOf } from '../sql/values.js';
import { factsColumns, factsOf, postInForce, type DelegationTuple, type PostRow } from './facts.js';

const OPENING = `
SELECT (SELECT json_agg(d.id ORDER BY d.place) FROM department d WHERE d.office = o.id) AS departments,${CONTEXT_COLUMNS}
FROM office o
${ANSWER_JOIN}
WHERE o.tenant = $1::uuid AND o.id = $2::uuid`;

export async function openingContext(database: Database, query: Parameters<OfficeStore['openingContext']>[0]): Promise<OpeningContext | null> {
  if (!isUuid(query.office)) return null;
  const values = [query.tenant, query.office, query.person, query.named.filter(isUuid), query.at, query.idempotencyKey];
  const [row] = await database.rows<ContextRow & { departments: readonly string[] | null }>(OPENING, values, 'opening-context');
  return row === undefined ? null : { departments: row.departments ?? [], ...contextOf(row, query.person) };
}

export async function readTenantName(database: Database, tenant: TenantId): Promise<string | null> {
  return (await database.rows<{ name: string }>('SELECT name FROM tenant WHERE id = $1', [tenant]))[0]?.name ?? null;
}

export async function readOffices(database: Database, tenant: TenantId): Promise<readonly OfficeRow[]> {
  const rows = await database.rows<Omit<OfficeRow, 'name' | 'departments'> & { name_zh: string; name_en: string; departments: OfficeRow['departments'] | null }>(
    `SELECT o.id, o.tenant, o.name_zh, o.name_en, o.word, o.level, o.province, o.superior,
      (SELECT json_agg(json_build_object('id', d.id, 'name', json_build_object('zh', d.name_zh, 'en', d.name_en)) ORDER BY d.place) FROM department d WHERE d.office = o.id) AS departments
    FROM office o WHERE o.tenant = $1 ORDER BY o.word`, [tenant]);
  return rows.map(({ name_zh: zh, name_en: en, departments, ...row }) => ({ ...row, name: { zh, en }, departments: departments ?? [] }));
}

type PostTuple = readonly [AppointmentId, OfficeId, AppointmentRow['role'], string | null, readonly string[], string, string | null];

/** People who belong to the office or hold a post there, with their posts in force anywhere. In the order of their logins. */
export async function readPeople(database: Database, office: OfficeId, at: Instant): Promise<readonly PersonRow[]> {
  if (!isUuid(office)) return [];
  const rows = await database.rows<Omit<PersonRow, 'posts'> & { posts: readonly PostTuple[] | null }>(
    `SELECT p.id, p.name, k.login, p.status,
      (SELECT json_agg(json_build_array(a.id, a.office, a.role, a.department, a.portfolio, a.from_at, a.until_at) ORDER BY a.from_at, a.id)
        FROM appointment a WHERE a.person = p.id AND ${postInForce('a', '$2::timestamptz')}) AS posts
    FROM person p JOIN credential k ON k.person = p.id
    WHERE p.office = $1 OR p.id IN (SELECT a.person FROM appointment a WHERE a.office = $1 AND ${postInForce('a', '$2::timestamptz')})
    ORDER BY k.login`, [office, at]);
  return rows.map((row) => ({ ...row, posts: (row.posts ?? []).map((post) => appointmentOfTuple(row.id, post)) }));
}

function appointmentOfTuple(person: PersonId, [id, office, role, department, portfolio, from, until]: PostTuple): AppointmentRow {
  return { id, person, office, role, department, portfolio, from: instantOf(from), until: until === null ? null : instantOf(until) };
}

export async function readFacts(database: Database, person: PersonId, at: Instant): Promise<PersonFacts | null> {
  if (!isUuid(person)) return null;
  const [row] = await database.rows<{ posts: readonly PostRow[] | null; delegations: readonly DelegationTuple[] | null }>(
    `SELECT ${factsColumns('p.tenant', 'ARRAY[p.id]', '$2::timestamptz')} FROM person p WHERE p.id = $1`, [person, at]);
  return row === undefined ? null : factsOf(person, row.posts, row.delegations);
}

const DELEGATION_COLUMNS = `d.id, d.from_person AS "from", d.to_person AS "to", d.office, d.powers, d.paths, d.departments, d.from_at AS "fromAt", d.until_at AS "untilAt",
  d.order_number AS "order", d.revoked_at AS "revokedAt"`;

/** Those in their dates and not revoked at an instant, or all with null; newest first. */
export function readDelegations(database: Database, office: OfficeId, at: Instant | null): Promise<readonly DelegationRow[]> {
  if (!isUuid(office)) return Promise.resolve([]);
  return database.rows<DelegationRow>(`SELECT ${DELEGATION_COLUMNS} FROM delegation d WHERE d.office = $1
    AND ($2::timestamptz IS NULL OR (d.from_at <= $2 AND d.until_at > $2 AND (d.revoked_at IS NULL OR d.revoked_at > $2))) ORDER BY d.from_at DESC, d.id`, [office, at]);
}

export async function readDelegation(database: Database, id: DelegationId): Promise<DelegationRow | null> {
  return isUuid(id) ? ((await database.rows<DelegationRow>(`SELECT ${DELEGATION_COLUMNS} FROM delegation d WHERE d.id = $1`, [id]))[0] ?? null) : null;
}

export async function readAppointment(database: Database, id: AppointmentId): Promise<AppointmentRow | null> {
  const text = 'SELECT id, person, office, role, department, portfolio, from_at AS "from", until_at AS "until" FROM appointment WHERE id = $1';
  return isUuid(id) ? ((await database.rows<AppointmentRow>(text, [id]))[0] ?? null) : null;
}

/** The last entry of any chain, of a case or an office; length 0 and nulls for one that has none. */
export async function readChainHead(database: Database, chain: string): Promise<{ readonly seq: number; readonly head: HashHex | null; readonly recordedAt: Instant | null }> {
  const text = 'SELECT seq, hash AS head, recorded_at AS "recordedAt" FROM journal WHERE chain = $1 ORDER BY seq DESC LIMIT 1';
  const [row] = isUuid(chain) ? await database.rows<{ seq: number; head: HashHex; recordedAt: Instant }>(text, [chain]) : [];
  return row ?? { seq: 0, head: null, recordedAt: null };
}

const DEFINITION_COLUMNS = `kind, id, version, hash, effective_from AS "effectiveFrom", content`;

const DEFINITIONS = `SELECT ${DEFINITION_COLUMNS}, published_at AS "publishedAt" FROM definition
WHERE tenant = $1 AND kind || ' ' || id || ' ' || version <> ALL ($2::text[]) ORDER BY published_at, kind, id, version`;

/** What is known already is left where it is: a release has hundreds of kilobytes. */
export function readDefinitions(database: Database, tenant: TenantId, known: readonly string[] = []): Promise<readonly PublishedDefinition[]> {
  return database.rows<PublishedDefinition>(DEFINITIONS, [tenant, known]);
}

export function readSubmitted(database: Database, tenant: TenantId): Promise<readonly SubmittedDefinition[]> {
  return database.rows<SubmittedDefinition>(`SELECT ${DEFINITION_COLUMNS}, submitted_by AS "submittedBy", submitted_at AS "submittedAt" FROM submitted_definition WHERE tenant = $1 ORDER BY submitted_at, kind, id, version`, [tenant]);
}

