// One reminder in one BullMQ queue: setting it, moving it, taking it away, whatever state its id is in.
// What is not here: which queue, the workers and lost connections (`bull-jobs.ts`).
import type { Job as BullJob } from 'bullmq';
import { delayMsUntil, readEnvelope, type JobEnvelope } from '@quanze/application';
import { Fault } from '@quanze/kernel';
import { codeOf, type BullQueue } from './driver.js';

/** Dead letters kept of one name; the oldest go first. */
const DEAD_KEPT_MAX = 10_000;
/** Rounds of look-then-act before giving up on a job that changes its state each time. */
const ROUNDS_MAX = 8;

/** Brings a reminder to where it should be, whatever state its id is in. Between looking and acting a worker may move the job;
 *  BullMQ then refuses and the next round looks again. */
export async function putReminder(queue: BullQueue, name: string, id: string, envelope: JobEnvelope, backoffMs: number): Promise<void> {
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    const job = await queue.getJob(bullIdOf(id));
    if (job === undefined) return add(queue, name, id, envelope, backoffMs);
    const isDone = await move(queue, name, job, envelope, backoffMs).catch((error: unknown) => {
      if (!isStateRefusal(error)) throw error;
      return false;
    });
    if (isDone) return;
  }
  throw new Fault('FAULT.DEPENDENCY_DOWN', `job ${id} changed its state ${ROUNDS_MAX} times while it was being scheduled`);
}

async function move(queue: BullQueue, name: string, job: BullJob<JobEnvelope, void>, envelope: JobEnvelope, backoffMs: number): Promise<boolean> {
  const state = await job.getState();
  const delayMs = delayMsUntil(envelope.dueAt, Date.now());
  const keepsAttempts = job.opts.attempts === envelope.attempts && job.attemptsMade === 0;
  if (state === 'active') {
    const running = readEnvelope(job.data);
    if (running === null) return false;
    // A worker has it: it stays as it is, and its next reminder waits in the payload until the worker is through.
    await job.updateData({ ...running, next: envelope });
    return (await job.getState()) === 'active';
  }
  if (state === 'delayed' && keepsAttempts) {
    await job.updateData(envelope);
    await job.changeDelay(delayMs);
    return true;
  }
  if (state === 'waiting' && keepsAttempts && delayMs === 0) {
    await job.updateData(envelope);
    return true;
  }
  if (state === 'unknown' || (await queue.remove(String(job.id), { removeChildren: false })) === 0) return false;
  await add(queue, name, portIdOf(job.id), envelope, backoffMs);
  return true;
}

async function add(queue: BullQueue, name: string, id: string, envelope: JobEnvelope, backoffMs: number): Promise<void> {
  const nowMs = Date.now();
  await queue.add(name, envelope, {
    jobId: bullIdOf(id), timestamp: nowMs, delay: delayMsUntil(envelope.dueAt, nowMs), attempts: envelope.attempts,
    backoff: { type: 'exponential', delay: backoffMs },
    removeOnComplete: true, removeOnFail: { count: DEAD_KEPT_MAX }, stackTraceLimit: 0,
  });
}

/** Takes a reminder out of one queue; of a running job only the next reminder can be taken. */
export async function takeReminder(queue: BullQueue, id: string): Promise<boolean> {
  const job = await queue.getJob(bullIdOf(id));
  if (job === undefined) return false;
  // What a worker holds is locked, and BullMQ leaves it alone.
  if ((await queue.remove(bullIdOf(id), { removeChildren: false })) > 0) return true;
  const envelope = readEnvelope(job.data);
  if (envelope?.next === undefined) return false;
  const { next: _next, ...rest } = envelope;
  await job.updateData(rest).catch((error: unknown) => {
    if (!isStateRefusal(error)) throw error;
  });
  return true;
}

/** On Redis a job's key is its id beside `delayed`, `meta` and other keys of the queue; the prefix keeps an id from being one of them. */
const ID_PREFIX = 'job~';

function bullIdOf(id: string): string {
  return ID_PREFIX + id;
}

/** The port's id; one that somebody else wrote stays as it is. */
export function portIdOf(bullId: string | undefined): string {
  return bullId?.startsWith(ID_PREFIX) === true ? bullId.slice(ID_PREFIX.length) : String(bullId);
}

/** BullMQ's numbered refusals: the job is gone, locked, or in another state than a moment ago. */
function isStateRefusal(error: unknown): boolean {
  return /^-\d+$/.test(codeOf(error));
}
