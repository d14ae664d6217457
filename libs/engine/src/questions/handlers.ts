// Who could carry a case: the handler in place, or, where there is none or the law wants another procurator (Rules 290, 379),
// whoever could be brought in by the engine's own effect. What is not here: by which rule somebody is chosen.
import type { Instant, PersonId, Result } from '@quanze/kernel';
import type { CompiledDecision } from '../compile/compiled.js';
import { applyEffect } from '../runtime/effects.js';
import { carriersOf, handlerAt, type CaseSnapshot } from '../runtime/snapshot.js';
import { qualifies } from '../runtime/standing.js';
import type { PersonFacts } from '../runtime/world.js';
import { onLeave, type FallsOut } from './rehearsal.js';
import { worldFor, type Absent, type People, type Surroundings } from './surroundings.js';

export interface Office {
  readonly people: People;
  readonly absent: Absent;
  readonly around: Surroundings;
}

const NOBODY: PersonFacts = { person: '' as PersonId, posts: [], delegations: [] };

/** The case with another handler, as the act that assigns one would leave it. Refuses `PERSON.UNKNOWN`, `TEAM.NOT_QUALIFIED`,
 *  `TEAM.BARRED`, `TEAM.ALREADY_MEMBER`. */
export function withHandler(snapshot: CaseSnapshot, person: PersonId, { people, around }: Pick<Office, 'people' | 'around'>): Result<CaseSnapshot> {
  if (handlerAt(snapshot, around.at)?.person === person) return { ok: true, value: snapshot };
  const team = applyEffect({ kind: 'reassign-handler', person: 'payload.person' }, snapshot, { person }, worldFor(around, people, NOBODY));
  return team.ok ? { ok: true, value: { ...snapshot, ...team.value } } : team;
}

export interface Beginnings {
  /** Cases from which the decision can be rehearsed, one for each kind of handler; the first is the case as it stands, if that will do. */
  readonly snapshots: readonly CaseSnapshot[];
  /** Procurators who cannot carry it, and why. */
  readonly considered: readonly FallsOut[];
}

/** The case as a decision that is still to come would find it. */
export function beginningsOf(snapshot: CaseSnapshot, decision: CompiledDecision, office: Office): Beginnings {
  const remembered = rememberCarriers(snapshot, decision, office.around.at);
  const handler = handlerAt(snapshot, office.around.at);
  const barred = carriersAtStake(remembered, decision);
  if (handler !== undefined && !barred.includes(handler.person)) return { snapshots: [remembered], considered: [] };
  const considered: FallsOut[] = [];
  const byKind = new Map<string, CaseSnapshot>();
  for (const facts of office.people) {
    if (!qualifies(facts, snapshot.office, 'handler')) continue;
    const begun = beginWith(remembered, facts, office, barred);
    if (begun.ok) byKind.set(kindOf(facts, office), byKind.get(kindOf(facts, office)) ?? begun.value);
    else considered.push({ person: facts.person, refusal: begun.refusal });
  }
  return { snapshots: [...byKind.values()], considered };
}

function beginWith(snapshot: CaseSnapshot, facts: PersonFacts, office: Office, barred: readonly PersonId[]): Result<CaseSnapshot> {
  const { person } = facts;
  if (barred.includes(person)) return { ok: false, refusal: { code: 'PARTICIPATION.SAME_HANDLER', params: {}, source: 'Rules 290, 379' } };
  const taken = withHandler(snapshot, person, office);
  if (!taken.ok) return taken;
  return office.absent.has(person) ? onLeave(office.absent.get(person) ?? null) : taken;
}

/** Who carries the case now will have carried it when the earlier decision falls, if it has not fallen yet. */
export function rememberCarriers(snapshot: CaseSnapshot, { differentHandler }: CompiledDecision, at: Instant): CaseSnapshot {
  if (differentHandler === null || differentHandler === undefined) return snapshot;
  return { ...snapshot, carriedBy: { ...snapshot.carriedBy, [differentHandler.from]: snapshot.carriedBy?.[differentHandler.from] ?? carriersOf(snapshot, at) } };
}

function carriersAtStake({ carriedBy }: CaseSnapshot, { differentHandler }: CompiledDecision): readonly PersonId[] {
  return differentHandler === null || differentHandler === undefined ? [] : (carriedBy?.[differentHandler.from] ?? []);
}

/** People with the same posts and delegations stand in for each other in a decision that nobody has had a part in yet. */
function kindOf({ person, posts, delegations }: PersonFacts, { around }: Office): string {
  const post = posts.map(({ appointment: _appointment, ...rest }) => JSON.stringify(rest)).sort();
  return JSON.stringify([post, delegations.map(({ id: _id, ...rest }) => rest), around.committee.includes(person)]);
}
