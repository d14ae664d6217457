// Double entry for a storm of requests: what the answers say was done, against what the database says has changed. What is not here:
// whether the database is sound in itself (the auditor of `test/e2e/audit`).
import type { Tables, Row } from '../e2e/audit/rows.js';
import { hex } from '../e2e/audit/rows.js';
import type { FuzzRequest } from './requests.js';
import type { WireAnswer } from './wire.js';

interface Done {
  readonly caseId: string;
  readonly seq: number;
  readonly entryHash: string;
  readonly version: number;
  readonly replayed: boolean;
}

/** Refusals that never reached the engine: the request, the person, the key, or a case nobody may know of. */
const BEFORE_THE_ENGINE = /^(REQUEST|IDENTITY|FAULT|TOKEN)\.|^CASE\.NOT_FOUND$|^OFFICE\.NOT_FOUND$/;
const OFFICE_ACTS: Readonly<Record<string, string>> = { addPerson: 'person.add', appoint: 'appointment.begin', endAppointment: 'appointment.end', delegate: 'delegation.grant', revokeDelegation: 'delegation.revoke', submitDefinition: 'definition.submit', publishDefinition: 'definition.publish' };

export class Books {
  private readonly done = new Map<string, Done>();
  private readonly refusedActs = new Map<string, number>();
  private refusedInOffices = 0;
  private readonly doneInOffices = new Map<string, number>();
  private sessions = 0;
  /** Version of each case by the last answer that told one. */
  readonly versions = new Map<string, number>();
  readonly statuses = new Map<number, number>();
  readonly codes = new Map<string, number>();

  /** Books one answer under its request. */
  enter(request: FuzzRequest, { status, body }: WireAnswer): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (status >= 400 && request.method !== 'HEAD') return this.enterRefusal(request, (JSON.parse(body) as { code: string }).code, JSON.parse(body) as { params?: { actual?: number } });
    if (status < 200 || status >= 300) return;
    const path = request.target.split('?')[0] ?? '';
    if (request.method !== 'POST') return;
    if (/^\/api\/v1\/cases(\/[^/]+\/acts)?$/.test(path)) {
      const done = JSON.parse(body) as Done;
      this.versions.set(done.caseId, Math.max(done.version, this.versions.get(done.caseId) ?? 0));
      if (!done.replayed) this.done.set(`${done.caseId} ${done.seq}`, done);
    } else if (path === '/api/v1/sessions' || path === '/api/v1/tokens') this.sessions += 1;
    else {
      const act = OFFICE_ACTS[request.operation] ?? 'unknown';
      this.doneInOffices.set(act, (this.doneInOffices.get(act) ?? 0) + 1);
    }
  }

  private enterRefusal(request: FuzzRequest, code: string, { params }: { params?: { actual?: number } }): void {
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
    const caseId = /^\/api\/v1\/cases\/([^/?]+)\/acts/.exec(request.target)?.[1];
    if (code === 'CASE.VERSION_CONFLICT' && caseId !== undefined && typeof params?.actual === 'number') this.versions.set(caseId, params.actual);
    if (request.method !== 'POST' || (BEFORE_THE_ENGINE.test(code) && code !== 'REQUEST.TAKEN')) return;
    if (caseId !== undefined) this.refusedActs.set(caseId, (this.refusedActs.get(caseId) ?? 0) + 1);
    // A name that is taken is found by the write itself, which then leaves nothing behind.
    else if (request.target.startsWith('/api/v1/offices/') && code !== 'REQUEST.TAKEN') this.refusedInOffices += 1;
  }

  get effects(): number {
    return this.done.size + this.sessions + [...this.doneInOffices.values()].reduce((sum, count) => sum + count, 0);
  }

  get refusals(): number {
    return this.refusedInOffices + [...this.refusedActs.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Differences between the answers and the change of the database; empty when every change was answered and every answer is true. */
  compare(before: Tables, after: Tables): readonly string[] {
    return [...this.compareJournals(before, after), ...this.compareCases(before, after), ...unchangedRows(before, after)];
  }

  /** How often an act of an office was answered as done. */
  doneIn(act: string): number {
    return this.doneInOffices.get(act) ?? 0;
  }

  /** How many rows of sessions the answers explain. */
  get sessionsMade(): number {
    return this.sessions;
  }

  private compareJournals(before: Tables, after: Tables): readonly string[] {
    const old = new Set(before.journal.map(place));
    const offices = new Set(after.offices.map((row) => String(row['id'])));
    const fresh = after.journal.filter((row) => !old.has(place(row)));
    const inCases = fresh.filter((row) => !offices.has(String(row['chain'])));
    const problems: string[] = [];
    const accepted = inCases.filter((row) => row['kind'] !== 'refused');
    for (const row of accepted) {
      const done = this.done.get(place(row));
      if (done === undefined || done.entryHash !== hex(row['hash'])) problems.push(`entry ${place(row)} (${String(row['act'])}) was answered to nobody`);
    }
    if (accepted.length !== this.done.size) problems.push(`${this.done.size} acts were answered, ${accepted.length} stand in the journals`);
    const refusedByCase = new Map<string, number>();
    for (const row of inCases.filter((one) => one['kind'] === 'refused')) refusedByCase.set(String(row['chain']), (refusedByCase.get(String(row['chain'])) ?? 0) + 1);
    for (const chain of new Set([...refusedByCase.keys(), ...this.refusedActs.keys()])) {
      const [found, told] = [refusedByCase.get(chain) ?? 0, this.refusedActs.get(chain) ?? 0];
      if (found !== told) problems.push(`case ${chain}: ${told} refusals were answered, ${found} journaled`);
    }
    const inOffices = fresh.filter((row) => offices.has(String(row['chain'])));
    const refused = inOffices.filter((row) => row['kind'] === 'refused').length;
    if (refused !== this.refusedInOffices) problems.push(`offices: ${this.refusedInOffices} refusals were answered, ${refused} journaled`);
    for (const act of new Set([...inOffices.filter((row) => row['kind'] !== 'refused').map((row) => String(row['act'])), ...this.doneInOffices.keys()])) {
      const found = inOffices.filter((row) => row['kind'] !== 'refused' && row['act'] === act).length;
      if (found !== (this.doneInOffices.get(act) ?? 0)) problems.push(`offices: ${act} was answered ${this.doneInOffices.get(act) ?? 0} times and stands there ${found} times`);
    }
    return problems;
  }

  /** A case on which nothing was accepted has changed in nothing but the length of its journal. */
  private compareCases(before: Tables, after: Tables): readonly string[] {
    const touched = new Set([...this.done.values()].map(({ caseId }) => caseId));
    const untouched = before.cases.filter((row) => !touched.has(String(row['case_id'])));
    const bare = ({ seq: _seq, head: _head, recorded_at: _at, ...rest }: Row): string => JSON.stringify(rest);
    const later = new Map(after.cases.map((row) => [String(row['case_id']), row]));
    const of = (rows: readonly Row[], column: string, id: string): string => JSON.stringify(rows.filter((row) => row[column] === id).map(({ armed_for: _armed, ...rest }) => rest));
    return untouched.flatMap((row) => {
      const id = String(row['case_id']);
      const same = bare(row) === bare(later.get(id) ?? {}) && (['tasks', 'deadlines', 'decisions'] as const).every((table) => of(before[table], 'case_id', id) === of(after[table], 'case_id', id));
      return same ? [] : [`case ${id} has changed although nothing was accepted on it`];
    });
  }
}

/** What is only ever added to: every old row is there as it was. */
function unchangedRows(before: Tables, after: Tables): readonly string[] {
  return (['journal', 'sealed', 'decisions', 'answers', 'leaves', 'nodes', 'checkpoints'] as const).flatMap((table) => {
    const now = new Set(after[table].map((row) => JSON.stringify(row)));
    const gone = before[table].filter((row) => !now.has(JSON.stringify(row)));
    return gone.length === 0 ? [] : [`${table}: ${gone.length} old rows are gone or changed`];
  });
}

function place(row: Row): string {
  return `${String(row['chain'])} ${String(row['seq'])}`;
}
