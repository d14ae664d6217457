// What a verification answers: valid with a summary, or invalid with one stable reason and the place.
// Not here: any checking. The codes are part of the contract of `quanze ledger verify`: never renamed, never reused.

/** Every reason a verification can give. The text in both languages lives in the catalogue of `@quanze/contract`. */
export const LEDGER_REASONS = [
  // the document as such
  'LEDGER.NOT_JSON',
  'LEDGER.LONE_SURROGATE',
  'LEDGER.TOO_DEEP',
  'LEDGER.TOO_LARGE',
  'LEDGER.FORMAT_UNKNOWN',
  'LEDGER.ALGORITHM_UNSUPPORTED',
  'LEDGER.MALFORMED',
  'LEDGER.UNKNOWN_KEY',
  'LEDGER.MISSING_KEY',
  // the chain of entries
  'LEDGER.CHAIN_MISMATCH',
  'LEDGER.SEQ_GAP',
  'LEDGER.SEQ_REPEATED',
  'LEDGER.GENESIS_MISMATCH',
  'LEDGER.LINK_BROKEN',
  'LEDGER.ENTRY_ALTERED',
  'LEDGER.TIME_BACKWARDS',
  'LEDGER.TRUNCATED',
  'LEDGER.LONGER_THAN_EXPECTED',
  'LEDGER.HEAD_MISMATCH',
  // sealed fields
  'LEDGER.OPENING_WITHOUT_FIELD',
  'LEDGER.OPENING_MISMATCH',
  'LEDGER.OPENING_REPEATED',
  // the log, its checkpoints and keys
  'LEDGER.INCLUSION_INVALID',
  'LEDGER.INCLUSION_WITHOUT_CHECKPOINT',
  'LEDGER.INCLUSION_BEYOND_TAIL',
  'LEDGER.INCLUSION_ORDER',
  'LEDGER.CHECKPOINT_LOG_MISMATCH',
  'LEDGER.CHECKPOINT_LINK_BROKEN',
  'LEDGER.CHECKPOINT_NOT_FIRST',
  'LEDGER.CHECKPOINT_LAST_MISMATCH',
  'LEDGER.CHECKPOINT_SHRINKS',
  'LEDGER.CHECKPOINT_FORKED',
  'LEDGER.CHECKPOINT_TIME_BACKWARDS',
  'LEDGER.ALGORITHM_MISMATCH',
  'LEDGER.KEY_UNKNOWN',
  'LEDGER.KEY_AMBIGUOUS',
  'LEDGER.KEY_UNUSED',
  'LEDGER.KEY_CONTRADICTED',
  'LEDGER.SIGNATURE_INVALID',
  // what a document says beyond its entries
  'LEDGER.DECISION_NOT_BOUND',
  'LEDGER.DECISION_MISMATCH',
  'LEDGER.SNAPSHOT_MISMATCH',
  'LEDGER.DOCUMENT_MISSING',
  'LEDGER.DOCUMENT_NOT_IN_JOURNAL',
  'LEDGER.DOCUMENT_ALTERED',
  'LEDGER.FILE_MISSING',
  'LEDGER.FILE_NOT_IN_JOURNAL',
  'LEDGER.FILE_REPEATED',
  'LEDGER.NOT_ANCHORED',
] as const;

export type LedgerReason = (typeof LEDGER_REASONS)[number];

/** Where a verification stopped. `path` is a JSON Pointer into the document; `seq` the number the entry has or should have, from 1;
 *  `index` the position in the list that was handed in, from 0; `keyId` the key that a signature names and the verifier does not have. */
export interface Place {
  readonly path?: string;
  readonly seq?: number;
  readonly index?: number;
  readonly keyId?: string;
}

export interface Invalid {
  readonly valid: false;
  readonly reason: LedgerReason;
  readonly at: Place;
}

export function invalid(reason: LedgerReason, at: Place): Invalid {
  return { valid: false, reason, at };
}

/** The same finding, placed in a document: `path` is put before whatever path it already has. */
export function placedAt(finding: Invalid, path: string): Invalid {
  return { ...finding, at: { ...finding.at, path: path + (finding.at.path ?? '') } };
}
