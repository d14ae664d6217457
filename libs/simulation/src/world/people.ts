// The office of a simulated case: people of all posts, delegations that begin and end, and the changes that happen while somebody acts.
// Every change of a person raises the person's epoch, as the tables of persons do. What is not here: what any of them may do.
import type { Delegation, PersonFacts, Post } from '@quanze/engine';
import { addMs, type AppointmentId, type DelegationId, type Instant, type OfficeId, type PersonId } from '@quanze/kernel';
import type { Chance } from '../chance.js';

interface Held<T> {
  readonly value: T;
  readonly begins: Instant;
  ends: Instant | null;
}

interface Person {
  readonly id: PersonId;
  epoch: number;
  readonly posts: Held<Post>[];
  readonly delegations: Held<Delegation>[];
}

const idOf = (kind: string, number: number): string => `00000000-${kind}-4000-8000-${String(number).padStart(12, '0')}`;
export const OFFICE = idOf('00aa', 1) as OfficeId;
export const SUPERIOR = idOf('00bb', 1) as OfficeId;
const ELSEWHERE = idOf('00cc', 1) as OfficeId;
export const DEPARTMENT = 'd1';
export const DEPARTMENTS: readonly string[] = ['d1', 'd2'];
const DAY_MS = 86_400_000;

const inForce = <T>(held: readonly Held<T>[], at: Instant): readonly T[] => held.filter(({ begins, ends }) => begins <= at && (ends === null || at < ends)).map(({ value }) => value);

export class SimulatedOffice {
  private readonly people = new Map<PersonId, Person>();
  // The same moment is asked about many times while somebody chooses.
  private known: { readonly at: Instant; readonly facts: Map<PersonId, PersonFacts> } | null = null;

  constructor(chance: Chance, private readonly start: Instant, ownRoles: readonly string[]) {
    const chief = this.hire(['chief', 'committee_member']);
    const deputies = Array.from({ length: 1 + chance.int(2) }, (_, index) => this.hire(['deputy_chief', 'committee_member'], { portfolio: [index === 0 ? 'd1' : 'd2'] }));
    for (const department of DEPARTMENTS) this.hire(['dept_head'], { department });
    // An odd number of members (Org 31), whatever the number of deputies.
    const members = deputies.length === 1 ? 3 : 2;
    for (let i = 0, procurators = 4 + chance.int(4); i < procurators; i += 1) this.hire(i < members ? ['procurator', 'committee_member'] : ['procurator']);
    for (const role of ['assistant', 'clerk', 'case_mgmt']) for (let i = 1 + chance.int(2); i > 0; i -= 1) this.hire([role]);
    for (const role of ['inspection', 'admin', ...ownRoles]) this.hire([role]);
    this.hire(['chief'], {}, SUPERIOR);
    this.hire(['deputy_chief'], {}, SUPERIOR);
    this.hire(['procurator'], {}, ELSEWHERE);
    this.hire([]);
    for (const deputy of deputies) if (chance.happens(0.8)) this.delegate(chief, deputy, chance);
  }

  private hire(roles: readonly string[], more: Partial<Post> = {}, office: OfficeId = OFFICE): Person {
    const number = this.people.size + 1;
    const id = idOf('0000', number) as PersonId;
    const posts = roles.map((role, index): Held<Post> => ({ value: { appointment: idOf(`00a${index}`, number) as AppointmentId, office, role, ...(index === 0 ? more : {}) }, begins: this.start, ends: null }));
    const person: Person = { id, epoch: 1, posts, delegations: [] };
    this.people.set(id, person);
    return person;
  }

  private delegate(from: Person, to: Person, chance: Chance): void {
    const begins = addMs(this.start, chance.happens(0.7) ? 0 : chance.int(60) * DAY_MS);
    const ends = chance.happens(0.5) ? null : addMs(begins, (1 + chance.int(120)) * DAY_MS);
    const value: Delegation = { id: idOf('00de', this.people.size + to.delegations.length) as DelegationId, from: from.id, office: OFFICE, powers: ['*'], ...(chance.happens(0.75) ? {} : { departments: [chance.pick(DEPARTMENTS)] }) };
    to.delegations.push({ value, begins, ends });
  }

  get everybody(): readonly PersonId[] {
    return [...this.people.keys()];
  }

  knows(person: PersonId): boolean {
    return this.people.has(person);
  }

  /** 0 for somebody who is not known here: no write under it is ever committed. */
  epochOf(person: PersonId): number {
    return this.people.get(person)?.epoch ?? 0;
  }

  /** Posts and delegations in force at an instant; nobody known has none. */
  factsAt(id: PersonId, at: Instant): PersonFacts {
    if (this.known?.at !== at) this.known = { at, facts: new Map() };
    const known = this.known.facts.get(id);
    if (known !== undefined) return known;
    const person = this.people.get(id);
    const facts: PersonFacts = { person: id, posts: inForce(person?.posts ?? [], at), delegations: inForce(person?.delegations ?? [], at) };
    this.known.facts.set(id, facts);
    return facts;
  }

  committeeAt(at: Instant): readonly PersonId[] {
    return [...this.people.values()].filter(({ posts }) => inForce(posts, at).some((post) => post.role === 'committee_member' && post.office === OFFICE)).map(({ id }) => id);
  }

  /** A person loses a post, or where there is one a delegation. False when there is nothing left to lose. */
  loseSomething(id: PersonId, at: Instant, chance: Chance): boolean {
    const person = this.people.get(id);
    const open = [...(person?.delegations ?? []), ...(person?.posts ?? [])].filter(({ begins, ends }) => begins <= at && (ends === null || at < ends));
    if (person === undefined || open.length === 0) return false;
    chance.pick(open).ends = at;
    this.known = null;
    person.epoch += 1;
    return true;
  }

  /** What was lost comes back: somebody is appointed again. */
  restoreAll(at: Instant): void {
    this.known = null;
    for (const person of this.people.values()) {
      const now = inForce(person.posts, at);
      const lost = person.posts.filter(({ value }, index) => index === person.posts.findIndex((other) => other.value === value) && !now.includes(value));
      for (const { value } of lost) person.posts.push({ value, begins: at, ends: null });
      if (lost.length > 0) person.epoch += 1;
    }
  }
}
