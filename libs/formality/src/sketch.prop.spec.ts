// Goal: what `sketch.ts` says it guarantees. Method: fast-check over texts of a small alphabet, so that much is common; the model is the
// share of common grams computed from all of them.
import fc from 'fast-check';
import { normalizeText } from './normalize.js';
import { GRAM_LENGTH, keysOf, shareOf, SLOTS, sketchOf } from './sketch.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const options = { seed, numRuns: 200 };
const words = [...'检察官审查起诉证据事实清楚适用法律正确同意意见被告人盗窃数额'];
const text = fc.array(fc.constantFrom(...words), { minLength: 20, maxLength: 200 }).map((characters) => characters.join(''));
/** A text and one made from it: characters replaced here and there. */
const pair = fc.tuple(text, fc.array(fc.tuple(fc.nat(199), fc.constantFrom(...words)), { maxLength: 30 })).map(([one, changes]) => {
  const characters = [...one];
  for (const [place, character] of changes) if (place < characters.length) characters[place] = character;
  return [one, characters.join('')] as const;
});

/** Share of common grams, from all of them. */
function naiveShare(a: string, b: string): number {
  const grams = (of: string): Set<string> => new Set(Array.from({ length: Math.max(0, [...of].length - GRAM_LENGTH + 1) }, (_, start) => [...of].slice(start, start + GRAM_LENGTH).join('')));
  const [left, right] = [grams(a), grams(b)];
  const common = [...left].filter((gram) => right.has(gram)).length;
  return common / (left.size + right.size - common);
}

describe(`sketches (seed ${seed})`, () => {
  it('what changes nothing but width, spaces and punctuation changes nothing', () => {
    fc.assert(fc.property(text, fc.constantFrom('，', ' ', '\n', '。', '——', '、 '), (one, between) => {
      const dressed = [...one].join(between);
      expect(normalizeText(dressed)).toBe(one);
      expect(sketchOf(normalizeText(dressed))).toEqual(sketchOf(one));
    }), options);
  });

  // 5.4 standard deviations of 1/16: less than once in ten million pairs.
  it('the estimated share is near the true one', () => {
    fc.assert(fc.property(pair, ([a, b]) => {
      expect(Math.abs(shareOf(sketchOf(a), sketchOf(b)) - naiveShare(a, b))).toBeLessThanOrEqual(0.34);
    }), options);
  });

  it('the estimate leans to neither side', () => {
    const pairs = fc.sample(pair, { seed, numRuns: 400 });
    const errors = pairs.map(([a, b]) => shareOf(sketchOf(a), sketchOf(b)) - naiveShare(a, b));
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.03);
  });

  // One key in sixteen bands: missed with (1 - J⁴)¹⁶, which is less than 2e-8 from 0.9 on.
  it('near copies of one owner have a key in common, and a copy has all', () => {
    fc.assert(fc.property(pair, fc.string(), ([a, b], owner) => {
      const keys = keysOf(sketchOf(a), owner);
      expect(keysOf(sketchOf(a), owner)).toEqual(keys);
      if (naiveShare(a, b) >= 0.9) expect(keysOf(sketchOf(b), owner).some((key) => keys.includes(key))).toBe(true);
    }), options);
  });

  it('owners do not find each other, and every number fits its column', () => {
    fc.assert(fc.property(text, (one) => {
      const sketch = sketchOf(one);
      const [mine, yours] = [keysOf(sketch, 'mine'), keysOf(sketch, 'yours')];
      expect(mine.filter((key) => yours.includes(key))).toEqual([]);
      expect([sketch.length, Math.min(...sketch) >= -32768, Math.max(...sketch) <= 32767, mine.every((key) => key === (key | 0))]).toEqual([SLOTS, true, true, true]);
    }), options);
  });

  it('a text without grams is like nothing, not even itself', () => {
    expect([sketchOf('同意'), shareOf(sketchOf('同意'), sketchOf('同意')), keysOf(sketchOf('同意'), 'a')]).toEqual([[], 0, []]);
  });
});
