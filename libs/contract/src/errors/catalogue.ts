// The error catalogue: every stable code with its HTTP status, log level, precedence and text in both languages. The tables are
// one file per area; here they are put in order. What is not here: problem documents (`problem.ts`).
import type { Refusal } from '@quanze/kernel';
import { ASSIGNMENT_ERRORS, ASSIGNMENT_RULES_ERRORS, DRAW_ERRORS } from './assignment.js';
import { AUTHORITY_REASONS, GATE_ERRORS, POWER_LIST_ERRORS } from './authority.js';
import { ACT_ERRORS, CASE_ERRORS, INSTRUCTION_ERRORS, JOURNAL_ERRORS, TASK_ERRORS, TEAM_ERRORS } from './case.js';
import { CLOCK_ERRORS, DEADLINE_ERRORS } from './deadline.js';
import { COMMITTEE_ERRORS, DECISION_ERRORS } from './decision.js';
import { DEFINITION_ERRORS, RELEASE_ERRORS } from './definition.js';
import { DOCUMENT_ERRORS } from './document.js';
import type { CatalogueEntry } from './entry.js';
import { ERASURE_ERRORS } from './erasure.js';
import { EVIDENCE_ERRORS } from './evidence.js';
import { FAULT_ERRORS } from './fault.js';
import { FILE_ERRORS } from './file.js';
import { FORMALITY_ERRORS } from './formality.js';
import { LEDGER_ERRORS, SEAL_ERRORS } from './ledger.js';
import { LINK_ERRORS } from './link.js';
import { OFFICE_ERRORS } from './office.js';
import { DRAFT_ERRORS, FLOW_ERRORS, PANEL_ERRORS } from './panel.js';
import { IDENTITY_ERRORS, REPEAT_ERRORS, REQUEST_ERRORS } from './request.js';
import { RESPONSIBILITY_ERRORS, STATEMENT_ERRORS } from './responsibility.js';

/** All rows in order of precedence: the request, the person, the key, the case, the gate, the decision, the effects. Inside a table
 *  the order of its rows. Codes are never renamed and never used for something else. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...REQUEST_ERRORS, ...IDENTITY_ERRORS, ...REPEAT_ERRORS, ...CASE_ERRORS, ...LINK_ERRORS, ...GATE_ERRORS, ...DECISION_ERRORS, ...COMMITTEE_ERRORS, ...FLOW_ERRORS, ...PANEL_ERRORS, ...DRAFT_ERRORS, ...DOCUMENT_ERRORS,
  ...ACT_ERRORS, ...TEAM_ERRORS, ...TASK_ERRORS, ...INSTRUCTION_ERRORS, ...EVIDENCE_ERRORS, ...FILE_ERRORS, ...ERASURE_ERRORS,
  ...ASSIGNMENT_ERRORS, ...CLOCK_ERRORS, ...DEADLINE_ERRORS, ...OFFICE_ERRORS, ...STATEMENT_ERRORS, ...RELEASE_ERRORS, ...DEFINITION_ERRORS,
  ...POWER_LIST_ERRORS, ...AUTHORITY_REASONS, ...LEDGER_ERRORS, ...SEAL_ERRORS, ...JOURNAL_ERRORS, ...RESPONSIBILITY_ERRORS, ...DRAW_ERRORS, ...ASSIGNMENT_RULES_ERRORS, ...FORMALITY_ERRORS,
  ...FAULT_ERRORS,
];

const BY_CODE: ReadonlyMap<string, CatalogueEntry> = new Map(CATALOGUE.map((entry) => [entry.code, entry]));
const RANK: ReadonlyMap<string, number> = new Map(CATALOGUE.map((entry, index) => [entry.code, index]));

/** The row of a code; undefined when the catalogue does not know it. */
export function findEntry(code: string): CatalogueEntry | undefined {
  return BY_CODE.get(code);
}

/** Position of a code in the order of precedence, 0 first; a code without a row comes last. */
export function precedenceOf(code: string): number {
  return RANK.get(code) ?? CATALOGUE.length;
}

/** Of several refusals that apply, the one that is told. Equal codes keep their order, so equal requests get equal answers. */
export function firstRefusal<R extends Refusal>(refusals: readonly R[]): R | undefined {
  return [...refusals].sort((a, b) => precedenceOf(a.code) - precedenceOf(b.code))[0];
}
