// Everybody who may matter to the cases of an office, in one statement and so of one moment: who holds a post there, who leads the
// office above, the committee, and who is on leave. What is not here: what any of them may do.
import type { Instant, PersonId } from '@quanze/kernel';
import type { OfficeStore, Staff } from '@quanze/application';
import type { Runner } from '../sql/database.js';
import { instantOf } from '../sql/values.js';
import { isAway } from './absences.js';
import { committeeColumn, factsColumns, factsOf, postInForce, type DelegationTuple, type EpochTuple, type PostRow } from './facts.js';

// $1 tenant, $2 office, $3 superior or null, $4 instant. Somebody who has left can do nothing, whatever posts were not ended.
const STAFF = `
SELECT (SELECT json_agg(json_build_array(p.id, p.name) ORDER BY p.name, p.id) FROM person p WHERE p.id = ANY(staff.ids)) AS people,${factsColumns('$1', 'staff.ids', '$4::timestamptz')},
  ${committeeColumn('$1', '$2::uuid', '$4::timestamptz')},
  (SELECT json_agg(json_build_array(b.person, b.until_at)) FROM absence b WHERE b.tenant = $1 AND b.office IN ($2::uuid, $3::uuid) AND ${isAway('b', '$4::timestamptz')}) AS absent
FROM (SELECT coalesce(array_agg(DISTINCT a.person), '{}') AS ids FROM appointment a JOIN person q ON q.id = a.person AND q.status = 'active'
  WHERE a.tenant = $1::uuid AND ${postInForce('a', '$4::timestamptz')}
    AND (a.office = $2::uuid OR (a.office = $3::uuid AND a.role IN ('chief', 'deputy_chief')))) staff`;

interface StaffRow {
  readonly people: readonly (readonly [PersonId, string])[] | null;
  readonly posts: readonly PostRow[] | null;
  readonly delegations: readonly DelegationTuple[] | null;
  readonly committee: readonly EpochTuple[] | null;
  readonly absent: readonly (readonly [PersonId, string | null])[] | null;
}

/** In the order of their names. */
export async function readStaff(on: Runner, { tenant, office, superior, at }: Parameters<OfficeStore['staff']>[0]): Promise<Staff> {
  const { rows } = await on.query<StaffRow>({ name: 'staff', text: STAFF, values: [tenant, office, superior, at] });
  const row = rows[0];
  const [posts, delegations] = [groupByPerson(row?.posts ?? []), groupByPerson(row?.delegations ?? [])];
  const absent = new Map<PersonId, Instant | null>((row?.absent ?? []).map(([person, until]) => [person, until === null ? null : instantOf(until)]));
  return {
    people: (row?.people ?? []).map(([person, name]) => ({ name, ...factsOf(person, posts.get(person) ?? [], delegations.get(person) ?? []) })),
    committee: (row?.committee ?? []).map(([member]) => member),
    absent,
  };
}

/** Rows by the person in their first place: an office has hundreds of people, and each is looked up once. */
function groupByPerson<T extends readonly [PersonId, ...unknown[]]>(rows: readonly T[]): ReadonlyMap<PersonId, readonly T[]> {
  const groups = new Map<PersonId, T[]>();
  for (const row of rows) groups.set(row[0], [...(groups.get(row[0]) ?? []), row]);
  return groups;
}
