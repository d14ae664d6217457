// What questions about several people are asked with: the staff of an office of one moment, as the engine wants it, and their names.
// What is not here: any question.
import type { Office, PersonFacts } from '@quanze/engine';
import { ok, type Instant, type PersonId, type Result } from '@quanze/kernel';
import { groundsOf } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { Identity, LoadedOffice } from '../ports/case-store.port.js';
import type { Staff } from '../ports/office-store.port.js';

export interface StaffInHand extends Office {
  readonly nameOf: (person: PersonId) => string | null;
  readonly factsOf: (person: PersonId) => PersonFacts | null;
}

/** Reads the staff of an office. Refuses as `groundsOf`. */
export async function takeStaff(deps: Deps, identity: Identity, office: LoadedOffice, at: Instant): Promise<Result<StaffInHand>> {
  const grounds = groundsOf(deps, office, at);
  if (!grounds.ok) return grounds;
  const staff: Staff = await deps.office.staff({ tenant: identity.tenant, office: office.id, superior: office.superior, at });
  const byId = new Map(staff.people.map((member) => [member.person, member]));
  return ok({
    people: staff.people, absent: staff.absent, around: { ...grounds.value, committee: staff.committee },
    nameOf: (person) => byId.get(person)?.name ?? null,
    factsOf: (person) => byId.get(person) ?? null,
  });
}
