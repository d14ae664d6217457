// Posts and delegations in force at an instant, as SQL fragments and as the engine's facts. The one place that says when a post or a
// delegation counts. What is not here: the statements these fragments stand in.
import type { AppointmentId, DelegationId, OfficeId, PersonId } from '@quanze/kernel';
import type { Delegation, PostRole, PersonFacts, Post } from '@quanze/engine';

/** Whether appointment `a` is in force. @param at a bound timestamptz */
export function postInForce(a: string, at: string): string {
  return `(${a}.from_at <= ${at} AND (${a}.until_at IS NULL OR ${a}.until_at > ${at}))`;
}

/** Whether delegation `d` stands: inside its dates, not revoked, and its principal still holds the post it was given from. */
export function delegationStands(d: string, at: string): string {
  return `(${d}.from_at <= ${at} AND ${d}.until_at > ${at} AND (${d}.revoked_at IS NULL OR ${d}.revoked_at > ${at})
    AND EXISTS (SELECT FROM appointment pa WHERE pa.person = ${d}.from_person AND pa.office = ${d}.office AND pa.role = ${d}.principal_role AND ${postInForce('pa', at)}))`;
}

/** Columns `posts` and `delegations`: JSON lists over several persons. Positions match {@link PostRow} and {@link DelegationTuple}. */
export function factsColumns(tenant: string, people: string, at: string): string {
  return `
  (SELECT json_agg(json_build_array(a.person, a.id, a.office, a.role, a.department, a.portfolio) ORDER BY a.from_at, a.id)
    FROM appointment a WHERE a.tenant = ${tenant} AND a.person = ANY(${people}) AND ${postInForce('a', at)}) AS posts,
  (SELECT json_agg(json_build_array(d.to_person, d.id, d.from_person, d.office, d.powers, d.paths, d.departments) ORDER BY d.from_at, d.id)
    FROM delegation d WHERE d.tenant = ${tenant} AND d.to_person = ANY(${people}) AND ${delegationStands('d', at)}) AS delegations`;
}

/** Column `committee`: members of an office's committee in force, each with the epoch of the person. */
export function committeeColumn(tenant: string, office: string, at: string): string {
  return `
  (SELECT json_agg(json_build_array(p.id, p.epoch) ORDER BY p.id) FROM person p
    WHERE p.id IN (SELECT m.person FROM appointment m
      WHERE m.tenant = ${tenant} AND m.office = ${office} AND m.role = 'committee_member' AND ${postInForce('m', at)})) AS committee`;
}

export type PostRow = readonly [PersonId, AppointmentId, OfficeId, PostRole, string | null, readonly string[]];
export type DelegationTuple = readonly [PersonId, DelegationId, PersonId, OfficeId, readonly string[], readonly string[] | null, readonly string[] | null];

/** A person and the epoch the person's posts were read under. */
export type EpochTuple = readonly [PersonId, number];

/** Facts of one person out of the lists over several. Somebody without posts has empty lists. */
export function factsOf(person: PersonId, posts: readonly PostRow[] | null, delegations: readonly DelegationTuple[] | null): PersonFacts {
  return {
    person,
    posts: (posts ?? []).filter((row) => row[0] === person).map(postOf),
    delegations: (delegations ?? []).filter((row) => row[0] === person).map(delegationOf),
  };
}

function postOf([, appointment, office, role, department, portfolio]: PostRow): Post {
  return { appointment, office, role, ...(department === null ? {} : { department }), ...(portfolio.length === 0 ? {} : { portfolio }) };
}

function delegationOf([, id, from, office, powers, paths, departments]: DelegationTuple): Delegation {
  return { id, from, office, powers, ...(paths === null ? {} : { paths }), ...(departments === null ? {} : { departments }) };
}

/** The named persons that exist; the others are absent, which refuses. */
export function namedFacts(known: readonly EpochTuple[] | null, posts: readonly PostRow[] | null, delegations: readonly DelegationTuple[] | null): ReadonlyMap<PersonId, PersonFacts> {
  return new Map((known ?? []).map(([person]) => [person, factsOf(person, posts, delegations)]));
}
