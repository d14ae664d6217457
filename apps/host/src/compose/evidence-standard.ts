// The evidence standard that comes with the product: cases are checked by it until an office publishes its own. What is not here: what has to be
// proven, which is data, and publishing (`POST …/definitions`).
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readDocument } from '@quanze/definitions';
import type { EvidenceStandard, StandardInForce } from '@quanze/engine';
import { Fault, type HashFunction } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';

const FILE = resolve(import.meta.dirname, '../../../../workflows/evidence-standards/model.yaml');

/** @param file that of the repository when absent  @throws Fault `FAULT.DEFINITION` when it has an error */
export function shippedEvidenceStandard(hash: HashFunction, file: string = FILE): StandardInForce {
  const document = readDocument(readFileSync(file, 'utf8'), { file, kind: 'evidence-standard' });
  if (!document.ok) throw new Fault('FAULT.DEFINITION', `${file}: ${document.refusal.problems[0]?.message.en ?? document.refusal.code}`);
  const { value } = document.value;
  return { standard: value as unknown as EvidenceStandard, digest: hash.ofText(canonicalize(value)) };
}
