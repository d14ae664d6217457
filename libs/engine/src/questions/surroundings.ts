// What questions about several people have in common: one moment, one list, one committee, and everybody who is asked about.
// What is not here: any right; every answer of this folder comes out of the gate.
import type { Instant, PersonId } from '@quanze/kernel';
import type { ActorRole } from '../definition/case-path.js';
import type { CaseSnapshot } from '../runtime/snapshot.js';
import { standingsOf } from '../runtime/standing.js';
import type { PersonFacts, World } from '../runtime/world.js';

/** The world without the one who acts: the same for everybody who is asked about. */
export type Surroundings = Omit<World, 'actor' | 'named'>;

/** People who may matter, each once, with their posts and delegations in force at the moment of the question. */
export type People = readonly PersonFacts[];

/** Who is on leave at the moment of the question, and until when; null = until it is ended. Leave takes no authority. */
export type Absent = ReadonlyMap<PersonId, Instant | null>;

const byPerson = new WeakMap<People, ReadonlyMap<PersonId, PersonFacts>>();

/** The people by id. Remembered by the list itself: lists of people are never changed in place. */
export function namedOf(people: People): ReadonlyMap<PersonId, PersonFacts> {
  const known = byPerson.get(people) ?? new Map(people.map((facts) => [facts.person, facts]));
  byPerson.set(people, known);
  return known;
}

interface Worlds {
  readonly around: Surroundings;
  readonly ofActor: Map<PersonFacts, World>;
}
const worldsOf = new WeakMap<People, Worlds>();

/** The world as it would be if this person acted. A rehearsal asks for the same one a hundred times. */
export function worldFor(around: Surroundings, people: People, actor: PersonFacts): World {
  const last = worldsOf.get(people);
  const worlds: Worlds = last?.around === around ? last : { around, ofActor: new Map() };
  if (worlds !== last) worldsOf.set(people, worlds);
  const world = worlds.ofActor.get(actor) ?? { ...around, actor, named: namedOf(people) };
  worlds.ofActor.set(actor, world);
  return world;
}

const rolesOf = new WeakMap<World, { readonly team: CaseSnapshot['team']; readonly roles: ReadonlySet<ActorRole> }>();

/** Whether the actor stands to the case in one of several roles, whatever else keeps the actor out. */
export function hasRole(snapshot: CaseSnapshot, world: World, wanted: readonly ActorRole[]): boolean {
  const last = rolesOf.get(world);
  const roles = last?.team === snapshot.team ? last.roles : new Set(standingsOf(snapshot, world).map((standing) => standing.role));
  if (last?.roles !== roles) rolesOf.set(world, { team: snapshot.team, roles });
  return wanted.some((role) => roles.has(role));
}
