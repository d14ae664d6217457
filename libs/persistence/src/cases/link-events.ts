// Rows of news between cases: the parts of the write that make and mark them, and the statements of the round. A case without an origin
// writes none, so its statements are what they were. What is not here: what follows from a row (`@quanze/engine`).
import { isUuid, type CaseId, type Instant } from '@quanze/kernel';
import type { ActWrite, LinkEvent, LinkEventKey, LinkStore } from '@quanze/application';
import type { Database, Runner } from '../sql/database.js';
import type { StatementBuilder } from '../sql/statement-builder.js';
import { bytesParam } from '../sql/values.js';
import type { Bound } from './act-parts.js';

/** The row that tells the origin of this entry; nothing for a case that has none or an entry that brought it nowhere. */
export function withLinkEvent(statement: StatementBuilder, bound: Bound, { entry, change }: Pick<ActWrite, 'entry' | 'change'>): void {
  const origin = change?.snapshot.origin;
  if (origin === undefined || change?.reach === undefined) return;
  statement.with('e', `told AS (INSERT INTO link_event (tenant, case_id, seq, origin, link, hash, reach, recorded_at)
    SELECT ${bound.tenant}, ${bound.caseId}, ${bound.seq}, ${statement.bind(origin.case, 'uuid')}, ${statement.bind(origin.link, 'text')},
      ${statement.bind(bytesParam(entry.hash), 'bytea')}, ${statement.bind(JSON.stringify(change.reach), 'jsonb')}, ${bound.at} FROM moved)`);
}

/** Condition of the compare-and-set: the row of which the entry takes notice still waits. */
export function waiting(statement: StatementBuilder, notice: LinkEventKey | undefined): string {
  if (notice === undefined) return '';
  return ` AND EXISTS (SELECT FROM link_event n WHERE n.case_id = ${statement.bind(notice.case, 'uuid')} AND n.seq = ${statement.bind(notice.seq, 'integer')} AND n.done_at IS NULL)`;
}

/** Marks the row with the entry that takes notice of it. */
export function withNotice(statement: StatementBuilder, bound: Bound, notice: LinkEventKey | undefined): void {
  if (notice === undefined) return;
  statement.with('n', `noticed AS (UPDATE link_event n SET done_at = ${bound.at} FROM moved
    WHERE n.case_id = ${statement.bind(notice.case, 'uuid')} AND n.seq = ${statement.bind(notice.seq, 'integer')})`);
}

/** Holds the case that a new one is opened from where it was judged: without this row nothing is written. */
export function withOrigin(statement: StatementBuilder, tenant: string, { caseId, seq }: { readonly caseId: CaseId; readonly seq: number }): void {
  statement.with('y', `origin AS (SELECT 1 AS present FROM case_file WHERE tenant = ${tenant} AND case_id = ${statement.bind(caseId, 'uuid')}
    AND seq = ${statement.bind(seq, 'integer')} FOR SHARE)`);
}

export const UNDONE = `SELECT e.id, e.tenant, e.case_id AS "case", e.seq, e.origin, e.link, e.hash, e.reach, c.number, c.path
  FROM link_event e JOIN case_file c ON c.case_id = e.case_id WHERE e.done_at IS NULL AND e.id > $1 ORDER BY e.id LIMIT $2`;
export const OPENED_FROM = `SELECT e.case_id AS "case", e.link, c.number, c.path
  FROM link_event e JOIN case_file c ON c.case_id = e.case_id WHERE e.origin = $1 AND e.seq = 1 ORDER BY e.id LIMIT $2`;

export function createLinkStore(database: Database): LinkStore {
  return {
    undone: (after, limit) => database.rows<LinkEvent>(UNDONE, [after, limit], 'links-undone'),
    markDone: (event, at) => markDone(database, event, at),
    openedFrom: (origin, limit) => (isUuid(origin) ? database.rows(OPENED_FROM, [origin, limit], 'links-opened') : Promise.resolve([])),
  };
}

async function markDone(on: Runner, { case: caseId, seq }: LinkEventKey, at: Instant): Promise<void> {
  await on.query({ name: 'link-done', text: 'UPDATE link_event SET done_at = $3 WHERE case_id = $1 AND seq = $2 AND done_at IS NULL', values: [caseId, seq, at] });
}
