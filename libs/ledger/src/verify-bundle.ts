// Verification of a case bundle: the chain, its sealed fields, the checkpoints, the places of its entries in the log, and the head.
//
// What is proved and what is not. Entries up to `anchoredLength` are fixed by a signed root: none can be changed, dropped, swapped or added.
// Entries behind it are only chained, and whoever can rewrite the bundle can rewrite that tail; it is reported as `notYetAnchored`.
// A checkpoint says nothing about single cases, so a bundle whose tail was cut off together with the inclusions that pointed there, and
// whose head was rewritten to match, is a genuine earlier state of the case. Three things outside of it give it away: a head the
// exporting office signed (`head.signed` then carries length and date; taking it away shows as `headStatedAt: null`), a receipt or an earlier
// bundle that names a later entry, or the log itself. An inclusion left behind that points past the tail is found here.
// A document that is not the one its entry issued is found by the journal alone; that the whole list was left out, by the signed head only.
// `case` and `snapshot` are free content: proved only by the signed head, or, for the snapshot, by replaying the entries.
import { jsonEquals, type HashHex, type Instant } from '@quanze/kernel';
import { verifyChain } from './chain.js';
import { verifyCheckpointChain } from './checkpoint.js';
import { headBytes, type CaseBundle } from './documents.js';
import type { HashAlgorithm } from './hashing.js';
import { leafHashOf } from './merkle.js';
import { verifyInclusion } from './merkle-verify.js';
import { openingsFinding, type SealedCount } from './openings.js';
import { sealedPaths } from './sealed.js';
import { signatureFinding } from './signature.js';
import type { KeySource, Means } from './trust.js';
import { invalid, placedAt, type Invalid } from './verdict.js';
import { documentsFinding, documentsSummary, filesFinding, filesSummary, type DocumentsSummary, type FilesSummary } from './verify-contents.js';

/** How free content of a bundle is proved. `unproven` is content the verifier must not rely on. */
export type ContentProof = 'absent' | 'unproven' | 'signed' | 'replayed';

export interface BundleSummary {
  readonly valid: true;
  readonly document: 'bundle';
  readonly algorithm: HashAlgorithm;
  readonly chain: string;
  readonly length: number;
  readonly head: HashHex;
  /** Entries 1..anchoredLength are fixed by a signed checkpoint; the `notYetAnchored` entries behind them are only chained. */
  readonly anchoredLength: number;
  readonly notYetAnchored: number;
  readonly log: string | null;
  readonly logSize: number;
  readonly checkpoints: number;
  readonly checkpointAt: Instant | null;
  readonly headStatedAt: Instant | null;
  readonly keySource: KeySource;
  readonly keyIds: readonly string[];
  readonly sealed: SealedCount;
  readonly caseData: ContentProof;
  readonly snapshot: ContentProof;
  /** Null when the bundle does not carry them. */
  readonly documents: DocumentsSummary | null;
  readonly files: FilesSummary | null;
}

/** Verifies a bundle of the right shape. */
export function verifyBundle(bundle: CaseBundle, means: Means): BundleSummary | Invalid {
  return (
    chainFinding(bundle, means) ??
    openingsFinding(bundle.openings, (seq) => bundle.entries[seq - 1]?.payload, means.hash) ??
    checkpointsFinding(bundle, means) ??
    inclusionsFinding(bundle, means) ??
    headFinding(bundle, means) ??
    snapshotFinding(bundle, means) ??
    contentsFinding(bundle, means) ??
    anchorFinding(bundle, means) ??
    summaryOf(bundle, means)
  );
}

function chainFinding({ chain, entries, head }: CaseBundle, { hash }: Means): Invalid | null {
  const verdict = verifyChain(entries, { chain, expectedLength: head.length, expectedHead: head.hash }, hash);
  if (verdict.valid) return null;
  return placedAt(verdict, verdict.reason === 'LEDGER.HEAD_MISMATCH' ? '/head/hash' : `/entries/${verdict.at.index}`);
}

function checkpointsFinding({ checkpoints }: CaseBundle, { hash, keyring, options }: Means): Invalid | null {
  const verdict = verifyCheckpointChain(checkpoints, { keys: keyring.keys, verify: options.verifySignature, hash });
  return verdict.valid ? null : placedAt(verdict, `/checkpoints/${verdict.at.index}`);
}

function inclusionsFinding({ chain, checkpoints, entries, inclusions }: CaseBundle, { hash }: Means): Invalid | null {
  const rootOfSize = new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint.root]));
  let before = { seq: 0, index: -1 };
  for (const [position, inclusion] of inclusions.entries()) {
    const at = { path: `/inclusions/${position}`, seq: inclusion.seq };
    const entry = entries[inclusion.seq - 1];
    if (entry === undefined) return invalid('LEDGER.INCLUSION_BEYOND_TAIL', at);
    const root = rootOfSize.get(inclusion.size);
    if (root === undefined) return invalid('LEDGER.INCLUSION_WITHOUT_CHECKPOINT', at);
    if (inclusion.seq <= before.seq || inclusion.index <= before.index) return invalid('LEDGER.INCLUSION_ORDER', at);
    const { index, size, proof } = inclusion;
    if (!verifyInclusion({ index, size, proof, root, leafHash: leafHashOf(chain, entry.seq, entry.hash, hash) }, hash)) return invalid('LEDGER.INCLUSION_INVALID', at);
    before = inclusion;
  }
  return null;
}

function headFinding(bundle: CaseBundle, { hash, keyring, options }: Means): Invalid | null {
  const signed = bundle.head.signed;
  if (signed === undefined) return null;
  const finding = signatureFinding(headBytes(bundle, signed.at, signed.signature, hash), signed.signature, keyring.keys, options.verifySignature);
  return finding === null ? null : placedAt(finding, '/head/signed');
}

function snapshotFinding({ entries, snapshot }: CaseBundle, { options: { replay } }: Means): Invalid | null {
  if (snapshot === undefined || replay === undefined) return null;
  const mismatch = invalid('LEDGER.SNAPSHOT_MISMATCH', { path: '/snapshot' });
  try {
    return jsonEquals(replay(entries), snapshot) ? null : mismatch;
  } catch {
    // Entries a fold chokes on are entries no engine wrote: the stored snapshot cannot have come from them.
    return mismatch;
  }
}

function contentsFinding({ documents, files, entries }: CaseBundle, { hash }: Means): Invalid | null {
  const finding = documents === undefined ? null : documentsFinding(documents, entries, hash);
  return finding ?? (files === undefined ? null : filesFinding(files, entries));
}

/** One who hands in keys asks who signed; a bundle that nobody signed for gives no answer and so is no proof. */
function anchorFinding({ head, inclusions }: CaseBundle, { options }: Means): Invalid | null {
  const vouchedFor = inclusions.length > 0 || head.signed !== undefined;
  return options.trustedKeys === undefined || vouchedFor ? null : invalid('LEDGER.NOT_ANCHORED', { path: '/inclusions' });
}

function summaryOf(bundle: CaseBundle, { keyring, options }: Means): BundleSummary {
  const { checkpoints, entries, head, snapshot, documents, files } = bundle;
  const anchoredLength = bundle.inclusions.at(-1)?.seq ?? 0;
  const newest = checkpoints.at(-1);
  const contentProof: ContentProof = head.signed === undefined ? 'unproven' : 'signed';
  return {
    valid: true,
    document: 'bundle',
    algorithm: bundle.algorithm,
    chain: bundle.chain,
    length: head.length,
    head: head.hash,
    anchoredLength,
    notYetAnchored: head.length - anchoredLength,
    log: newest?.log ?? null,
    logSize: newest?.size ?? 0,
    checkpoints: checkpoints.length,
    checkpointAt: newest?.at ?? null,
    headStatedAt: head.signed?.at ?? null,
    keySource: keyring.source,
    keyIds: keyring.keyIds,
    sealed: { total: entries.reduce((sum, entry) => sum + sealedPaths(entry.payload).length, 0), opened: bundle.openings.length },
    caseData: contentProof,
    snapshot: snapshot === undefined ? 'absent' : options.replay === undefined ? contentProof : 'replayed',
    documents: documents === undefined ? null : documentsSummary(documents, entries),
    files: files === undefined ? null : filesSummary(files, entries),
  };
}
