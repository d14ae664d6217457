// The round that tells cases what became of the cases opened from them. Each row is judged on the case as it stands and written in one
// transaction with its mark: a crash before leaves the row, a crash after has left nothing to do, and of two rounds one is late.
// What is not here: what follows from what (`@quanze/engine`, `takeNotice`).
import { takeNotice } from '@quanze/engine';
import { expectOk, Fault } from '@quanze/kernel';
import { changesOf, recordingTime, writeEntry } from '../cases/writing.js';
import type { Deps } from '../deps.js';
import type { LinkEvent } from '../ports/link-store.port.js';

export interface Followed {
  /** Entries written. */
  readonly noticed: number;
  /** Rows from which nothing followed, or that another round had seen to. */
  readonly passed: number;
}

const BATCH = 200;
const TRIES_MAX = 50;

/** One round over everything that waits. What fails keeps its place and holds up only the case it is for; the first fault is thrown at the
 *  end. @throws Fault `FAULT.BUSY` after too many lost races, and what the stores throw */
export async function followLinks(deps: Deps): Promise<Followed> {
  const done = { noticed: 0, passed: 0 };
  const heldUp = new Set<string>();
  let first: { readonly fault: unknown } | null = null;
  for (let after = 0; ;) {
    const batch = await deps.links.undone(after, BATCH);
    for (const event of batch) {
      after = event.id;
      if (heldUp.has(event.origin)) continue;
      try {
        done[await followOne(deps, event)] += 1;
      } catch (fault) {
        heldUp.add(event.origin);
        first ??= { fault };
      }
    }
    if (batch.length === BATCH) continue;
    if (first !== null) throw first.fault;
    return done;
  }
}

async function followOne(deps: Deps, event: LinkEvent): Promise<keyof Followed> {
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const result = await noticeOnce(deps, event);
    if (result !== 'stale') return result;
  }
  throw new Fault('FAULT.BUSY', `entry ${event.seq} of case ${event.case} lost ${TRIES_MAX} races for case ${event.origin}`);
}

/** `stale` when somebody wrote in between. */
async function noticeOnce(deps: Deps, event: LinkEvent): Promise<keyof Followed | 'stale'> {
  const { tenant, origin } = event;
  const now = deps.clock.now();
  const loaded = await deps.cases.loadForAct({ tenant, caseId: origin, person: null, named: [], at: now, idempotencyKey: null });
  if (loaded === null) throw new Fault('FAULT.ASSERTION', `case ${event.case} was opened from ${origin}, which is not there`);
  const path = deps.definitions.pinned(loaded.snapshot.release);
  const at = recordingTime(now, loaded.lastRecordedAt);
  const seq = loaded.seq + 1;
  const outcome = takeNotice(path, loaded.snapshot, event, { at, calendar: expectOk(deps.definitions.calendar(), 'the calendar') }, seq);
  if (outcome === null) {
    await deps.links.markDone(event, at);
    return 'passed';
  }
  const { entry, openings } = writeEntry(outcome.entry, { chain: origin, seq, prevHash: loaded.head, recordedAt: at, effectiveAt: at, definitionHash: path.hash }, deps);
  const change = changesOf(path, loaded.snapshot, outcome, at);
  const result = await deps.cases.commit({ tenant, caseId: origin, expectedSeq: loaded.seq, identity: null, entry, openings, change, idempotency: null, notice: { case: event.case, seq: event.seq } });
  if (result !== 'committed') return 'stale';
  deps.afterCommit({ deadlines: change.deadlines.length > 0 });
  return 'noticed';
}
