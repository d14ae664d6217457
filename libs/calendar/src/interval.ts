// Days that do not count: intervals (from, to] and how many days or milliseconds they take together. What is not here:
// which activities a rule accepts (clock.ts).

/** An interval in whole units (days since 1970-01-01, or milliseconds), `from` outside and `to` inside. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** An interval with the units it really adds: a day already taken out by an earlier interval is not taken out twice. */
export interface CountedInterval<T extends Interval> {
  readonly interval: T;
  readonly added: number;
}

/** Orders intervals by their start and says what each adds to the union of those before it.
 *  INVARIANT: the sum of `added` is the size of the union of all (from, to].   @source 刑诉法 105(2), read for intervals */
export function countUnion<T extends Interval>(intervals: readonly T[]): readonly CountedInterval<T>[] {
  const ordered = [...intervals].sort((a, b) => a.from - b.from);
  let reached = Number.NEGATIVE_INFINITY;
  return ordered.map((interval) => {
    const added = Math.max(0, interval.to - Math.max(interval.from, reached));
    reached = Math.max(reached, interval.to);
    return { interval, added };
  });
}
