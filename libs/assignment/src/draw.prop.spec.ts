// Goal: a draw favours nobody, does not depend on the order of its pool, and no character of its proof can be changed unnoticed. Method:
// fast-check; and many draws counted against the chances of their tickets (chi-square). FC_SEED repeats a run.
import fc from 'fast-check';
import { canonicalize } from '@quanze/ledger';
import type { JsonValue } from '@quanze/kernel';
import { drawFrom } from './draw.js';
import { input, proofOf, sha256 } from './draw.contract.js';
import { verifyDraw } from './verify-draw.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const options = { seed, numRuns: 200 };
const pools = fc.uniqueArray(fc.record({ person: fc.stringMatching(/^[a-z]{1,6}$/), tickets: fc.integer({ min: 1, max: 100 }) }), { selector: ({ person }) => person, minLength: 1, maxLength: 40 });
const DRAWS = 20_000;

/** Sum of squared differences from what the tickets promise, each in units of its expectation. */
function chiSquare(counts: ReadonlyMap<string, number>, pool: readonly { person: string; tickets: number }[]): number {
  const total = pool.reduce((sum, { tickets }) => sum + tickets, 0);
  return pool.reduce((sum, { person, tickets }) => {
    const expected = (DRAWS * tickets) / total;
    return sum + ((counts.get(person) ?? 0) - expected) ** 2 / expected;
  }, 0);
}

describe(`a draw (seed ${seed})`, () => {
  // Bounds that an honest draw exceeds once in a hundred million runs: chi-square of 9 and of 2 degrees of freedom.
  it.each([
    ['ten people of one ticket', Array.from({ length: 10 }, (_, n) => ({ person: `p${n}`, tickets: 1 })), 56],
    ['three people of 1, 2 and 4 tickets', [{ person: 'a', tickets: 1 }, { person: 'b', tickets: 2 }, { person: 'c', tickets: 4 }], 37],
  ])('chooses as often as the tickets promise: %s', (_what, pool, bound) => {
    const counts = new Map<string, number>();
    for (let n = 0; n < DRAWS; n += 1) {
      const { chosen } = proofOf({ pool, exclusions: [], head: sha256.ofText(`${seed}/${n}`) });
      counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
    }
    expect(chiSquare(counts, pool)).toBeLessThan(bound);
  });

  it('does not depend on the order of the pool', () => {
    fc.assert(fc.property(pools.chain((pool) => fc.tuple(fc.constant(pool), fc.shuffledSubarray(pool, { minLength: pool.length }))), ([pool, shuffled]) => {
      expect(drawFrom(input({ pool: shuffled, exclusions: [] }), sha256)).toEqual(drawFrom(input({ pool, exclusions: [] }), sha256));
    }), options);
  });

  it('chooses somebody of the pool and gives a proof that holds', () => {
    fc.assert(fc.property(pools, fc.integer({ min: 1, max: 1000 }), (pool, round) => {
      const proof = proofOf({ pool, round, exclusions: [] });
      expect(pool.map(({ person }) => person)).toContain(proof.chosen);
      expect(verifyDraw(JSON.parse(canonicalize(proof as unknown as JsonValue)), sha256).valid).toBe(true);
    }), options);
  });

  it('has a proof in which every single changed character is found', () => {
    const text = canonicalize(proofOf() as unknown as JsonValue);
    fc.assert(fc.property(fc.constantFrom(...'0123456789abcdefxyz"{}[]:,.- '), (letter) => {
      const unnoticed = [...text].flatMap((was, at) => (was === letter ? [] : holds(text.slice(0, at) + letter + text.slice(at + 1)) ? [at] : []));
      expect(unnoticed).toEqual([]);
    }), { seed, numRuns: 30 });
  });
});

function holds(text: string): boolean {
  try {
    return verifyDraw(JSON.parse(text), sha256).valid;
  } catch {
    return false;
  }
}
