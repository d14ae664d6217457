// Chance that repeats: one seed, one row of numbers on every machine. What is not here: anything secret, and any other source of chance;
// whatever a simulation leaves to luck is drawn from one of these, so that a seed is the whole story of a case.
import { assert, type RandomSource } from '@quanze/kernel';

export interface Chance extends RandomSource {
  /** Whole number in 0..below-1. @param below 1..2^32 */
  int(below: number): number;
  /** From 0 up to but not including 1. */
  fraction(): number;
  /** @param rate 0 = never, 1 = always */
  happens(rate: number): boolean;
  /** @throws Fault `FAULT.ASSERTION` for an empty list */
  pick<T>(items: readonly T[]): T;
  /** One of the items, each as often as its weight says; undefined when all weights are zero. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T | undefined;
  shuffle<T>(items: readonly T[]): T[];
}

const STEPS = 2 ** 32;

/** @param seed any whole number; its lowest 32 bits count */
export function createChance(seed: number): Chance {
  // Neighbouring seeds must not begin alike, so the seed is mixed once before the first number is drawn.
  let state = Math.imul((seed >>> 0) ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / STEPS;
  };
  const int = (below: number): number => Math.floor(fraction() * below);
  return {
    int,
    fraction,
    happens: (rate) => fraction() < rate,
    hex: (bytes) => Array.from({ length: bytes }, () => int(256).toString(16).padStart(2, '0')).join(''),
    pick: (items) => {
      assert(items.length > 0, 'nothing to pick from');
      return items[int(items.length)] as (typeof items)[number];
    },
    weighted: (items, weightOf) => {
      const weights = items.map(weightOf);
      let left = fraction() * weights.reduce((sum, weight) => sum + weight, 0);
      return items.find((_, index) => {
        const weight = weights[index] as number;
        left -= weight;
        return weight > 0 && left < 0;
      });
    },
    shuffle: (items) => {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i -= 1) {
        const j = int(i + 1);
        [copy[i], copy[j]] = [copy[j] as (typeof items)[number], copy[i] as (typeof items)[number]];
      }
      return copy;
    },
  };
}
