// Attribution of one decision record: rows and flags. The two questions stay apart: who answers for what is allocated first and always;
// what it leads to is looked up afterwards and never changes the allocation. What is not here: reading records (`read-record.ts`), and
// answers as text (`render.ts`).
import { ok, refused, type Label, type Result } from '@quanze/kernel';
import { account } from './account.js';
import { allocate } from './allocate.js';
import { placeOfPerson } from './check-record.js';
import type { FactValues } from './condition.js';
import { basisOf, ruleIdsOf, type Explained } from './explain.js';
import { nearAccount, nearAllocation, type NearRule } from './near-rules.js';
import { recordFactsOf } from './record-facts.js';
import { rowFactsOf } from './row-facts.js';
import type { DecisionFacts, Person } from './record.js';
import { situationOf, type Situation } from './situation.js';
import { settingFacts, type AttributionTable } from './table.js';
import type { Area, Bears, Capacity, Flag } from './vocabulary.js';

/** One area of one person. `area` is empty for people who answer for nothing; `basis` is the Chinese sentence. */
export interface ResponsibilityRow {
  readonly person: Person;
  readonly capacity: Capacity;
  readonly area: Area | '';
  readonly bears: Bears;
  readonly rules: readonly string[];
  readonly basis: string;
}

/** A row with its basis in both languages, and the rules of accountability near it that give it nothing. */
export interface ExplainedRow extends ResponsibilityRow {
  readonly explanation: Label;
  readonly whyNot: readonly NearRule[];
}

export interface Attribution<Row extends ResponsibilityRow = ResponsibilityRow> {
  readonly rows: readonly Row[];
  readonly flags: readonly Flag[];
}

export interface ExplainedAttribution extends Attribution<ExplainedRow> {
  /** Rules of allocation, and flags, that are near the record and do not apply. */
  readonly whyNot: readonly NearRule[];
}

/** Attributes responsibility for one decision. Refuses `RECORD.PERSON_WITHOUT_ROLE` with the param `path` when the table has no rule for
 *  somebody whom the record names; the model table has one for everybody.
 *  ORDER of rows: by person — lead or handler, further handlers and members, decider, voters, reviewers, instructor, support staff,
 *  signer, conference, interference, alerts, recusal, people known from findings only, each group in the order of the record — and
 *  for one person by area, in the order of `AREAS`. Flags stand in the order of the rules.
 *  INVARIANT: natural persons only; one row per person and area; everybody named has a row and nobody else; no fault level without a
 *  finding about that person and area. @source 人民检察院组织法 33-34; 人民检察院司法责任追究条例（2024） 2-4 */
export function attribute(table: AttributionTable, record: DecisionFacts): Result<Attribution> {
  const accounted = accountedRows(table, record);
  if (!accounted.ok) return accounted;
  const { rows, flags } = accounted.value;
  return ok({ rows: rows.map((row) => ({ ...plainRow(table, row), basis: basisOf(table, row, 'zh') })), flags });
}

/** As `attribute`, with the reasons of every row in both languages, and why the rules near it do not apply. */
export function attributeExplained(table: AttributionTable, record: DecisionFacts): Result<ExplainedAttribution> {
  const accounted = accountedRows(table, record);
  if (!accounted.ok) return accounted;
  const { rows, flags, situation, facts } = accounted.value;
  const explained = rows.map((row): ExplainedRow => {
    const explanation = { zh: basisOf(table, row, 'zh'), en: basisOf(table, row, 'en') };
    return { ...plainRow(table, row), basis: explanation.zh, explanation, whyNot: nearAccount(table, row) };
  });
  const applied = new Set(rows.flatMap(({ row }) => [...row.rules]));
  return ok({ rows: explained, flags, whyNot: nearAllocation(table, situation, facts, applied) });
}

export interface AccountedRows {
  readonly situation: Situation;
  readonly facts: FactValues;
  readonly rows: readonly Explained[];
  readonly flags: readonly Flag[];
}

/** The rows with everything their basis is written from. Refuses as `attribute`. */
export function accountedRows(table: AttributionTable, record: DecisionFacts): Result<AccountedRows> {
  const situation = situationOf(record);
  const facts = { ...recordFactsOf(situation), ...settingFacts(table) };
  const { rows, flags, unserved } = allocate(table, situation, facts);
  const [first] = unserved;
  if (first !== undefined) return refused('RECORD.PERSON_WITHOUT_ROLE', { path: placeOfPerson(record, first), expected: 'a rule of the table that gives the person an area' });
  return ok({ situation, facts, flags, rows: rows.map((row): Explained => ({ situation, row, facts, ...account(table, row, rowFactsOf(situation, row)) })) });
}

/** A row without its basis, keys in the order of the contract. */
export function plainRow(table: AttributionTable, { row, account: given }: Explained): Omit<ResponsibilityRow, 'basis'> {
  return { person: row.person, capacity: row.capacity, area: row.area === 'empty' ? '' : row.area, bears: given.bears, rules: ruleIdsOf(table, row, given) };
}
