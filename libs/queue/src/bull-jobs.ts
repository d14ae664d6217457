// The job port on BullMQ. One BullMQ queue for each job name, made when first used; the port's id is BullMQ's id.
// What is not here: connections and servers, which are the driver's, and the single reminder (`reminder.ts`).
import { type Job as BullJob, DelayedError, UnrecoverableError } from 'bullmq';
import {
  checkJobName, checkJobNames, checkJobRequest, envelopeOf, readEnvelope, type DeadJob, type JobDepth, type JobEnvelope,
  type JobHandler, type JobPort, type JobRequest, type JobWorker, type WorkOptions,
} from '@quanze/application';
import { epochMsOf, Fault } from '@quanze/kernel';
import { abandonWorker, isConnectionError, textOf, type BullQueue, type BullWorker, type Driver, type JobsOptionsCommon } from './driver.js';
import { portIdOf, putReminder, takeReminder } from './reminder.js';

const OPERATION_LIMIT_MS = 10_000;
const PING_LIMIT_MS = 2000;
/** How long a goodbye may take before it is asked whether there is still a server to say it to. */
const GOODBYE_LIMIT_MS = 2000;
/** How often a job may take its worker down before it counts as the cause. */
const STALLS_MAX = 5;

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
    await this.operate('schedule', async () => this.put(await this.queueOf(request.name), request.name, request.id, envelopeOf(request)));
  }

  async cancel(id: string): Promise<boolean> {
    return this.operate('cancel', async () => {
      const taken = await Promise.all(this.options.names.map(async (name) => takeReminder(await this.queueOf(name), id)));
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

  private put(queue: BullQueue, name: string, id: string, envelope: JobEnvelope): Promise<void> {
    return putReminder(queue, name, id, envelope, this.options.backoffMs ?? 1000);
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
    const done = this.queueOf(name).then((queue) => this.put(queue, name, portIdOf(job.id), next)).catch((error: unknown) => this.hear(`follow-up of ${portIdOf(job.id)}`, error));
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
