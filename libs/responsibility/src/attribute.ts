// Attribution of one decision record: rows and flags. The two questions stay apart: who answers for what is allocated first and always;
// what it leads to is looked up afterwards and never changes the allocation. What is not here: reading records (`read-record.ts`).
import type { Label } from '@quanze/kernel';
import { account } from './account.js';
import { allocate } from './allocate.js';
import { basisOf, ruleIdsOf, type Explained } from './explain.js';
import { recordFactsOf } from './record-facts.js';
import { rowFactsOf } from './row-facts.js';
import type { DecisionFacts, Person } from './record.js';
import { situationOf } from './situation.js';
import { settingFacts, type AttributionTable } from './table.js';
import { AREA_LABELS, BEARS_LABELS, CAPACITY_LABELS, type Area, type Bears, type Capacity, type Flag } from './vocabulary.js';

/** One area of one person. `area` is empty for people who answer for nothing; `basis` is the Chinese sentence. */
export interface ResponsibilityRow {
  readonly person: Person;
  readonly capacity: Capacity;
  readonly area: Area | '';
  readonly bears: Bears;
  readonly rules: readonly string[];
  readonly basis: string;
}

/** A row with its basis in both languages, for people who read it. */
export interface ExplainedRow extends ResponsibilityRow {
  readonly explanation: Label;
}

export interface Attribution<Row extends ResponsibilityRow = ResponsibilityRow> {
  readonly rows: readonly Row[];
  readonly flags: readonly Flag[];
}

/** Attributes responsibility for one decision.
 *  ORDER of rows: by person — lead or handler, further handlers and members, decider, voters, reviewers, instructor, support staff,
 *  signer, conference, interference, alerts, recusal, people known from findings only, each group in the order of the record — and
 *  for one person by area, in the order of `AREAS`. Flags stand in the order of the rules.
 *  INVARIANT: natural persons only; one row per person and area; everybody named has a row and nobody else; no fault level without a
 *  finding about that person and area. @source 人民检察院组织法 33-34; 人民检察院司法责任追究条例（2024） 2-4 */
export function attribute(table: AttributionTable, record: DecisionFacts): Attribution {
  const { rows, flags } = accountedRows(table, record);
  return { rows: rows.map((row) => ({ ...plainRow(table, row), basis: basisOf(table, row, 'zh') })), flags };
}

/** As `attribute`, with the basis of every row in both languages. */
export function attributeExplained(table: AttributionTable, record: DecisionFacts): Attribution<ExplainedRow> {
  const { rows, flags } = accountedRows(table, record);
  const explained = rows.map((row): ExplainedRow => {
    const explanation = { zh: basisOf(table, row, 'zh'), en: basisOf(table, row, 'en') };
    return { ...plainRow(table, row), basis: explanation.zh, explanation };
  });
  return { rows: explained, flags };
}

/** The rows with everything their basis is written from. */
export function accountedRows(table: AttributionTable, record: DecisionFacts): { readonly rows: readonly Explained[]; readonly flags: readonly Flag[] } {
  const settings = settingFacts(table);
  const situation = situationOf(record);
  const facts = { ...recordFactsOf(situation), ...settings };
  const { rows, flags } = allocate(table, situation, facts);
  return {
    flags,
    rows: rows.map((row) => {
      const rowFacts = { ...rowFactsOf(record, row), ...settings };
      return { situation, row, account: account(table, row, rowFacts), facts, rowFacts };
    }),
  };
}

/** A row without its basis, keys in the order of the contract. */
export function plainRow(table: AttributionTable, { row, account: given }: Explained): Omit<ResponsibilityRow, 'basis'> {
  return { person: row.person, capacity: row.capacity, area: row.area === 'empty' ? '' : row.area, bears: given.bears, rules: ruleIdsOf(table, row, given) };
}

/** One row as a line for people: person, capacity, area, result, and the basis with its rules. */
export function renderRow(row: ExplainedRow, language: keyof Label): string {
  const area = row.area === '' ? '' : AREA_LABELS[row.area][language];
  const zh = language === 'zh';
  const head = [CAPACITY_LABELS[row.capacity][language], area, BEARS_LABELS[row.bears][language]].filter((part) => part !== '').join(zh ? '，' : ', ');
  return zh ? `${row.person}（${head}）：${row.explanation.zh}` : `${row.person} (${head}): ${row.explanation.en}`;
}
