// Writes an act in one statement, and so in one transaction and one round trip: the case row by compare-and-set on the length of its
// journal, and everything else only if that succeeded. What is not here: the parts (act-parts.ts) and new cases (create.ts).
import type { ActWrite, CommitResult } from '@quanze/application';
import { withChecked } from '../formality/write-checked.js';
import type { Runner, Statement } from '../sql/database.js';
import { StatementBuilder } from '../sql/statement-builder.js';
import { bytesParam, constraintOf, REPEATABLE, sqlStateOf, UNIQUE_VIOLATION } from '../sql/values.js';
import { DOCUMENT_RACES, withDocument, withDraftLocked } from '../documents/write-document.js';
import { withFiles, withFilesLocked } from '../files/files-named.js';
import { nextEndOf, teamOf, withActor, withAnswer, withDeadlines, withDecision, withEntry, withOpenings, withOutbox, withoutDrafts, withTasks } from './act-parts.js';
import { withErasure } from './erase-content.js';
import { waiting, withLinkEvent, withNotice } from './link-events.js';

interface Written {
  readonly moved: number;
  readonly present: number;
}

/** Commits an act or a refused attempt. `stale` also when a deadlock undid the statement. Nothing is ever half-written.
 *  INVARIANT: `committed` implies that neither the person's epoch nor anything else the act was judged on moved between judging and commit. */
export async function commitAct(on: Runner, write: ActWrite): Promise<CommitResult> {
  try {
    const { rows } = await on.query<Written>(commitStatement(write));
    if (rows[0]?.moved === 1) return 'committed';
    return rows[0]?.present === 0 ? 'identity-changed' : 'stale';
  } catch (error) {
    const lost = lostRaceOf(error);
    if (lost === null) throw error;
    return lost;
  }
}

/** Which lost race an error stands for; null when it is none. */
export function lostRaceOf(error: unknown): CommitResult | null {
  const state = sqlStateOf(error);
  if (REPEATABLE.has(state)) return 'stale';
  if (state === UNIQUE_VIOLATION && DOCUMENT_RACES.has(constraintOf(error))) return 'stale';
  return state === UNIQUE_VIOLATION && constraintOf(error) === 'idempotency_pkey' ? 'key-used' : null;
}

/** The statement of one act. Its name says which parts it has. */
export function commitStatement(write: ActWrite): Statement {
  const { identity, entry, change, idempotency, document, files = [] } = write;
  const person = identity?.person ?? null;
  const statement = new StatementBuilder(`act:${identity === null ? 'c' : 'p'}:`);
  const bound = {
    tenant: statement.bind(write.tenant, 'uuid'), caseId: statement.bind(write.caseId, 'uuid'),
    seq: statement.bind(entry.seq, 'integer'), at: statement.bind(entry.recordedAt, 'timestamptz'),
  };
  if (identity !== null) withActor(statement, bound.tenant, identity, write.judgedOn);
  const locked = document === undefined ? '' : withDraftLocked(statement, bound, document);
  const filed = files.length === 0 ? '' : withFilesLocked(statement, bound, files);
  const from = [...(identity === null ? [] : ['actor']), ...(locked === '' ? [] : [locked])].join(', ');
  statement.with(change === undefined ? '' : 'm', `moved AS (UPDATE case_file c
    SET seq = ${bound.seq}, head = ${statement.bind(bytesParam(entry.hash), 'bytea')}, recorded_at = ${bound.at}${change === undefined ? '' : changedColumns(statement, bound.at, change)}
    ${from === '' ? '' : `FROM ${from} `}WHERE c.tenant = ${bound.tenant} AND c.case_id = ${bound.caseId} AND c.seq = ${statement.bind(write.expectedSeq, 'integer')}${filed}${waiting(statement, write.notice)}
    RETURNING c.office, c.department)`);
  withEntry(statement, bound, entry, person);
  withOpenings(statement, bound, write.openings);
  if (change !== undefined) {
    withDecision(statement, bound, change.record, change.snapshot);
    withTasks(statement, bound, change.tasks.opened, change.tasks.closed);
    withDeadlines(statement, bound, change.deadlines);
    withOutbox(statement, bound, change.outbox);
    withChecked(statement, bound, person, write.checked);
    withoutDrafts(statement, bound, person, entry.act ?? '', change.active ?? null);
  }
  if (files.length > 0) withFiles(statement, bound, files);
  if (document !== undefined) withDocument(statement, bound, document, person);
  const erased = withErasure(statement, bound, write.erase);
  withLinkEvent(statement, bound, write);
  withNotice(statement, bound, write.notice);
  if (idempotency !== null) withAnswer(statement, bound, person, idempotency.key, idempotency.answer, (json) => json);
  return statement.build(`SELECT (SELECT count(*)::integer FROM moved) AS moved, ${identity === null ? '1' : '(SELECT count(*)::integer FROM actor)'} AS present${erased}`);
}

function changedColumns(statement: StatementBuilder, at: string, { snapshot, handler }: NonNullable<ActWrite['change']>): string {
  const columns: readonly (readonly [string, unknown, string])[] = [
    ['department', snapshot.department ?? '', 'text'], ['path', snapshot.path, 'text'], ['release', bytesParam(snapshot.release), 'bytea'],
    ['handler', handler, 'uuid'], ['team', teamOf(snapshot), 'uuid[]'], ['status', snapshot.status, 'text'], ['ending', snapshot.ending ?? null, 'text'],
    ['states', snapshot.states, 'text[]'], ['version', snapshot.version, 'integer'], ['next_ends_at', nextEndOf(snapshot), 'timestamptz'],
    ['snapshot', JSON.stringify(snapshot), 'jsonb'],
  ];
  return `, changed_at = ${at}${columns.map(([name, value, type]) => `, ${name} = ${statement.bind(value, type)}`).join('')}`;
}
