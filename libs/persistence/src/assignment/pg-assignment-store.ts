// Candidates, linked cases and the stock of commitments on PostgreSQL; and the one write that uses a commitment together with the entry
// of its draw. What is not here: making commitments, which is a change of the office (../office/office-changes.ts).
import { isUuid, type CaseId, type HashHex, type Instant, type OfficeId, type PersonId, type TenantId } from '@quanze/kernel';
import type { ActWrite, AssignmentStore, CandidateRow, CommitmentRow, CommitResult, LinkedCase, NextCommitment } from '@quanze/application';
import { lostRaceOf, commitAct } from '../cases/commit.js';
import { isAway } from '../office/absences.js';
import { factsOf, postInForce, type PostRow } from '../office/facts.js';
import type { Database, Runner, Statement } from '../sql/database.js';

const COMMITMENTS_MAX = 500;

export function createAssignmentStore(database: Database): AssignmentStore {
  return {
    candidates: (query) => readCandidates(database, query),
    linkedCases: (tenant, caseId) => readLinked(database, tenant, caseId),
    commitments: (office, after, limit) => readCommitments(database, office, after, limit),
    stock: (office) => readStock(database, office),
    nextCommitment: (office) => readNext(database, office),
    commitDraw: (write, office, number) => commitDraw(database, write, office, number),
  };
}

/** Loads are counted along the index of open cases; nobody's ended cases are looked at. */
export function candidatesStatement({ tenant, office, at }: { readonly tenant: TenantId; readonly office: OfficeId; readonly at: Instant }): Statement {
  return {
    name: 'candidates', values: [tenant, office, at],
    text: `SELECT p.id AS person, p.name, p.epoch,
      EXISTS (SELECT FROM absence b WHERE b.tenant = $1 AND b.person = p.id AND b.office = $2 AND ${isAway('b', '$3::timestamptz')}) AS absent,
      (SELECT json_agg(json_build_array(a.person, a.id, a.office, a.role, a.department, a.portfolio) ORDER BY a.from_at, a.id)
        FROM appointment a WHERE a.tenant = $1 AND a.person = p.id AND a.office = $2 AND ${postInForce('a', '$3::timestamptz')}) AS posts,
      (SELECT json_agg(json_build_object('path', l.path, 'count', l.count) ORDER BY l.path)
        FROM (SELECT c.path, count(*)::integer AS count FROM case_file c WHERE c.tenant = $1 AND c.handler = p.id AND c.status = 'open' GROUP BY c.path) l) AS open
    FROM person p
    WHERE p.tenant = $1 AND p.status = 'active'
      AND p.id IN (SELECT m.person FROM appointment m WHERE m.tenant = $1 AND m.office = $2 AND ${postInForce('m', '$3::timestamptz')})
    ORDER BY p.id`,
  };
}

async function readCandidates(on: Runner, query: Parameters<typeof candidatesStatement>[0]): Promise<readonly CandidateRow[]> {
  const { rows } = await on.query<{ person: PersonId; name: string; epoch: number; absent: boolean; posts: readonly PostRow[] | null; open: CandidateRow['open'] | null }>(candidatesStatement(query));
  return rows.map(({ person, name, epoch, absent, posts, open }) => ({ name, epoch, absent, facts: factsOf(person, posts, null), open: open ?? [] }));
}

/** By the number in the other system, which all parts of one proceedings share. */
export function linkedStatement(tenant: TenantId, caseId: CaseId): Statement {
  return {
    name: 'linked-cases', values: [tenant, caseId],
    text: `SELECT o.case_id AS "caseId", o.handler FROM case_file c
      JOIN case_file o ON o.tenant = c.tenant AND o.foreign_number = c.foreign_number AND o.office = c.office AND o.case_id <> c.case_id
      WHERE c.tenant = $1 AND c.case_id = $2 AND o.handler IS NOT NULL ORDER BY o.opened_at DESC, o.case_id`,
  };
}

async function readLinked(on: Runner, tenant: TenantId, caseId: CaseId): Promise<readonly LinkedCase[]> {
  return isUuid(caseId) ? (await on.query<LinkedCase>(linkedStatement(tenant, caseId))).rows : [];
}

async function readCommitments(on: Runner, office: OfficeId, after: number, limit: number): Promise<readonly CommitmentRow[]> {
  if (!isUuid(office)) return [];
  const { rows } = await on.query<CommitmentRow>({
    name: 'commitments', values: [office, after, Math.min(limit, COMMITMENTS_MAX)],
    text: `SELECT c.number, c.commitment, c.committed_at AS "committedAt", c.seq, EXISTS (SELECT FROM draw_use u WHERE u.office = c.office AND u.number = c.number) AS used
      FROM draw_commitment c WHERE c.office = $1 AND c.number > $2 ORDER BY c.number LIMIT $3`,
  });
  return rows;
}

async function readStock(on: Runner, office: OfficeId): Promise<{ readonly last: number; readonly used: number }> {
  const { rows } = await on.query<{ last: number; used: number }>({
    name: 'draw-stock', values: [office],
    text: `SELECT coalesce((SELECT max(number) FROM draw_commitment WHERE office = $1), 0) AS last, coalesce((SELECT max(number) FROM draw_use WHERE office = $1), 0) AS used`,
  });
  return rows[0] ?? { last: 0, used: 0 };
}

async function readNext(on: Runner, office: OfficeId): Promise<NextCommitment | null> {
  const { rows } = await on.query<{ number: number; commitment: HashHex; sealed: string }>({
    name: 'next-commitment', values: [office],
    text: `SELECT number, commitment, sealed FROM draw_commitment WHERE office = $1 AND number = (SELECT coalesce(max(number), 0) + 1 FROM draw_use WHERE office = $1)`,
  });
  return rows[0] ?? null;
}

/** Ends the transaction without effect. */
class Undo extends Error {
  constructor(readonly answer: CommitResult) {
    super(answer);
  }
}

async function commitDraw(database: Database, write: ActWrite, office: OfficeId, number: number): Promise<CommitResult> {
  try {
    return await database.transaction(async (on): Promise<CommitResult> => {
      await takeCommitment(on, write, office, number);
      const result = await commitAct(on, write);
      if (result !== 'committed') throw new Undo(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Undo) return error.answer;
    const lost = lostRaceOf(error);
    if (lost === null) throw error;
    return lost;
  }
}

/** The primary key lets one of two draws through; the other waits here, finds the number taken and begins again. */
async function takeCommitment(on: Runner, { caseId, entry }: ActWrite, office: OfficeId, number: number): Promise<void> {
  const text = `INSERT INTO draw_use (office, number, case_id, seq) SELECT c.office, c.number, $3::uuid, $4::integer FROM draw_commitment c
    WHERE c.office = $1 AND c.number = $2 AND c.number = (SELECT coalesce(max(u.number), 0) + 1 FROM draw_use u WHERE u.office = $1) ON CONFLICT DO NOTHING`;
  if ((await on.query({ text, values: [office, number, caseId, entry.seq] })).count === 0) throw new Undo('stale');
}
