// Goal: a change written down is the change made. Method: random trees without null, as snapshots are. FC_SEED repeats a run.
import type { JsonObject } from '@quanze/kernel';
import fc from 'fast-check';
import { applyPatch, diff } from './patch.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const options = { seed, numRuns: Number(process.env['FC_RUNS'] ?? 500) };
const key = fc.constantFrom('a', 'b', 'c', 'd', 'states');
const leaf = fc.oneof(fc.boolean(), fc.integer(), fc.string(), fc.array(fc.integer(), { maxLength: 3 }));
const { tree } = fc.letrec<{ tree: JsonObject; value: unknown }>((tie) => ({
  tree: fc.dictionary(key, tie('value'), { maxKeys: 5 }) as fc.Arbitrary<JsonObject>,
  value: fc.oneof({ maxDepth: 3 }, leaf, tie('tree')),
}));
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe(`merge patches (seed ${seed})`, () => {
  it('lead from any tree to any other', () => {
    fc.assert(fc.property(tree, tree, (before, after) => expect(plain(applyPatch(before, diff(before, after)))).toEqual(plain(after))), options);
  });

  it('are empty exactly when nothing changed, and survive being written as JSON', () => {
    fc.assert(fc.property(tree, tree, (before, after) => {
      const patch = diff(before, after);
      expect(Object.keys(patch).length === 0).toBe(JSON.stringify(sorted(before)) === JSON.stringify(sorted(after)));
      expect(plain(applyPatch(before, plain(patch) as JsonObject))).toEqual(plain(after));
    }), options);
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
}
