// The parts of the statement that writes an act. Each reads from `moved`, the one row that the compare-and-set let through, so that
// without it none of them has an effect. What is not here: the compare-and-set itself (commit.ts, create.ts).
import { epochMsOf, type Instant, type PersonId } from '@quanze/kernel';
import type { ActWrite, DeadlineRow, OutboxMessage, StoredAnswer, Witness } from '@quanze/application';
import type { CaseSnapshot, DecisionRecord, Task } from '@quanze/engine';
import { canonicalize, type JournalEntry } from '@quanze/ledger';
import { withParticipation } from '../responsibility/write-statements.js';
import type { StatementBuilder } from '../sql/statement-builder.js';
import { bytesParam } from '../sql/values.js';
import { NOBODY } from './load-for-act.js';

/** What every part of one statement refers to, bound once. */
export interface Bound {
  readonly tenant: string;
  readonly caseId: string;
  readonly seq: string;
  readonly at: string;
}

/** The person's row is locked against change until this statement ends: a revocation is either seen here or waits for us. At READ
 *  COMMITTED the lock re-reads the row it waited for, so a changed epoch gives no row. The same holds for everybody else the act was
 *  judged on: without one of them there is no actor either. */
export function withActor(statement: StatementBuilder, tenant: string, { person, epoch }: NonNullable<ActWrite['identity']>, judgedOn: readonly Witness[] = []): void {
  if (judgedOn.length > 0) withWitnesses(statement, tenant, judgedOn);
  const all = judgedOn.length === 0 ? '' : ` AND (SELECT count(*) FROM witness) = ${statement.bind(judgedOn.length, 'integer')}`;
  statement.with('', `actor AS (SELECT 1 AS present FROM person WHERE tenant = ${tenant} AND id = ${statement.bind(person, 'uuid')}
    AND epoch = ${statement.bind(epoch, 'integer')} AND status = 'active'${all} FOR SHARE)`);
}

/** Locked in one order, so that two acts that name the same people do not wait for each other in a circle. */
function withWitnesses(statement: StatementBuilder, tenant: string, judgedOn: readonly Witness[]): void {
  const [ids, epochs] = [statement.bind(judgedOn.map(({ person }) => person), 'uuid[]'), statement.bind(judgedOn.map(({ epoch }) => epoch), 'integer[]')];
  statement.with('w', `witness AS (SELECT p.id FROM person p JOIN unnest(${ids}, ${epochs}) AS w (id, epoch) ON w.id = p.id AND w.epoch = p.epoch
    WHERE p.tenant = ${tenant} ORDER BY p.id FOR SHARE OF p)`);
}

/** The entry as its canonical text, without the hash that was made from it; and its place in the queue of the log. */
export function withEntry(statement: StatementBuilder, bound: Bound, entry: JournalEntry, person: PersonId | null): void {
  const hash = statement.bind(bytesParam(entry.hash), 'bytea');
  statement.with('', `entry AS (INSERT INTO journal (chain, tenant, recorded_at, seq, person, kind, act, hash, entry)
    SELECT ${bound.caseId}, ${bound.tenant}, ${bound.at}, ${bound.seq}, ${statement.bind(person, 'uuid')}, ${statement.bind(entry.kind, 'text')},
      ${statement.bind(entry.act, 'text')}, ${hash}, ${statement.bind(hashedTextOf(entry), 'text')} FROM moved)`);
  statement.with('', `pending AS (INSERT INTO log_pending (chain, seq, tenant, hash) SELECT ${bound.caseId}, ${bound.seq}, ${bound.tenant}, ${hash} FROM moved)`);
}

/** What was hashed: everything but the hash. */
export function hashedTextOf(entry: JournalEntry): string {
  const { hash: _hash, ...unhashed } = entry;
  return canonicalize(unhashed);
}

export function withOpenings(statement: StatementBuilder, bound: Bound, openings: ActWrite['openings']): void {
  if (openings.length === 0) return;
  const rows = openings.map(({ path, salt, value }) => ({ path, salt: bytesParam(salt), value }));
  statement.with('s', `openings AS (INSERT INTO sealed_value (chain, seq, path, salt, value)
    SELECT ${bound.caseId}, ${bound.seq}, r.path, r.salt, r.value FROM moved, json_to_recordset(${statement.bind(JSON.stringify(rows), 'json')}) AS r (path text, salt bytea, value json))`);
}

export function withDecision(statement: StatementBuilder, bound: Bound, record: DecisionRecord | null, snapshot: CaseSnapshot): void {
  if (record === null) return;
  withParticipation(statement, bound, record, snapshot);
  statement.with('d', `decided AS (INSERT INTO decision (case_id, seq, tenant, decided_at, level, power, outcome, record)
    SELECT ${bound.caseId}, ${bound.seq}, ${bound.tenant}, ${statement.bind(record.decidedAt, 'timestamptz')}, ${statement.bind(record.level, 'text')},
      ${statement.bind(record.power, 'text')}, ${statement.bind(record.outcome, 'text')}, ${statement.bind(JSON.stringify(record), 'json')} FROM moved)`);
}

/** A task that changed comes as an opened one with the key of the old: it stays where it was in the inbox unless it went to somebody else. */
export function withTasks(statement: StatementBuilder, bound: Bound, opened: readonly Task[], closed: readonly string[]): void {
  const gone = closed.filter((key) => !opened.some((task) => task.key === key));
  if (gone.length > 0) {
    statement.with('x', `closed AS (DELETE FROM task t USING moved WHERE t.case_id = ${bound.caseId} AND t.tenant = ${bound.tenant} AND t.key = ANY(${statement.bind(gone, 'text[]')}))`);
  }
  if (opened.length === 0) return;
  statement.with('t', `opened AS (INSERT INTO task AS t (case_id, key, tenant, office, department, state, verb, role, person, due_at, opened_at, urged_times, urged_at)
    SELECT ${bound.caseId}, r.key, ${bound.tenant}, moved.office, moved.department, r.state, r.verb, r.role, r.person, r."dueAt", ${bound.at},
      (r.urged ->> 'times')::integer, (r.urged ->> 'at')::timestamptz
      FROM moved, json_to_recordset(${statement.bind(JSON.stringify(opened), 'json')}) AS r (key text, state text, verb text, role text, person uuid, "dueAt" timestamptz, urged json)
    ON CONFLICT (case_id, key) DO UPDATE SET office = excluded.office, department = excluded.department, state = excluded.state, verb = excluded.verb,
      role = excluded.role, person = excluded.person, due_at = excluded.due_at, urged_times = excluded.urged_times, urged_at = excluded.urged_at,
      opened_at = CASE WHEN t.person IS NOT DISTINCT FROM excluded.person THEN t.opened_at ELSE excluded.opened_at END)`);
}

/** `armed_for` stays as it is: the queue was told of that moment, and another `wake_at` makes the row unarmed by itself. */
export function withDeadlines(statement: StatementBuilder, bound: Bound, deadlines: readonly DeadlineRow[]): void {
  if (deadlines.length === 0) return;
  statement.with('l', `deadlines AS (INSERT INTO deadline AS d (case_id, clock, tenant, rule, run, phase, ends_at, wake_at, fired_at, provisional)
    SELECT ${bound.caseId}, r.clock, ${bound.tenant}, r.rule, r.run, r.phase, r."endsAt", CASE WHEN r.phase = 'running' THEN r."wakeAt" END,
      CASE WHEN r.phase = 'overdue' THEN ${bound.at} END, r.provisional
      FROM moved, json_to_recordset(${statement.bind(JSON.stringify(deadlines), 'json')}) AS r (clock text, rule text, run integer, phase text, "endsAt" timestamptz, "wakeAt" timestamptz, provisional boolean)
    ON CONFLICT (case_id, clock) DO UPDATE SET rule = excluded.rule, run = excluded.run, phase = excluded.phase, ends_at = excluded.ends_at,
      wake_at = excluded.wake_at, provisional = excluded.provisional,
      fired_at = CASE WHEN d.run = excluded.run THEN coalesce(d.fired_at, excluded.fired_at) ELSE excluded.fired_at END)`);
}

export function withOutbox(statement: StatementBuilder, bound: Bound, messages: readonly OutboxMessage[]): void {
  if (messages.length === 0) return;
  statement.with('o', `outgoing AS (INSERT INTO outbox (tenant, topic, payload)
    SELECT ${bound.tenant}, r.topic, r.payload FROM moved, json_to_recordset(${statement.bind(JSON.stringify(messages), 'json')}) AS r (topic text, payload json))`);
}

/** The key is taken by its primary key: whoever comes second gets a unique violation and with it none of the statement's effects.
 *  @param body SQL for the stored body, given the bound JSON */
export function withAnswer(statement: StatementBuilder, bound: Bound, person: PersonId | null, key: string, answer: StoredAnswer, body: (json: string) => string): void {
  statement.with('i', `answer AS (INSERT INTO idempotency (tenant, person, key, recorded_at, request_hash, status, body)
    SELECT ${bound.tenant}, ${statement.bind(person ?? NOBODY, 'uuid')}, ${statement.bind(key, 'text')}, ${bound.at}, ${statement.bind(bytesParam(answer.requestHash), 'bytea')},
      ${statement.bind(answer.status, 'integer')}, ${body(statement.bind(JSON.stringify(answer.body), 'json'))} FROM moved)`);
}

/** Everybody who ever was on the team, and who was asked in it or got a copy: who once handled a case may know of it for life. */
export function teamOf(snapshot: CaseSnapshot): readonly PersonId[] {
  return [...new Set([...snapshot.team.map((member) => member.person), ...(snapshot.readers ?? [])])].sort();
}

/** What the person kept for the act is done with; what anybody kept for acts that the new states are out of reach of goes, too.
 *  @param active the new states with everything above them; null when the states stay */
export function withoutDrafts(statement: StatementBuilder, bound: Bound, person: PersonId | null, act: string, active: readonly string[] | null): void {
  const own = person === null ? 'false' : `(d.person = ${statement.bind(person, 'uuid')} AND d.act = ${statement.bind(act, 'text')})`;
  const gone = active === null ? own : `(${own} OR NOT d.reach && ${statement.bind(active, 'text[]')})`;
  if (person === null && active === null) return;
  statement.with(`${person === null ? '' : 'f'}${active === null ? '' : 'r'}`, `drafts AS (DELETE FROM draft d USING moved WHERE d.tenant = ${bound.tenant} AND d.case_id = ${bound.caseId} AND ${gone})`);
}

/** The nearest end of a running clock. */
export function nextEndOf(snapshot: CaseSnapshot): Instant | null {
  const ends = Object.values(snapshot.clocks).flatMap((clock) => (clock.phase === 'running' && clock.endsAt !== undefined ? [clock.endsAt] : []));
  return ends.sort((a, b) => epochMsOf(a) - epochMsOf(b))[0] ?? null;
}
