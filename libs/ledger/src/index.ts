// Evidence that survives the system: canonical JSON, chained entries, sealed fields, a Merkle log, checkpoints, and documents that prove
// themselves. Pure and synchronous; hash and signature functions are handed in.
export { canonicalize, JSON_DEPTH_MAX } from './canonical.js';
export { readJson, DOCUMENT_LIMITS, PAYLOAD_LIMITS, type JsonLimits } from './json-input.js';
export { isHashHex, type HashAlgorithm } from './hashing.js';
export { LEDGER_REASONS, type Invalid, type LedgerReason, type Place } from './verdict.js';
export { entryHashOf, genesisHash, sealEntry, type EntryBody, type JournalEntry } from './entry.js';
export { verifyChain, type ChainExpectation, type ChainVerdict } from './chain.js';
export { commitmentOf, isSealedField, openSealed, sealedPaths, sealFields, verifyOpening, SEAL_REFUSALS, type Opening, type SealedField } from './sealed.js';
export { appendLeaf, emptyFrontier, leafHashOf, nodeHashOf, rootOf, type Frontier, type TreeNode } from './merkle.js';
export { consistencyProof, inclusionNodes, inclusionProof, rootFromNodes, type NodeReader } from './merkle-proofs.js';
export { verifyConsistency, verifyInclusion, type ConsistencyClaim, type InclusionClaim } from './merkle-verify.js';
export type { PublicKey, Signature, SignatureAlgorithm, SignatureKey, SignatureVerifier } from './signature.js';
export { checkpointBytes, checkpointHash, verifyCheckpoint, verifyCheckpointChain, type Checkpoint, type CheckpointChainOptions, type CheckpointStatement } from './checkpoint.js';
export { BUNDLE_FORMAT, decisionHashOf, headBytes, RECEIPT_FORMAT, type CaseBundle, type Head, type Inclusion, type Receipt } from './documents.js';
export { DOCUMENT_KEY, ERASED_KEY, FILES_KEY, type BundleDocument, type BundleFile, type Withheld } from './contents.js';
export type { KeySource, VerifyOptions } from './trust.js';
export type { ReceiptSummary } from './verify-receipt.js';
export type { BundleSummary, ContentProof } from './verify-bundle.js';
export type { AbsentDocument, AbsentFile, DocumentsSummary, FilesSummary } from './verify-contents.js';
export { verifyDocument, type DocumentVerdict } from './verify-document.js';
