// Leave: recorded in the chain of the office like a post, but it takes no authority; staffing and assignment count it. People record
// their own; the chief, the administrator and, for the department, its head record that of others. What is not here: what leave counts for.
import { isUuid, ok, refused, type Instant, type OfficeId, type PersonId, type Result } from '@quanze/kernel';
import type { PersonFacts } from '@quanze/engine';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import { ABSENCE_REASONS, type AbsenceReason, type AbsenceRow } from '../ports/office-store.port.js';
import { changeOffice, type MakeChange } from './change.js';
import { mayReadOffice } from './people.js';

export interface NewAbsence {
  readonly person: string;
  readonly reason: string;
  /** Now when it is absent. Never earlier: what is recorded late is recorded as of when it was recorded. */
  readonly from?: Instant;
  /** Without it the leave lasts until it is ended. */
  readonly until?: Instant;
}

/** Leave as it is shown; `reason` only to those whose business it is. */
export interface AbsenceView extends Omit<AbsenceRow, 'reason'> {
  readonly reason: AbsenceReason | null;
}

const RECORDERS = ['admin', 'chief', 'dept_head'] as const;

/** Records leave. Refuses `OFFICE.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `PERSON.UNKNOWN`, `ABSENCE.UNKNOWN_REASON`,
 *  `ABSENCE.BACKDATED`, `ABSENCE.EMPTY_INTERVAL`, `ABSENCE.OVERLAPS`. */
export async function recordAbsence(deps: Deps, identity: Identity, office: string, input: NewAbsence): Promise<Result<{ readonly absence: string }>> {
  const id = deps.ids.next();
  const payload = { absence: id, person: input.person, reason: input.reason, from: input.from ?? null, until: input.until ?? null };
  const done = await changeLeave(deps, identity, office, 'absence.record', input.person, payload, async (actor, at) => {
    const facts = isUuid(input.person) ? await deps.office.facts(input.person as PersonId, at) : null;
    if (facts === null || !holdsPost(facts, office)) return refused('PERSON.UNKNOWN', { field: 'person' });
    if (!mayRecordFor(actor, facts, office)) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: 'absence.record', needs: ['admin', 'chief'] });
    const from = input.from ?? at;
    const checked = await checkInterval(deps, input, office as OfficeId, from, at);
    if (!checked.ok) return checked;
    const absence: AbsenceRow = {
      id, person: facts.person, office: office as OfficeId, from, until: input.until ?? null, reason: input.reason as AbsenceReason, recordedBy: identity.person, recordedAt: at, endedAt: null,
    };
    return ok({ kind: 'record-absence', absence });
  });
  return done.ok ? ok({ absence: id }) : done;
}

async function checkInterval(deps: Deps, input: NewAbsence, office: OfficeId, from: Instant, at: Instant): Promise<Result<null>> {
  if (!(ABSENCE_REASONS as readonly string[]).includes(input.reason)) return refused('ABSENCE.UNKNOWN_REASON', { reasons: ABSENCE_REASONS });
  if (from < at) return refused('ABSENCE.BACKDATED');
  if (input.until !== undefined && input.until <= from) return refused('ABSENCE.EMPTY_INTERVAL');
  const other = await deps.office.overlappingAbsence(input.person as PersonId, office, from, input.until ?? null);
  return other === null ? ok(null) : refused('ABSENCE.OVERLAPS', { absence: other.id, from: other.from, until: other.until });
}

/** Ends leave now, or takes it back before it begins. Refuses `OFFICE.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `ABSENCE.NOT_FOUND`,
 *  `ABSENCE.ENDED`. */
export async function endAbsence(deps: Deps, identity: Identity, office: string, id: string): Promise<Result<{ readonly endedAt: Instant }>> {
  const before = isUuid(id) ? await deps.office.absence(id) : null;
  const done = await changeLeave(deps, identity, office, 'absence.end', before?.person ?? '', { absence: id }, async (actor, at) => {
    // Read again in this round: somebody may have ended it since.
    const row = before === null ? null : await deps.office.absence(id);
    if (row === null || row.office !== office) return refused('ABSENCE.NOT_FOUND');
    const facts = await deps.office.facts(row.person, at);
    if (facts === null || !mayRecordFor(actor, facts, office)) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: 'absence.end', needs: ['admin', 'chief'] });
    if (row.endedAt !== null || (row.until !== null && row.until <= at)) return refused('ABSENCE.ENDED');
    return ok({ kind: 'end-absence', absence: row.id, at });
  });
  return done.ok ? ok({ endedAt: done.value.at }) : done;
}

/** A person's own leave needs no post that may record; but somebody without any post here leaves no trace in this office's chain. */
async function changeLeave(deps: Deps, identity: Identity, office: string, act: string, person: string, payload: Parameters<typeof changeOffice>[2]['payload'], make: MakeChange): ReturnType<typeof changeOffice> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const own = await deps.office.facts(identity.person, deps.clock.now());
  if (own === null || !holdsPost(own, office)) return refused('OFFICE.NOT_FOUND');
  return changeOffice(deps, identity, { office: office as OfficeId, act, by: person === identity.person ? 'self' : RECORDERS, payload }, make);
}

function holdsPost({ posts }: PersonFacts, office: string): boolean {
  return posts.some((post) => post.office === office);
}

/** The head of a department speaks for people of that department only. */
function mayRecordFor(actor: PersonFacts, subject: PersonFacts, office: string): boolean {
  if (actor.person === subject.person) return true;
  const here = actor.posts.filter((post) => post.office === office);
  return here.some((post) => post.role === 'admin' || post.role === 'chief'
    || (post.role === 'dept_head' && subject.posts.some((other) => other.office === office && other.department === post.department)));
}

/** Leave of an office, the latest to begin first: what is in force or still to come, or all. The reason is shown to the person and to
 *  those who could have recorded it. Refuses `OFFICE.NOT_FOUND`, `REQUEST.CURSOR_MALFORMED`. */
export async function absencesOf(deps: Deps, identity: Identity, office: string, query: { readonly all: boolean; readonly limit: number; readonly after?: string }): Promise<Result<{ readonly items: readonly AbsenceView[]; readonly next: string | null }>> {
  const known = await mayReadOffice(deps, identity, office);
  if (!known.ok) return known;
  const now = deps.clock.now();
  const { all, ...page } = query;
  const rows = await deps.office.absences({ office: known.value.id, at: all ? null : now, ...page });
  if (!rows.ok) return rows;
  const staff = await deps.office.staff({ tenant: identity.tenant, office: known.value.id, superior: known.value.superior, at: now });
  const of = (person: PersonId): PersonFacts => staff.people.find((facts) => facts.person === person) ?? { person, posts: [], delegations: [] };
  const reader = of(identity.person);
  return ok({ next: rows.value.next, items: rows.value.items.map((row) => ({ ...row, reason: mayRecordFor(reader, of(row.person), office) ? row.reason : null })) });
}
