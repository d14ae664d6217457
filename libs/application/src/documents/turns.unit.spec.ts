// Turns in a series of numbers: one after another, given back however the work ends, and no waiting between series.
import { withTurns } from './turns.js';

const owner = {};
/** Lets every waiting step go on. */
const settle = async (): Promise<void> => { for (let step = 0; step < 10; step += 1) await Promise.resolve(); };

it('lets the second wait for the first, and a third in another series go', async () => {
  const seen: string[] = [];
  let finish = (): void => undefined;
  const first = withTurns(owner, async (take) => {
    await take('a');
    await take('a');
    seen.push('first');
    await new Promise<void>((resolve) => { finish = resolve; });
  });
  const second = withTurns(owner, async (take) => { await take('a'); seen.push('second'); });
  const third = withTurns(owner, async (take) => { await take('b'); seen.push('third'); });
  await third;
  await settle();
  expect([...seen].sort()).toEqual(['first', 'third']);
  finish();
  await Promise.all([first, second]);
  expect(seen.at(-1)).toBe('second');
});

it('gives the turn back when the work fails', async () => {
  await expect(withTurns(owner, async (take) => { await take('a'); throw new Error('lost'); })).rejects.toThrow('lost');
  await expect(withTurns(owner, async (take) => { await take('a'); return 'done'; })).resolves.toBe('done');
});
