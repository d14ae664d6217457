// Responsibility: who answers for what in a decision, and what a finding by people leads to, by a table of rules. Pure: no clock, no
// storage, no organ ever named. What is not here: establishing fault, which only people do.
export * from './vocabulary.js';
export type * from './record.js';
export type { AccountRule, AllocationRule, AttributionTable, FlagRule, Grant, RowArea, RuleHead, Setting } from './table.js';
export { parseAttributionTable } from './parse-table.js';
export { readRecord, type ReadingWords } from './read-record.js';
export { attribute, attributeExplained, renderRow, type Attribution, type ExplainedRow, type ResponsibilityRow } from './attribute.js';
export { answer, readFacts, type AttributionAnswer } from './answer.js';
