// Time, ids and chance under a test's control. What is not here: timers; the in-memory job port moves with this clock.
import { addMs, assert, parseInstant, expectOk, type Clock, type IdSource, type Instant, type RandomSource } from '@quanze/kernel';

/** A clock that stands still until it is moved. It refuses to run backwards unless told that it is a jump. */
export interface FakeClock extends Clock {
  advanceMs(ms: number): Instant;
  /** Sets any instant, also an earlier one: the jump of a badly kept clock. */
  jumpTo(instant: Instant): void;
  /** Called after each move. Returns the way to stop listening. */
  onMove(listener: () => void): () => void;
}

/** @param start any form the kernel reads, e.g. `2024-05-01T09:00:00+08:00` */
export function createFakeClock(start = '2024-05-06T01:00:00.000Z'): FakeClock {
  let now = expectOk(parseInstant(start), 'start of the fake clock');
  const listeners = new Set<() => void>();
  const moveTo = (instant: Instant): Instant => {
    now = instant;
    for (const listener of [...listeners]) listener();
    return now;
  };
  return {
    now: () => now,
    advanceMs: (ms) => {
      assert(ms >= 0, `the fake clock cannot advance by ${ms} ms; jumpTo is for that`);
      return moveTo(addMs(now, ms));
    },
    jumpTo: (instant) => void moveTo(instant),
    onMove: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The real clock, for contracts that run on real adapters. Not monotonic. */
export const systemClock: Clock = { now: () => expectOk(parseInstant(new Date().toISOString()), 'the system clock') };

/** Chance that repeats: the same seed gives the same row on every machine. Never for anything secret. */
export interface SeededRandom extends RandomSource {
  /** Whole number in 0..below-1. @param below 1..2^32 */
  int(below: number): number;
  /** From 0 up to but not including 1, in steps of 2^-32. */
  fraction(): number;
  pick<T>(items: readonly T[]): T;
  /** A new array in another order. */
  shuffle<T>(items: readonly T[]): T[];
}

export function createSeededRandom(seed: number): SeededRandom {
  // Mulberry32: 32 bits of state, good enough to vary tests and short enough to read.
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const fraction = (): number => next() / 2 ** 32;
  const int = (below: number): number => {
    assert(Number.isInteger(below) && below >= 1 && below <= 2 ** 32, `${below} is not in 1..2^32`);
    return Math.floor(fraction() * below);
  };
  return {
    int,
    fraction,
    hex: (bytes) => Array.from({ length: bytes }, () => int(256).toString(16).padStart(2, '0')).join(''),
    pick: (items) => {
      assert(items.length > 0, 'nothing to pick from');
      return items[int(items.length)] as (typeof items)[number];
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

/** Ids in order, `00000000-0000-4000-8000-000000000001` first: UUIDs whose number one can read in a failure.
 *  @param space 0..65535 keeps the ids of several sources apart */
export function createIdSource(space = 0): IdSource {
  assert(Number.isInteger(space) && space >= 0 && space <= 0xffff, `${space} is not in 0..65535`);
  let count = 0;
  return {
    next: () => {
      count += 1;
      return `00000000-${space.toString(16).padStart(4, '0')}-4000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
}
