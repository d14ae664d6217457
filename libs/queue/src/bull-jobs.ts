// The job port on BullMQ. One BullMQ queue for each job name, made when first used; the port's id is BullMQ's id.
// What is not here: connections and servers, which are the driver's.
import { type Job as BullJob, DelayedError, UnrecoverableError } from 'bullmq';
import {
  checkJobName, checkJobNames, checkJobRequest, delayMsUntil, envelopeOf, readEnvelope, type DeadJob, type JobDepth, type JobEnvelope,
  type JobHandler, type JobPort, type JobRequest, type JobWorker, type WorkOptions,
} from '@quanze/application';
import { epochMsOf, Fault } from '@quanze/kernel';
import { abandonWorker, codeOf, isConnectionError, textOf, type BullQueue, type BullWorker, type Driver, type JobsOptionsCommon } from './driver.js';

const OPERATION_LIMIT_MS = 10_000;
const PING_LIMIT_MS = 2000;
/** How long a goodbye may take before it is asked whether there is still a server to say it to. */
const GOODBYE_LIMIT_MS = 2000;
/** How often a job may take its worker down before it counts as the cause. */
const STALLS_MAX = 5;
/** Dead letters kept of one name; the oldest go first. */
const DEAD_KEPT_MAX = 10_000;
/** Rounds of look-then-act before giving up on a job that changes its state each time. */
const ROUNDS_MAX = 8;

export class BullJobs implements JobPort {
  private readonly queues = new Map<string, Promise<BullQueue>>();
  private readonly workers = new Set<JobWorker>();
  private readonly followUps = new Set<Promise<void>>();
  private preparing: Promise<void> | undefined;
  private closing: Promise<void> | undefined;

  constructor(private readonly driver: Driver, private readonly options: JobsOptionsCommon) {
    checkJobNames(options.names);
  }

  async schedule(request: JobRequest): Promise<void> {
    checkJobRequest(request, this.options.names);
    await this.operate('schedule', () => this.put(request.name, request.id, envelopeOf(request)));
  }

  async cancel(id: string): Promise<boolean> {
    return this.operate('cancel', async () => {
      const taken = await Promise.all(this.options.names.map((name) => this.take(name, id)));
      return taken.includes(true);
    });
  }

  async work(name: string, handler: JobHandler, { concurrency = 1 }: WorkOptions = {}): Promise<JobWorker> {
    checkJobName(name, this.options.names);
    if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 100) throw new Fault('FAULT.JOB_MALFORMED', `concurrency ${concurrency} is not in 1..100`);
    return this.operate('work', async () => {
      // The queue first: it prepares the server, and the worker's follow-ups go through it.
      const queue = await this.queueOf(name);
      const lockMs = this.options.lockMs ?? 30_000;
      const worker = this.driver.openWorker(name, (job, token) => this.process(queue, job, token, handler), {
        concurrency, lockDuration: lockMs, stalledInterval: lockMs, maxStalledCount: STALLS_MAX, runRetryDelay: Math.min(1000, lockMs),
      }, {
        onError: (error) => this.hear(`worker ${name}`, error),
        onCompleted: (job) => this.followUp(name, job),
        onFailed: (job) => {
          if (job === undefined) return;
          this.log(`job ${portIdOf(job.id)} (${name}) failed attempt ${job.attemptsMade}: ${textOf({ message: job.failedReason })}`);
          if (job.finishedOn !== undefined) this.followUp(name, job);
        },
      });
      await worker.waitUntilReady();
      const closer: JobWorker = { close: async () => void (await this.closeWorker(closer, worker)) };
      this.workers.add(closer);
      return closer;
    });
  }

  async depth(): Promise<Readonly<Record<string, JobDepth>>> {
    return this.operate('depth', async () => {
      const rows = await Promise.all(this.options.names.map(async (name) => {
        const counts = await (await this.queueOf(name)).getJobCounts('waiting', 'delayed', 'active', 'failed');
        const { waiting = 0, delayed = 0, active = 0, failed = 0 } = counts;
        return [name, { waiting, delayed, active, dead: failed }] as const;
      }));
      return Object.fromEntries(rows);
    });
  }

  async dead(name: string, limit: number): Promise<readonly DeadJob[]> {
    checkJobName(name, this.options.names);
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new Fault('FAULT.JOB_MALFORMED', `limit ${limit} is not in 1..1000`);
    return this.operate('dead', async () => {
      const jobs = await (await this.queueOf(name)).getFailed(0, limit - 1);
      return jobs.map((job) => ({ id: portIdOf(job.id), name, attempts: job.attemptsMade, error: textOf({ message: job.failedReason }) }));
    });
  }

  async ping(): Promise<void> {
    await this.operate('ping', () => this.driver.ping(), PING_LIMIT_MS);
  }

  close(): Promise<void> {
    return (this.closing ??= (async () => {
      await Promise.allSettled([...this.workers].map((worker) => worker.close()));
      await Promise.allSettled(this.followUps);
      await Promise.allSettled([...this.queues.values()].map(async (queue) => within(GOODBYE_LIMIT_MS, (await queue).close())));
      await this.driver.close();
    })());
  }

  /** Brings a reminder to where it should be, whatever state its id is in. Between looking and acting a worker may move the job;
   *  BullMQ then refuses and the next round looks again. */
  private async put(name: string, id: string, envelope: JobEnvelope): Promise<void> {
    const queue = await this.queueOf(name);
    for (let round = 1; round <= ROUNDS_MAX; round += 1) {
      const job = await queue.getJob(bullIdOf(id));
      if (job === undefined) return void (await this.add(queue, name, id, envelope));
      const isDone = await this.move(queue, name, job, envelope).catch((error: unknown) => {
        if (!isStateRefusal(error)) throw error;
        return false;
      });
      if (isDone) return;
    }
    throw new Fault('FAULT.DEPENDENCY_DOWN', `job ${id} changed its state ${ROUNDS_MAX} times while it was being scheduled`);
  }

  private async move(queue: BullQueue, name: string, job: BullJob<JobEnvelope, void>, envelope: JobEnvelope): Promise<boolean> {
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
    await this.add(queue, name, portIdOf(job.id), envelope);
    return true;
  }

  private async add(queue: BullQueue, name: string, id: string, envelope: JobEnvelope): Promise<void> {
    const nowMs = Date.now();
    await queue.add(name, envelope, {
      jobId: bullIdOf(id), timestamp: nowMs, delay: delayMsUntil(envelope.dueAt, nowMs), attempts: envelope.attempts,
      backoff: { type: 'exponential', delay: this.options.backoffMs ?? 1000 },
      removeOnComplete: true, removeOnFail: { count: DEAD_KEPT_MAX }, stackTraceLimit: 0,
    });
  }

  /** Takes a reminder out of one queue; of a running job only the next reminder can be taken. */
  private async take(name: string, id: string): Promise<boolean> {
    const queue = await this.queueOf(name);
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

  private async process(queue: BullQueue, job: BullJob<JobEnvelope, void>, token: string | undefined, handler: JobHandler): Promise<void> {
    const envelope = readEnvelope(job.data);
    if (envelope === null || job.id === undefined) throw new UnrecoverableError('the payload was not written by this application');
    const dueMs = epochMsOf(envelope.dueAt);
    if (dueMs > Date.now()) {
      // Early: the clock went back, or a crash fell between the two halves of a move. The instant in the payload counts.
      await job.moveToDelayed(dueMs, token);
      throw new DelayedError();
    }
    try {
      await handler({ id: portIdOf(job.id), name: job.name, data: envelope.data, dueAt: envelope.dueAt, attempt: job.attemptsMade + 1 });
    } catch (error) {
      // Only the text is stored, and not much of it: messages of libraries may quote what they were given.
      throw new Error(textOf(error), { cause: error });
    } finally {
      // What was scheduled meanwhile lies in the stored payload. A lost connection here loses at most a reminder; the sweep finds it.
      const stored = await queue.getJob(job.id).catch(() => undefined);
      if (stored !== undefined) job.data = stored.data;
    }
  }

  private followUp(name: string, job: BullJob<JobEnvelope, void>): void {
    const next = readEnvelope(job.data)?.next;
    if (next === undefined || job.id === undefined) return;
    const done = this.put(name, portIdOf(job.id), next).catch((error: unknown) => this.hear(`follow-up of ${portIdOf(job.id)}`, error));
    this.followUps.add(done);
    void done.finally(() => this.followUps.delete(done));
  }

  /** One queue of a name. A queue that could not be made ready is thrown away: BullMQ remembers the failure for good. */
  private queueOf(name: string): Promise<BullQueue> {
    const known = this.queues.get(name);
    if (known !== undefined) return known;
    const opening = (async () => {
      await this.prepare();
      const queue = this.driver.openQueue(name, (error) => this.hear(`queue ${name}`, error));
      await queue.waitUntilReady();
      return queue;
    })();
    this.queues.set(name, opening);
    opening.catch(() => this.queues.delete(name));
    return opening;
  }

  private prepare(): Promise<void> {
    return (this.preparing ??= this.driver.prepare().finally(() => (this.preparing = undefined)));
  }

  private async operate<T>(what: string, run: () => Promise<T>, limitMs = OPERATION_LIMIT_MS): Promise<T> {
    if (this.closing !== undefined) throw new Fault('FAULT.DEPENDENCY_DOWN', `${what}: the job port is closed`);
    const attempt = async (): Promise<T> => {
      try {
        return await run();
      } catch (error) {
        if (!this.driver.isWiped(error)) throw error;
        // The whole queue is gone. Nothing true was in it: make it anew and go on.
        this.log(`the ${this.driver.kind} queue was wiped; making it anew`);
        await this.prepare();
        return run();
      }
    };
    try {
      return await within(limitMs, attempt());
    } catch (error) {
      if (isConnectionError(error)) throw new Fault('FAULT.DEPENDENCY_DOWN', `${what}: ${textOf(error)}`);
      throw error;
    }
  }

  private async closeWorker(closer: JobWorker, worker: BullWorker): Promise<void> {
    this.workers.delete(closer);
    const closed = worker.close().then(() => true);
    const isThere = async (): Promise<boolean> => within(GOODBYE_LIMIT_MS, this.driver.ping()).then(() => true, () => false);
    while (!(await within(GOODBYE_LIMIT_MS, closed).catch(() => false))) {
      // A running job is waited for as long as it takes. A server that is away would be waited for until it comes back.
      if (await isThere()) continue;
      await within(GOODBYE_LIMIT_MS, abandonWorker(worker)).catch(() => undefined);
      return;
    }
  }

  /** An error outside of any call. It must end here: an unheard one would end the process. */
  private hear(where: string, error: unknown): void {
    this.log(`${where}: ${textOf(error)}`);
    if (this.closing === undefined && this.driver.isWiped(error)) void this.prepare().catch((again: unknown) => this.log(`${where}: ${textOf(again)}`));
  }

  private log(line: string): void {
    this.options.log?.(line);
  }
}

/** On Redis a job's key is its id beside `delayed`, `meta` and other keys of the queue; the prefix keeps an id from being one of them. */
const ID_PREFIX = 'job~';

function bullIdOf(id: string): string {
  return ID_PREFIX + id;
}

/** The port's id; one that somebody else wrote stays as it is. */
function portIdOf(bullId: string | undefined): string {
  return bullId?.startsWith(ID_PREFIX) === true ? bullId.slice(ID_PREFIX.length) : String(bullId);
}

/** BullMQ's numbered refusals: the job is gone, locked, or in another state than a moment ago. */
function isStateRefusal(error: unknown): boolean {
  return /^-\d+$/.test(codeOf(error));
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Fault('FAULT.DEPENDENCY_DOWN', `no answer from the queue within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
