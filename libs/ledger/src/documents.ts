// The two documents that leave the system and prove themselves: the receipt of one decision and the bundle of a whole case.
// Their types and strict shapes, and the two digests that tie free content to signed or chained content. Not here: verification.
import { type HashFunction, type HashHex, type Instant, type JsonObject, type JsonValue } from '@quanze/kernel';
import { canonicalize } from './canonical.js';
import { checkpointShape, type Checkpoint } from './checkpoint.js';
import { documentsShape, filesShape, type BundleDocument, type BundleFile } from './contents.js';
import { entryShape, type JournalEntry } from './entry.js';
import { tagPrefix, taggedHash, utf8Of, type HashAlgorithm } from './hashing.js';
import { SALT_PATTERN, type Opening } from './sealed.js';
import { anyJson, anyRecord, digest, instant, listOf, matchingText, oneOf, record, text, wholeFrom } from './shapes.js';
import { publicKeyShape, signatureShape, type PublicKey, type Signature, type SignatureKey } from './signature.js';

export const RECEIPT_FORMAT = 'quanze-receipt/1';
export const BUNDLE_FORMAT = 'quanze-bundle/1';

/** Where a leaf stands: `index` from 0 among the first `size` leaves of the log, with the digests that lead to their root. */
export type Inclusion = { readonly index: number; readonly size: number; readonly proof: readonly HashHex[] };

/** Proof of one decision for a stranger. The entry's payload holds the decision itself (`decision`) or its `decisionHash`.
 *  `inclusion.size` is the size of the checkpoint. */
export type Receipt = {
  readonly format: typeof RECEIPT_FORMAT;
  readonly algorithm: HashAlgorithm;
  readonly decision: JsonObject;
  readonly entry: JournalEntry;
  readonly openings?: readonly Opening[];
  readonly inclusion: Inclusion;
  readonly checkpoint: Checkpoint;
  readonly publicKeys: readonly PublicKey[];
};

/** How long the chain is and what it ends with; `signed` when the exporting office vouches for that at a moment (see `headBytes`). */
export type Head = {
  readonly length: number;
  readonly hash: HashHex;
  readonly signed?: { readonly at: Instant; readonly signature: Signature };
};

/** A whole case. `checkpoints` follow one another without gap, usually just the newest. `inclusions` are in the order of the chain; each
 *  names a size some checkpoint has. One for the last anchored entry anchors all before it, for an entry's hash covers its forerunners. */
export type CaseBundle = {
  readonly format: typeof BUNDLE_FORMAT;
  readonly algorithm: HashAlgorithm;
  readonly chain: string;
  readonly case: JsonObject;
  readonly entries: readonly JournalEntry[];
  readonly openings: readonly (Opening & { readonly seq: number })[];
  readonly checkpoints: readonly Checkpoint[];
  readonly inclusions: readonly (Inclusion & { readonly seq: number })[];
  readonly publicKeys: readonly PublicKey[];
  readonly snapshot?: JsonObject;
  /** Documents in the order in which entries issued them; absent in bundles from before they were carried. */
  readonly documents?: readonly BundleDocument[];
  /** Files in the order in which entries named them; absent likewise. */
  readonly files?: readonly BundleFile[];
  readonly head: Head;
};

/** Digest of a decision record, for entries that name the decision by `payload.decisionHash` instead of holding it. */
export function decisionHashOf(decision: JsonObject, hash: HashFunction): HashHex {
  return taggedHash('quanze-decision/1', canonicalize(decision), hash);
}

/** The message by which an office vouches for an export: at `at` the chain had this length and head, and case data, snapshot,
 *  documents and files were these; a part that a bundle does not have is not spoken of, so that older statements stay what they were.
 *  It closes what a checkpoint leaves open on purpose (see verify-bundle.ts). */
export function headBytes(bundle: Pick<CaseBundle, 'algorithm' | 'chain' | 'case' | 'snapshot' | 'documents' | 'files' | 'head'>, at: Instant, key: SignatureKey, hash: HashFunction): Uint8Array {
  const contentHash = (content: JsonValue | undefined): HashHex | null => (content === undefined ? null : taggedHash('quanze-content/1', canonicalize(content), hash));
  const { documents, files } = bundle;
  const statement = {
    at,
    case: contentHash(bundle.case),
    chain: bundle.chain,
    ...(documents === undefined ? {} : { documents: contentHash(documents) }),
    ...(files === undefined ? {} : { files: contentHash(files) }),
    hash: bundle.head.hash,
    length: bundle.head.length,
    signature: { algorithm: key.algorithm, keyId: key.keyId },
    snapshot: contentHash(bundle.snapshot),
  };
  return utf8Of(tagPrefix('quanze-head/1', bundle.algorithm) + canonicalize(statement));
}

const LIST_MAX = 1_000_000;
// No log has more than 2^53 leaves, so no honest proof is longer.
const PROOF_MAX = 53;
const POINTER_CHARACTERS_MAX = 2000;

const algorithm = oneOf('sha-256', 'sm3');
const inclusion = { index: wholeFrom(0), size: wholeFrom(1), proof: listOf(digest, PROOF_MAX) };
const opening = { path: text(POINTER_CHARACTERS_MAX), salt: matchingText(SALT_PATTERN, 128), value: anyJson };
const publicKeys = listOf(publicKeyShape, 1000);

export const receiptShape = record(
  { format: oneOf(RECEIPT_FORMAT), algorithm, decision: anyRecord, entry: entryShape, inclusion: record(inclusion), checkpoint: checkpointShape, publicKeys },
  { openings: listOf(record(opening), LIST_MAX) },
);

export const bundleShape = record(
  {
    format: oneOf(BUNDLE_FORMAT),
    algorithm,
    chain: text(200),
    case: anyRecord,
    entries: listOf(entryShape, LIST_MAX),
    openings: listOf(record({ ...opening, seq: wholeFrom(1) }), LIST_MAX),
    checkpoints: listOf(checkpointShape, LIST_MAX),
    inclusions: listOf(record({ ...inclusion, seq: wholeFrom(1) }), LIST_MAX),
    publicKeys,
    head: record({ length: wholeFrom(0), hash: digest }, { signed: record({ at: instant, signature: signatureShape }) }),
  },
  { snapshot: anyRecord, documents: documentsShape, files: filesShape },
);
