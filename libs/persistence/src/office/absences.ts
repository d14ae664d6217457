// Leave: writing it in the transaction of its entry, and reading it. The one place that says when somebody is away.
// What is not here: who records leave, and what it counts for.
import { isUuid, ok, type Instant, type OfficeId, type PersonId, type Result } from '@quanze/kernel';
import type { AbsenceRow, OfficeStore, OfficeWrite } from '@quanze/application';
import { readCursor, writeCursor } from '../cases/cursor.js';
import type { Runner } from '../sql/database.js';

/** End of absence `b`: the planned one, or earlier when it was ended; infinity when neither is known. */
function endOf(b: string): string {
  return `least(coalesce(${b}.until_at, 'infinity'), coalesce(${b}.ended_at, 'infinity'))`;
}

/** Whether absence `b` is in force. @param at a bound timestamptz */
export function isAway(b: string, at: string): string {
  return `(${b}.from_at <= ${at} AND ${endOf(b)} > ${at})`;
}

/** Whether absence `b` has a moment in common with an interval; one that was taken back before it began has none. */
function overlaps(b: string, from: string, until: string): string {
  return `(${b}.from_at < coalesce(${until}, 'infinity') AND ${endOf(b)} > ${from} AND ${endOf(b)} > ${b}.from_at)`;
}

/** Inserts nothing when the person is away already: the use case has looked before, and nobody comes in between. */
export function insertAbsence(on: Runner, { tenant }: OfficeWrite, row: AbsenceRow): Promise<{ readonly count: number }> {
  return on.query({
    text: `INSERT INTO absence (id, tenant, person, office, from_at, until_at, reason, recorded_by, recorded_at)
      SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz, $6::timestamptz, $7::text, $8::uuid, $9::timestamptz
      WHERE NOT EXISTS (SELECT FROM absence b WHERE b.person = $3 AND b.office = $4 AND ${overlaps('b', '$5', '$6')})`,
    values: [row.id, tenant, row.person, row.office, row.from, row.until, row.reason, row.recordedBy, row.recordedAt],
  });
}

export function endAbsence(on: Runner, { tenant, office }: OfficeWrite, id: string, at: Instant): Promise<{ readonly count: number }> {
  const text = `UPDATE absence b SET ended_at = $2::timestamptz WHERE b.id = $1 AND b.tenant = $3 AND b.office = $4 AND ${endOf('b')} > $2`;
  return on.query({ text, values: [id, at, tenant, office] });
}

const COLUMNS = `b.id, b.person, b.office, b.from_at AS "from", b.until_at AS "until", b.reason, b.recorded_by AS "recordedBy", b.recorded_at AS "recordedAt", b.ended_at AS "endedAt"`;

export async function readAbsence(on: Runner, id: string): Promise<AbsenceRow | null> {
  if (!isUuid(id)) return null;
  return (await on.query<AbsenceRow>({ text: `SELECT ${COLUMNS} FROM absence b WHERE b.id = $1`, values: [id] })).rows[0] ?? null;
}

export async function overlappingAbsence(on: Runner, person: PersonId, office: OfficeId, from: Instant, until: Instant | null): Promise<AbsenceRow | null> {
  if (!isUuid(person) || !isUuid(office)) return null;
  const text = `SELECT ${COLUMNS} FROM absence b WHERE b.person = $1 AND b.office = $2 AND ${overlaps('b', '$3::timestamptz', '$4::timestamptz')} ORDER BY b.from_at LIMIT 1`;
  return (await on.query<AbsenceRow>({ text, values: [person, office, from, until] })).rows[0] ?? null;
}

const LIMIT_MAX = 200;

/** The latest to begin first; `limit` is cut to 1..200. Refuses `REQUEST.CURSOR_MALFORMED`. */
export async function readAbsences(on: Runner, { office, at, limit, after }: Parameters<OfficeStore['absences']>[0]): Promise<Result<{ readonly items: readonly AbsenceRow[]; readonly next: string | null }>> {
  const mark = readCursor(after, ['instant', 'uuid']);
  if (!mark.ok) return mark;
  if (!isUuid(office)) return ok({ items: [], next: null });
  const size = Math.min(Math.max(Math.trunc(limit) || 1, 1), LIMIT_MAX);
  const { rows } = await on.query<AbsenceRow>({
    text: `SELECT ${COLUMNS} FROM absence b WHERE b.office = $1 AND ($2::timestamptz IS NULL OR ${endOf('b')} > $2)
      AND ($3::timestamptz IS NULL OR (b.from_at, b.id) < ($3, $4::uuid)) ORDER BY b.from_at DESC, b.id DESC LIMIT $5`,
    values: [office, at, mark.value?.[0] ?? null, mark.value?.[1] ?? null, size + 1],
  });
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return ok({ items, next: rows.length > size && last !== undefined ? writeCursor([last.from, last.id]) : null });
}
