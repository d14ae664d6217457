// Verification of a decision receipt, in the order in which trust is built: decision → entry → leaf → root → signature.
// What a receipt cannot show: what happened to the case afterwards. That the decision still stands is a question to the office.
import { jsonEquals, type HashHex, type Instant } from '@quanze/kernel';
import { checkpointBytes } from './checkpoint.js';
import { decisionHashOf, type Receipt } from './documents.js';
import { entryHashOf } from './entry.js';
import type { HashAlgorithm } from './hashing.js';
import { leafHashOf } from './merkle.js';
import { verifyInclusion } from './merkle-verify.js';
import { openingsFinding, type SealedCount } from './openings.js';
import { sealedPaths } from './sealed.js';
import { signatureFinding } from './signature.js';
import type { KeySource, Means } from './trust.js';
import { invalid, placedAt, type Invalid } from './verdict.js';

export interface ReceiptSummary {
  readonly valid: true;
  readonly document: 'receipt';
  readonly algorithm: HashAlgorithm;
  readonly chain: string;
  readonly seq: number;
  readonly entryHash: HashHex;
  readonly recordedAt: Instant;
  readonly log: string;
  readonly logSize: number;
  readonly checkpointAt: Instant;
  readonly keySource: KeySource;
  readonly keyIds: readonly string[];
  readonly sealed: SealedCount;
}

/** Verifies a receipt of the right shape. */
export function verifyReceipt(receipt: Receipt, means: Means): ReceiptSummary | Invalid {
  const { entry, checkpoint } = receipt;
  return decisionFinding(receipt, means) ?? entryFinding(receipt, means) ?? logFinding(receipt, means) ?? {
    valid: true,
    document: 'receipt',
    algorithm: receipt.algorithm,
    chain: entry.chain,
    seq: entry.seq,
    entryHash: entry.hash,
    recordedAt: entry.recordedAt,
    log: checkpoint.log,
    logSize: checkpoint.size,
    checkpointAt: checkpoint.at,
    keySource: means.keyring.source,
    keyIds: means.keyring.keyIds,
    sealed: { total: sealedPaths(entry.payload).length, opened: receipt.openings?.length ?? 0 },
  };
}

/** The decision must be the entry's own: the same record, sealed fields included, or the record its hash names; both when both are there. */
function decisionFinding({ decision, entry }: Receipt, { hash }: Means): Invalid | null {
  const recorded = entry.payload['decision'];
  const named = entry.payload['decisionHash'];
  const at = { path: '/decision', seq: entry.seq };
  if (recorded === undefined && named === undefined) return invalid('LEDGER.DECISION_NOT_BOUND', at);
  if (recorded !== undefined && !jsonEquals(recorded, decision)) return invalid('LEDGER.DECISION_MISMATCH', at);
  if (named !== undefined && named !== decisionHashOf(decision, hash)) return invalid('LEDGER.DECISION_MISMATCH', at);
  return null;
}

function entryFinding({ entry, openings = [] }: Receipt, { hash }: Means): Invalid | null {
  if (entry.hash !== entryHashOf(entry, hash)) return invalid('LEDGER.ENTRY_ALTERED', { path: '/entry', seq: entry.seq });
  return openingsFinding(openings.map((opening) => ({ ...opening, seq: entry.seq })), () => entry.payload, hash);
}

function logFinding({ algorithm, checkpoint, entry, inclusion }: Receipt, { hash, keyring, options }: Means): Invalid | null {
  if (checkpoint.algorithm !== algorithm) return invalid('LEDGER.ALGORITHM_MISMATCH', { path: '/checkpoint/algorithm' });
  if (inclusion.size !== checkpoint.size) return invalid('LEDGER.INCLUSION_WITHOUT_CHECKPOINT', { path: '/inclusion/size', seq: entry.seq });
  const leafHash = leafHashOf(entry.chain, entry.seq, entry.hash, hash);
  if (!verifyInclusion({ ...inclusion, leafHash, root: checkpoint.root }, hash)) return invalid('LEDGER.INCLUSION_INVALID', { path: '/inclusion', seq: entry.seq });
  const finding = signatureFinding(checkpointBytes(checkpoint), checkpoint.signature, keyring.keys, options.verifySignature);
  return finding === null ? null : placedAt(finding, '/checkpoint');
}
