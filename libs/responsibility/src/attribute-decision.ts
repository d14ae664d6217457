// Attribution of a recorded decision with exemptions that people found for single persons and areas: the table knows an exemption of a whole
// record only, and what clears one person must not clear another. What is not here: the facts (`facts-of-decision.ts`).
import { ok, type JsonObject, type Result } from '@quanze/kernel';
import { readFacts } from './answer.js';
import { attributeExplained, type ExplainedAttribution } from './attribute.js';
import type { ExemptionFact } from './decided-record.js';
import type { AttributionTable } from './table.js';

/** Rows of one decision. Refuses as `readFacts` and `attributeExplained`.
 *  INVARIANT: an exemption changes the one row of its person and area, and never who answers for what. */
export function attributeDecision(table: AttributionTable, facts: JsonObject, exemptions: readonly ExemptionFact[]): Result<ExplainedAttribution> {
  const record = readFacts(table, facts);
  if (!record.ok) return record;
  const plain = attributeExplained(table, record.value);
  if (!plain.ok || exemptions.length === 0) return plain;
  const rows = [...plain.value.rows];
  for (const { person, area, kind, foundBy } of exemptions) {
    const exempt = attributeExplained(table, { ...record.value, exemption: { kind, foundBy } });
    if (!exempt.ok) return exempt;
    const at = rows.findIndex((row) => row.person === person && row.area === area);
    const row = exempt.value.rows.find((each) => each.person === person && each.area === area);
    if (at >= 0 && row !== undefined) rows[at] = row;
  }
  return ok({ ...plain.value, rows });
}
