/// <reference types="jest" />
// The part of the job contract that needs a server: a worker that is killed, a server that goes away, a queue that holds what we
// did not write, two ports on one queue. What is not here: everything an adapter in memory must do as well (`jobs.contract.ts`).
import { inMs, withMethods, type Bench } from './jobs-bench.js';
import { startTypeScript } from './child.js';
import { waitFor } from './wait.js';

export function serverContract(bench: () => Bench): void {
  it('closes within its limits while the server is away', async () => {
    const { name, note, ranIds, harness, request, logged, ...b } = withMethods(bench());
    const jobs = b.open();
    await jobs.work(name, note);
    await jobs.schedule(request('idle', 3_600_000));
    await jobs.schedule(request('first', 0));
    await waitFor('the first job', () => ranIds().includes('first'));
    await harness.server?.kill();
    try {
      await waitFor('the worker to notice', () => logged.some((line) => line.startsWith(`worker ${name}: `)));
      await jobs.close();
      await expect(jobs.ping()).rejects.toMatchObject({ code: 'FAULT.DEPENDENCY_DOWN' });
    } finally {
      await harness.server?.restart();
    }
  });

  it('runs a job again after its worker was killed', async () => {
    const { name, note, runs, request, harness, ...b } = withMethods(bench());
    const options = { names: [name, b.other], lockMs: 1000 };
    const child = startTypeScript(`
      ${harness.childCode?.(options)}
      await jobs.work(${JSON.stringify(name)}, async (job) => {
        console.log('began ' + job.id);
        await new Promise((never) => setTimeout(never, 600_000));
      });
      console.log('working');
    `);
    try {
      await child.line(/^working$/);
      const jobs = b.open(options);
      await jobs.schedule(request('orphan', 0));
      await child.line(/^began orphan$/);
      await child.kill('SIGKILL');
      await jobs.work(name, note);
      await waitFor('the second run', () => runs.length === 1, 30_000);
      expect(runs[0]).toMatchObject({ id: 'orphan', data: { caseId: 'orphan' } });
    } finally {
      await child.kill('SIGKILL');
    }
  });

  it('puts what it did not write among the dead letters, and no handler sees it', async () => {
    const { name, note, ranIds, request, harness, ...b } = withMethods(bench());
    const jobs = b.open();
    await jobs.schedule(request('good', 0));
    const ours = { v: 1, dueAt: inMs(0), attempts: 1, data: { caseId: 'x' } };
    const foreign = { number: 7, empty: {}, version: { ...ours, v: 2 }, instant: { ...ours, dueAt: 'yesterday' }, attempts: { ...ours, attempts: '1' }, data: { ...ours, data: ['x'] }, next: { ...ours, next: {} } };
    await Promise.all(Object.entries(foreign).map(([id, payload]) => harness.inject?.(name, id, payload)));
    await jobs.work(name, note);
    await waitFor('seven dead letters', async () => (await jobs.depth())[name]?.dead === 7);
    await waitFor('the good job', () => ranIds().length === 1);
    expect(ranIds()).toEqual(['good']);
    const dead = await jobs.dead(name, 10);
    expect(dead.map((job) => job.id).sort()).toEqual(Object.keys(foreign).sort());
    // Trying again would not make it ours.
    expect(dead.map((job) => job.attempts)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('does not run a job early that the queue has handed out early', async () => {
    const { name, note, runs, harness, ...b } = withMethods(bench());
    const jobs = b.open();
    await jobs.ping();
    const dueAt = inMs(700);
    await jobs.depth();
    await harness.inject?.(name, 'early', { v: 1, dueAt, attempts: 1, data: {} });
    await jobs.work(name, note);
    await waitFor('the job', () => runs.length === 1);
    expect(runs[0]?.atMs).toBeGreaterThanOrEqual(Date.parse(dueAt));
  });

  it('outlives its server: calls are refused while it is away, and the worker goes on when it is back', async () => {
    const { name, note, ranIds, request, harness, logged, ...b } = withMethods(bench());
    const jobs = b.open({ lockMs: 1000 });
    await jobs.work(name, note);
    await jobs.schedule(request('before', 0));
    await waitFor('the job before', () => ranIds().includes('before'));
    await jobs.schedule(request('across', 1000));
    await harness.server?.kill();
    await expect(jobs.ping()).rejects.toMatchObject({ code: 'FAULT.DEPENDENCY_DOWN' });
    // Refused by the connection, not by waiting in vain.
    await expect(jobs.schedule(request('refused', 0))).rejects.toMatchObject({ code: 'FAULT.DEPENDENCY_DOWN', message: expect.not.stringContaining('no answer') });
    await expect(b.open().work(b.other, note)).rejects.toMatchObject({ code: 'FAULT.DEPENDENCY_DOWN' });
    await harness.server?.restart();
    await waitFor('the server', () => jobs.ping().then(() => true));
    await jobs.schedule(request('after', 0));
    await waitFor('the jobs after', () => ranIds().includes('across') && ranIds().includes('after'), 30_000);
    expect(logged).toContainEqual(expect.stringMatching(new RegExp(`^worker ${name}: `)));
    expect(logged).toContainEqual(expect.stringMatching(harness.lostLine ?? /^/));
    expect(logged.join('\n')).not.toContain('caseId');
  });
}
