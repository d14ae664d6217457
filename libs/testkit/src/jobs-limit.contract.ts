/// <reference types="jest" />
// The part of the job contract about what a port refuses: malformed requests, unknown names, anything after it was closed.
// What is not here: payloads that others wrote into the queue (`jobs-server.contract.ts`).
import type { JobRequest } from '@quanze/application';
import { EMPTY, withMethods, type Bench } from './jobs-bench.js';
import { waitFor } from './wait.js';

export function limitContract(bench: () => Bench): void {
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
