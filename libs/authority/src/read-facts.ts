// Reads the actor and the facts of a query into one row of numbers. Whatever cannot be understood is named, never skipped: a fact
// that is not declared, or a value that is not declared where it could matter. What is not here: what follows from the facts.
import { UNREADABLE, UNSTATED, type FactRow } from './compile-condition.js';
import type { CompiledFact, CompiledPower, CompiledPowerList } from './compile.js';
import { SLOT, VALUE } from './builtin-facts.js';
import type { CaseFacts, QueryActor } from './query.js';
import { capacityOf, mayHandle, ROLES, type Capacity, type Role } from './vocabulary.js';

/** What could not be read: the code of the refusal and the name of the fact. */
export interface ReadingProblem {
  readonly code: 'AUTHORITY.UNKNOWN_FACT' | 'AUTHORITY.UNKNOWN_FACT_VALUE' | 'AUTHORITY.LIST_MISMATCH';
  readonly fact: string;
}

/** The actor as the algorithm sees it. */
export interface ActorView {
  readonly role: Role;
  readonly capacity: Capacity | null;
  /** Carries this case and holds a post that may. */
  readonly handles: boolean;
  readonly delegated: boolean;
  readonly portfolio: boolean;
}

const ACTOR_KEYS: ReadonlySet<string> = new Set([
  'role', 'is_handler', 'capacity', 'delegation', 'portfolio', 'participated_before', 'recused', 'suspended', 'is_person_concerned',
]);
const ACTOR_FLAGS = [
  ['participated_before', SLOT.participatedBefore], ['recused', SLOT.recused], ['suspended', SLOT.suspended], ['is_person_concerned', SLOT.personConcerned],
] as const;
const ROLE_POSITION: ReadonlyMap<string, number> = new Map(ROLES.map((role, position) => [role, position]));
const DELEGATIONS: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['in_force', VALUE.yes], [true, VALUE.yes], ['none', VALUE.no], [false, VALUE.no], ['expired', VALUE.no], ['revoked', VALUE.no], ['not_in_force', VALUE.no],
]);

export function isRole(text: unknown): text is Role {
  return typeof text === 'string' && ROLE_POSITION.has(text);
}

/** A fresh row with every fact at its default. */
export function defaultRow(compiled: CompiledPowerList): FactRow {
  return compiled.defaults.slice();
}

/** Writes the facts of the case into `row`. Returns the first thing that could not be read, in the order of the query.
 *  A value that is not declared spoils the answer when the fact is always checked or when this power reads it. */
export function readCaseFacts(compiled: CompiledPowerList, power: CompiledPower, facts: CaseFacts, row: FactRow): ReadingProblem | null {
  for (const name of Object.keys(facts)) {
    const fact = compiled.facts.get(name);
    if (fact === undefined) return { code: 'AUTHORITY.UNKNOWN_FACT', fact: name };
    const value = facts[name];
    if (value === null || value === undefined) continue;
    const read = positionOf(fact, value);
    if (read === UNREADABLE && fact.checked === 'never') continue;
    // Two names of one fact that contradict each other leave no readable value.
    const contradicts = fact.shared && row[fact.slot] !== UNSTATED && row[fact.slot] !== read;
    row[fact.slot] = contradicts ? UNREADABLE : read;
    if (row[fact.slot] === UNREADABLE && (fact.checked === 'always' || power.reads[fact.slot] === 1)) {
      return { code: 'AUTHORITY.UNKNOWN_FACT_VALUE', fact: name };
    }
  }
  return null;
}

function positionOf(fact: CompiledFact, value: unknown): number {
  if (fact.literals !== null) return fact.literals.get(value) ?? UNREADABLE;
  return typeof value === 'number' && Number.isInteger(value) && value >= fact.min && value <= fact.max ? value : UNREADABLE;
}

/** Reads the actor; the facts of the case must already stand in `row`, because `handler` may say who carries the case. */
export function readActor(actor: QueryActor, role: Role, power: CompiledPower, row: FactRow): ActorView | ReadingProblem {
  for (const key of Object.keys(actor)) if (!ACTOR_KEYS.has(key)) return { code: 'AUTHORITY.UNKNOWN_FACT', fact: `actor.${key}` };
  row[SLOT.role] = ROLE_POSITION.get(role) as number;
  for (const [key, slot] of ACTOR_FLAGS) {
    const flag = flagOf(actor[key]);
    if (flag === null) return { code: 'AUTHORITY.UNKNOWN_FACT_VALUE', fact: `actor.${key}` };
    row[slot] = flag ? VALUE.yes : VALUE.no;
  }
  const delegation = DELEGATIONS.get(actor.delegation ?? 'none');
  if (delegation === undefined) return { code: 'AUTHORITY.UNKNOWN_FACT_VALUE', fact: 'actor.delegation' };
  row[SLOT.delegation] = delegation;
  const capacity = typeof actor.capacity === 'string' ? capacityOf(actor.capacity, role) : null;
  if (capacity === undefined || (capacity === null && actor.capacity !== undefined && actor.capacity !== null)) {
    return { code: 'AUTHORITY.UNKNOWN_FACT_VALUE', fact: 'actor.capacity' };
  }
  const [isHandler, portfolio] = [flagOf(actor.is_handler), flagOf(actor.portfolio)];
  if (isHandler === null || portfolio === null) return { code: 'AUTHORITY.UNKNOWN_FACT_VALUE', fact: isHandler === null ? 'actor.is_handler' : 'actor.portfolio' };
  const handles = typeof actor.is_handler === 'boolean' ? actor.is_handler : handlesByDefault(role, capacity, power, row);
  row[SLOT.handles] = handles ? VALUE.yes : VALUE.no;
  return { role, capacity, handles: handles && mayHandle(role), delegated: delegation === VALUE.yes, portfolio };
}

/** Who carries the case when the actor does not say: the capacity claimed, then the fact `handler`, then the post. Where another
 *  procurator than the earlier handler is wanted, that fact speaks of the earlier decision and says nothing about the actor now. */
function handlesByDefault(role: Role, capacity: Capacity | null, power: CompiledPower, row: FactRow): boolean {
  if (capacity === 'handle') return true;
  const handler = row[SLOT.handler];
  if (!power.entry.otherHandler && handler !== UNSTATED) return handler === VALUE.handlerSelf;
  return role === 'procurator' || role === 'lead';
}

function flagOf(value: unknown): boolean | null {
  if (value === undefined || value === null) return false;
  return typeof value === 'boolean' ? value : null;
}
