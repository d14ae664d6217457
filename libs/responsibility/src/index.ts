// Responsibility: who answers for what in a decision, and what a finding by people leads to, by a table of rules. Pure: no clock, no
// storage, no organ ever named. What is not here: establishing fault, which only people do.
export * from './vocabulary.js';
export type * from './record.js';
export type { AccountRule, AllocationRule, AttributionTable, FlagRule, Grant, RowArea, RuleHead, Setting } from './table.js';
export { parseAttributionTable } from './parse-table.js';
export { PARTIES, type Party } from './parties.js';
export { RECORD_FACTS } from './record-facts.js';
export { ROW_FACTS } from './row-facts.js';
export { readRecord, type ReadingWords } from './read-record.js';
export { attribute, attributeExplained, type Attribution, type ExplainedAttribution, type ExplainedRow, type ResponsibilityRow } from './attribute.js';
export type { NearRule } from './near-rules.js';
export { renderAttribution, renderRow } from './render.js';
export { answer, readFacts, type AttributionAnswer, type ToldRow, type WhyNot } from './answer.js';
export {
  ACT_CAPACITIES, citedAs, coversPower, DUTY_KINDS, DUTY_ROLES, dutyBehind, entryBehind, EXERCISING, fitOf, RHYTHMS, type ActCapacity, type BorneRow, type Duty, type DutyEntry, type DutyKind, type DutyList, type DutyPeriod, type DutyRole, type RoleDuties,
} from './duty-list.js';
export { compileDuties, dutyListOn, dutyRolesOf, type CompiledDuties, type DutyFit } from './duty-of-act.js';
export { changesBetween, type DutyChange } from './duty-list-changes.js';
export {
  FINDING_SUBJECTS, type Actor, type DecidedRecord, type ExemptionFact, type FindingFact, type FindingSubject, type FoundOutcome, type Surroundings, type TeamPeriod,
} from './decided-record.js';
export { followed, majorityFollowed } from './advice.js';
export { factsOfDecision, handlerOf } from './facts-of-decision.js';
export { attributeDecision } from './attribute-decision.js';
