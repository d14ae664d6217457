/// <reference types="jest" />
// What every adapter of the job port must do, run on the real ones and on the one in memory. What a server alone can show
// (a killed worker, a lost server, foreign payloads) is in `jobs-server.contract.ts`.
import type { Job, JobPort, JobRequest } from '@quanze/application';
import { addMs, epochMsOf, type Instant } from '@quanze/kernel';
import { systemClock } from './fake-clock.js';
import { serverContract } from './jobs-server.contract.js';
import { waitFor } from './wait.js';

export interface OpenOptions {
  readonly names: readonly string[];
  readonly lockMs?: number;
  readonly backoffMs?: number;
  readonly log?: (line: string) => void;
}

export interface JobsHarness {
  /** A port as another process would open it; the suite closes it. */
  open(options: OpenOptions): JobPort;
  /** Loses everything the queue holds. */
  wipe(): Promise<void>;
  /** Writes a job that did not come through the port. */
  inject?(name: string, id: string, payload: unknown): Promise<void>;
  /** Module code that declares `jobs`, a port with the names and lock time of `options`, for a process of its own. */
  childCode?(options: OpenOptions): string;
  /** What the log says of a lost connection. */
  readonly lostLine?: RegExp;
  /** Kills the server, and starts it again with its data. */
  readonly server?: { kill(): Promise<void>; restart(): Promise<void> };
}

let count = 0;

/** Ports of one test, with names of its own so that tests do not meet, and what happened in them. */
export class Bench {
  readonly name = `work-${(count += 1)}`;
  readonly other = `rest-${count}`;
  readonly runs: (Job & { readonly atMs: number })[] = [];
  readonly logged: string[] = [];
  private readonly ports: JobPort[] = [];

  constructor(readonly harness: JobsHarness) {}

  open(options: Partial<OpenOptions> = {}): JobPort {
    const port = this.harness.open({ names: [this.name, this.other], backoffMs: 20, log: (line) => void this.logged.push(line), ...options });
    this.ports.push(port);
    return port;
  }

  request(id: string, afterMs: number, more: Partial<JobRequest> = {}): JobRequest {
    return { id, name: this.name, data: { caseId: id }, dueAt: inMs(afterMs), ...more };
  }

  readonly note = async (job: Job): Promise<void> => {
    this.runs.push({ ...job, atMs: Date.now() });
  };

  ranIds(): string[] {
    return this.runs.map((run) => run.id);
  }

  async close(): Promise<void> {
    await Promise.all(this.ports.map((port) => port.close()));
  }
}

export function inMs(ms: number): Instant {
  return addMs(systemClock.now(), ms);
}

const EMPTY = { waiting: 0, delayed: 0, active: 0, dead: 0 };

/** Registers the suite. @param harness is asked inside tests only */
export function jobsContract(title: string, harness: () => JobsHarness, has: { server: boolean }): void {
  describe(`${title}: job port`, () => {
    jest.setTimeout(60_000);
    let bench: Bench;
    beforeEach(() => {
      bench = new Bench(harness());
    });
    afterEach(() => bench.close());

    timeContract(() => bench);
    identityContract(() => bench);
    failureContract(() => bench);
    loadContract(() => bench);
    limitContract(() => bench);
    if (has.server) serverContract(() => bench);
  });
}

function timeContract(bench: () => Bench): void {
  it('runs a job not before its instant and soon after it', async () => {
    const { name, note, request, runs, ...b } = withMethods(bench());
    const jobs = b.open();
    await jobs.work(name, note);
    const asked = request('case-1', 400);
    await jobs.schedule(asked);
    await waitFor('the job', () => runs.length > 0);
    const [run] = runs;
    expect(run).toMatchObject({ id: 'case-1', name, data: { caseId: 'case-1' }, dueAt: asked.dueAt, attempt: 1 });
    expect(run?.atMs).toBeGreaterThanOrEqual(epochMsOf(asked.dueAt));
    expect(run?.atMs).toBeLessThan(epochMsOf(asked.dueAt) + 2000);
  });

  it('runs a job whose instant has passed at once', async () => {
    const { name, note, request, runs, ...b } = withMethods(bench());
    const jobs = b.open();
    await jobs.schedule(request('late', -3_600_000));
    await jobs.work(name, note);
    await waitFor('the job', () => runs.length === 1);
    await waitFor('an empty queue', async () => JSON.stringify((await jobs.depth())[name]) === JSON.stringify(EMPTY));
  });

  it('keeps a job of the year 2190 without running it', async () => {
    const { name, note, runs, request, ...b } = withMethods(bench());
    const jobs = b.open();
    await jobs.work(name, note);
    await jobs.schedule(request('far', 0, { dueAt: '2190-01-01T00:00:00.000Z' as Instant }));
    await jobs.schedule(request('near', 50));
    await waitFor('the near job', () => runs.length > 0);
    await waitFor('the counts', async () => (await jobs.depth())[name]?.active === 0);
    expect(await jobs.depth()).toMatchObject({ [name]: { ...EMPTY, delayed: 1 } });
    expect(runs).toHaveLength(1);
  });
}

function identityContract(bench: () => Bench): void {
  it('runs an id once, however often and from wherever it is scheduled', async () => {
    const { name, note, request, runs, ranIds, ...b } = withMethods(bench());
    const [one, two] = [b.open(), b.harness.server === undefined ? undefined : b.open()];
    const asked = request('same', 300);
    await Promise.all([one.schedule(asked), one.schedule(asked), (two ?? one).schedule(asked)]);
    await one.schedule(asked);
    await one.work(name, note);
    await one.schedule(request('last', 600));
    await waitFor('the last job', () => ranIds().includes('last'));
    expect(ranIds()).toEqual(['same', 'last']);
    expect(runs[0]?.dueAt).toBe(asked.dueAt);
  });

  it('moves a job earlier, with its new data, while a worker sleeps towards the old instant', async () => {
    const { name, note, request, runs, ...b } = withMethods(bench());
    const jobs = b.open();
    await jobs.work(name, note);
    await jobs.schedule(request('moved', 3_600_000));
    await jobs.schedule(request('moved', 200, { data: { caseId: 'new' } }));
    await waitFor('the job', () => runs.length === 1);
    expect(runs[0]?.data).toEqual({ caseId: 'new' });
  });

  it('moves a job later, also one that is due and waits for a worker', async () => {
    const { name, note, request, ranIds, ...b } = withMethods(bench());
    const jobs = b.open();
    await jobs.schedule(request('delayed', 100));
    await jobs.schedule(request('delayed', 3_600_000));
    await jobs.schedule(request('waiting', -1000));
    await jobs.schedule(request('waiting', 3_600_000));
    await jobs.schedule(request('due', 300));
    await jobs.work(name, note);
    await waitFor('the due job', () => ranIds().includes('due'));
    expect(ranIds()).toEqual(['due']);
    await waitFor('the counts', async () => (await jobs.depth())[name]?.active === 0);
    expect(await jobs.depth()).toMatchObject({ [name]: { ...EMPTY, delayed: 2 } });
  });

  it('cancels a job that waits, once, and leaves the others', async () => {
    const { name, note, request, ranIds, ...b } = withMethods(bench());
    const jobs = b.open();
    await jobs.schedule(request('gone', 100));
    await jobs.schedule(request('stays', 150));
    expect(await jobs.cancel('gone')).toBe(true);
    expect(await jobs.cancel('gone')).toBe(false);
    expect(await jobs.cancel('unknown')).toBe(false);
    await jobs.work(name, note);
    await waitFor('the other job', () => ranIds().includes('stays'));
    expect(ranIds()).toEqual(['stays']);
  });

  it('runs an id once more when it is scheduled while it runs, and never beside itself', async () => {
    const { name, request, ...b } = withMethods(bench());
    const jobs = b.open();
    const seen: string[] = [];
    await jobs.work(name, async (job) => {
      seen.push(`begin ${String(job.data['round'])}`);
      if (seen.length === 1) await jobs.schedule(request('again', 0, { data: { round: 2 } }));
      await waitFor('a moment', async () => (await jobs.depth())[name]?.active === 1);
      seen.push(`end ${String(job.data['round'])}`);
    }, { concurrency: 3 });
    await jobs.schedule(request('again', 0, { data: { round: 1 } }));
    await waitFor('both rounds', () => seen.length === 4);
    expect(seen).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('cancels the next reminder of a job that runs', async () => {
    const { name, request, ...b } = withMethods(bench());
    const jobs = b.open();
    const answers: unknown[] = [];
    await jobs.work(name, async (job) => {
      if (job.id === 'last') return void answers.push('last');
      answers.push(await jobs.cancel('self'));
      await jobs.schedule(request('self', 50));
      answers.push(await jobs.cancel('self'));
    });
    await jobs.schedule(request('self', 0));
    await waitFor('the job', () => answers.length === 2);
    await jobs.schedule(request('last', 150));
    await waitFor('the last job', () => answers.includes('last'));
    expect(answers).toEqual([false, true, 'last']);
  });
}

function failureContract(bench: () => Bench): void {
  it('tries a failing job again after growing waits, then keeps it as a dead letter', async () => {
    const { name, request, runs, note, ...b } = withMethods(bench());
    const jobs = b.open({ backoffMs: 100 });
    await jobs.work(name, async (job) => {
      await note(job);
      throw new Error('the register does not answer');
    });
    await jobs.schedule(request('bad', 0, { attempts: 3 }));
    await waitFor('the dead letter', async () => (await jobs.depth())[name]?.dead === 1);
    expect(runs.map((run) => run.attempt)).toEqual([1, 2, 3]);
    const [first, second, third] = runs.map((run) => run.atMs) as [number, number, number];
    expect(second - first).toBeGreaterThanOrEqual(95);
    expect(third - second).toBeGreaterThanOrEqual(195);
    expect(await jobs.dead(name, 10)).toEqual([{ id: 'bad', name, attempts: 3, error: 'the register does not answer' }]);
    expect(await jobs.depth()).toMatchObject({ [name]: { ...EMPTY, dead: 1 }, [b.other]: EMPTY });
  });

  it('tries a dead letter afresh when it is scheduled again, and drops one that is cancelled', async () => {
    const { name, request, runs, note, ...b } = withMethods(bench());
    const jobs = b.open();
    let isBroken = true;
    await jobs.work(name, async (job) => {
      await note(job);
      if (isBroken) throw new Error(`broken ${'x'.repeat(2000)}`);
    });
    await jobs.schedule(request('a', 0, { attempts: 1 }));
    await jobs.schedule(request('b', 0, { attempts: 1 }));
    await waitFor('two dead letters', async () => (await jobs.depth())[name]?.dead === 2);
    expect((await jobs.dead(name, 1000)).map((job) => job.error.length)).toEqual([500, 500]);
    expect(await jobs.dead(name, 1)).toHaveLength(1);
    isBroken = false;
    await jobs.schedule(request('a', 0, { attempts: 2 }));
    await waitFor('the third run', () => runs.length === 3);
    expect(runs[2]).toMatchObject({ id: 'a', attempt: 1 });
    expect(await jobs.cancel('b')).toBe(true);
    await waitFor('no dead letter', async () => (await jobs.depth())[name]?.dead === 0);
  });

  it('counts attempts anew, and by the new number, when a job is scheduled again', async () => {
    const { name, request, runs, note, ...b } = withMethods(bench());
    const jobs = b.open({ backoffMs: 600_000 });
    await jobs.work(name, async (job) => {
      await note(job);
      throw new Error('broken');
    });
    await jobs.schedule(request('a', 0, { attempts: 5 }));
    await waitFor('the wait for the second attempt', async () => runs.length === 1 && (await jobs.depth())[name]?.delayed === 1);
    await jobs.schedule(request('a', 0, { attempts: 1 }));
    await waitFor('the dead letter', async () => (await jobs.depth())[name]?.dead === 1);
    expect(runs.map((run) => run.attempt)).toEqual([1, 1]);
    expect(await jobs.dead(name, 1)).toMatchObject([{ id: 'a', attempts: 1 }]);
  });

  it('goes on after a handler that throws what is not an error', async () => {
    const { name, request, runs, note, ...b } = withMethods(bench());
    const jobs = b.open();
    await jobs.work(name, async (job) => {
      await note(job);
      if (job.id === 'odd') throw null;
    });
    await jobs.schedule(request('odd', 0, { attempts: 1 }));
    await waitFor('the dead letter', async () => (await jobs.depth())[name]?.dead === 1);
    await jobs.schedule(request('even', 0));
    await waitFor('the next job', () => runs.some((run) => run.id === 'even'));
  });

  it('schedules again after the whole queue was wiped, and its worker lives on', async () => {
    const { name, note, request, ranIds, ...b } = withMethods(bench());
    const jobs = b.open({ lockMs: 1000 });
    await jobs.work(name, note);
    await jobs.schedule(request('lost', 3_600_000));
    await b.harness.wipe();
    await jobs.schedule(request('new', 50));
    await waitFor('the new job', () => ranIds().includes('new'), 30_000);
    expect(await jobs.cancel('lost')).toBe(false);
    await jobs.schedule(request('lost', 50));
    await waitFor('the job scheduled again', () => ranIds().includes('lost'), 30_000);
  });
}

function loadContract(bench: () => Bench): void {
  it('runs each of 5000 jobs once', async () => {
    const { name, note, request, ranIds, ...b } = withMethods(bench());
    const jobs = b.open();
    const ids = Array.from({ length: 5000 }, (_, i) => `case-${i}`);
    const dueAt = inMs(-1);
    const slices = Array.from({ length: 25 }, (_, i) => ids.slice(i * 200, i * 200 + 200));
    await Promise.all(slices.map(async (slice) => {
      for (const id of slice) await jobs.schedule(request(id, 0, { dueAt }));
    }));
    expect((await jobs.depth())[name]).toEqual({ ...EMPTY, waiting: 5000 });
    await jobs.work(name, note, { concurrency: 25 });
    await waitFor('all jobs', () => ranIds().length >= 5000, 110_000);
    await waitFor('an empty queue', async () => JSON.stringify((await jobs.depth())[name]) === JSON.stringify(EMPTY));
    expect([...ranIds()].sort()).toEqual([...ids].sort());
  }, 120_000);

  it('never runs a job in two workers at the same time, nor more of them than each may', async () => {
    const { name, request, ...b } = withMethods(bench());
    const [one, two] = b.harness.server === undefined ? [b.open()] : [b.open(), b.open()];
    const [running, done] = [new Map<string, number>(), [] as string[]];
    const seen = { sameId: 0, most: 0 };
    const handler = async (job: Job): Promise<void> => {
      running.set(job.id, (running.get(job.id) ?? 0) + 1);
      seen.sameId = Math.max(seen.sameId, running.get(job.id) ?? 0);
      seen.most = Math.max(seen.most, [...running.values()].reduce((sum, n) => sum + n, 0));
      await (one as JobPort).ping();
      running.set(job.id, (running.get(job.id) ?? 0) - 1);
      done.push(job.id);
    };
    await Promise.all(Array.from({ length: 200 }, (_, i) => (one as JobPort).schedule(request(`j${i}`, 100))));
    await Promise.all([one, two ?? one].map((port) => (port as JobPort).work(name, handler, { concurrency: 4 })));
    await waitFor('all jobs', () => done.length >= 200, 50_000);
    expect(new Set(done).size).toBe(200);
    expect(done).toHaveLength(200);
    expect(seen.sameId).toBe(1);
    expect(seen.most).toBeLessThanOrEqual(8);
  });

  it('ends a worker only when its running job has ended, and takes no other', async () => {
    const { name, request, ...b } = withMethods(bench());
    const jobs = b.open();
    const steps: string[] = [];
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const worker = await jobs.work(name, async (job) => {
      steps.push(`begin ${job.id}`);
      await gate;
      steps.push(`end ${job.id}`);
    });
    await jobs.schedule(request('first', 0));
    await waitFor('the first job', () => steps.length === 1);
    await jobs.schedule(request('second', 0));
    const closed = worker.close().then(() => steps.push('closed'));
    release();
    await closed;
    expect(steps).toEqual(['begin first', 'end first', 'closed']);
    expect((await jobs.depth())[name]).toMatchObject({ waiting: 1, active: 0 });
  });
}

function limitContract(bench: () => Bench): void {
  const refusals: readonly [string, Partial<Record<keyof JobRequest, unknown>>][] = [
    ['an empty id', { id: '' }],
    ['an id of digits', { id: '12345' }],
    ['an id with a colon', { id: 'a:b' }],
    ['an id of 129 characters', { id: 'a'.repeat(129) }],
    ['an unknown name', { name: 'unknown' }],
    ['a day as an instant', { dueAt: '2024-05-01' }],
    ['an instant with an offset', { dueAt: '2024-05-01T08:00:00+08:00' }],
    ['no attempt', { attempts: 0 }],
    ['26 attempts', { attempts: 26 }],
    ['half an attempt', { attempts: 1.5 }],
    ['data of 4 KB and more', { data: { text: '案'.repeat(1400) } }],
    ['a Date', { data: { at: new Date(0) } }],
    ['a function', { data: { run: () => 1 } }],
    ['undefined', { data: { caseId: undefined } }],
    ['a number that JSON has not', { data: { n: Number.NaN } }],
    ['a list', { data: ['case-1'] }],
    ['null', { data: null }],
    ['a bottomless object', { data: nested(8) }],
  ];
  it.each(refusals)('refuses %s', async (_what, change) => {
    const { request, ...b } = withMethods(bench());
    const jobs = b.open();
    await expect(jobs.schedule({ ...request('ok', 0), ...change } as JobRequest)).rejects.toMatchObject({ code: 'FAULT.JOB_MALFORMED' });
    expect((await jobs.depth())[b.name]).toEqual(EMPTY);
  });

  it('takes the longest id and the largest and deepest data', async () => {
    const { name, note, request, runs, ...b } = withMethods(bench());
    const jobs = b.open();
    const data = { text: 'x'.repeat(3900), deep: nested(6) };
    await jobs.schedule(request(`Z.~_-${'9'.repeat(123)}`, 0, { data: data as JobRequest['data'] }));
    await jobs.work(name, note);
    await waitFor('the job', () => runs.length === 1);
    expect(runs[0]?.data).toEqual(data);
  });

  it('refuses to work on an unknown name, and everything after it was closed', async () => {
    const { name, note, request, ...b } = withMethods(bench());
    const jobs = b.open();
    await expect(jobs.work('unknown', note)).rejects.toMatchObject({ code: 'FAULT.JOB_MALFORMED' });
    await jobs.ping();
    await jobs.close();
    await jobs.close();
    await expect(jobs.schedule(request('late', 0))).rejects.toMatchObject({ code: 'FAULT.DEPENDENCY_DOWN' });
    await expect(jobs.ping()).rejects.toMatchObject({ code: 'FAULT.DEPENDENCY_DOWN' });
    await expect(jobs.work(name, note)).rejects.toMatchObject({ code: 'FAULT.DEPENDENCY_DOWN' });
  });

  it('refuses job names that are malformed, repeated or none', () => {
    const { ...b } = withMethods(bench());
    expect(() => b.open({ names: [] })).toThrow('FAULT.JOB_MALFORMED');
    expect(() => b.open({ names: ['a', 'a'] })).toThrow('FAULT.JOB_MALFORMED');
    expect(() => b.open({ names: ['Deadline:1'] })).toThrow('FAULT.JOB_MALFORMED');
  });
}

function nested(levels: number): unknown {
  return levels === 0 ? {} : { in: nested(levels - 1) };
}

/** The bench as loose parts that keep their `this`. */
export function withMethods(bench: Bench): Pick<Bench, 'name' | 'other' | 'runs' | 'logged' | 'note' | 'open' | 'request' | 'ranIds' | 'harness'> {
  return {
    name: bench.name, other: bench.other, runs: bench.runs, logged: bench.logged, note: bench.note, harness: bench.harness,
    open: (options) => bench.open(options), request: (id, afterMs, more) => bench.request(id, afterMs, more), ranIds: () => bench.ranIds(),
  };
}
