// The duty list that comes with the product: acts name its duties until an office publishes its own. What is not here: what the duties are, which
// is data, and publishing (`POST …/definitions`).
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readDocument } from '@quanze/definitions';
import { Fault } from '@quanze/kernel';
import type { DutyList } from '@quanze/responsibility';

const FILE = resolve(import.meta.dirname, '../../../../workflows/duty-lists/model.yaml');

/** @param file that of the repository when absent  @throws Fault `FAULT.DEFINITION` when it has an error */
export function shippedDutyList(file: string = FILE): DutyList {
  const document = readDocument(readFileSync(file, 'utf8'), { file, kind: 'duty-list' });
  if (!document.ok) throw new Fault('FAULT.DEFINITION', `${file}: ${document.refusal.problems[0]?.message.en ?? document.refusal.code}`);
  return document.value.value as unknown as DutyList;
}
