// Whole files of cases for attribution: accepted entries and statements of people, up to a moment. Two statements however many cases.
// What is not here: what follows from them.
import { isUuid, type CaseId, type HashHex, type Instant, type JsonObject, type OfficeId, type TenantId } from '@quanze/kernel';
import type { AppealRow, ExemptionRow, FindingRow, HistoryEntry, ResponsibilityFile } from '@quanze/application';
import type { Runner } from '../sql/database.js';
import { instantOf } from '../sql/values.js';

const STATEMENT = `'id', s.id, 'office', s.office, 'caseId', s.case_id, 'seq', s.seq, 'person', s.person, 'recordedBy', s.recorded_by, 'recordedAt', s.recorded_at, 'entry', s.entry`;
const ANSWER = `(SELECT json_build_object('appeal', a.appeal, 'upheld', a.upheld, 'answeredBy', a.answered_by, 'answeredAt', a.answered_at, 'entry', a.entry)
  FROM appeal_answer a WHERE a.appeal = s.id`;

function statements(table: string, more: string): string {
  return `(SELECT json_agg(json_build_object(${STATEMENT}${more}) ORDER BY s.recorded_at, s.entry) FROM ${table} s WHERE s.case_id = c.case_id AND s.recorded_at <= $3)`;
}

const HEADS = `SELECT c.case_id AS "caseId", c.number, c.title, c.office, o.superior, c.release,
  ${statements('finding', `, 'area', s.area, 'fault', s.fault, 'role', s.role, 'about', s.about, 'crime', s.crime, 'outcome', s.outcome`)} AS findings,
  ${statements('exemption', `, 'area', s.area, 'kind', s.kind`)} AS exemptions,
  ${statements('appeal', `, 'area', s.area, 'answer', ${ANSWER} AND a.answered_at <= $3)`)} AS appeals
  FROM case_file c JOIN office o ON o.id = c.office WHERE c.tenant = $1 AND c.case_id = ANY($2::uuid[])`;

interface HeadRow extends Omit<ResponsibilityFile, 'entries' | 'findings' | 'exemptions' | 'appeals'> {
  readonly superior: OfficeId | null;
  readonly release: HashHex;
  readonly findings: readonly FindingRow[] | null;
  readonly exemptions: readonly ExemptionRow[] | null;
  readonly appeals: readonly AppealRow[] | null;
}

/** Cases the tenant does not have are absent. */
export async function readFiles(on: Runner, tenant: TenantId, cases: readonly CaseId[], until: Instant): Promise<readonly ResponsibilityFile[]> {
  const { rows } = await on.query<HeadRow>({ name: 'responsibility-files', text: HEADS, values: [tenant, cases.filter(isUuid), until] });
  const entries = rows.length === 0 ? new Map<string, HistoryEntry[]>() : await readEntries(on, rows.map(({ caseId }) => caseId), until);
  return rows.map(({ findings, exemptions, appeals, ...head }) => ({
    ...head, entries: entries.get(head.caseId) ?? [], findings: dated(findings), exemptions: dated(exemptions), appeals: dated(appeals).map(withAnswer),
  }));
}

/** Refused attempts change nothing and are left out; deadlines and warnings change clocks only, and are cheap to pass over. */
async function readEntries(on: Runner, cases: readonly CaseId[], until: Instant): Promise<ReadonlyMap<string, readonly HistoryEntry[]>> {
  const { rows } = await on.query<{ chain: string; seq: number; recorded_at: Instant; entry: string }>({
    name: 'responsibility-entries', values: [cases, until],
    text: `SELECT chain, seq, recorded_at, entry FROM journal WHERE chain = ANY($1::uuid[]) AND recorded_at <= $2 AND kind <> 'refused' ORDER BY chain, seq`,
  });
  const found = new Map<string, HistoryEntry[]>();
  for (const { chain, seq, recorded_at: recordedAt, entry } of rows) {
    const { actor, payload } = JSON.parse(entry) as { actor: JsonObject | null; payload: JsonObject };
    const list = found.get(chain) ?? [];
    list.push({ seq, recordedAt, actor, payload });
    found.set(chain, list);
  }
  return found;
}

/** JSON has the server's form of an instant. */
function dated<T extends { readonly recordedAt: Instant }>(rows: readonly T[] | null): readonly T[] {
  return (rows ?? []).map((row) => ({ ...row, recordedAt: jsonInstant(row.recordedAt) }));
}

function withAnswer(row: AppealRow): AppealRow {
  return row.answer === null ? row : { ...row, answer: { ...row.answer, answeredAt: jsonInstant(row.answer.answeredAt) } };
}

function jsonInstant(text: string): Instant {
  return instantOf(text);
}

const APPEAL = `SELECT json_build_object(${STATEMENT}, 'area', s.area, 'answer', ${ANSWER})) AS appeal FROM appeal s WHERE s.tenant = $1 AND s.id = $2`;

export async function readAppeal(on: Runner, tenant: TenantId, id: string): Promise<AppealRow | null> {
  if (!isUuid(id)) return null;
  const { rows: [row] } = await on.query<{ appeal: AppealRow }>({ name: 'appeal', text: APPEAL, values: [tenant, id] });
  return row === undefined ? null : (dated([row.appeal]).map(withAnswer)[0] ?? null);
}
