// The draws of a whole case: each proof holds, belongs to the place in the journal where it stands, and none was left out or done twice.
// What is not here: whether the journal itself is whole, which `@quanze/ledger` tells first.
import { isJsonObject, type HashFunction, type HashHex, type JsonObject } from '@quanze/kernel';
import type { DrawProof } from './draw.js';
import { verifyDraw, type DrawReason, type DrawVerdict } from './verify-draw.js';

/** What is looked at of a journal entry. */
export interface JournaledEntry {
  readonly seq: number;
  readonly kind: string;
  readonly prevHash: HashHex;
  readonly payload: JsonObject;
}

export interface CaseJournal {
  /** Id of the case. */
  readonly chain: string;
  readonly office: string;
  /** In order, from the first. */
  readonly entries: readonly JournaledEntry[];
}

export type JournalVerdict = { readonly valid: true; readonly draws: readonly { readonly seq: number; readonly proof: DrawProof }[] } | Extract<DrawVerdict, { readonly valid: false }>;

/** Checks every draw of a case, in order. Reasons: those of `verifyDraw`, and `DRAW.CASE_MISMATCH`, `DRAW.HEAD_MISMATCH` (the proof was
 *  made for another state of the journal), `DRAW.ROUND_MISMATCH`, `DRAW.COMMITMENT_REUSED`, `DRAW.RECORD_MISMATCH` (the case took down
 *  somebody else), `DRAW.NONE` when there is no draw to check. */
export function verifyDrawsOf(journal: CaseJournal, hash: HashFunction): JournalVerdict {
  const draws: { seq: number; proof: DrawProof }[] = [];
  for (const [index, entry] of journal.entries.entries()) {
    if (entry.kind !== 'draw') continue;
    const base = `/entries/${index}/payload/draw`;
    const verdict = verifyDraw(entry.payload['draw'] ?? null, hash);
    if (!verdict.valid) return { ...verdict, at: { path: `${base}${verdict.at.path}`, seq: entry.seq } };
    const misfit = misfitOf(verdict.proof, entry, journal, draws.map((draw) => draw.proof));
    if (misfit !== null) return { valid: false, reason: misfit[0], at: { path: `${base}${misfit[1]}`, seq: entry.seq } };
    draws.push({ seq: entry.seq, proof: verdict.proof });
  }
  return draws.length === 0 ? { valid: false, reason: 'DRAW.NONE', at: { path: '/entries' } } : { valid: true, draws };
}

function misfitOf(proof: DrawProof, entry: JournaledEntry, journal: CaseJournal, before: readonly DrawProof[]): readonly [DrawReason, string] | null {
  if (proof.caseId !== journal.chain) return ['DRAW.CASE_MISMATCH', '/caseId'];
  if (proof.office !== journal.office) return ['DRAW.CASE_MISMATCH', '/office'];
  if (proof.head !== entry.prevHash) return ['DRAW.HEAD_MISMATCH', '/head'];
  if (proof.round !== before.length + 1) return ['DRAW.ROUND_MISMATCH', '/round'];
  if (before.some(({ commitment }) => commitment === proof.commitment)) return ['DRAW.COMMITMENT_REUSED', '/commitment'];
  return isTakenDown(proof, entry.payload) ? null : ['DRAW.RECORD_MISMATCH', '/chosen'];
}

/** Whether the state of the case after the entry names the person who was drawn, in this round. */
function isTakenDown(proof: DrawProof, payload: JsonObject): boolean {
  const patch = payload['patch'];
  const draws = isJsonObject(patch) ? patch['draws'] : undefined;
  const last = Array.isArray(draws) ? (draws as readonly JsonObject[]).at(-1) : undefined;
  return last !== undefined && isJsonObject(last) && last['chosen'] === proof.chosen && last['round'] === proof.round && last['kind'] === 'draw';
}
