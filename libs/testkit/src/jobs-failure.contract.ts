/// <reference types="jest" />
// The part of the job contract about what goes wrong: failing handlers, dead letters, a wiped queue.
// What is not here: a lost server or worker (`jobs-server.contract.ts`).
import { EMPTY, withMethods, type Bench } from './jobs-bench.js';
import { waitFor } from './wait.js';

export function failureContract(bench: () => Bench): void {
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
