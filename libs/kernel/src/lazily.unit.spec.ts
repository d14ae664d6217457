// A value made on demand. What is not here: who uses it.
import { lazily } from './lazily.js';

it('is made at the first question and not again', () => {
  let made = 0;
  const value = lazily(() => ({ made: (made += 1) }));
  expect(made).toBe(0);
  expect(value()).toBe(value());
  expect(made).toBe(1);
});

it('keeps nothing when making it failed', () => {
  let tries = 0;
  const value = lazily(() => {
    tries += 1;
    if (tries === 1) throw new Error('not yet');
    return undefined;
  });
  expect(() => value()).toThrow('not yet');
  expect([value(), value(), tries]).toEqual([undefined, undefined, 2]);
});
