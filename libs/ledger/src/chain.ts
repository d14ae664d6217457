// Walking a chain of entries: finds what was changed, dropped, swapped, doubled, inserted or cut off, and where.
// What a chain alone cannot show: that its tail is missing or that all of it was written anew. For that the walk needs something kept
// elsewhere: an expected head or length, or a leaf of the log under a signed checkpoint (verify-bundle.ts).
import type { HashFunction, HashHex, JsonValue } from '@quanze/kernel';
import { entryHashOf, entryShape, genesisHash, type JournalEntry } from './entry.js';
import { invalid, type Invalid } from './verdict.js';

/** What is known about a chain from elsewhere.
 *  `after` starts behind a part that was verified before: `length` entries ending with hash `head`, recorded at `recordedAt`. */
export interface ChainExpectation {
  readonly chain: string;
  readonly expectedHead?: string;
  readonly expectedLength?: number;
  readonly after?: { readonly length: number; readonly head: HashHex; readonly recordedAt: string };
}

/** `length` counts from the beginning of the chain; `head` is the last hash, the genesis hash for an empty chain. */
export type ChainVerdict = { readonly valid: true; readonly head: HashHex; readonly length: number } | Invalid;

/** Verifies entries in order; the first deviation wins. Each is checked for, in this order: its form (`MALFORMED`, `UNKNOWN_KEY`,
 *  `MISSING_KEY`), its chain (`CHAIN_MISMATCH`), its number (`SEQ_GAP` for a dropped one, `SEQ_REPEATED` for a doubled or earlier one), its
 *  link (`GENESIS_MISMATCH`, `LINK_BROKEN`), its content (`ENTRY_ALTERED`) and its time (`TIME_BACKWARDS`); the whole then for
 *  `TRUNCATED`, `LONGER_THAN_EXPECTED` and `HEAD_MISMATCH`. Codes carry the prefix `LEDGER.`. `at.index` is the position in `entries`,
 *  `at.seq` the number that belongs there. */
export function verifyChain(entries: readonly JournalEntry[], expected: ChainExpectation, hash: HashFunction): ChainVerdict {
  const before = expected.after?.length ?? 0;
  let head = expected.after?.head ?? genesisHash(expected.chain, hash);
  let recordedAt = expected.after?.recordedAt ?? '';
  for (const [index, entry] of entries.entries()) {
    const at = { seq: before + index + 1, index };
    const finding = entryShape(entry as unknown as JsonValue);
    if (finding !== null) return invalid(finding.reason, { ...at, ...finding.at });
    if (entry.chain !== expected.chain) return invalid('LEDGER.CHAIN_MISMATCH', at);
    if (entry.seq > at.seq) return invalid('LEDGER.SEQ_GAP', at);
    if (entry.seq < at.seq) return invalid('LEDGER.SEQ_REPEATED', at);
    if (entry.prevHash !== head) return invalid(at.seq === 1 ? 'LEDGER.GENESIS_MISMATCH' : 'LEDGER.LINK_BROKEN', at);
    if (entry.hash !== entryHashOf(entry, hash)) return invalid('LEDGER.ENTRY_ALTERED', at);
    if (entry.recordedAt < recordedAt) return invalid('LEDGER.TIME_BACKWARDS', at);
    head = entry.hash;
    recordedAt = entry.recordedAt;
  }
  const length = before + entries.length;
  return tailFinding(length, head, before, expected) ?? { valid: true, head, length };
}

function tailFinding(length: number, head: HashHex, before: number, { expectedLength, expectedHead }: ChainExpectation): Invalid | null {
  if (expectedLength !== undefined && length < expectedLength) return invalid('LEDGER.TRUNCATED', { seq: length + 1, index: length - before });
  if (expectedLength !== undefined && length > expectedLength) {
    return invalid('LEDGER.LONGER_THAN_EXPECTED', { seq: expectedLength + 1, index: expectedLength - before });
  }
  if (expectedHead !== undefined && head !== expectedHead) return invalid('LEDGER.HEAD_MISMATCH', { seq: length, index: length - before - 1 });
  return null;
}
