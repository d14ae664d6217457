// Statements of people about decisions, each in the transaction of its entry in the office's journal; and the index of dossiers that an act
// writes with its decision. What is not here: who may state anything.
import { participantsOf, type AppealAnswer, type ExemptionRow, type FindingRow, type NewAppeal, type OfficeWrite, type Statement } from '@quanze/application';
import type { CaseSnapshot, DecisionRecord } from '@quanze/engine';
import type { Bound } from '../cases/act-parts.js';
import type { Runner } from '../sql/database.js';
import type { StatementBuilder } from '../sql/statement-builder.js';

/** Who took part, in the same statement as the decision: without the decision no row, and no decision without its rows. */
export function withParticipation(statement: StatementBuilder, bound: Bound, record: DecisionRecord, snapshot: CaseSnapshot): void {
  const people = participantsOf(record, snapshot);
  const [persons, capacities] = [statement.bind(people.map(({ person }) => person), 'uuid[]'), statement.bind(people.map(({ capacity }) => capacity), 'text[]')];
  statement.with('', `took_part AS (INSERT INTO participation (case_id, seq, person, capacity, tenant, office, decided_at)
    SELECT ${bound.caseId}, ${bound.seq}, p.person, p.capacity, ${bound.tenant}, moved.office, ${statement.bind(record.decidedAt, 'timestamptz')}
      FROM moved, unnest(${persons}, ${capacities}) AS p (person, capacity))`);
}

const COLUMNS = 'id, tenant, office, case_id, seq, person, recorded_by, recorded_at, entry';

/** The entry's own number and time are those of the write, whatever the row says. */
function common({ tenant, entry }: OfficeWrite, row: Statement | NewAppeal): readonly unknown[] {
  return [row.id, tenant, row.office, row.caseId, row.seq, row.person, row.recordedBy, entry.recordedAt, entry.seq];
}

export async function insertFinding(on: Runner, write: OfficeWrite, row: FindingRow): Promise<void> {
  await on.query({
    text: `INSERT INTO finding (${COLUMNS}, area, fault, role, about, crime, outcome) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    values: [...common(write, row), row.area, row.fault, row.role, row.about, row.crime, row.outcome === null ? null : JSON.stringify(row.outcome)],
  });
  // Whoever is known from the finding alone finds the decision in the own dossier.
  await on.query({
    text: `INSERT INTO participation (case_id, seq, person, capacity, tenant, office, decided_at)
      SELECT d.case_id, d.seq, $3::uuid, 'found', d.tenant, $4::uuid, d.decided_at FROM decision d WHERE d.case_id = $1 AND d.seq = $2
        AND NOT EXISTS (SELECT FROM participation p WHERE p.case_id = d.case_id AND p.seq = d.seq AND p.person = $3)`,
    values: [row.caseId, row.seq, row.person, row.office],
  });
}

export async function insertExemption(on: Runner, write: OfficeWrite, row: ExemptionRow): Promise<void> {
  await on.query({ text: `INSERT INTO exemption (${COLUMNS}, area, kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, values: [...common(write, row), row.area, row.kind] });
}

export async function insertAppeal(on: Runner, write: OfficeWrite, row: NewAppeal): Promise<void> {
  await on.query({ text: `INSERT INTO appeal (${COLUMNS}, area) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, values: [...common(write, row), row.area] });
}

export async function insertAnswer(on: Runner, { entry }: OfficeWrite, row: AppealAnswer): Promise<void> {
  await on.query({
    text: 'INSERT INTO appeal_answer (appeal, upheld, answered_by, answered_at, entry) VALUES ($1, $2, $3, $4, $5)',
    values: [row.appeal, row.upheld, row.answeredBy, entry.recordedAt, entry.seq],
  });
}

/** What an entry of an office sealed. */
export async function insertOpenings(on: Runner, { office, entry, openings = [] }: OfficeWrite): Promise<void> {
  for (const { path, salt, value } of openings) {
    await on.query({ text: 'INSERT INTO sealed_value (chain, seq, path, salt, value) VALUES ($1, $2, $3, $4, $5)', values: [office, entry.seq, path, `\\x${salt}`, JSON.stringify(value)] });
  }
}
