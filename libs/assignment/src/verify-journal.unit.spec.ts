// Draws against the journal they stand in: the right proof in the wrong place is found as well.
import type { HashHex, JsonObject } from '@quanze/kernel';
import type { DrawInput } from './draw.js';
import { proofOf, sha256 } from './draw.contract.js';
import { verifyDrawsOf, type JournaledEntry } from './verify-journal.js';

const HEADS = ['a', 'b', 'c'].map((text) => sha256.ofText(text)) as [HashHex, HashHex, HashHex];
const SECRETS = ['1a'.repeat(32), '2b'.repeat(32)] as const;

function drawEntry(seq: number, head: HashHex, more: Partial<DrawInput> = {}, taken: JsonObject = {}): JournaledEntry {
  const proof = proofOf({ head, ...more });
  return { seq, kind: 'draw', prevHash: head, payload: { draw: proof as unknown as JsonObject, patch: { draws: [{ kind: 'draw', chosen: proof.chosen, round: proof.round, ...taken }] } } };
}
const act: JournaledEntry = { seq: 1, kind: 'act', prevHash: HEADS[0], payload: {} };
const second = (head: HashHex, more: Partial<DrawInput> = {}): JournaledEntry => drawEntry(4, head, { round: 2, secret: SECRETS[1], ...more });
const first = drawEntry(2, HEADS[0], { secret: SECRETS[0] });
const verdictOf = (...entries: JournaledEntry[]) => verifyDrawsOf({ chain: 'case', office: 'office', entries }, sha256);

it('accepts a draw and a redraw in their places', () => {
  expect(verdictOf(act, first, act, second(HEADS[2]))).toMatchObject({ valid: true, draws: [{ seq: 2, proof: { round: 1 } }, { seq: 4, proof: { round: 2 } }] });
});

it.each([
  ['no draw at all', [act], 'DRAW.NONE', '/entries'],
  ['a draw entry without proof', [act, { ...first, payload: {} }], 'DRAW.MALFORMED', '/entries/1/payload/draw'],
  ['a draw of another case', [act, drawEntry(2, HEADS[0], { caseId: 'other' })], 'DRAW.CASE_MISMATCH', '/entries/1/payload/draw/caseId'],
  ['a draw of another office', [act, drawEntry(2, HEADS[0], { office: 'other' })], 'DRAW.CASE_MISMATCH', '/entries/1/payload/draw/office'],
  ['a draw made on another state of the journal', [act, { ...first, prevHash: HEADS[1] }], 'DRAW.HEAD_MISMATCH', '/entries/1/payload/draw/head'],
  ['a first draw left out', [act, second(HEADS[2])], 'DRAW.ROUND_MISMATCH', '/entries/1/payload/draw/round'],
  ['a secret used twice', [act, first, second(HEADS[2], { secret: SECRETS[0] })], 'DRAW.COMMITMENT_REUSED', '/entries/2/payload/draw/commitment'],
  ['a case that took down somebody else', [act, drawEntry(2, HEADS[0], {}, { chosen: 'zhu' })], 'DRAW.RECORD_MISMATCH', '/entries/1/payload/draw/chosen'],
  ['a case that took down another round', [act, drawEntry(2, HEADS[0], {}, { round: 2 })], 'DRAW.RECORD_MISMATCH', '/entries/1/payload/draw/chosen'],
  ['a case that took down a choice', [act, drawEntry(2, HEADS[0], {}, { kind: 'choice' })], 'DRAW.RECORD_MISMATCH', '/entries/1/payload/draw/chosen'],
] as const)('finds %s', (_what, entries, reason, path) => {
  expect(verdictOf(...entries)).toMatchObject({ valid: false, reason, at: { path } });
});
