// What is wrong with a proof is told by its reason and place, also when the forger did the sums again.
import type { DrawProof } from './draw.js';
import { proofOf, sha256 } from './draw.contract.js';
import { verifyDraw } from './verify-draw.js';

const verdictOf = (more: Readonly<Record<string, unknown>>): readonly unknown[] => {
  const verdict = verifyDraw({ ...proofOf(), ...more }, sha256);
  return verdict.valid ? ['valid'] : [verdict.reason, verdict.at.path];
};
const without = (key: keyof DrawProof): unknown => Object.fromEntries(Object.entries(proofOf()).filter(([name]) => name !== key));

it.each([
  ['format', { format: 'quanze-draw/2' }, ['DRAW.FORMAT_UNKNOWN', '/format']],
  ['an unknown key', { remark: 'x' }, ['DRAW.MALFORMED', '/remark']],
  ['another algorithm', { algorithm: 'sm3' }, ['DRAW.ALGORITHM_UNSUPPORTED', '/algorithm']],
  ['another secret', { secret: '5f'.repeat(32) }, ['DRAW.COMMITMENT_MISMATCH', '/commitment']],
  ['another commitment', { commitment: sha256.ofText('x') }, ['DRAW.COMMITMENT_MISMATCH', '/commitment']],
  ['another case', { caseId: 'other' }, ['DRAW.DIGEST_MISMATCH', '/digest']],
  ['another office', { office: 'other' }, ['DRAW.DIGEST_MISMATCH', '/digest']],
  ['another head', { head: sha256.ofText('x') }, ['DRAW.DIGEST_MISMATCH', '/digest']],
  ['another round', { round: 2 }, ['DRAW.DIGEST_MISMATCH', '/digest']],
  ['round 0', { round: 0 }, ['DRAW.MALFORMED', '/round']],
  ['one more ticket', { pool: [{ person: 'an', tickets: 2 }, { person: 'bai', tickets: 4 }, { person: 'chen', tickets: 2 }] }, ['DRAW.DIGEST_MISMATCH', '/digest']],
  ['somebody taken out of the pool', { pool: [{ person: 'an', tickets: 1 }, { person: 'bai', tickets: 4 }] }, ['DRAW.DIGEST_MISMATCH', '/digest']],
  ['an exclusion left out', { exclusions: [{ person: 'du', reason: 'absent' }] }, ['DRAW.DIGEST_MISMATCH', '/digest']],
  ['another reason of exclusion', { exclusions: [{ person: 'du', reason: 'absent' }, { person: 'zhu', reason: 'absent' }] }, ['DRAW.DIGEST_MISMATCH', '/digest']],
  ['the pool in another order', { pool: [...proofOf().pool].reverse() }, ['DRAW.POOL_INVALID', '/pool']],
  ['the exclusions in another order', { exclusions: [...proofOf().exclusions].reverse() }, ['DRAW.POOL_INVALID', '/exclusions']],
  ['an empty pool', { pool: [] }, ['DRAW.POOL_INVALID', '/pool']],
  ['a pool with a third key', { pool: [{ person: 'an', tickets: 1, weight: 1 }] }, ['DRAW.MALFORMED', '/pool']],
  ['another counter', { counter: 1 }, ['DRAW.DIGEST_MISMATCH', '/counter']],
  ['another ticket', { ticket: (proofOf().ticket + 1) % 7 }, ['DRAW.CHOSEN_MISMATCH', '/ticket']],
  ['another person', { chosen: 'zhu' }, ['DRAW.CHOSEN_MISMATCH', '/chosen']],
])('finds %s', (_what, more, expected) => {
  expect(verdictOf(more)).toEqual(expected);
});

it.each([null, 7, 'proof', [], {}])('finds that %j is no proof', (value) => {
  expect(verifyDraw(value, sha256).valid).toBe(false);
});

it('misses every key', () => {
  const keys = Object.keys(proofOf()) as (keyof DrawProof)[];
  expect(keys.filter((key) => verifyDraw(without(key), sha256).valid)).toEqual([]);
});
