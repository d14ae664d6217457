// The faults of the world, each with its name, and how often a seed lets them happen. What is not here: bringing one about (`course/`).
import type { Chance } from './chance.js';

/** Faults of one attempt. At most one of them happens to it. */
export const ATTEMPT_FAULTS = [
  'request-replayed', 'key-for-another-request', 'reply-lost', 'crash-before-commit', 'crash-before-publish', 'stale-version', 'two-at-once', 'person-changes',
  'wrong-person', 'unknown-act', 'hostile-payload',
] as const;
/** Faults of alarms, of the clock, and of what is kept. */
export const WORLD_FAULTS = ['alarm-twice', 'alarm-late', 'alarm-early', 'alarm-lost', 'clock-set-back'] as const;
export const JOURNAL_FAULTS = ['entry-changed', 'entry-dropped', 'entries-swapped', 'journal-cut'] as const;

export type AttemptFault = (typeof ATTEMPT_FAULTS)[number];
export type WorldFault = (typeof WORLD_FAULTS)[number];
export type JournalFault = (typeof JOURNAL_FAULTS)[number];
export type FaultName = AttemptFault | WorldFault | JournalFault;
export const FAULTS: readonly FaultName[] = [...ATTEMPT_FAULTS, ...WORLD_FAULTS, ...JOURNAL_FAULTS];

export interface FaultPlan {
  /** The fault that happens to the next attempt, if one does. */
  forAttempt(): AttemptFault | null;
  happens(fault: WorldFault): boolean;
  /** How the journal is damaged when the case is over. */
  forJournal(): JournalFault | null;
}

const RATES_ATTEMPT = [0, 0.1, 0.3, 0.6];
const RATES_WORLD = [0, 0.05, 0.25];
const RATE_JOURNAL = 0.3;

/** The rates of one case: some are calm, in some everything goes wrong, and each has its favourites. */
export function planFaults(chance: Chance): FaultPlan {
  const rate = chance.pick(RATES_ATTEMPT);
  const favour = new Map(ATTEMPT_FAULTS.map((fault) => [fault, chance.fraction() ** 2] as const));
  const rates = new Map(WORLD_FAULTS.map((fault) => [fault, chance.pick(RATES_WORLD)] as const));
  return {
    forAttempt: () => (chance.happens(rate) ? (chance.weighted(ATTEMPT_FAULTS, (fault) => favour.get(fault) ?? 0) ?? null) : null),
    happens: (fault) => chance.happens(rates.get(fault) ?? 0),
    forJournal: () => (chance.happens(RATE_JOURNAL) ? chance.pick(JOURNAL_FAULTS) : null),
  };
}
