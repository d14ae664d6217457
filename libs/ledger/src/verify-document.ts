// The one door for documents from strangers: `quanze ledger verify` without database or network, in a shell or a browser.
// Reads strictly, finds out which document it is and hands it to the verification of that kind. Never throws, whatever comes in.
import { isJsonObject, type JsonObject } from '@quanze/kernel';
import { bundleShape, BUNDLE_FORMAT, receiptShape, RECEIPT_FORMAT, type CaseBundle, type Receipt } from './documents.js';
import { DOCUMENT_LIMITS, readJson } from './json-input.js';
import type { Signature } from './signature.js';
import { isInvalid, keyringOf, type Means, type VerifyOptions } from './trust.js';
import { verifyBundle, type BundleSummary } from './verify-bundle.js';
import { verifyReceipt, type ReceiptSummary } from './verify-receipt.js';
import { invalid, type Invalid, type LedgerReason } from './verdict.js';

export type DocumentVerdict = ReceiptSummary | BundleSummary | Invalid;

/** Verifies a receipt or a bundle, given as parsed JSON. The answer is valid with a summary of what was proved and what was not, or
 *  invalid with the first reason and its place (`at.path` is a JSON Pointer into the document).
 *  Without `trustedKeys` the keys in the document are used and the summary says `keySource: 'document'`: then the document is of one piece,
 *  but anyone could have made it. A text with one key written twice in an object is decided by the JSON reader before this function. */
export function verifyDocument(json: unknown, options: VerifyOptions): DocumentVerdict {
  const read = readJson(json, DOCUMENT_LIMITS);
  if (!read.ok) return invalid(read.refusal.code as LedgerReason, { path: String(read.refusal.params['path']) });
  if (!isJsonObject(read.value)) return invalid('LEDGER.FORMAT_UNKNOWN', { path: '' });
  switch (read.value['format']) {
    case RECEIPT_FORMAT:
      return receiptVerdict(read.value, options);
    case BUNDLE_FORMAT:
      return bundleVerdict(read.value, options);
    default:
      return invalid('LEDGER.FORMAT_UNKNOWN', { path: '/format' });
  }
}

function receiptVerdict(json: JsonObject, options: VerifyOptions): DocumentVerdict {
  const finding = receiptShape(json);
  if (finding !== null) return finding;
  const receipt = json as unknown as Receipt;
  const means = meansFor(receipt, [receipt.checkpoint.signature], options);
  return isInvalid(means) ? means : verifyReceipt(receipt, means);
}

function bundleVerdict(json: JsonObject, options: VerifyOptions): DocumentVerdict {
  const finding = bundleShape(json);
  if (finding !== null) return finding;
  const bundle = json as unknown as CaseBundle;
  const signatures = bundle.checkpoints.map((checkpoint) => checkpoint.signature);
  const means = meansFor(bundle, bundle.head.signed === undefined ? signatures : [...signatures, bundle.head.signed.signature], options);
  return isInvalid(means) ? means : verifyBundle(bundle, means);
}

function meansFor({ algorithm, publicKeys }: Receipt | CaseBundle, signatures: readonly Signature[], options: VerifyOptions): Means | Invalid {
  const hash = options.hashes.find((known) => known.algorithm === algorithm);
  if (hash === undefined) return invalid('LEDGER.ALGORITHM_UNSUPPORTED', { path: '/algorithm' });
  const keyring = keyringOf(publicKeys, signatures, options.trustedKeys);
  return isInvalid(keyring) ? keyring : { hash, keyring, options };
}
