// What one simulated case is like, drawn once: where it is led, what it is curious about, how it strays. So rare places are come to on purpose in
// some cases, while others are left to chance. What is not here: the weight of a single act (`weights.ts`).
import type { CompiledPath } from '@quanze/engine';
import type { Chance } from '../chance.js';
import { distancesTo, placesOf, type Distances } from './ways.js';

/** What one case is like: how soon it hurries to its end, and how it strays. */
export interface Temper {
  /** Weight of acts that end the case; small = it goes through much before. */
  readonly ending: number;
  readonly straying: number;
  /** Where the case is led to in its main course; null = nowhere, chance has its way. */
  readonly destination: Distances | null;
  /** Acts that this case is curious about: one question or side matter of the path, whatever else happens. */
  readonly interests: ReadonlySet<string>;
}

const ENDING_RATE = 0.5;
const PLACE_RATE = 0.35;
const INTEREST_RATE = 0.6;
const STRAYING = [0.05, 0.15, 0.5, 1.2];

export function temperOf(path: CompiledPath, chance: Chance): Temper {
  const roll = chance.fraction();
  return {
    ending: 0.05 + chance.fraction() ** 2, straying: chance.pick(STRAYING),
    destination: destinationOf(path, roll, chance),
    interests: chance.happens(INTEREST_RATE) ? (anyOf(mattersOf(path), chance) ?? new Set()) : new Set(),
  };
}

/** Tables of another system may have no ending, and a small path no side matters. */
function destinationOf(path: CompiledPath, roll: number, chance: Chance): Distances | null {
  const place = roll < ENDING_RATE ? anyOf(endingsOf(path), chance) : roll < ENDING_RATE + PLACE_RATE ? anyOf(placesOf(path), chance)?.id : undefined;
  return place === undefined ? null : toPlace(path, place);
}

function anyOf<T>(list: readonly T[], chance: Chance): T | undefined {
  return list.length === 0 ? undefined : chance.pick(list);
}

const measured = new WeakMap<CompiledPath, Map<string, Distances>>();

// Each ending by itself: the nearest of all would be to turn the case away at the door.
const endingsOf = (path: CompiledPath): readonly string[] => placesOf(path).filter(({ kind }) => kind === 'final').map(({ id }) => id);

function toPlace(path: CompiledPath, place: string): Distances {
  const ofPath = measured.get(path) ?? new Map<string, Distances>();
  measured.set(path, ofPath);
  const known = ofPath.get(place) ?? distancesTo(path, place);
  ofPath.set(place, known);
  return known;
}

const matters = new WeakMap<CompiledPath, readonly (ReadonlySet<string>)[]>();

/** Sets of acts that belong together: those of one question, of one side region, and those with effects of one kind of matter. */
function mattersOf(path: CompiledPath): readonly (ReadonlySet<string>)[] {
  const known = matters.get(path);
  if (known !== undefined) return known;
  const found = new Map<string, Set<string>>();
  for (const act of path.acts.values()) {
    const names = new Set([
      ...(act.flow === null ? [] : [`question ${act.flow.decision}`]),
      ...(act.everywhere ? [] : act.from.map((state) => state.split('.')[0] ?? '').filter((region) => region !== path.mainRegion).map((region) => `region ${region}`)),
      ...(act.effect === null || act.effect === undefined ? [] : [`effects on ${/recusal|earlier/u.test(act.effect.kind) ? 'recusal' : /instruct|objection/u.test(act.effect.kind) ? 'instruction' : (act.effect.kind.split('-').at(-1) ?? '')}`]),
    ]);
    for (const name of names) found.set(name, (found.get(name) ?? new Set()).add(act.id));
  }
  const all = [...found.values()];
  matters.set(path, all);
  return all;
}
