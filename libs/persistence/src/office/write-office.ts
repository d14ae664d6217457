// One change of an office with its journal entry, in one short transaction. The office's row is taken first, so that changes of one office
// stand in a line and cannot wait for each other crosswise. What is not here: the changes themselves (office-changes.ts).
import type { OfficeWrite } from '@quanze/application';
import type { Database, Runner } from '../sql/database.js';
import { bytesParam, sqlStateOf, UNIQUE_VIOLATION } from '../sql/values.js';
import { hashedTextOf } from '../cases/act-parts.js';
import { insertOpenings } from '../responsibility/write-statements.js';
import { applyChange } from './office-changes.js';

type Written = 'committed' | 'stale' | 'identity-changed' | 'taken';

const CONFIDENTIAL: readonly OfficeWrite['change']['kind'][] = ['record-finding', 'record-exemption', 'record-appeal', 'answer-appeal'];

/** Ends the transaction without effect. */
class Undo extends Error {
  constructor(readonly answer: Written) {
    super(answer);
  }
}

/** `stale`: the office's journal has another length, or what was to be changed is gone; `taken`: a login, id or version is in use.
 *  INVARIANT: change and entry are both there or neither is. */
export async function writeOffice(database: Database, write: OfficeWrite): Promise<Written> {
  try {
    return await database.repeatable(async (on): Promise<Written> => {
      await takeTurn(on, write);
      await checkIdentity(on, write);
      if ((await applyChange(on, write)) === 'missing') throw new Undo('stale');
      await insertEntry(on, write);
      await insertOpenings(on, write);
      return 'committed';
    });
  } catch (error) {
    if (error instanceof Undo) return error.answer;
    if (sqlStateOf(error) === UNIQUE_VIOLATION) return 'taken';
    throw error;
  }
}

/** Ends the transaction when the office's journal has another length. */
export async function takeTurn(on: Runner, { tenant, office, expectedSeq, entry }: OfficeWrite): Promise<void> {
  const text = 'UPDATE office SET seq = $4 WHERE id = $1 AND tenant = $2 AND seq = $3';
  if ((await on.query({ text, values: [office, tenant, expectedSeq, entry.seq] })).count === 0) throw new Undo('stale');
}

/** As for acts: the lock makes a concurrent change of this person's posts wait or be seen. */
async function checkIdentity(on: Runner, { tenant, identity }: OfficeWrite): Promise<void> {
  if (identity === null) return;
  const text = `SELECT 1 FROM person WHERE id = $1 AND tenant = $2 AND epoch = $3 AND status = 'active' FOR SHARE`;
  if ((await on.query({ text, values: [identity.person, tenant, identity.epoch] })).rows.length === 0) throw new Undo('identity-changed');
}

/** The entry, its place in the queue for the log, and the message for those who cache people or definitions. */
export async function insertEntry(on: Runner, { tenant, office, identity, entry, change }: OfficeWrite): Promise<void> {
  await on.query({
    text: 'INSERT INTO journal (chain, tenant, recorded_at, seq, person, kind, act, hash, entry) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    values: [office, tenant, entry.recordedAt, entry.seq, identity?.person ?? null, entry.kind, entry.act, bytesParam(entry.hash), hashedTextOf(entry)],
  });
  await on.query({ text: 'INSERT INTO log_pending (chain, seq, tenant, hash) VALUES ($1, $2, $3, $4)', values: [office, entry.seq, tenant, bytesParam(entry.hash)] });
  // That somebody was found at fault, or objected, is nobody else's news.
  if (change.kind === 'none' || CONFIDENTIAL.includes(change.kind)) return;
  // Whoever caches people or definitions hears of it from here, in every process.
  await on.query({ text: `INSERT INTO outbox (tenant, topic, payload) VALUES ($1, 'office.changed', $2)`, values: [tenant, JSON.stringify({ office, change: change.kind, seq: entry.seq })] });
}
