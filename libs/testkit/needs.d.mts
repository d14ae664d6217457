// Types of needs.mjs, which is plain JavaScript.

export type SuiteNeed = 'redis' | 'browser' | 'root';

/** The program `redis-server` on PATH; null when there is none. */
export function findRedisServer(): string | null;

/** CHROME_PATH, or a browser where systems put it; null when there is none. */
export function findBrowser(): string | null;

/** Why a suite cannot run here; null when it can. */
export function missingFor(need: SuiteNeed): string | null;
