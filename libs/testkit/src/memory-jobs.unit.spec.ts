// The job port in memory: the contract, and what only a fake clock can show.
import { createFakeClock, systemClock } from './fake-clock.js';
import { createMemoryJobs, type MemoryJobs } from './memory-jobs.js';
import { jobsContract } from './jobs.contract.js';
import { addMs, type Instant } from '@quanze/kernel';

const ports: MemoryJobs[] = [];

jobsContract('memory', () => ({
  open: ({ names, backoffMs }) => {
    const port = createMemoryJobs({ names, clock: systemClock, automatic: true, ...(backoffMs === undefined ? {} : { backoffMs }) });
    ports.push(port);
    return port;
  },
  wipe: async () => ports.forEach((port) => port.wipe()),
}), { server: false });

describe('with a fake clock', () => {
  it('runs nothing until the clock is moved and runDue is called, then in order of time', async () => {
    const clock = createFakeClock('2024-05-06T09:00:00+08:00');
    const jobs = createMemoryJobs({ names: ['deadline'], clock });
    const seen: string[] = [];
    await jobs.work('deadline', async ({ id }) => void seen.push(id));
    const at = (ms: number): Instant => addMs(clock.now(), ms);
    await jobs.schedule({ id: 'b', name: 'deadline', data: {}, dueAt: at(2000) });
    await jobs.schedule({ id: 'a', name: 'deadline', data: {}, dueAt: at(1000) });
    await jobs.schedule({ id: 'c', name: 'deadline', data: {}, dueAt: at(9000) });
    expect(await jobs.runDue()).toBe(0);
    clock.advanceMs(2000);
    expect(await jobs.runDue()).toBe(2);
    expect(seen).toEqual(['a', 'b']);
    expect(jobs.all()).toEqual([{ id: 'c', name: 'deadline', dueAt: '2024-05-06T01:00:09.000Z' }]);
    jobs.wipe();
    clock.advanceMs(9000);
    expect(await jobs.runDue()).toBe(0);
  });
});
