/// <reference types="jest" />
// What every adapter of the job port must do about time and identity, and the whole suite's registration. Run on the real adapters
// and on the one in memory. What is not here: failures, load and limits, and what only a server can show; each has its own file.
import { epochMsOf, type Instant } from '@quanze/kernel';
import { Bench, EMPTY, withMethods, type JobsHarness } from './jobs-bench.js';
import { failureContract } from './jobs-failure.contract.js';
import { limitContract } from './jobs-limit.contract.js';
import { loadContract } from './jobs-load.contract.js';
import { serverContract } from './jobs-server.contract.js';
import { waitFor } from './wait.js';

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
