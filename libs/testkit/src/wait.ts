// Waiting for a condition, so that no test sleeps. What is not here: clocks (`fake-clock.ts`).
import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is not false, null or undefined, and returns it. Rejects after `limitMs` with `what` in the message.
 *  A question that throws counts as "not yet"; its last error is told. @param pauseMs between two questions; longer for a dear one */
export async function waitFor<T>(what: string, ask: () => T | Promise<T>, limitMs = 15_000, pauseMs = 5): Promise<NonNullable<T>> {
  const end = performance.now() + limitMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== null && answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= end) throw new Error(`waited ${limitMs} ms in vain: ${what}${last === undefined ? '' : ` (${String(last)})`}`);
    await pause(pauseMs);
  }
}
