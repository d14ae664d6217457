// What a path itself limits by role: in which states a role acts at all, and which facts it may give, change or take away. The gate asks
// here for each role in which somebody could act. What is not here: the rights themselves as sets of bits (`../compile/access.ts`).
import { refused, type Refusal } from '@quanze/kernel';
import type { AccessLetter } from '../compile/access.js';
import type { CompiledAct, CompiledPath } from '../compile/compiled.js';
import type { GivenFacts } from './act-input.js';
import type { Facts } from './facts.js';
import type { CaseSnapshot } from './snapshot.js';
import type { Standing } from './standing.js';

type Gives = readonly (readonly [fact: string, letter: AccessLetter])[];

/** Why a role may not do an act as things stand. Refuses `AUTHORITY.STATE_CLOSED_TO_ROLE` with `state` and `needs` (null = nobody),
 *  `FACTS.NOT_YOURS` with `facts`. INVARIANT: an act in several active states needs a role that each of them admits. */
export function notAdmitted(path: CompiledPath, snapshot: CaseSnapshot, act: CompiledAct, role: string, gives: Gives = []): Refusal | null {
  const { actorsIn } = path.access;
  // Whoever creates a case acts in no state of it: such an act has none.
  if (actorsIn !== null) {
    const closed = snapshot.states.find((leaf) => isDoneIn(path, act, leaf) && actorsIn.get(leaf)?.has(role) === false);
    if (closed !== undefined) return refused('AUTHORITY.STATE_CLOSED_TO_ROLE', { act: act.id, role, state: closed, needs: admittedTo(path, act, closed) }).refusal;
  }
  const facts = gives.filter(([fact, letter]) => !path.access.may(letter, fact, [role])).map(([fact]) => fact);
  return facts.length === 0 ? null : refused('FACTS.NOT_YOURS', { role, facts }).refusal;
}

/** Whether an act belongs to a leaf while it is active. */
export function isDoneIn(path: CompiledPath, act: CompiledAct, leaf: string): boolean {
  return act.everywhere || (path.nodes.get(leaf)?.ancestors.some((id) => act.from.includes(id)) ?? false);
}

/** The roles that an act names and a leaf admits. */
export function admittedTo(path: CompiledPath, act: CompiledAct, leaf: string): readonly string[] {
  const actors = path.access.actorsIn?.get(leaf) ?? null;
  return actors === null ? act.by : act.by.filter((role) => actors.has(role));
}

/** Facts that one of the person's ties to the case does not let the person see. Empty for a path that limits none. */
export function hiddenFacts(path: CompiledPath, standings: readonly Standing[]): ReadonlySet<string> {
  return path.access.limited.size === 0 ? path.access.limited : path.access.closed('R', standings.map(({ role }) => role));
}

/** The right that giving each fact needs: C for a first value, U for another, D for none. Giving what stands there already needs U too. */
export function rightsFor(facts: Facts, given: GivenFacts): Gives {
  return Object.entries(given).map(([fact, value]) => [fact, value === null ? 'D' : facts[fact] === undefined ? 'C' : 'U'] as const);
}

/** The case with the facts that an act gives by their own names. */
export function giveFacts(snapshot: CaseSnapshot, given: GivenFacts): CaseSnapshot {
  const entries = Object.entries(given);
  if (entries.length === 0) return snapshot;
  const facts = Object.fromEntries([...Object.entries(snapshot.facts).filter(([name]) => !Object.hasOwn(given, name)), ...entries.filter(([, value]) => value !== null)]);
  return { ...snapshot, facts };
}
