// How an attempt at a case is carried through, whatever it is: read, judge, write, in two round trips. The loop repeats only when somebody
// else was first between read and write; whatever it answers was judged on exactly the state it was written on.
// What is not here: what is judged (`act.ts`, assignment).
import { filesNamed, type Outcome } from '@quanze/engine';
import { Fault, ok, refused, type HashHex, type Instant, type JsonObject, type JsonValue, type Refusal, type Result } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';
import type { Deps } from '../deps.js';
import type { ActWrite, CommitResult, Identity, Witness } from '../ports/case-store.port.js';
import type { CheckedAct } from '../ports/formality-store.port.js';
import { withFilesRecorded } from '../files/named.js';
import { readCase, worldOf, type CaseAtHand, type CaseInHand } from './load.js';
import { changesOf, identityForWrite, refusedContent, writeEntry } from './writing.js';

/** An answer and whether it was given before under the same key. */
export interface Answered<T> {
  readonly value: T;
  readonly replayed: boolean;
}

export interface Attempt {
  readonly act: string;
  readonly payload: JsonObject;
  readonly as?: string;
  readonly effectiveAt?: Instant;
  readonly idempotencyKey?: string;
  /** What the key stands for: another request under the same key is refused. */
  readonly request: JsonValue;
  /** Keys of texts that are compared with earlier ones; absent = none are. */
  readonly keys?: readonly number[];
}

export interface Judged {
  readonly outcome: Result<Outcome>;
  /** Persons beside the actor on whose posts the outcome rests. */
  readonly judgedOn: readonly Witness[];
  /** Written beside the entry of an act that was checked for signs of formality. */
  readonly checked?: CheckedAct;
  /** Writes it, when more than the case is written with it. */
  readonly commit?: (write: ActWrite) => Promise<CommitResult>;
}

/** Where an accepted attempt stands. */
export interface Place {
  readonly seq: number;
  readonly entryHash: HashHex;
  readonly at: Instant;
}

const TRIES_MAX = 20;

/** Refuses what `judge` refuses, `CASE.NOT_FOUND`, `REQUEST.IDEMPOTENCY_KEY_REUSED`, `AUTHORITY.NO_LIST_IN_FORCE`, `CALENDAR.NOT_PUBLISHED`,
 *  and `CASE.BUSY` after too many lost races. Refused attempts are journaled.
 *  @param answerOf what is answered, and answered again to the same key
 *  INVARIANT: one key, one effect; what is acknowledged is durable; nothing is answered before it is committed. */
export async function submitToCase<T extends object>(deps: Deps, identity: Identity, caseId: string, attempt: Attempt, judge: (hand: CaseInHand) => Promise<Judged>, answerOf: (outcome: Outcome, place: Place) => T): Promise<Result<Answered<T>>> {
  const key = attempt.idempotencyKey ?? null;
  const requestHash = key === null ? null : deps.hash.ofText(canonicalize(attempt.request));
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const found = await readCase(deps, identity, caseId, attempt.payload, key, attempt.keys);
    if (!found.ok) return found;
    const { loaded, at } = found.value;
    if (loaded.replay !== null) {
      if (loaded.replay.requestHash !== requestHash) return refused('REQUEST.IDEMPOTENCY_KEY_REUSED');
      return ok({ value: loaded.replay.body as unknown as T, replayed: true });
    }
    const world = worldOf(deps, loaded, at);
    // Without a list or a calendar in force nobody may do anything, and that, too, is an attempt.
    const hand = world.ok ? { ...found.value, world: world.value } : null;
    const judged: Judged = hand === null ? { outcome: world as Result<never>, judgedOn: [] } : await judge(hand);
    if (!judged.outcome.ok) {
      if (await writeRefusal(deps, identity, found.value, attempt, judged.outcome.refusal)) return judged.outcome;
      continue;
    }
    const value = await write(deps, identity, found.value, attempt, judged.outcome.value, judged, answerOf, key === null || requestHash === null ? null : { key, requestHash });
    if (value !== null) return ok({ value, replayed: false });
  }
  return refused('CASE.BUSY', { tries: TRIES_MAX });
}

/** Null when somebody was first and the attempt must be judged again. */
async function write<T extends object>(
  deps: Deps, identity: Identity, { loaded, path, at }: CaseAtHand, attempt: Attempt, outcome: Outcome, { judgedOn, checked, commit }: Judged,
  answerOf: (outcome: Outcome, place: Place) => T, idempotency: { readonly key: string; readonly requestHash: HashHex } | null,
): Promise<T | null> {
  const seq = loaded.seq + 1;
  const files = filesNamed(path, attempt.act, attempt.payload);
  const { entry, openings } = writeEntry(withFilesRecorded(outcome.entry, files, loaded.files), {
    chain: loaded.snapshot.caseId, seq, prevHash: loaded.head, recordedAt: at, effectiveAt: attempt.effectiveAt ?? at, definitionHash: path.hash,
  }, deps);
  const value = answerOf(outcome, { seq, entryHash: entry.hash, at });
  const change = changesOf(path, loaded.snapshot, outcome, at);
  const whole: ActWrite = {
    tenant: identity.tenant, caseId: loaded.snapshot.caseId, expectedSeq: loaded.seq, identity: identityForWrite(identity, loaded.actorEpoch), entry, openings, change, ...(checked === undefined ? {} : { checked }), ...(files.length === 0 ? {} : { files }),
    judgedOn: judgedOn.filter(({ person }) => person !== identity.person),
    idempotency: idempotency === null ? null : { key: idempotency.key, answer: { requestHash: idempotency.requestHash, status: 200, body: value as unknown as JsonValue } },
  };
  if ((await (commit ?? ((all) => deps.cases.commit(all)))(whole)) !== 'committed') return null;
  deps.afterCommit({ deadlines: change.deadlines.length > 0, ...(change.reach === undefined ? {} : { links: true }) });
  return value;
}

/** Journals a refused attempt. False when somebody was first and the attempt must be judged again. */
async function writeRefusal(deps: Deps, identity: Identity, { loaded, path, at }: CaseAtHand, attempt: Attempt, refusal: Refusal): Promise<boolean> {
  const content = refusedContent(refusal, { act: attempt.act, person: identity.person, as: attempt.as, payload: attempt.payload });
  const { entry } = writeEntry(content, {
    chain: loaded.snapshot.caseId, seq: loaded.seq + 1, prevHash: loaded.head, recordedAt: at, effectiveAt: at, definitionHash: path.hash,
  }, deps);
  const result = await deps.cases.commit({
    tenant: identity.tenant, caseId: loaded.snapshot.caseId, expectedSeq: loaded.seq, identity: identityForWrite(identity, loaded.actorEpoch), entry, openings: [], idempotency: null,
  });
  if (result === 'key-used') throw new Fault('FAULT.ASSERTION', 'a refused attempt takes no idempotency key');
  return result === 'committed';
}
