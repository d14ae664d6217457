// Double entry for a storm of requests: what the answers say was done, against what the database says has changed. What is not here:
// whether the database is sound in itself (the auditor of `test/e2e/audit`).
import { hex, withOwner, type Row, type Tables } from '../e2e/audit/rows.js';
import { COUNTED_ACTS, placeOfEntry, type Books } from './books.js';

/** Differences between the answers and the change of the database; empty when every change was answered and every answer is true. */
export function differences(books: Books, before: Tables, after: Tables): readonly string[] {
  const old = new Set(before.journal.map(place));
  const fresh = after.journal.filter((row) => !old.has(place(row)));
  const offices = new Set(after.offices.map((row) => String(row['id'])));
  const isOfOffice = (row: Row): boolean => offices.has(String(row['chain']));
  // What nobody did – a period that ended – is answered to nobody; the auditor judges it.
  const byPeople = fresh.filter((row) => row['person'] !== null);
  const accepted = byPeople.filter((row) => row['kind'] !== 'refused');
  return [
    ...books.contradictions,
    ...actDifferences(books, accepted.filter((row) => !isOfOffice(row))),
    ...officeDifferences(books, accepted.filter(isOfOffice)),
    ...refusalDifferences(books, byPeople.filter((row) => row['kind'] === 'refused')),
    ...untouchedCases(new Set(fresh.filter((row) => row['kind'] !== 'refused').map((row) => String(row['chain']))), before, after),
    ...unchangedRows(before, after),
  ];
}

function actDifferences({ done, replays }: Books, accepted: readonly Row[]): readonly string[] {
  const unanswered = accepted.filter((row) => done.get(place(row))?.entryHash !== hex(row['hash'])).map((row) => `entry ${place(row)} (${String(row['act'])}) was answered to nobody`);
  const there = new Set(accepted.map(place));
  const missing = [...done.keys()].filter((answered) => !there.has(answered)).map((answered) => `entry ${answered} was answered and stands nowhere`);
  const untrue = replays.filter(({ caseId, seq, entryHash }) => done.get(placeOfEntry(caseId, seq))?.entryHash !== entryHash).map(({ caseId, seq }) => `entry ${caseId} ${seq} was repeated to somebody and never answered as done`);
  return [...unanswered, ...missing, ...untrue];
}

function officeDifferences({ doneByOffice, doneInOffices }: Books, accepted: readonly Row[]): readonly string[] {
  const counted = new Map([...doneInOffices].filter(([act]) => COUNTED_ACTS.has(act)));
  return [
    ...compared(doneByOffice, countBy(accepted, 'chain'), (chain, told, found) => `office ${chain}: ${told} changes were answered, ${found} stand there`),
    ...compared(counted, countBy(accepted.filter((row) => COUNTED_ACTS.has(String(row['act']))), 'act'), (act, told, found) => `offices: ${act} was answered ${told} times and stands there ${found} times`),
  ];
}

function refusalDifferences({ refused }: Books, rows: readonly Row[]): readonly string[] {
  return compared(refused, countBy(rows, 'chain'), (chain, told, found) => `chain ${chain}: ${told} refusals were answered, ${found} journaled`);
}

/** A case on which nothing was accepted has changed in nothing but the length of its journal. */
function untouchedCases(touched: ReadonlySet<string>, before: Tables, after: Tables): readonly string[] {
  const bare = ({ seq: _seq, head: _head, recorded_at: _at, ...rest }: Row): string => JSON.stringify(rest);
  const later = new Map(after.cases.map((row) => [String(row['case_id']), row]));
  const of = (rows: readonly Row[], id: string): string => JSON.stringify(rows.filter((row) => row['case_id'] === id).map(({ armed_for: _armed, ...rest }) => rest));
  return before.cases.filter((row) => !touched.has(String(row['case_id']))).flatMap((row) => {
    const id = String(row['case_id']);
    const same = bare(row) === bare(later.get(id) ?? {}) && (['tasks', 'deadlines', 'decisions'] as const).every((table) => of(before[table], id) === of(after[table], id));
    return same ? [] : [`case ${id} has changed although nothing was accepted on it`];
  });
}

/** What is only ever added to: every old row is there as it was. */
function unchangedRows(before: Tables, after: Tables): readonly string[] {
  return (['journal', 'sealed', 'decisions', 'answers', 'leaves', 'nodes', 'checkpoints'] as const).flatMap((table) => {
    const now = new Set(after[table].map((row) => JSON.stringify(row)));
    const gone = before[table].filter((row) => !now.has(JSON.stringify(row)));
    return gone.length === 0 ? [] : [`${table}: ${gone.length} old rows are gone or changed`];
  });
}

export type Census = Readonly<Record<'people' | 'credentials' | 'appointments' | 'endedAppointments' | 'delegations' | 'revoked' | 'definitions' | 'sessions' | 'endedSessions' | 'offices' | 'departments' | 'tenants', number>>;

/** How many rows there are of what has no journal of its own. */
export async function takeCensus(databaseUrl: string): Promise<Census> {
  const rows = (table: string, where = 'true'): string => `(SELECT count(*) FROM ${table} WHERE ${where})::integer`;
  const text = `SELECT ${rows('person')} AS people, ${rows('credential')} AS credentials, ${rows('appointment')} AS appointments, ${rows('appointment', 'until_at <= now()')} AS "endedAppointments",
    ${rows('delegation')} AS delegations, ${rows('delegation', 'revoked_at IS NOT NULL')} AS revoked, ${rows('definition')} AS definitions, ${rows('session')} AS sessions,
    ${rows('session', 'revoked_at IS NOT NULL')} AS "endedSessions", ${rows('office')} AS offices, ${rows('department')} AS departments, ${rows('tenant')} AS tenants`;
  return withOwner(databaseUrl, async (client) => (await client.query<Census>(text)).rows[0] as Census);
}

/** The census that the answers promise. */
export function promisedCensus(books: Books, before: Census): Census {
  const { people, credentials, appointments, endedAppointments, delegations, revoked, definitions, sessions, endedSessions } = before;
  return {
    ...before, people: people + books.doneIn('person.add'), credentials: credentials + books.doneIn('person.add'), appointments: appointments + books.doneIn('appointment.begin'),
    endedAppointments: endedAppointments + books.doneIn('appointment.end'), delegations: delegations + books.doneIn('delegation.grant'), revoked: revoked + books.doneIn('delegation.revoke'),
    definitions: definitions + books.doneIn('definition.publish'), sessions: sessions + books.sessionsMade, endedSessions: endedSessions + books.sessionsEnded,
  };
}

function compared(told: ReadonlyMap<string, number>, found: ReadonlyMap<string, number>, sentence: (key: string, told: number, found: number) => string): readonly string[] {
  return [...new Set([...told.keys(), ...found.keys()])].filter((key) => told.get(key) !== found.get(key)).map((key) => sentence(key, told.get(key) ?? 0, found.get(key) ?? 0));
}

function countBy(rows: readonly Row[], column: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(String(row[column]), (counts.get(String(row[column])) ?? 0) + 1);
  return counts;
}

function place(row: Row): string {
  return placeOfEntry(row['chain'], row['seq']);
}
