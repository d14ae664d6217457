// Checkpoints: signed statements of how large the log is and what its root is, each naming the one before.
// A checkpoint says nothing about single cases, so that publishing it discloses none. What the core cannot do is make one: signing
// needs a private key.
import { assert, type HashFunction, type HashHex, type Instant, type JsonValue } from '@quanze/kernel';
import { canonicalize } from './canonical.js';
import { tagPrefix, taggedHash, utf8Of, type HashAlgorithm } from './hashing.js';
import { verifyConsistency } from './merkle-verify.js';
import { digest, instant, nullOr, oneOf, record, text, wholeFrom } from './shapes.js';
import { signatureFinding, signatureShape, type PublicKey, type Signature, type SignatureKey, type SignatureVerifier } from './signature.js';
import { invalid, type Invalid } from './verdict.js';

/** What a checkpoint says: at `at` the log `log` had `size` entries with Merkle root `root`; `previousHash` is null for the first of a log. */
export type CheckpointStatement = {
  readonly log: string;
  readonly size: number;
  readonly root: HashHex;
  readonly at: Instant;
  readonly algorithm: HashAlgorithm;
  readonly previousHash: HashHex | null;
};

export type Checkpoint = CheckpointStatement & { readonly signature: Signature };

export const checkpointShape = record({
  log: text(200),
  size: wholeFrom(0),
  root: digest,
  at: instant,
  algorithm: oneOf('sha-256', 'sm3'),
  previousHash: nullOr(digest),
  signature: signatureShape,
});

/** The message to sign: the statement with the key's id and algorithm, so that a signature cannot be passed off as another key's.
 *  Takes a statement with the key that is going to sign, or a finished checkpoint. */
export function checkpointBytes(checkpoint: CheckpointStatement & { readonly signature: SignatureKey }): Uint8Array {
  const { keyId, algorithm } = checkpoint.signature;
  return utf8Of(tagPrefix('quanze-checkpoint/1', checkpoint.algorithm) + canonicalize({ ...statementOf(checkpoint), signature: { algorithm, keyId } }));
}

/** What the next checkpoint names as `previousHash`. The signature is left out, so that an old checkpoint can be signed again with a
 *  newer key or algorithm and the chain stays whole.   @throws Fault `FAULT.ASSERTION` when `hash` is not the checkpoint's algorithm */
export function checkpointHash(checkpoint: CheckpointStatement, hash: HashFunction): HashHex {
  assert(hash.algorithm === checkpoint.algorithm, `a checkpoint of ${checkpoint.algorithm} is not hashed with ${hash.algorithm}`);
  return taggedHash('quanze-checkpoint/1', canonicalize(statementOf(checkpoint)), hash);
}

/** Verifies form and signature of one checkpoint. Reasons: those of the form (`LEDGER.MALFORMED`, `UNKNOWN_KEY`, `MISSING_KEY`) and of the
 *  signature (`KEY_UNKNOWN`, `KEY_AMBIGUOUS`, `SIGNATURE_INVALID`). */
export function verifyCheckpoint(checkpoint: Checkpoint, keys: readonly PublicKey[], verify: SignatureVerifier): { readonly valid: true } | Invalid {
  const finding = checkpointShape(checkpoint as unknown as JsonValue) ?? signatureFinding(checkpointBytes(checkpoint), checkpoint.signature, keys, verify);
  return finding ?? { valid: true };
}

/** `fromFirst`: the list must begin with the log's first checkpoint. `expectedLast`: hash of the checkpoint it must end with, kept elsewhere.
 *  `consistency[i]`: proof that the log of checkpoint i is the beginning of that of i + 1; given for all steps or not at all. */
export interface CheckpointChainOptions {
  readonly keys: readonly PublicKey[];
  readonly verify: SignatureVerifier;
  readonly hash: HashFunction;
  readonly fromFirst?: boolean;
  readonly expectedLast?: string;
  readonly consistency?: readonly (readonly HashHex[])[];
}

/** Verifies checkpoints that follow one another without gap. Finds a dropped, swapped, doubled or altered one by its link
 *  (`LEDGER.CHECKPOINT_LINK_BROKEN`), another log (`CHECKPOINT_LOG_MISMATCH`) or algorithm (`ALGORITHM_MISMATCH`), a log that shrank
 *  (`CHECKPOINT_SHRINKS`), was rewritten (`CHECKPOINT_FORKED`: same size with another root, or no proof of consistency), time running backwards
 *  (`CHECKPOINT_TIME_BACKWARDS`), a missing beginning (`CHECKPOINT_NOT_FIRST`) or end (`CHECKPOINT_LAST_MISMATCH`). `at.index` is the position.
 *  Without `fromFirst` and `expectedLast` a missing beginning or end cannot be seen; without `consistency` a rewritten log only at equal size. */
export function verifyCheckpointChain(checkpoints: readonly Checkpoint[], options: CheckpointChainOptions): { readonly valid: true; readonly last: HashHex | null } | Invalid {
  let last: HashHex | null = null;
  for (const [index, checkpoint] of checkpoints.entries()) {
    const verdict = verifyCheckpoint(checkpoint, options.keys, options.verify);
    const finding = verdict.valid ? linkFinding(checkpoints[index - 1], checkpoint, index, options) : verdict;
    if (finding !== null) return invalid(finding.reason, { index, ...finding.at });
    last = checkpointHash(checkpoint, options.hash);
  }
  if (options.expectedLast !== undefined && last !== options.expectedLast) return invalid('LEDGER.CHECKPOINT_LAST_MISMATCH', { index: checkpoints.length - 1 });
  return { valid: true, last };
}

function linkFinding(previous: Checkpoint | undefined, current: Checkpoint, index: number, options: CheckpointChainOptions): Invalid | null {
  if (current.algorithm !== options.hash.algorithm) return invalid('LEDGER.ALGORITHM_MISMATCH', { path: '/algorithm' });
  if (previous === undefined) {
    return options.fromFirst === true && current.previousHash !== null ? invalid('LEDGER.CHECKPOINT_NOT_FIRST', { path: '/previousHash' }) : null;
  }
  if (current.log !== previous.log) return invalid('LEDGER.CHECKPOINT_LOG_MISMATCH', { path: '/log' });
  if (current.previousHash !== checkpointHash(previous, options.hash)) return invalid('LEDGER.CHECKPOINT_LINK_BROKEN', { path: '/previousHash' });
  if (current.at < previous.at) return invalid('LEDGER.CHECKPOINT_TIME_BACKWARDS', { path: '/at' });
  return growthFinding(previous, current, options.consistency?.[index - 1] ?? (options.consistency === undefined ? null : []), options.hash);
}

/** `proof` is null when none was asked for. */
function growthFinding(previous: Checkpoint, current: Checkpoint, proof: readonly HashHex[] | null, hash: HashFunction): Invalid | null {
  if (current.size < previous.size) return invalid('LEDGER.CHECKPOINT_SHRINKS', { path: '/size' });
  if (current.size === previous.size && current.root !== previous.root) return invalid('LEDGER.CHECKPOINT_FORKED', { path: '/root' });
  if (proof === null) return null;
  const claim = { firstSize: previous.size, firstRoot: previous.root, secondSize: current.size, secondRoot: current.root, proof };
  return verifyConsistency(claim, hash) ? null : invalid('LEDGER.CHECKPOINT_FORKED', { path: '/root' });
}

function statementOf(checkpoint: CheckpointStatement): CheckpointStatement {
  const { log, size, root, at, algorithm, previousHash } = checkpoint;
  return { log, size, root, at, algorithm, previousHash };
}
