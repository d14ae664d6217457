// The draw: what it gives, what it refuses, and that a number which would favour somebody is thrown away.
import type { HashFunction, HashHex } from '@quanze/kernel';
import { commitmentOf, isSecret } from './commitment.js';
import { drawFrom } from './draw.js';
import { input, proofOf, SECRET, sha256 } from './draw.contract.js';
import { verifyDraw } from './verify-draw.js';

it('gives the same proof for the same input, with everything in it that is needed to repeat it', () => {
  expect(proofOf()).toEqual(proofOf());
  expect(proofOf()).toEqual({
    format: 'quanze-draw/1', algorithm: 'sha-256', ...input(), commitment: commitmentOf(SECRET, sha256), counter: 0, digest: expect.stringMatching(/^[0-9a-f]{64}$/), ticket: expect.any(Number), chosen: expect.any(String),
    pool: [{ person: 'an', tickets: 1 }, { person: 'bai', tickets: 4 }, { person: 'chen', tickets: 2 }], exclusions: [{ person: 'du', reason: 'absent' }, { person: 'zhu', reason: 'recused' }],
  });
  expect(verifyDraw(proofOf(), sha256)).toEqual({ valid: true, proof: proofOf() });
});

it('lays the tickets out in the order of the pool', () => {
  const chosen = new Map<number, string>();
  for (let round = 1; round <= 200; round += 1) {
    const proof = proofOf({ round });
    chosen.set(proof.ticket, proof.chosen);
  }
  expect([...chosen].sort(([a], [b]) => a - b)).toEqual([[0, 'an'], [1, 'bai'], [2, 'bai'], [3, 'bai'], [4, 'bai'], [5, 'chen'], [6, 'chen']]);
});

it.each([
  ['nobody', [], [], 'empty'],
  ['no tickets', [{ person: 'an', tickets: 0 }], [], 'tickets'],
  ['half a ticket', [{ person: 'an', tickets: 1.5 }], [], 'tickets'],
  ['more than a hundred tickets', [{ person: 'an', tickets: 101 }], [], 'tickets'],
  ['somebody twice', [{ person: 'an', tickets: 1 }, { person: 'an', tickets: 1 }], [], 'twice'],
  ['somebody excluded twice', [{ person: 'an', tickets: 1 }], [{ person: 'du', reason: 'x' }, { person: 'du', reason: 'y' }], 'twice'],
  ['somebody who is excluded', [{ person: 'an', tickets: 1 }], [{ person: 'an', reason: 'recused' }], 'both'],
  ['somebody without id', [{ person: '', tickets: 1 }], [], 'id'],
  ['an exclusion without reason', [{ person: 'an', tickets: 1 }], [{ person: 'du', reason: '' }], 'id'],
  ['more than a thousand people', Array.from({ length: 1001 }, (_, n) => ({ person: `p${n}`, tickets: 1 })), [], 'large'],
])('refuses a pool of %s', (_what, pool, exclusions, reason) => {
  expect(drawFrom(input({ pool, exclusions }), sha256)).toEqual({ ok: false, refusal: { code: 'DRAW.POOL_INVALID', params: { reason } } });
});

it('takes a pool of a thousand with a hundred tickets each', () => {
  const pool = Array.from({ length: 1000 }, (_, n) => ({ person: `p${n}`, tickets: 100 }));
  expect(verifyDraw(proofOf({ pool, exclusions: [] }), sha256).valid).toBe(true);
});

it('throws a number away that lies beyond the last whole round of tickets', () => {
  // 2^48 leaves 1 when divided by 3, so the highest number of all is one too many.
  const numbers = ['ffffffffffff', '000000000005'];
  const rigged: HashFunction = {
    ...sha256, ofText: (text) => (text.includes('"counter":') ? (`${numbers[text.includes('"counter":0') ? 0 : 1]}${'0'.repeat(52)}` as HashHex) : sha256.ofText(text)),
  };
  const pool = ['a', 'b', 'c'].map((person) => ({ person, tickets: 1 }));
  expect(drawFrom(input({ pool, exclusions: [] }), rigged)).toMatchObject({ ok: true, value: { counter: 1, ticket: 2, chosen: 'c' } });
});

it('knows a secret when it sees one', () => {
  expect([SECRET, SECRET.toUpperCase(), SECRET.slice(1), `${SECRET}0`, 7, null].map(isSecret)).toEqual([true, false, false, false, false, false]);
  expect(() => commitmentOf('guess me', sha256)).toThrow('FAULT.ASSERTION');
});
