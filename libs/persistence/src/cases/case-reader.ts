// Reading one case: snapshot, journal, openings, decisions, deadlines. Whether the reader may know of the case is asked before.
import { isUuid, type CaseId, type HashHex, type Instant, type JsonValue, type PersonId } from '@quanze/kernel';
import type { DeadlineRow, Opening } from '@quanze/application';
import type { CaseSnapshot, DecisionRecord, PastEntry } from '@quanze/engine';
import type { JournalEntry } from '@quanze/ledger';
import type { Runner } from '../sql/database.js';

const ENTRIES_MAX = 100_000;

export async function readSnapshot(on: Runner, caseId: CaseId): Promise<CaseSnapshot | null> {
  if (!isUuid(caseId)) return null;
  const { rows } = await on.query<{ snapshot: CaseSnapshot }>({ name: 'snapshot', text: 'SELECT snapshot FROM case_file WHERE case_id = $1', values: [caseId] });
  return rows[0]?.snapshot ?? null;
}

/** Entries as they were hashed: parsed from the stored text, with the stored hash. Canonicalizing one again gives that text. */
export async function readJournal(on: Runner, chain: string, afterSeq: number, limit: number): Promise<readonly JournalEntry[]> {
  if (!isUuid(chain)) return [];
  const { rows } = await on.query<{ entry: string; hash: HashHex }>({
    name: 'journal', text: 'SELECT entry, hash FROM journal WHERE chain = $1 AND seq > $2 ORDER BY seq LIMIT $3', values: [chain, afterSeq, Math.min(limit, ENTRIES_MAX)],
  });
  return rows.map(({ entry, hash }) => ({ ...(JSON.parse(entry) as Omit<JournalEntry, 'hash'>), hash }) as JournalEntry);
}

export const ENTRIES_OF = `SELECT seq, act, recorded_at AS at FROM journal WHERE chain = $1 AND person = $2 AND kind <> 'refused' AND act IS NOT NULL ORDER BY seq`;

/** Along the primary key: the entries of one case, whoever made them, are a page or two. */
export async function readEntriesOf(on: Runner, caseId: CaseId, person: PersonId): Promise<readonly PastEntry[]> {
  if (!isUuid(caseId) || !isUuid(person)) return [];
  return (await on.query<PastEntry>({ name: 'entries-of', text: ENTRIES_OF, values: [caseId, person] })).rows;
}

export async function readOpenings(on: Runner, chain: string, seqs: readonly number[]): Promise<readonly (Opening & { readonly seq: number })[]> {
  if (!isUuid(chain) || seqs.length === 0) return [];
  const { rows } = await on.query<{ seq: number; path: string; salt: string; value: JsonValue }>({
    name: 'openings', text: 'SELECT seq, path, salt, value FROM sealed_value WHERE chain = $1 AND seq = ANY($2::integer[]) ORDER BY seq, path', values: [chain, seqs],
  });
  return rows;
}

export async function readDecisions(on: Runner, caseId: CaseId): Promise<readonly DecisionRecord[]> {
  if (!isUuid(caseId)) return [];
  const { rows } = await on.query<{ record: DecisionRecord }>({ name: 'decisions', text: 'SELECT record FROM decision WHERE case_id = $1 ORDER BY seq', values: [caseId] });
  return rows.map((row) => row.record);
}

interface StoredDeadline {
  readonly clock: string;
  readonly rule: string;
  readonly run: number;
  readonly phase: DeadlineRow['phase'];
  readonly ends_at: Instant | null;
  readonly wake_at: Instant | null;
  readonly provisional: boolean;
  readonly fired_at: Instant | null;
}

/** `firedAt` is when the end of this run took effect. The one that ends first comes first. */
export async function readDeadlines(on: Runner, caseId: CaseId): Promise<readonly (DeadlineRow & { readonly firedAt: Instant | null })[]> {
  if (!isUuid(caseId)) return [];
  const { rows } = await on.query<StoredDeadline>({
    name: 'deadlines', values: [caseId],
    text: 'SELECT clock, rule, run, phase, ends_at, wake_at, provisional, fired_at FROM deadline WHERE case_id = $1 ORDER BY ends_at NULLS LAST, clock',
  });
  return rows.map(({ ends_at: endsAt, wake_at: wakeAt, fired_at: firedAt, ...row }) => ({ ...row, endsAt, wakeAt, firedAt }));
}
