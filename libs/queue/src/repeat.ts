// Statements that PostgreSQL undid because the locks of two sessions crossed. What is undone left nothing behind, so it is sent again.
// What is not here: lost connections, after which nobody knows whether a statement had its effect.
import { codeOf } from './driver.js';

/** deadlock_detected, serialization_failure. */
const UNDONE_CODES = new Set(['40P01', '40001']);
/** Each time costs the server's deadlock_timeout, a second by default. */
const TIMES_MAX = 5;

/** Runs one statement or one transaction until it was not undone. @throws what it threw last, after five times at the latest */
export async function repeatUndone<T>(run: () => Promise<T>): Promise<T> {
  for (let time = 1; ; time += 1) {
    try {
      return await run();
    } catch (error) {
      if (time === TIMES_MAX || !UNDONE_CODES.has(codeOf(error))) throw error;
    }
  }
}
