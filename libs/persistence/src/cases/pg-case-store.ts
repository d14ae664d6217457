// The store of cases on PostgreSQL: one door to the statements of this folder.
import type { CaseStore } from '@quanze/application';
import type { Instant } from '@quanze/kernel';
import type { Database } from '../sql/database.js';
import { listCases, visibleHead } from './case-list.js';
import { readDeadlines, readDecisions, readEntriesOf, readJournal, readOpenings, readSnapshot } from './case-reader.js';
import { commitAct } from './commit.js';
import { createCase } from './create.js';
import { dropDraft, readDraft, saveDraft } from './drafts.js';
import { readInbox } from './inbox.js';
import { readOpenCases } from './open-cases.js';
import { loadForAct } from './load-for-act.js';

/** Every method is one round trip. @throws Fault `FAULT.DEPENDENCY_DOWN` when the server cannot be reached: then an act may or may not
 *  have been committed, and repeating it under its idempotency key finds out. */
export function createCaseStore(database: Database): CaseStore {
  return {
    loadForAct: (query) => loadForAct(database, query),
    commit: (write) => commitAct(database, write),
    create: (write) => createCase(database, write),
    head: (scope, caseId) => visibleHead(database, scope, caseId),
    list: (scope, query) => listCases(database, scope, query),
    inbox: (scope, query) => readInbox(database, scope, query),
    openCases: (query) => readOpenCases(database, query),
    snapshot: (caseId) => readSnapshot(database, caseId),
    journal: (chain, afterSeq, limit) => readJournal(database, chain, afterSeq, limit),
    entriesOf: (caseId, person) => readEntriesOf(database, caseId, person),
    openings: (chain, seqs) => readOpenings(database, chain, seqs),
    decisions: (caseId) => readDecisions(database, caseId),
    deadlines: (caseId) => readDeadlines(database, caseId),
    draft: (key) => readDraft(database, key),
    saveDraft: (key, draft) => saveDraft(database, key, draft),
    dropDraft: (key) => dropDraft(database, key),
  };
}

/** Deletes an opening for good; the entry and every proof stay valid. Journal the erasure yourself. @returns false when there was none */
export async function eraseOpening(database: Database, chain: string, seq: number, path: string): Promise<boolean> {
  const rows = await database.rows<{ erased: boolean }>('SELECT erase_opening($1, $2, $3) AS erased', [chain, seq, path]);
  return rows[0]?.erased === true;
}

/** Forgets answers stored before an instant; a request repeated after that is a new one. @returns how many */
export async function forgetAnswers(database: Database, before: Instant): Promise<number> {
  return (await database.query({ text: 'DELETE FROM idempotency WHERE recorded_at < $1', values: [before] })).count;
}
