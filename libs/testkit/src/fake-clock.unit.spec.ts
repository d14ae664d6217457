// Time, ids and chance under control, and waiting on a condition.
import { isUuid, type Instant } from '@quanze/kernel';
import { createFakeClock, createIdSource, createSeededRandom } from './fake-clock.js';
import { waitFor } from './wait.js';

describe('the fake clock', () => {
  it('stands still, advances, jumps back only when told, and tells who listens', () => {
    const clock = createFakeClock('2024-05-06T09:00:00+08:00');
    const seen: string[] = [];
    const stop = clock.onMove(() => seen.push(clock.now()));
    expect(clock.now()).toBe('2024-05-06T01:00:00.000Z');
    expect(clock.advanceMs(1500)).toBe('2024-05-06T01:00:01.500Z');
    expect(() => clock.advanceMs(-1)).toThrow('FAULT.ASSERTION');
    clock.jumpTo('2024-05-01T00:00:00.000Z' as Instant);
    stop();
    clock.advanceMs(1);
    expect(seen).toEqual(['2024-05-06T01:00:01.500Z', '2024-05-01T00:00:00.000Z']);
  });
});

describe('seeded chance', () => {
  it('repeats with the seed and differs with another', () => {
    const row = (seed: number): number[] => Array.from({ length: 20 }, ((random) => () => random.int(1000))(createSeededRandom(seed)));
    expect(row(7)).toEqual(row(7));
    expect(row(7)).not.toEqual(row(8));
  });

  it('reaches every number of a range about equally often, and nothing outside', () => {
    const random = createSeededRandom(1);
    const counts = [0, 0, 0, 0, 0];
    Array.from({ length: 10_000 }, () => random.int(5)).forEach((n) => (counts[n] = (counts[n] ?? NaN) + 1));
    expect(counts).toHaveLength(5);
    expect(Math.min(...counts)).toBeGreaterThan(1800);
    expect(() => random.int(0)).toThrow('FAULT.ASSERTION');
  });

  it('gives fractions that repeat, fill 0 to 1 and never reach 1', () => {
    const row = (seed: number): number[] => Array.from({ length: 2000 }, createSeededRandom(seed).fraction);
    expect(row(9)).toEqual(row(9));
    const [least, most] = [Math.min(...row(9)), Math.max(...row(9))];
    expect([least >= 0 && least < 0.01, most > 0.99 && most < 1]).toEqual([true, true]);
  });

  it('shuffles without loss, picks, and gives bytes as hexadecimal', () => {
    const random = createSeededRandom(3);
    const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const shuffled = random.shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort()).toEqual(items);
    expect(items).toContain(random.pick(items));
    expect(random.hex(16)).toMatch(/^[0-9a-f]{32}$/);
    expect(() => random.pick([])).toThrow('FAULT.ASSERTION');
  });
});

describe('ids in order', () => {
  it('are UUIDs, each once, and apart in two spaces', () => {
    const [one, two] = [createIdSource(), createIdSource(0xbeef)];
    expect([one.next(), one.next(), two.next()]).toEqual([
      '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002', '00000000-beef-4000-8000-000000000001',
    ]);
    expect(isUuid(one.next())).toBe(true);
  });
});

describe('waiting', () => {
  it('ends with the first answer, and tells what was waited for and the last error', async () => {
    let asked = 0;
    expect(await waitFor('the third', () => (asked += 1) === 3 && 'there')).toBe('there');
    await expect(waitFor('rain', () => Promise.reject(new Error('dry')), 20)).rejects.toThrow('rain (Error: dry)');
  });
});
