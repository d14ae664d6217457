// Checking one act for signs of formality, in two moves around the reading of the case: what was given before it, the flags after it. The
// flags refuse nothing and change nothing but the record. What is not here: the checks (`@quanze/formality`), and writing.
import { checkedFieldsOf, checkFormality, givenTexts, keysOf, recorded, type Flag, type GivenText } from '@quanze/formality';
import type { CompiledAct, Outcome } from '@quanze/engine';
import { lawDateOf, type JsonObject, type JsonValue } from '@quanze/kernel';
import type { CaseInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { CheckedAct } from '../ports/formality-store.port.js';
import { askedOf } from './asked.js';
import type { Yardstick } from './book.js';

/** The texts of a request that may have to be checked, before it is known what act it is. */
export interface Given {
  readonly yardstick: Yardstick;
  readonly texts: readonly GivenText[];
  /** By which the person's own likenesses are found; undefined = there is nothing to compare, and nothing more is read. */
  readonly keys: readonly number[] | undefined;
}

/** Null when nothing is checked on this day. */
export function givenBy(deps: Pick<Deps, 'definitions' | 'clock' | 'hash'>, identity: Identity, payload: JsonObject): Given | null {
  const yardstick = deps.definitions.formality(lawDateOf(deps.clock.now()));
  if (yardstick === null) return null;
  const texts = givenTexts(yardstick.model, payload, deps.hash);
  return { yardstick, texts, keys: texts.length === 0 ? undefined : [...new Set(texts.flatMap(({ sketch }) => keysOf(sketch, identity.person)))] };
}

/** Acts of a decision, and others in a capacity of the model, as far as they have fields to be reasoned in. */
export function isChecked(act: CompiledAct, { model }: Yardstick): boolean {
  return (act.flow !== null || model.capacities.includes(act.capacity)) && checkedFieldsOf(model, new Set(Object.keys(act.fields))).length > 0;
}

/** The flags of an act as the case stands; null when it is not checked. */
export function flagsOf(identity: Identity, { loaded, at }: Pick<CaseInHand, 'loaded' | 'at'>, act: CompiledAct, { yardstick, texts }: Given): readonly Flag[] | null {
  if (!isChecked(act, yardstick)) return null;
  const { snapshot, traces } = loaded;
  const declared = new Set(Object.keys(act.fields));
  return checkFormality({
    person: identity.person, caseId: snapshot.caseId, at, day: lawDateOf(at), declared, given: texts.filter(({ field }) => declared.has(field)),
    earlier: traces?.earlier ?? [], readings: traces?.readings ?? [],
    question: act.flow === null || traces === undefined ? null : askedOf(snapshot.decisions[act.flow.decision], identity.person),
  }, yardstick.model, yardstick.laws);
}

/** The outcome with the flags in its entry, and what is written beside it. An entry of an act that was checked says so even without a flag. */
export function withFlags(outcome: Outcome, flags: readonly Flag[], { yardstick: { model }, texts }: Given, act: CompiledAct, identity: Identity): { readonly outcome: Outcome; readonly checked: CheckedAct } {
  const formality = { model: `${model.id}@${model.version}`, flags: flags.map(recorded) } as unknown as JsonValue;
  const own = texts.filter(({ field }) => Object.hasOwn(act.fields, field));
  return {
    outcome: { ...outcome, entry: { ...outcome.entry, payload: { ...outcome.entry.payload, formality } } },
    checked: {
      act: act.id, capacity: outcome.entry.actor?.capacity ?? act.capacity, rules: [...new Set(flags.map(({ rule }) => rule))],
      texts: own.map(({ field, length, digest, sketch }) => ({ field, length, digest, sketch, keys: keysOf(sketch, identity.person) })),
    },
  };
}
