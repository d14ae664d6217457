// "What would change if this delegation ended?" over the open cases of an office, a page at a time. What is not here: the ending.
import { withoutDelegation, type LostRight } from '@quanze/engine';
import { isUuid, ok, refused, type DelegationId, type Instant, type Label, type PersonId, type Result } from '@quanze/kernel';
import { mayKnow } from '../cases/load.js';
import type { Deps } from '../deps.js';
import { mayReadOffice } from '../office/people.js';
import type { Identity } from '../ports/case-store.port.js';
import { takeStaff } from './staff.js';

export interface NamedPerson {
  readonly person: PersonId;
  readonly name: string | null;
}

export interface LostRightView extends Omit<LostRight, 'remaining'> {
  readonly number: string;
  readonly title: string;
  readonly question: Label | null;
  readonly actLabel: Label;
  readonly remaining: readonly NamedPerson[];
}

export interface ImpactView {
  readonly delegation: DelegationId;
  readonly holder: PersonId;
  readonly at: Instant;
  /** False when it gives nothing at this moment: ended, not begun, or its principal has lost the post. */
  readonly inForce: boolean;
  readonly items: readonly LostRightView[];
  /** Open cases looked at on this page. */
  readonly examined: number;
  readonly next: string | null;
}

const READERS: readonly string[] = ['chief', 'inspection'];

/** For the chief, inspection, and the deputy who holds it. Two reads beside the delegation. Refuses `OFFICE.NOT_FOUND`,
 *  `DELEGATION.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `REQUEST.CURSOR_MALFORMED`. */
export async function impactOf(deps: Deps, identity: Identity, office: string, id: string, page: { readonly limit: number; readonly after?: string }): Promise<Result<ImpactView>> {
  const known = await mayReadOffice(deps, identity, office);
  if (!known.ok) return known;
  const row = isUuid(id) ? await deps.office.delegation(id as DelegationId) : null;
  if (row === null || row.office !== known.value.id) return refused('DELEGATION.NOT_FOUND');
  const at = deps.clock.now();
  const staff = await takeStaff(deps, identity, known.value, at);
  if (!staff.ok) return staff;
  const { people, around, nameOf, factsOf } = staff.value;
  const reader = factsOf(identity.person);
  const mayAsk = reader !== null && (row.to === identity.person || reader.posts.some((post) => post.office === office && READERS.includes(post.role)));
  if (!mayAsk) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: 'delegation.impact', needs: READERS });
  const cases = await deps.cases.openCases({ tenant: identity.tenant, office: known.value.id, paths: row.paths, departments: row.departments, withQuestions: true, ...page });
  if (!cases.ok) return cases;
  const items = cases.value.items.filter(({ snapshot }) => mayKnow(snapshot, reader, known.value.superior)).flatMap(({ head, snapshot }) => {
    const path = deps.definitions.pinned(snapshot.release);
    return withoutDelegation(path, snapshot, row.id, people, around).map((lost): LostRightView => ({
      ...lost, number: head.number, title: head.title, question: path.decisions.get(lost.decision ?? '')?.question ?? null,
      actLabel: path.acts.get(lost.act)?.label ?? { zh: lost.act, en: lost.act }, remaining: lost.remaining.map((person) => ({ person, name: nameOf(person) })),
    }));
  });
  const inForce = people.some(({ delegations }) => delegations.some((d) => d.id === row.id));
  return ok({ delegation: row.id, holder: row.to, at, inForce, items, examined: cases.value.items.length, next: cases.value.next });
}
