// Writes a new case in one statement: its number without gaps per office, year and kind, and everything an act writes. The counter's row
// is locked until the statement ends, so a number that is not used is not taken either.
import { Fault, lawDateOf } from '@quanze/kernel';
import type { CommitResult, NewCaseWrite } from '@quanze/application';
import type { Runner, Statement } from '../sql/database.js';
import { StatementBuilder } from '../sql/statement-builder.js';
import { bytesParam, constraintOf, REPEATABLE, sqlStateOf, UNIQUE_VIOLATION } from '../sql/values.js';
import { nextEndOf, teamOf, withActor, withAnswer, withDeadlines, withDecision, withEntry, withOpenings, withOutbox, withTasks } from './act-parts.js';
import { lostRaceOf } from './commit.js';
import { withLinkEvent, withOrigin } from './link-events.js';

interface Created {
  readonly number: string | null;
  readonly present: number;
}

const REPEATS_MAX = 5;

/** Creates a case. The number reads word of the office, word of the kind, year in brackets, running number.
 *  `stale`: a case with this id exists. The number is empty unless committed; the stored answer holds it as `number`.
 *  @throws Fault `FAULT.ASSERTION` without a change: a case begins with an accepted act */
export async function createCase(on: Runner, write: NewCaseWrite): Promise<{ readonly result: CommitResult; readonly number: string }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { rows } = await on.query<Created>(createStatement(write));
      const number = rows[0]?.number ?? null;
      if (number !== null) return { result: 'committed', number };
      if (rows[0]?.present === 0) return { result: 'identity-changed', number: '' };
      throw new Fault('FAULT.ASSERTION', `office ${write.change?.snapshot.office} is not one of the tenant`);
    } catch (error) {
      if (REPEATABLE.has(sqlStateOf(error)) && attempt < REPEATS_MAX) continue;
      const taken = sqlStateOf(error) === UNIQUE_VIOLATION && ['case_file_pkey', 'journal_pkey', 'log_pending_pkey'].includes(constraintOf(error));
      const result = taken ? 'stale' : lostRaceOf(error);
      if (result === null) throw error;
      return { result, number: '' };
    }
  }
}

function createStatement(write: NewCaseWrite): Statement {
  const { identity, entry, change, idempotency } = write;
  if (change === undefined) throw new Fault('FAULT.ASSERTION', 'a case begins with an accepted act');
  const person = identity?.person ?? null;
  const statement = new StatementBuilder(`new:${identity === null ? 'c' : 'p'}:`);
  const bound = {
    tenant: statement.bind(write.tenant, 'uuid'), caseId: statement.bind(write.caseId, 'uuid'),
    seq: statement.bind(entry.seq, 'integer'), at: statement.bind(entry.recordedAt, 'timestamptz'),
  };
  if (identity !== null) withActor(statement, bound.tenant, identity, write.judgedOn);
  if (write.origin !== undefined) withOrigin(statement, bound.tenant, write.origin);
  withNumber(statement, bound.tenant, write, identity !== null);
  statement.with('', `moved AS (${insertCase(statement, bound, write, change)})`);
  withEntry(statement, bound, entry, person);
  withOpenings(statement, bound, write.openings);
  withDecision(statement, bound, change.record, change.snapshot);
  withTasks(statement, bound, change.tasks.opened, []);
  withDeadlines(statement, bound, change.deadlines);
  withOutbox(statement, bound, change.outbox);
  withLinkEvent(statement, bound, write);
  if (idempotency !== null) {
    withAnswer(statement, bound, person, idempotency.key, idempotency.answer, (json) => `(${json}::jsonb || jsonb_build_object('number', moved.number))::json`);
  }
  const present = [...(identity === null ? [] : ['actor']), ...(write.origin === undefined ? [] : ['origin'])].map((row) => `(SELECT count(*)::integer FROM ${row})`);
  return statement.build(`SELECT (SELECT number FROM moved) AS number, ${present.length === 0 ? '1' : present.join(' * ')} AS present`);
}

/** The year is that of the law's calendar, not of UTC. */
function withNumber(statement: StatementBuilder, tenant: string, write: NewCaseWrite, hasActor: boolean): void {
  const office = statement.bind(write.change?.snapshot.office, 'uuid');
  const year = statement.bind(Number(lawDateOf(write.entry.recordedAt).slice(0, 4)), 'integer');
  statement.with('', `counter AS (INSERT INTO case_number AS n (office, year, word, last)
    SELECT o.id, ${year}, ${statement.bind(write.numberWord, 'text')}, 1 FROM office o${hasActor ? ', actor' : ''}${write.origin === undefined ? '' : ', origin'} WHERE o.id = ${office} AND o.tenant = ${tenant}
    ON CONFLICT (office, year, word) DO UPDATE SET last = n.last + 1 RETURNING office, year, word, last)`);
  statement.with('', `numbered AS (SELECT k.office, o.word || k.word || '〔' || k.year || '〕' || k.last || '号' AS number FROM counter k JOIN office o ON o.id = k.office)`);
}

function insertCase(statement: StatementBuilder, bound: { tenant: string; caseId: string; seq: string; at: string }, write: NewCaseWrite, { snapshot, handler }: NonNullable<NewCaseWrite['change']>): string {
  const bind = (value: unknown, type: string) => statement.bind(value, type);
  return `INSERT INTO case_file (case_id, tenant, office, department, path, release, number, foreign_number, title, handler, team, status, ending,
      states, version, seq, head, opened_at, changed_at, recorded_at, next_ends_at, snapshot)
    SELECT ${bound.caseId}, ${bound.tenant}, numbered.office, ${bind(snapshot.department ?? '', 'text')}, ${bind(snapshot.path, 'text')},
      ${bind(bytesParam(snapshot.release), 'bytea')}, numbered.number, ${bind(write.foreignNumber, 'text')}, ${bind(write.title, 'text')}, ${bind(handler, 'uuid')},
      ${bind(teamOf(snapshot), 'uuid[]')}, ${bind(snapshot.status, 'text')}, ${bind(snapshot.ending ?? null, 'text')}, ${bind(snapshot.states, 'text[]')},
      ${bind(snapshot.version, 'integer')}, ${bound.seq}, ${bind(bytesParam(write.entry.hash), 'bytea')}, ${bind(snapshot.openedAt, 'timestamptz')}, ${bound.at}, ${bound.at},
      ${bind(nextEndOf(snapshot), 'timestamptz')}, ${bind(JSON.stringify(snapshot), 'jsonb')} FROM numbered
    RETURNING number, office, department`;
}
