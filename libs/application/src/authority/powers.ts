// "What may this person do?": every power of the list in force at a moment. What is not here: a particular case.
import { whatMay, type Delegation, type PersonFacts, type PowerRow } from '@quanze/engine';
import { isUuid, ok, refused, type Instant, type PersonId, type Result } from '@quanze/kernel';
import { groundsOf } from '../cases/load.js';
import type { Deps } from '../deps.js';
import { mayReadOffice } from '../office/people.js';
import type { Identity } from '../ports/case-store.port.js';
import type { OfficeRow } from '../ports/office-store.port.js';

export interface PowersView {
  readonly person: PersonId;
  readonly at: Instant;
  readonly list: string;
  readonly department: string | null;
  readonly mayHandle: boolean;
  /** Votes in the committee are no power of the member's own, so they stand here. */
  readonly votesInCommittee: boolean;
  readonly delegations: readonly Delegation[];
  readonly powers: readonly PowerRow[];
}

const READERS: readonly string[] = ['chief', 'inspection', 'admin'];

/** By the posts, delegations and list of the moment asked about, so that yesterday's answer stays what it was. For oneself, the chief,
 *  inspection, the administrator, and the head of the person's department; the leaders of the office above.
 *  Refuses `OFFICE.NOT_FOUND`, `PERSON.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `OFFICE.UNKNOWN_DEPARTMENT`, `AUTHORITY.NO_LIST_IN_FORCE`. */
export async function powersOf(deps: Deps, identity: Identity, office: string, person: string, query: { readonly at?: Instant; readonly department?: string }): Promise<Result<PowersView>> {
  const known = await mayReadOffice(deps, identity, office);
  if (!known.ok) return known;
  const now = deps.clock.now();
  const at = query.at ?? now;
  const [reader, facts] = [await deps.office.facts(identity.person, now), isUuid(person) ? await deps.office.facts(person as PersonId, at) : null];
  // People of other offices, and whoever held no post here at that moment, do not exist here.
  if (facts === null || !facts.posts.some((post) => post.office === known.value.id)) return refused('PERSON.NOT_FOUND');
  if (reader === null || !mayAsk(reader, facts, known.value)) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: 'powers.read', needs: [...READERS, 'dept_head'] });
  if (query.department !== undefined && !known.value.departments.some(({ id }) => id === query.department)) return refused('OFFICE.UNKNOWN_DEPARTMENT', { department: query.department.slice(0, 60) });
  const grounds = groundsOf(deps, known.value, at);
  if (!grounds.ok) return grounds;
  const department = query.department ?? ownDepartment(facts, known.value);
  const answer = whatMay({ ...grounds.value, committee: [] }, facts, { office: known.value.id, ...(department === null ? {} : { department }) });
  return ok({
    person: facts.person, at, list: answer.list, department, mayHandle: answer.mayHandle, powers: answer.rows,
    votesInCommittee: facts.posts.some((post) => post.office === known.value.id && post.role === 'committee_member'), delegations: facts.delegations.filter((d) => d.office === known.value.id),
  });
}

function mayAsk(reader: PersonFacts, subject: PersonFacts, office: OfficeRow): boolean {
  if (reader.person === subject.person) return true;
  return reader.posts.some((post) => {
    if (post.office === office.superior) return post.role === 'chief' || post.role === 'deputy_chief';
    if (post.office !== office.id) return false;
    return READERS.includes(post.role) || (post.role === 'dept_head' && subject.posts.some((own) => own.office === office.id && own.department === post.department));
  });
}

/** The department an ordinary case would come from: the person's own, or the first of the portfolio. */
function ownDepartment({ posts }: PersonFacts, office: OfficeRow): string | null {
  const here = posts.filter((post) => post.office === office.id);
  return here.find((post) => post.department !== undefined)?.department ?? here.find((post) => post.portfolio !== undefined)?.portfolio?.[0] ?? office.departments[0]?.id ?? null;
}
