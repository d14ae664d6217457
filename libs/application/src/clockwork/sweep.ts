// The sweep: from the deadline ledger into the queue. A deadline costs the queue nothing until its wake-up window opens; what
// the queue lost is armed again; what should have rung and did not is fired without the queue.
import { addMs, type Instant, type JsonObject } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { DueDeadline } from '../ports/proof-store.port.js';
import type { Job } from '../ports/jobs.port.js';
import { fireDeadline, type Alarm } from './fire.js';

export const DEADLINE_JOB = 'deadline';

export interface SweepOptions {
  /** How far ahead deadlines are put into the queue. Default 24 h. */
  readonly windowMs: number;
  /** After how long a deadline that did not ring is fired by the sweep itself. Default 60 s. */
  readonly graceMs: number;
}

export const SWEEP_DEFAULTS: SweepOptions = { windowMs: 24 * 3_600_000, graceMs: 60_000 };
const BATCH = 500;

export interface Swept {
  readonly armed: number;
  readonly fired: number;
}

/** One round. Safe to run in several processes at once and to repeat. */
export async function sweepDeadlines(deps: Deps, options: SweepOptions = SWEEP_DEFAULTS): Promise<Swept> {
  const armed = await armUpcoming(deps, addMs(deps.clock.now(), options.windowMs));
  const fired = await fireMissed(deps, addMs(deps.clock.now(), -options.graceMs));
  return { armed, fired };
}

async function armUpcoming(deps: Deps, until: Instant): Promise<number> {
  let armed = 0;
  for (;;) {
    const batch = await deps.deadlines.unarmed(until, BATCH);
    if (batch.length === 0) return armed;
    await Promise.all(batch.map((deadline) => deps.jobs.schedule({ id: jobIdOf(deadline), name: DEADLINE_JOB, data: dataOf(deadline), dueAt: deadline.wakeAt })));
    await deps.deadlines.markArmed(batch);
    armed += batch.length;
    if (batch.length < BATCH) return armed;
  }
}

/** At most one batch a round: a deadline whose firing fails must not keep the round from ending. */
async function fireMissed(deps: Deps, before: Instant): Promise<number> {
  const missed = await deps.deadlines.missed(before, BATCH);
  let fired = 0;
  for (const deadline of missed) if ((await fireDeadline(deps, deadline)).kind === 'done') fired += 1;
  return fired;
}

/** One job per deadline, whatever its wake-up: moving a deadline moves its job. */
export function jobIdOf({ caseId, clock }: Pick<DueDeadline, 'caseId' | 'clock'>): string {
  return `deadline.${caseId}.${clock}`;
}

function dataOf({ tenant, caseId, clock }: DueDeadline): JsonObject {
  return { tenant, caseId, clock };
}

/** What the worker does with a deadline job. A job that rings before its time by the engine's clock is set again. */
export async function handleDeadlineJob(deps: Deps, job: Job): Promise<void> {
  const alarm = job.data as unknown as Alarm;
  const fired = await fireDeadline(deps, alarm);
  if (fired.kind === 'early') {
    await deps.jobs.schedule({ id: job.id, name: DEADLINE_JOB, data: job.data, dueAt: fired.wakeAt });
    return;
  }
  // Beyond the entry just made there may be a next wake-up of the same clock: the end after a warning.
  deps.afterCommit({ deadlines: true });
}
