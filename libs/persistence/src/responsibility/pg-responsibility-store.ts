// What responsibility reads on PostgreSQL: pages of decisions by person and by office, whole files of cases, people whether in office or not,
// and the log of reads. What is not here: writing statements of people, which are changes of the office (`write-statements.ts`).
import { isUuid, ok, refused, type Instant, type OfficeId, type PersonId, type Result, type TenantId } from '@quanze/kernel';
import type { DecisionPointer, DossierHead, HeldPost, PageOfDecisions, PersonDecision, ResponsibilityRead, ResponsibilityStore } from '@quanze/application';
import { readCursor, writeCursor, type Mark } from '../cases/cursor.js';
import type { Database, Runner, Statement } from '../sql/database.js';
import { readAppeal, readFiles } from './files.js';

export function createResponsibilityStore(database: Database): ResponsibilityStore {
  return {
    files: (tenant, cases, until) => readFiles(database, tenant, cases, until),
    decisionsOfPerson: ({ tenant, person, offices, ...page }) => readPage<PersonDecision>(database, page, (mark, limit) => personStatement({ tenant, person, offices, until: page.until }, mark, limit)),
    decisionsOfOffice: ({ tenant, office, ...page }) => readPage<DecisionPointer>(database, page, (mark, limit) => officeStatement({ tenant, office, until: page.until }, mark, limit)),
    dossierHead: (tenant, person, until) => readHead(database, tenant, person, until),
    names: (tenant, persons) => readNames(database, tenant, persons),
    appeal: (tenant, id) => readAppeal(database, tenant, id),
    logRead: (read) => logRead(database, read),
    readsOf: (tenant, person, limit) => readReads(database, tenant, person, limit),
  };
}

const LIMIT_MAX = 200;
const AFTER = '($4::timestamptz IS NULL OR (p.decided_at, p.case_id, p.seq) < ($4, $5::uuid, $6::integer))';
const ORDER = 'GROUP BY p.decided_at, p.case_id, p.seq ORDER BY p.decided_at DESC, p.case_id DESC, p.seq DESC';
const POINTER = 'p.case_id AS "caseId", p.seq, p.decided_at AS "decidedAt"';

/** The statement of one page of a dossier; exported so that its plan can be looked at. */
export function personStatement(query: { readonly tenant: TenantId; readonly person: PersonId; readonly offices: readonly OfficeId[] | null; readonly until: Instant }, mark: Mark | null, limit: number): Statement {
  return {
    name: 'dossier', values: [query.tenant, query.person, query.until, ...markValues(mark), limit, query.offices],
    text: `SELECT ${POINTER}, array_agg(p.capacity ORDER BY p.capacity) AS capacities FROM participation p
      WHERE p.tenant = $1 AND p.person = $2 AND p.decided_at <= $3 AND ${AFTER} AND ($8::uuid[] IS NULL OR p.office = ANY($8)) ${ORDER} LIMIT $7`,
  };
}

/** The statement of one page of an office's decisions. */
export function officeStatement(query: { readonly tenant: TenantId; readonly office: OfficeId; readonly until: Instant }, mark: Mark | null, limit: number): Statement {
  return {
    name: 'office-decisions', values: [query.tenant, query.office, query.until, ...markValues(mark), limit],
    text: `SELECT ${POINTER} FROM participation p WHERE p.tenant = $1 AND p.office = $2 AND p.decided_at <= $3 AND ${AFTER} ${ORDER} LIMIT $7`,
  };
}

function markValues(mark: Mark | null): readonly [string | null, string | null, string | null] {
  return [mark?.[0] ?? null, mark?.[1] ?? null, mark?.[2] ?? null];
}

async function readPage<T extends DecisionPointer>(on: Runner, { limit, after }: PageOfDecisions, statement: (mark: Mark | null, limit: number) => Statement): Promise<Result<{ readonly items: readonly T[]; readonly next: string | null }>> {
  const mark = readCursor(after, ['instant', 'uuid', 'text']);
  if (!mark.ok) return mark;
  if (mark.value !== null && !/^\d{1,9}$/.test(mark.value[2] ?? '')) return refused('REQUEST.CURSOR_MALFORMED');
  const size = Math.min(Math.max(Math.trunc(limit) || 1, 1), LIMIT_MAX);
  const { rows } = await on.query<T>(statement(mark.value, size + 1));
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return ok({ items, next: rows.length > size && last !== undefined ? writeCursor([last.decidedAt, last.caseId, String(last.seq)]) : null });
}

async function readHead(on: Runner, tenant: TenantId, person: PersonId, until: Instant): Promise<DossierHead | null> {
  if (!isUuid(person)) return null;
  const { rows: [known] } = await on.query<{ name: string }>({ name: 'dossier-head', text: 'SELECT name FROM person WHERE tenant = $1 AND id = $2', values: [tenant, person] });
  if (known === undefined) return null;
  const { rows: posts } = await on.query<HeldPost>({
    name: 'dossier-posts', values: [tenant, person, until],
    text: `SELECT office, role, department, from_at AS "from", until_at AS "until" FROM appointment WHERE tenant = $1 AND person = $2 AND from_at <= $3 ORDER BY from_at DESC, id`,
  });
  return { person, name: known.name, posts };
}

async function readNames(on: Runner, tenant: TenantId, persons: readonly PersonId[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await on.query<{ id: string; name: string }>({ name: 'names', text: 'SELECT id, name FROM person WHERE tenant = $1 AND id = ANY($2::uuid[])', values: [tenant, persons.filter(isUuid)] });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function logRead(on: Runner, { tenant, reader, at, what, office, caseId, seq, person }: ResponsibilityRead): Promise<void> {
  await on.query({
    name: 'log-responsibility-read', values: [tenant, reader, at, what, office, caseId, seq, person],
    text: 'INSERT INTO responsibility_read (tenant, reader, at, what, office, case_id, seq, person) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
  });
}

/** Looks at the person's dossier, and at cases and decisions the person took part in. */
async function readReads(on: Runner, tenant: TenantId, person: PersonId, limit: number): Promise<readonly ResponsibilityRead[]> {
  const { rows } = await on.query<ResponsibilityRead>({
    name: 'responsibility-reads', values: [tenant, person, limit],
    text: `SELECT r.tenant, r.reader, r.at, r.what, r.office, r.case_id AS "caseId", r.seq, r.person FROM responsibility_read r
      WHERE r.id IN (
        (SELECT d.id FROM responsibility_read d WHERE d.tenant = $1 AND d.person = $2 ORDER BY d.id DESC LIMIT $3)
        UNION (SELECT c.id FROM responsibility_read c WHERE c.tenant = $1 AND c.person IS NULL AND c.case_id IN (SELECT p.case_id FROM participation p WHERE p.person = $2)
          AND EXISTS (SELECT FROM participation p WHERE p.person = $2 AND p.case_id = c.case_id AND (c.seq IS NULL OR c.seq = p.seq)) ORDER BY c.id DESC LIMIT $3))
      ORDER BY r.id DESC LIMIT $3`,
  });
  return rows;
}

