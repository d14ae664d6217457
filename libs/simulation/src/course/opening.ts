// How a simulated case begins: by an act that opens cases, with facts drawn from their declarations. Several tries, since the conditions of an
// opening hold for some facts only; every refused one must stand in the journal of the office.
import type { OpenInput } from '@quanze/application';
import type { CompiledAct } from '@quanze/engine';
import type { JsonObject, JsonValue, PersonId } from '@quanze/kernel';
import type { SimulatedWorld } from '../world/simulated-world.js';
import { DEPARTMENT, OFFICE } from '../world/people.js';
import { entitledTo } from './chooser.js';
import { payloadFor, valueFor, type Desk } from './payload.js';

const GIVEN_RATE = 0.08;
const CHANGED_RATE = 0.015;

export interface OpeningChoice {
  readonly person: PersonId;
  readonly input: OpenInput;
}

/** Null when the path has no act that opens a case. */
export function chooseOpening({ path, office, chance, clock }: SimulatedWorld, key: string): OpeningChoice | null {
  const openings = [...path.compiled.acts.values()].filter((act) => act.creates);
  if (openings.length === 0) return null;
  const act: CompiledAct = chance.pick(openings);
  const desk: Desk = { chance, office, at: clock.now(), snapshot: null };
  const entitled = entitledTo(act, office, null, clock.now());
  const person = entitled.length > 0 && chance.happens(0.95) ? chance.pick(entitled) : chance.pick(office.everybody);
  return { person, input: { path: path.id, office: OFFICE, department: DEPARTMENT, title: '模拟案件', facts: factsFor(desk, path.compiled.document.facts), act: act.id, payload: payloadFor(desk, act, act.fields, {}), idempotencyKey: key } };
}

/** What must be given, and now and then what may be: a value that is missing, or another one than the initial. */
function factsFor(desk: Desk, facts: SimulatedWorld['path']['compiled']['document']['facts']): JsonObject {
  const given: Record<string, JsonValue> = {};
  for (const [name, fact] of Object.entries(facts)) {
    if (fact.required !== true && !desk.chance.happens(fact.initial === undefined ? GIVEN_RATE : CHANGED_RATE)) continue;
    const value = valueFor(desk, null, name, fact);
    if (value !== null) given[name] = value;
  }
  return given;
}
