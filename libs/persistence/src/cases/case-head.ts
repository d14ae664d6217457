// The line of a case in a list: its columns and how a row of them is read.
import type { CaseId, HashHex, Instant, OfficeId, PersonId } from '@quanze/kernel';
import type { CaseHead } from '@quanze/application';

const COLUMNS = ['case_id', 'number', 'foreign_number', 'title', 'office', 'department', 'path', 'release', 'version', 'seq', 'status', 'ending', 'states', 'handler', 'opened_at', 'changed_at', 'next_ends_at'];

/** The columns of a head, each with the alias of the case's table. */
export function headColumns(alias: string): string {
  return COLUMNS.map((column) => `${alias}.${column}`).join(', ');
}

export interface HeadRow {
  readonly case_id: CaseId;
  readonly number: string;
  readonly foreign_number: string | null;
  readonly title: string;
  readonly office: OfficeId;
  readonly department: string;
  readonly path: string;
  readonly release: HashHex;
  readonly version: number;
  readonly seq: number;
  readonly status: CaseHead['status'];
  readonly ending: string | null;
  readonly states: readonly string[];
  readonly handler: PersonId | null;
  readonly opened_at: Instant;
  readonly changed_at: Instant;
  readonly next_ends_at: Instant | null;
}

export function headOf(row: HeadRow): CaseHead {
  return {
    caseId: row.case_id, number: row.number, foreignNumber: row.foreign_number, title: row.title, office: row.office,
    department: row.department === '' ? null : row.department, path: row.path, release: row.release, version: row.version, seq: row.seq,
    status: row.status, ending: row.ending, states: row.states, handler: row.handler, openedAt: row.opened_at, changedAt: row.changed_at, nextEndsAt: row.next_ends_at,
  };
}
