// What a draw, its proof and the rules of assignment take at their limits, and the shapes a stranger may hand in. The proofs that are
// forged with care are in `verify-draw.unit.spec.ts`.
import { drawFrom } from './draw.js';
import { input, proofOf, SECRET, sha256 } from './draw.contract.js';
import { isSecret } from './commitment.js';
import { checkAssignmentRules, ticketsFor, type AssignmentRule, type AssignmentRules } from './rules.js';
import { verifyDraw } from './verify-draw.js';
import { verifyDrawsOf } from './verify-journal.js';
import type { JsonObject, JsonValue } from '@quanze/kernel';

const [longest, tooLong] = ['p'.repeat(200), 'p'.repeat(201)];
const excluded = (count: number) => Array.from({ length: count }, (_, n) => ({ person: `x${n}`, reason: 'absent' }));

it.each([
  ['a thousand excluded people', { exclusions: excluded(1000) }, null],
  ['more than a thousand excluded people', { exclusions: excluded(1001) }, 'large'],
  ['the longest id', { pool: [{ person: longest, tickets: 1 }] }, null],
  ['an id that is too long', { pool: [{ person: tooLong, tickets: 1 }] }, 'id'],
  ['an excluded person with an id that is too long', { exclusions: [{ person: tooLong, reason: 'absent' }] }, 'id'],
  ['the longest reason', { exclusions: [{ person: 'x', reason: longest }] }, null],
  ['a reason that is too long', { exclusions: [{ person: 'x', reason: tooLong }] }, 'id'],
])('a draw with %s', (_what, more, reason) => {
  const drawn = drawFrom(input({ exclusions: [], ...more }), sha256);
  expect(drawn.ok ? null : drawn.refusal.params['reason']).toBe(reason);
});

it('takes no list for a secret that reads like one', () => {
  expect(isSecret([SECRET])).toBe(false);
});

it.each<readonly [string, JsonObject]>([
  ['office', { office: '' }], ['office', { office: tooLong }], ['office', { office: '\ud800' }], ['office', { office: 7 }], ['caseId', { caseId: ['case'] }],
  ['round', { round: '1' }], ['round', { round: 1.5 }], ['round', { round: -1 }], ['counter', { counter: -1 }], ['ticket', { ticket: 0.5 }],
  ['pool', { pool: 'an' }], ['pool', { pool: [['an', 1]] }], ['pool', { pool: [7] }], ['pool', { pool: [{ person: 7, tickets: 1 }] }], ['pool', { pool: [{ name: 'an', tickets: 1 }] }],
  ['pool', { pool: [{ person: 'an', tickets: '1' }] }], ['exclusions', { exclusions: [{ person: 'du', reason: 7 }] }], ['exclusions', { exclusions: [{ person: 'du', tickets: 1 }] }],
])('names the %s of a proof that has the wrong shape: %j', (key, more) => {
  expect(verifyDraw({ ...proofOf(), ...more }, sha256)).toEqual({ valid: false, reason: 'DRAW.MALFORMED', at: { path: `/${key}` } });
});

it('accepts a proof with ids of the greatest length', () => {
  expect(verifyDraw(proofOf({ office: longest }), sha256).valid).toBe(true);
});

it.each<readonly [string, JsonValue]>([
  ['no state after it', null], ['a state without draws', {}], ['draws that are no list', { draws: { chosen: 'an' } }], ['no draw in the list', { draws: [] }], ['nothing in the place of the draw', { draws: [null] }],
])('finds a draw that the case did not take down: %s', (_what, patch) => {
  const proof = proofOf();
  const payload = { draw: proof as unknown as JsonObject, ...(patch === null ? {} : { patch }) };
  const verdict = verifyDrawsOf({ chain: proof.caseId, office: proof.office, entries: [{ seq: 2, kind: 'draw', prevHash: proof.head, payload }] }, sha256);
  expect(verdict).toMatchObject({ valid: false, reason: 'DRAW.RECORD_MISMATCH' });
});

describe('rules of assignment', () => {
  const rule = (id: string, more: Partial<AssignmentRule>): AssignmentRule => (
    { id, office: '*', path: '*', department: '*', method: 'rule', pool: { roles: ['procurator'], departments: ['own'] }, criteria: ['workload'], tickets: [{ tickets: 1 }], manual: 'free', ...more });
  const problemsOf = (...rules: readonly AssignmentRule[]) => checkAssignmentRules({ rules, weights: [], specialisations: [] } as unknown as AssignmentRules).map(({ code }) => code);

  it.each([['department', 'first', 'second'], ['office', 'o1', 'o2']] as const)('of two that differ in their %s both are reached', (key, one, other) => {
    expect(problemsOf(rule('a', { [key]: one }), rule('b', { [key]: other }), rule('rest', {}))).toEqual([]);
  });

  it('cannot be none', () => {
    expect(problemsOf()).toEqual(['ASSIGNMENT_RULES.NO_REST']);
  });

  it('give the tickets of the step for everybody else to whoever carries more than all steps say', () => {
    expect(ticketsFor([{ loadMax: 10, tickets: 4 }, { tickets: 3 }], 11)).toBe(3);
  });
});
