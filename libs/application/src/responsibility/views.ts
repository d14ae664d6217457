// Responsibility as it is told: rows with names and rules, what is ambiguous, and for one decision the inputs and the reasons. Each reader
// gets what he or she may see. What is not here: computing rows (`judged.ts`).
import { citedAs, entryBehind, renderAttribution, type AttributionTable, type ExplainedRow, type Flag, type ResponsibilityRow, type WhyNot } from '@quanze/responsibility';
import type { CompiledPath } from '@quanze/engine';
import { isJsonObject, type Instant, type JsonObject, type Label, type PersonId, type Refusal } from '@quanze/kernel';
import type { AppealRow, ExemptionRow, FindingRow } from '../ports/responsibility-store.port.js';
import type { JudgedDecision } from './judged.js';

export type Names = ReadonlyMap<string, string>;

/** The table that the rows were computed with. */
export interface TableView {
  readonly id: string;
  readonly version: string;
  readonly label: Label;
  readonly source: string;
  readonly status: string;
}

export interface RowView extends ResponsibilityRow {
  readonly name: string | null;
  /** The entry of the duty list by which it is borne: the same by which the act was done. Null where the list has none. */
  readonly duty: DutyView | null;
}

/** An entry of the duty list in force when the decision was made, cited as journal entries cite it. */
export interface DutyView {
  readonly duty: string;
  readonly list: string;
  readonly label: Label;
  /** The role that takes over where it ends. */
  readonly next: string;
}

/** Why somebody should look at who answers for a decision. */
export const AMBIGUITIES = ['not-attributable', 'nobody-decides', 'joint-decision', 'handler-changed', 'outside-authority', 'set-aside', 'flagged', 'appeal-pending'] as const;
export type Ambiguity = (typeof AMBIGUITIES)[number];

export interface DecisionResponsibility {
  readonly caseId: string;
  readonly number: string;
  readonly office: string;
  readonly seq: number;
  readonly question: Label;
  readonly outcome: Label;
  readonly power: string;
  readonly level: string;
  readonly listVersion: string;
  readonly decidedAt: Instant;
  readonly replacedBy: number | null;
  readonly rows: readonly RowView[];
  readonly flags: readonly Flag[];
  readonly ambiguous: readonly Ambiguity[];
  /** Why there are no rows, when there are none. */
  readonly refusal: Refusal | null;
}

export interface ExplainedResponsibility {
  readonly rows: readonly { readonly person: string; readonly area: string; readonly why: string; readonly whyNot: readonly WhyNot[] }[];
  readonly whyNot: readonly WhyNot[];
  readonly text: string;
}

export interface DecisionInputs {
  /** As `quanze attribute` takes them; findings about others are left out for who may not see them. */
  readonly facts: JsonObject;
  readonly findings: readonly FindingRow[];
  readonly exemptions: readonly ExemptionRow[];
  readonly appeals: readonly AppealRow[];
}

/** The sealed words of a statement, as far as they still can be opened. */
export interface StatementTexts {
  readonly basis: string | null;
  readonly reasons: string | null;
}

export function tableView({ id, version, label, source, status }: AttributionTable): TableView {
  return { id, version, label, source, status };
}

/** Whether a reader may see a row. `all` for who supervises the office. */
export type Sees = (person: string) => boolean;
export const seesOnly = (self: PersonId): Sees => (person) => person === self;
export const SEES_ALL: Sees = () => true;

export function decisionView(decision: JudgedDecision, path: CompiledPath, names: Names, sees: Sees): DecisionResponsibility {
  const { file, past, attribution } = decision;
  const { record } = past;
  const question = path.decisions.get(record.question.state);
  const plain = (text: string): Label => ({ zh: text, en: text });
  return {
    caseId: file.caseId, number: file.number, office: file.office, seq: record.seq, question: question?.question ?? plain(record.question.state),
    outcome: question?.options.get(record.outcome)?.label ?? plain(record.outcome), power: record.power, level: record.level, listVersion: record.listVersion,
    decidedAt: record.decidedAt, replacedBy: past.replacedBy,
    rows: rowsOf(decision).filter(({ person }) => sees(person)).map((row) => rowView(row, names, decision)),
    flags: flagsFor(decision, sees), ambiguous: ambiguitiesOf(decision, sees), refusal: attribution.ok ? null : attribution.refusal,
  };
}

/** That people referred a sign of a crime is told to whom it concerns, and to who sees everything. */
function flagsFor({ attribution, findings }: JudgedDecision, sees: Sees): readonly Flag[] {
  const isReferred = findings.some(({ crime, person }) => crime && sees(person));
  return attribution.ok ? attribution.value.flags.filter((flag) => flag !== 'crime_referral' || isReferred) : [];
}

export function rowsOf({ attribution }: JudgedDecision): readonly ExplainedRow[] {
  return attribution.ok ? attribution.value.rows : [];
}

function rowView(row: ExplainedRow, names: Names, { duties, past }: JudgedDecision): RowView {
  const { person, capacity, area, bears, rules, basis } = row;
  const entry = duties === null ? null : entryBehind(duties.list, row, past.record.power);
  const duty = duties === null || entry === null ? null : { duty: citedAs(entry), list: duties.listVersion, label: entry.duty.label, next: entry.duty.next };
  return { person, name: names.get(person) ?? null, capacity, area, bears, rules, basis, duty };
}

/** A decision that is clear has none. Objections and referrals of others are not told to who may not see them. */
function ambiguitiesOf(decision: JudgedDecision, sees: Sees): readonly Ambiguity[] {
  const { facts, past, attribution, appeals } = decision;
  const rows = rowsOf(decision);
  const deciders = new Set(rows.filter(({ area }) => area === 'decision').map(({ person }) => person));
  const handlers = new Set(Array.isArray(facts['handlers']) ? facts['handlers'].map((each) => (isJsonObject(each) ? each['person'] : null)) : []);
  const holds: Readonly<Record<Ambiguity, boolean>> = {
    'not-attributable': !attribution.ok,
    'nobody-decides': attribution.ok && deciders.size === 0 && !rows.some(({ area }) => area === 'vote'),
    'joint-decision': deciders.size > 1,
    'handler-changed': handlers.size > 1,
    'outside-authority': facts['delegation'] === 'none',
    'set-aside': past.replacedBy !== null,
    flagged: flagsFor(decision, sees).length > 0,
    'appeal-pending': appeals.some(({ answer, person }) => answer === null && sees(person)),
  };
  return AMBIGUITIES.filter((reason) => holds[reason]);
}

export function inputsFor({ facts, findings, exemptions, appeals }: JudgedDecision, sees: Sees): DecisionInputs {
  const own = <T extends { readonly person: string }>(rows: readonly T[]): readonly T[] => rows.filter(({ person }) => sees(person));
  const { findings: found, misstatement, recusal_ground: recusal, ...rest } = facts;
  const visible = Array.isArray(found) ? found.filter((each) => isJsonObject(each) && sees(String(each['person']))) : [];
  const about = (key: string, value: unknown, person: string): JsonObject => (isJsonObject(value) && sees(String(value[person])) ? { [key]: value } : {});
  return {
    facts: { ...rest, ...(visible.length === 0 ? {} : { findings: visible }), ...about('misstatement', misstatement, 'by'), ...about('recusal_ground', recusal, 'person') },
    findings: own(findings), exemptions: own(exemptions), appeals: own(appeals),
  };
}

/** The reasons of the visible rows, and why rules near them do not apply; names stand for ids in the text. Null without rows. */
export function explainedFor(decision: JudgedDecision, language: keyof Label, names: Names, sees: Sees): ExplainedResponsibility | null {
  const { attribution } = decision;
  if (!attribution.ok) return null;
  const rows = attribution.value.rows.filter(({ person }) => sees(person));
  const told = (near: ExplainedRow['whyNot']): readonly WhyNot[] => near.map(({ rule, reason }) => ({ rule, reason: reason[language] }));
  return {
    rows: rows.map(({ person, area, explanation, whyNot }) => ({ person, area, why: explanation[language], whyNot: told(whyNot) })),
    whyNot: told(attribution.value.whyNot),
    text: renderAttribution({ ...attribution.value, flags: flagsFor(decision, sees), rows: rows.map((row) => ({ ...row, person: names.get(row.person) ?? row.person })) }, language),
  };
}
