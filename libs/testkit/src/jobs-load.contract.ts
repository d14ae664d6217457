/// <reference types="jest" />
// The part of the job contract about many jobs and several workers. What is not here: speed; that is measured in bench/.
import type { Job, JobPort } from '@quanze/application';
import { EMPTY, inMs, withMethods, type Bench } from './jobs-bench.js';
import { waitFor } from './wait.js';

export function loadContract(bench: () => Bench): void {
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
