// Who may read responsibility: the person concerned what concerns him or her, inspection and the chief of the office all of it, and the chief
// of the office above. Nobody else, however much of the case he or she may know. What is not here: logging what was read (`questions.ts`).
import { type PersonFacts } from '@quanze/engine';
import { refused, type CaseId, type OfficeId, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { OfficeRow } from '../ports/office-store.port.js';

/** The posts of who asks, as they are now: what was known then is told to who may know it today. Somebody without posts has none. */
export async function readerOf(deps: Deps, identity: Identity): Promise<PersonFacts> {
  return (await deps.office.facts(identity.person, deps.clock.now())) ?? { person: identity.person, posts: [], delegations: [] };
}

/** Whether somebody may read what concerns others in an office. */
export function supervises({ posts }: PersonFacts, office: OfficeId, superior: OfficeId | null): boolean {
  return posts.some((post) => (post.office === office && (post.role === 'inspection' || post.role === 'chief')) || (post.office === superior && post.role === 'chief'));
}

export function supervisedOffices(reader: PersonFacts, offices: readonly OfficeRow[]): readonly OfficeId[] {
  return offices.filter(({ id, superior }) => supervises(reader, id, superior)).map(({ id }) => id);
}

export const SUPERVISORS = ['inspection', 'chief'] as const;

/** What somebody is told who may not read: who could, if he or she may know of the case; else that there is none. */
export async function unreadable(deps: Deps, identity: Identity, caseId: CaseId): Promise<Result<never>> {
  const known = await deps.cases.head({ tenant: identity.tenant, person: identity.person, at: deps.clock.now() }, caseId);
  return known === null ? refused('CASE.NOT_FOUND') : refused('AUTHORITY.NOT_YOUR_ROLE', { act: 'responsibility.read', needs: SUPERVISORS });
}
