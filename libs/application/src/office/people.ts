// People and their posts. Identities are never reused or deleted (lifelong responsibility); posts are intervals of time.
import { OFFICE_ROLES, type PostRole } from '@quanze/engine';
import { isUuid, ok, refused, type AppointmentId, type Instant, type OfficeId, type PersonId, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { AppointmentRow, OfficeRow, PersonRow } from '../ports/office-store.port.js';
import { changeOffice } from './change.js';

export interface NewPerson {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

export interface NewAppointment {
  readonly person: string;
  readonly role: string;
  readonly department?: string;
  readonly portfolio?: readonly string[];
  /** Number of the written appointment. */
  readonly order: string;
  readonly from?: Instant;
  readonly until?: Instant;
}

export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 200;
export const LOGIN_PATTERN = /^[a-z][a-z0-9._-]{2,39}$/;

export function officesOf(deps: Deps, identity: Identity): Promise<readonly OfficeRow[]> {
  return deps.office.offices(identity.tenant);
}

/** People of an office with their posts in force. Refuses `OFFICE.NOT_FOUND` to who has no post there or above. */
export async function peopleOf(deps: Deps, identity: Identity, office: string): Promise<Result<readonly PersonRow[]>> {
  const known = await mayReadOffice(deps, identity, office);
  return known.ok ? ok(await deps.office.people(office as OfficeId, deps.clock.now())) : known;
}

/** Adds a person. Refuses `PERSON.LOGIN_MALFORMED`, `PERSON.PASSWORD_WEAK`, `REQUEST.TAKEN` for a login in use. */
export async function addPerson(deps: Deps, identity: Identity, office: string, input: NewPerson): Promise<Result<{ readonly person: PersonId }>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const person = deps.ids.next() as PersonId;
  const done = await changeOffice(deps, identity, { office: office as OfficeId, act: 'person.add', by: ['admin'], payload: { person, login: input.login } }, async () => {
    if (!LOGIN_PATTERN.test(input.login)) return refused('PERSON.LOGIN_MALFORMED');
    const fits = checkPassword(input.password);
    if (!fits.ok) return fits;
    return ok({ kind: 'add-person', person: { id: person, name: input.name, login: input.login, status: 'active', posts: [] }, passwordHash: await deps.passwords.hash(input.password) });
  });
  return done.ok ? ok({ person }) : done;
}

/** Refuses `PERSON.PASSWORD_WEAK`. */
export function checkPassword(password: string): Result<null> {
  return password.length < PASSWORD_LENGTH_MIN ? refused('PERSON.PASSWORD_WEAK', { lengthMin: PASSWORD_LENGTH_MIN }) : ok(null);
}

/** Appoints somebody to a built-in post, or to a role that a published release declares. The change is effective at once or later, never earlier (no backdating).
 *  Refuses `APPOINTMENT.UNKNOWN_ROLE`, `APPOINTMENT.BACKDATED`, `APPOINTMENT.EMPTY_INTERVAL`, `APPOINTMENT.DEPARTMENT_REQUIRED`,
 *  `OFFICE.UNKNOWN_DEPARTMENT`, `PERSON.UNKNOWN`, `APPOINTMENT.OWN` (nobody appoints himself or herself). */
export async function appoint(deps: Deps, identity: Identity, office: string, input: NewAppointment): Promise<Result<{ readonly appointment: AppointmentId }>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const id = deps.ids.next() as AppointmentId;
  const payload = { appointment: id, person: input.person, role: input.role, department: input.department ?? null, portfolio: [...(input.portfolio ?? [])], order: input.order, from: input.from ?? null, until: input.until ?? null };
  const done = await changeOffice(deps, identity, { office: office as OfficeId, act: 'appointment.begin', by: ['admin'], payload }, async (_, at) => {
    const checked = await checkAppointment(deps, identity, office as OfficeId, input, at);
    if (!checked.ok) return checked;
    const appointment: AppointmentRow = {
      id, person: input.person as PersonId, office: office as OfficeId, role: input.role as PostRole, department: input.department ?? null,
      portfolio: input.portfolio ?? [], from: input.from ?? at, until: input.until ?? null,
    };
    return ok({ kind: 'appoint', appointment });
  });
  return done.ok ? ok({ appointment: id }) : done;
}

async function checkAppointment(deps: Deps, identity: Identity, office: OfficeId, input: NewAppointment, at: Instant): Promise<Result<null>> {
  const own = deps.definitions.ownRoles().map(({ role }) => role);
  if (!(OFFICE_ROLES as readonly string[]).includes(input.role) && !own.includes(input.role)) return refused('APPOINTMENT.UNKNOWN_ROLE', { roles: [...new Set([...OFFICE_ROLES, ...own])] });
  if (input.person === identity.person) return refused('APPOINTMENT.OWN');
  if (input.from !== undefined && input.from < at) return refused('APPOINTMENT.BACKDATED');
  if (input.until !== undefined && input.until <= (input.from ?? at)) return refused('APPOINTMENT.EMPTY_INTERVAL');
  if (input.role === 'dept_head' && input.department === undefined) return refused('APPOINTMENT.DEPARTMENT_REQUIRED');
  const departments = (await deps.office.offices(identity.tenant)).find((row) => row.id === office)?.departments.map((d) => d.id) ?? [];
  const unknown = [...(input.department === undefined ? [] : [input.department]), ...(input.portfolio ?? [])].find((d) => !departments.includes(d));
  if (unknown !== undefined) return refused('OFFICE.UNKNOWN_DEPARTMENT', { department: unknown.slice(0, 60) });
  const facts = isUuid(input.person) ? await deps.office.facts(input.person as PersonId, at) : null;
  return facts === null ? refused('PERSON.UNKNOWN') : ok(null);
}

/** Ends a post now. Refuses `APPOINTMENT.NOT_FOUND`, `APPOINTMENT.ENDED`. */
export async function endAppointment(deps: Deps, identity: Identity, office: string, id: string): Promise<Result<{ readonly endedAt: Instant }>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const done = await changeOffice(deps, identity, { office: office as OfficeId, act: 'appointment.end', by: ['admin'], payload: { appointment: id } }, async (_, at) => {
    const row = isUuid(id) ? await deps.office.appointment(id as AppointmentId) : null;
    if (row === null || row.office !== office) return refused('APPOINTMENT.NOT_FOUND');
    if (row.until !== null && row.until <= at) return refused('APPOINTMENT.ENDED');
    return ok({ kind: 'end-appointment', appointment: row.id, at });
  });
  return done.ok ? ok({ endedAt: done.value.at }) : done;
}

/** Whether somebody may read the people and rules of an office: a post there, or in the office above. */
export async function mayReadOffice(deps: Deps, identity: Identity, office: string): Promise<Result<OfficeRow>> {
  const offices = await deps.office.offices(identity.tenant);
  const row = offices.find((o) => o.id === office);
  const facts = row === undefined ? null : await deps.office.facts(identity.person, deps.clock.now());
  const isNear = facts?.posts.some((post) => post.office === office || post.office === row?.superior) ?? false;
  return row === undefined || !isNear ? refused('OFFICE.NOT_FOUND') : ok(row);
}
