// The attribution table that comes with the product: rows are computed with it until an office publishes its own. What is not here: its rules,
// which are data, and publishing (`POST …/definitions`).
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readDocument } from '@quanze/definitions';
import { Fault } from '@quanze/kernel';
import { parseAttributionTable, type AttributionTable } from '@quanze/responsibility';

const FILE = resolve(import.meta.dirname, '../../../../workflows/responsibility/attribution.yaml');

/** @param file that of the repository when absent  @throws Fault `FAULT.DEFINITION` when it has an error */
export function shippedAttributionTable(file: string = FILE): AttributionTable {
  const document = readDocument(readFileSync(file, 'utf8'), { file, kind: 'attribution-table' });
  if (!document.ok) throw new Fault('FAULT.DEFINITION', `${file}: ${document.refusal.problems[0]?.message.en ?? document.refusal.code}`);
  const table = parseAttributionTable(document.value.value);
  if (!table.ok) throw new Fault('FAULT.DEFINITION', `${file}: ${table.refusal.code} ${JSON.stringify(table.refusal.params)}`);
  return table.value;
}
