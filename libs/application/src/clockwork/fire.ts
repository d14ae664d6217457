// Waking a deadline: the alarm rings, the truth is read again, and what is due takes effect exactly once. A job that comes
// early, late, twice or after the clock moved finds nothing to do.
import { expireClock, warnClock } from '@quanze/engine';
import { Fault, type CaseId, type Instant, type TenantId } from '@quanze/kernel';
import { changesOf, deadlineRow, recordingTime, writeEntry } from '../cases/writing.js';
import type { Deps } from '../deps.js';

export interface Alarm {
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  readonly clock: string;
}

/** `done`: something took effect; `nothing`: already noted, kept, moved or ended; `early`: not due yet by the engine's clock. */
export type Fired = { readonly kind: 'done' | 'nothing' } | { readonly kind: 'early'; readonly wakeAt: Instant };

const TRIES_MAX = 50;

/** Fires one deadline. @throws Fault `FAULT.BUSY` after too many lost races, so that the queue tries again. */
export async function fireDeadline(deps: Deps, alarm: Alarm): Promise<Fired> {
  let hasEffect = false;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const step = await fireOnce(deps, alarm);
    if (step === 'stale') continue;
    // A late alarm may find both a warning and the end due: both are noted, one entry each.
    if (step === 'effect') hasEffect = true;
    else return hasEffect ? { kind: 'done' } : step;
  }
  throw new Fault('FAULT.BUSY', `deadline ${alarm.clock} of case ${alarm.caseId} lost ${TRIES_MAX} races`);
}

async function fireOnce(deps: Deps, { tenant, caseId, clock }: Alarm): Promise<'stale' | 'effect' | Fired> {
  const now = deps.clock.now();
  const loaded = await deps.cases.loadForAct({ tenant, caseId, person: null, named: [], at: now, idempotencyKey: null });
  if (loaded === null) return { kind: 'nothing' };
  const path = deps.definitions.pinned(loaded.snapshot.release);
  const outcome = expireClock(path, loaded.snapshot, clock, now) ?? warnClock(path, loaded.snapshot, clock, now);
  if (outcome === null) {
    const state = loaded.snapshot.clocks[clock];
    // The next thing due may be a warning, long before the end.
    const wakeAt = state === undefined || loaded.snapshot.status !== 'open' ? null : deadlineRow(path, clock, state).wakeAt;
    return wakeAt !== null && wakeAt > now ? { kind: 'early', wakeAt } : { kind: 'nothing' };
  }
  const at = recordingTime(now, loaded.lastRecordedAt);
  const { entry, openings } = writeEntry(outcome.entry, { chain: caseId, seq: loaded.seq + 1, prevHash: loaded.head, recordedAt: at, effectiveAt: at, definitionHash: path.hash }, deps);
  const change = changesOf(path, loaded.snapshot, outcome, at);
  const result = await deps.cases.commit({ tenant, caseId, expectedSeq: loaded.seq, identity: null, entry, openings, change, idempotency: null });
  if (result !== 'committed') return 'stale';
  // Silence is what the case this one was opened from may wait for.
  if (change.reach !== undefined) deps.afterCommit({ deadlines: false, links: true });
  return 'effect';
}
