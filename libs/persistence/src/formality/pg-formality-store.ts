// The store of formality on PostgreSQL: readings of files, and reports from the rows of checked acts. What is not here: writing those rows
// (with the act) and reading fingerprints (with the case).
import type { FlaggedAct, FlaggedQuery, FormalityStore, ReadingNote, SharesQuery, ShareRow } from '@quanze/application';
import { isUuid, ok, type CaseId, type JsonValue, type PersonId, type Result } from '@quanze/kernel';
import { readCursor, writeCursor } from '../cases/cursor.js';
import type { Database, Runner, Statement } from '../sql/database.js';

const PAGE_MAX = 200;

export function createFormalityStore(database: Database): FormalityStore {
  return {
    noteReading: (note) => noteReading(database, note),
    ofEntries: (caseId, seqs) => readOfEntries(database, caseId, seqs),
    flagged: (query) => readFlagged(database, query),
    shares: (query) => readShares(database, query),
  };
}

/** Two hosts may note one reading in either order. */
async function noteReading(on: Runner, { tenant, caseId, person, seq, at }: ReadingNote): Promise<void> {
  await on.query({
    name: 'note-reading',
    text: `INSERT INTO case_reading AS r (case_id, person, seq, tenant, first_at, last_at) VALUES ($1::uuid, $2::uuid, $3::integer, $4::uuid, $5::timestamptz, $5::timestamptz)
      ON CONFLICT (case_id, person, seq) DO UPDATE SET first_at = least(r.first_at, excluded.first_at), last_at = greatest(r.last_at, excluded.last_at)`,
    values: [caseId, person, seq, tenant, at],
  });
}

async function readOfEntries(on: Runner, caseId: CaseId, seqs: readonly number[]): Promise<ReadonlyMap<number, JsonValue>> {
  if (seqs.length === 0) return new Map();
  const { rows } = await on.query<{ seq: number; formality: JsonValue }>({
    text: `SELECT j.seq, j.entry::json -> 'payload' -> 'formality' AS formality FROM journal j WHERE j.chain = $1 AND j.seq = ANY($2::integer[]) ORDER BY j.seq`, values: [caseId, seqs],
  });
  return new Map(rows.filter(({ formality }) => formality !== null).map(({ seq, formality }) => [seq, formality]));
}

const sizeOf = (limit: number): number => Math.min(Math.max(Math.trunc(limit) || 1, 1), PAGE_MAX);

export function flaggedStatement(query: FlaggedQuery, mark: readonly (string | null)[] | null, size: number): Statement {
  return {
    text: `SELECT f.case_id AS "caseId", c.number, f.seq, f.recorded_at AS "at", f.act, f.capacity, nullif(f.department, '') AS department, f.person, p.name, f.rules
      FROM formality_check f JOIN case_file c ON c.case_id = f.case_id JOIN person p ON p.id = f.person
      WHERE f.office = $1::uuid AND f.tenant = $2::uuid AND f.rules <> '{}' AND f.recorded_at >= $3::timestamptz AND f.recorded_at < $4::timestamptz
        AND ($5::text[] IS NULL OR f.department = ANY($5)) AND ($6::uuid IS NULL OR f.person = $6) AND ($7::text IS NULL OR $7 = ANY(f.rules))
        AND ($8::timestamptz IS NULL OR (f.recorded_at, f.case_id, f.seq) < ($8, $9::uuid, $10::integer))
      ORDER BY f.recorded_at DESC, f.case_id DESC, f.seq DESC LIMIT $11::integer`,
    values: [query.office, query.tenant, query.from, query.until, query.departments, query.person ?? null, query.rule ?? null, mark?.[0] ?? null, mark?.[1] ?? null, mark === null ? null : Number(mark[2]), size],
  };
}

async function readFlagged(on: Runner, query: FlaggedQuery): Promise<Result<{ readonly items: readonly FlaggedAct[]; readonly next: string | null }>> {
  const mark = readCursor(query.after, ['instant', 'uuid', 'text']);
  if (!mark.ok) return mark;
  if (mark.value !== null && !/^[1-9]\d{0,8}$/.test(String(mark.value[2]))) return readCursor('?', []) as Result<never>;
  if (!isUuid(query.office)) return ok({ items: [], next: null });
  const size = sizeOf(query.limit);
  const { rows } = await on.query<FlaggedAct>(flaggedStatement(query, mark.value, size + 1));
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return ok({ items, next: rows.length > size && last !== undefined ? writeCursor([last.at, last.caseId, String(last.seq)]) : null });
}

interface CountRow {
  readonly person: PersonId;
  readonly name: string;
  readonly capacity: string;
  readonly checked: number;
  readonly flagged: number;
  readonly rules: ShareRow['rules'] | null;
}

/** People of the page first, then their acts. */
export function sharesStatement({ office, tenant, from, until, departments }: SharesQuery, after: string | null, size: number): Statement {
  const within = `f.office = $1::uuid AND f.tenant = $2::uuid AND f.recorded_at >= $3::timestamptz AND f.recorded_at < $4::timestamptz AND ($5::text[] IS NULL OR f.department = ANY($5))`;
  return {
    text: `WITH people AS (SELECT DISTINCT f.person FROM formality_check f WHERE ${within} AND ($6::uuid IS NULL OR f.person > $6) ORDER BY f.person LIMIT $7::integer)
      SELECT n.person, p.name, n.capacity, n.checked, n.flagged, (SELECT json_object_agg(k.rule, k.count) FROM (
          SELECT r.rule, count(*)::integer AS count FROM formality_check f, unnest(f.rules) AS r (rule) WHERE ${within} AND f.person = n.person AND f.capacity = n.capacity GROUP BY r.rule) k) AS rules
      FROM (SELECT f.person, f.capacity, count(*)::integer AS checked, (count(*) FILTER (WHERE f.rules <> '{}'))::integer AS flagged
          FROM people JOIN formality_check f ON f.person = people.person WHERE ${within} GROUP BY f.person, f.capacity) n
      JOIN person p ON p.id = n.person ORDER BY n.person, n.capacity`,
    values: [office, tenant, from, until, departments, after, size],
  };
}

async function readShares(on: Runner, query: SharesQuery): Promise<Result<{ readonly items: readonly ShareRow[]; readonly next: string | null }>> {
  const mark = readCursor(query.after, ['uuid']);
  if (!mark.ok) return mark;
  if (!isUuid(query.office)) return ok({ items: [], next: null });
  const size = sizeOf(query.limit);
  const { rows } = await on.query<CountRow>(sharesStatement(query, mark.value?.[0] ?? null, size + 1));
  const people = [...new Set(rows.map(({ person }) => person))];
  const page = new Set(people.slice(0, size));
  const items = rows.filter(({ person }) => page.has(person)).map((row): ShareRow => ({ ...row, rules: row.rules ?? {} }));
  return ok({ items, next: people.length > size ? writeCursor([people[size - 1] ?? null]) : null });
}
