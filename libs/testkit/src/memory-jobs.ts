// The job port in memory, for use-case tests and the simulator. With a fake clock nothing runs by itself: move the clock and call
// `runDue`. With `automatic` it uses timers and the clock it was given, which is how the contract suite runs it.
// What is not here: durability. Losing it is what a wiped queue is, and the application must bear that.
import {
  checkJobName, checkJobNames, checkJobRequest, envelopeOf, type DeadJob, type JobDepth, type JobEnvelope, type JobHandler,
  type JobPort, type JobRequest, type JobWorker, type WorkOptions,
} from '@quanze/application';
import { epochMsOf, Fault, instantOfEpochMs, type Clock, type Instant } from '@quanze/kernel';

export interface MemoryJobsOptions {
  readonly names: readonly string[];
  readonly clock: Clock;
  /** Timers fire due jobs; otherwise `runDue` does. */
  readonly automatic?: boolean;
  /** Wait before the second attempt, doubled each time; 1000 when absent. */
  readonly backoffMs?: number;
}

/** `runDue` runs everything due now, in order of time, and what that makes due, and resolves with the number of runs.
 *  `wipe` forgets all jobs. `all` lists the reminders that wait, soonest first. */
export interface MemoryJobs extends JobPort {
  runDue(): Promise<number>;
  wipe(): void;
  all(): readonly { readonly id: string; readonly name: string; readonly dueAt: Instant }[];
}

interface Entry {
  readonly id: string;
  readonly name: string;
  envelope: JobEnvelope;
  /** When it may run: the instant asked for, or the end of a backoff. */
  atMs: number;
  state: 'waiting' | 'active' | 'dead';
  attempt: number;
  error: string;
}

interface Hand {
  readonly handler: JobHandler;
  readonly concurrency: number;
  readonly running: Set<Promise<void>>;
}

/** Node fires a longer timer at once, so far jobs are looked at again now and then. */
const TIMER_LIMIT_MS = 2 ** 31 - 1;

export function createMemoryJobs(options: MemoryJobsOptions): MemoryJobs {
  checkJobNames(options.names);
  return new Memory(options);
}

class Memory implements MemoryJobs {
  private readonly entries = new Map<string, Entry>();
  private readonly hands = new Map<string, Set<Hand>>();
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly options: MemoryJobsOptions) {}

  async schedule(request: JobRequest): Promise<void> {
    this.ensureOpen();
    checkJobRequest(request, this.options.names);
    // What goes through a queue is a copy.
    const envelope = structuredClone(envelopeOf(request)) as JobEnvelope;
    const found = this.entries.get(request.id);
    if (found?.state === 'active') found.envelope = { ...found.envelope, next: envelope };
    else this.put(request.id, request.name, envelope);
    this.arm();
  }

  async cancel(id: string): Promise<boolean> {
    this.ensureOpen();
    const found = this.entries.get(id);
    if (found?.state !== 'active') return this.entries.delete(id);
    const { next, ...rest } = found.envelope;
    found.envelope = rest;
    return next !== undefined;
  }

  async work(name: string, handler: JobHandler, { concurrency = 1 }: WorkOptions = {}): Promise<JobWorker> {
    this.ensureOpen();
    checkJobName(name, this.options.names);
    const hand: Hand = { handler, concurrency, running: new Set() };
    const hands = this.hands.get(name) ?? new Set();
    this.hands.set(name, hands.add(hand));
    this.arm();
    return {
      close: async () => {
        hands.delete(hand);
        await Promise.all(hand.running);
      },
    };
  }

  async depth(): Promise<Readonly<Record<string, JobDepth>>> {
    const nowMs = this.nowMs();
    return Object.fromEntries(this.options.names.map((name) => {
      const mine = [...this.entries.values()].filter((entry) => entry.name === name);
      const count = (test: (entry: Entry) => boolean): number => mine.filter(test).length;
      return [name, {
        waiting: count((e) => e.state === 'waiting' && e.atMs <= nowMs),
        delayed: count((e) => e.state === 'waiting' && e.atMs > nowMs),
        active: count((e) => e.state === 'active'),
        dead: count((e) => e.state === 'dead'),
      }];
    }));
  }

  async dead(name: string, limit: number): Promise<readonly DeadJob[]> {
    checkJobName(name, this.options.names);
    return [...this.entries.values()].filter((e) => e.name === name && e.state === 'dead').reverse().slice(0, limit)
      .map(({ id, attempt, error }) => ({ id, name, attempts: attempt, error }));
  }

  async ping(): Promise<void> {
    this.ensureOpen();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    const hands = [...this.hands.values()].flatMap((set) => [...set]);
    this.hands.clear();
    await Promise.all(hands.flatMap((hand) => [...hand.running]));
  }

  async runDue(): Promise<number> {
    let runs = 0;
    for (;;) {
      const started = this.startDue(this.nowMs());
      if (started.length === 0) return runs;
      runs += started.length;
      await Promise.all(started);
    }
  }

  wipe(): void {
    this.entries.clear();
  }

  all(): readonly { readonly id: string; readonly name: string; readonly dueAt: Instant }[] {
    return [...this.entries.values()].filter((e) => e.state === 'waiting').sort((a, b) => a.atMs - b.atMs)
      .map(({ id, name, atMs }) => ({ id, name, dueAt: instantOfEpochMs(atMs) }));
  }

  private put(id: string, name: string, envelope: JobEnvelope): void {
    this.entries.delete(id);
    this.entries.set(id, { id, name, envelope, atMs: epochMsOf(envelope.dueAt), state: 'waiting', attempt: 0, error: '' });
  }

  /** Hands each due job to a worker that has room, soonest first. */
  private startDue(nowMs: number): Promise<void>[] {
    const due = [...this.entries.values()].filter((e) => e.state === 'waiting' && e.atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
    return due.flatMap((entry) => {
      const hand = [...(this.hands.get(entry.name) ?? [])].find(({ running, concurrency }) => running.size < concurrency);
      if (hand === undefined) return [];
      const run = this.run(entry, hand);
      hand.running.add(run);
      return [run.finally(() => hand.running.delete(run)).then(() => this.arm())];
    });
  }

  private async run(entry: Entry, hand: Hand): Promise<void> {
    entry.state = 'active';
    entry.attempt += 1;
    const { id, name, attempt, envelope } = entry;
    try {
      await hand.handler({ id, name, data: structuredClone(envelope.data) as JobEnvelope['data'], dueAt: envelope.dueAt, attempt });
      if (this.entries.get(id) === entry) this.entries.delete(id);
    } catch (error) {
      entry.error = (typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)).slice(0, 500);
      entry.state = attempt >= envelope.attempts ? 'dead' : 'waiting';
      entry.atMs = this.nowMs() + (this.options.backoffMs ?? 1000) * 2 ** (attempt - 1);
    }
    // Scheduled again while it ran: once it is finished, one way or the other, the new reminder takes its place.
    const isWiped = this.entries.has(id) && this.entries.get(id) !== entry;
    if (entry.envelope.next !== undefined && entry.state !== 'waiting' && !isWiped) this.put(id, name, entry.envelope.next);
  }

  private arm(): void {
    clearTimeout(this.timer);
    if (this.isClosed || this.options.automatic !== true) return;
    // One look at the clock: a job that came due between two looks would be neither started nor waited for.
    const nowMs = this.nowMs();
    this.startDue(nowMs);
    let soonestMs = Infinity;
    for (const { state, atMs } of this.entries.values()) if (state === 'waiting' && atMs > nowMs) soonestMs = Math.min(soonestMs, atMs);
    if (soonestMs !== Infinity) this.timer = setTimeout(() => this.arm(), Math.min(soonestMs - nowMs, TIMER_LIMIT_MS));
  }

  private nowMs(): number {
    return epochMsOf(this.options.clock.now());
  }

  private ensureOpen(): void {
    if (this.isClosed) throw new Fault('FAULT.DEPENDENCY_DOWN', 'the job port is closed');
  }
}
