// Asking the things this host depends on whether they are there.
import type { Dependency } from '../runtime.js';

export interface Readiness {
  readonly status: 'ready' | 'not-ready' | 'stopping';
  readonly dependencies: readonly { readonly name: string; readonly status: 'up' | 'down' }[];
}

export const PATIENCE_MS = 2000;

/** Asks all at once. One that does not answer in time is down. */
export async function readinessOf(dependencies: readonly Dependency[], isStopping: boolean, patienceMs = PATIENCE_MS): Promise<Readiness> {
  const answers = await Promise.all(dependencies.map(async ({ name, ping }) => ({ name, status: (await isUp(ping, patienceMs)) ? 'up' as const : 'down' as const })));
  const isReady = answers.every(({ status }) => status === 'up');
  return { status: isStopping ? 'stopping' : isReady ? 'ready' : 'not-ready', dependencies: answers };
}

async function isUp(ping: () => Promise<void>, patienceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([ping().then(() => true, () => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
