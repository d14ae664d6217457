// One act on one case: read, judge, write, in two round trips. The loop repeats only when somebody else was first between
// read and write; whatever it answers was judged on exactly the state it was written on.
import { decide, type Outcome } from '@quanze/engine';
import { Fault, ok, refused, type HashHex, type Instant, type JsonObject, type JsonValue, type Refusal, type Result } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';
import { demandOf } from '../assignment/demand.js';
import type { Deps } from '../deps.js';
import type { ActWrite, Identity, StoredAnswer } from '../ports/case-store.port.js';
import { readCase, worldOf, type CaseAtHand, type CaseInHand } from './load.js';
import { changesOf, identityForWrite, judgedOnOf, refusedContent, writeEntry } from './writing.js';

export interface ActInput {
  readonly act: string;
  readonly payload: JsonObject;
  readonly as?: string;
  readonly expectedVersion: number;
  readonly effectiveAt?: Instant;
  readonly idempotencyKey?: string;
}

export interface ActDone {
  readonly caseId: string;
  readonly version: number;
  readonly seq: number;
  readonly entryHash: HashHex;
  readonly states: readonly string[];
  readonly status: 'open' | 'ended';
  readonly recordedAt: Instant;
  /** Number of the decision made by this act: its entry. */
  readonly decision: number | null;
}

/** An answer and whether it was given before under the same key. */
export interface Answered<T> {
  readonly value: T;
  readonly replayed: boolean;
}

const TRIES_MAX = 20;

/** Does an act. Refusals of the engine, and `CASE.NOT_FOUND`, `REQUEST.IDEMPOTENCY_KEY_REUSED`, `CASE.BUSY` after too many
 *  lost races. Refused attempts are journaled. INVARIANT: one key, one effect; an acknowledged act is durable. */
export async function actOnCase(deps: Deps, identity: Identity, caseId: string, input: ActInput): Promise<Result<Answered<ActDone>>> {
  const key = input.idempotencyKey ?? null;
  const requestHash = key === null ? null : hashOfRequest(deps, caseId, input);
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const found = await readCase(deps, identity, caseId, input.payload, key);
    if (!found.ok) return found;
    const { loaded, at } = found.value;
    if (loaded.replay !== null) return replayed(loaded.replay, requestHash);
    const world = worldOf(deps, loaded, at);
    const tried = world.ok
      ? await tryAct(deps, identity, { ...found.value, world: world.value }, input, key === null || requestHash === null ? null : { key, requestHash })
      // Without a list or a calendar in force nobody may do anything, and that, too, is an attempt.
      : (await writeRefusal(deps, identity, found.value, input, world.refusal)) ? world : null;
    if (tried !== null) return tried;
  }
  return refused('CASE.BUSY', { tries: TRIES_MAX });
}

async function tryAct(deps: Deps, identity: Identity, hand: CaseInHand, input: ActInput, idempotency: { key: string; requestHash: HashHex } | null): Promise<Result<Answered<ActDone>> | null> {
  const { loaded, path, world, at } = hand;
  const seq = loaded.seq + 1;
  const command = {
    act: input.act, payload: input.payload, expectedVersion: input.expectedVersion,
    ...(input.as === undefined ? {} : { as: input.as }), ...(input.effectiveAt === undefined ? {} : { effectiveAt: input.effectiveAt }),
  };
  const assignment = await demandOf(deps, identity, hand, input.act);
  const decided = decide(path, loaded.snapshot, command, assignment === undefined ? world : { ...world, assignment }, seq);
  if (!decided.ok) return (await writeRefusal(deps, identity, hand, input, decided.refusal)) ? decided : null;
  const { entry, openings } = writeEntry(decided.value.entry, {
    chain: loaded.snapshot.caseId, seq, prevHash: loaded.head, recordedAt: at, effectiveAt: input.effectiveAt ?? at, definitionHash: path.hash,
  }, deps);
  const done = doneOf(decided.value, seq, entry.hash, at);
  const change = changesOf(path, loaded.snapshot, decided.value, at);
  const result = await deps.cases.commit({
    tenant: identity.tenant, caseId: loaded.snapshot.caseId, expectedSeq: loaded.seq, identity: identityForWrite(identity, loaded.actorEpoch), ...judgedOnOf(path.acts.get(input.act), identity.person, loaded), entry, openings, change,
    idempotency: idempotency === null ? null : { key: idempotency.key, answer: { requestHash: idempotency.requestHash, status: 200, body: done as unknown as JsonValue } },
  });
  if (result !== 'committed') return null;
  deps.afterCommit({ deadlines: change.deadlines.length > 0 });
  return ok({ value: done, replayed: false });
}

/** Journals a refused attempt. False when somebody was first and the attempt must be judged again. */
async function writeRefusal(deps: Deps, identity: Identity, hand: CaseAtHand, input: ActInput, refusal: Refusal): Promise<boolean> {
  const { loaded, path, at } = hand;
  const content = refusedContent(refusal, { act: input.act, person: identity.person, as: input.as, payload: input.payload });
  const { entry } = writeEntry(content, {
    chain: loaded.snapshot.caseId, seq: loaded.seq + 1, prevHash: loaded.head, recordedAt: at, effectiveAt: at, definitionHash: path.hash,
  }, deps);
  const write: ActWrite = {
    tenant: identity.tenant, caseId: loaded.snapshot.caseId, expectedSeq: loaded.seq, identity: identityForWrite(identity, loaded.actorEpoch), entry, openings: [], idempotency: null,
  };
  const result = await deps.cases.commit(write);
  if (result === 'key-used') throw new Fault('FAULT.ASSERTION', 'a refused attempt takes no idempotency key');
  return result === 'committed';
}

function doneOf(outcome: Outcome, seq: number, entryHash: HashHex, at: Instant): ActDone {
  const { snapshot, record } = outcome;
  return { caseId: snapshot.caseId, version: snapshot.version, seq, entryHash, states: snapshot.states, status: snapshot.status, recordedAt: at, decision: record === null ? null : seq };
}

function replayed(replay: StoredAnswer, requestHash: HashHex | null): Result<Answered<ActDone>> {
  if (replay.requestHash !== requestHash) return refused('REQUEST.IDEMPOTENCY_KEY_REUSED');
  return ok({ value: replay.body as unknown as ActDone, replayed: true });
}

function hashOfRequest(deps: Deps, caseId: string, input: ActInput): HashHex {
  const { idempotencyKey: _key, ...rest } = input;
  return deps.hash.ofText(canonicalize({ caseId, ...rest } as unknown as JsonValue));
}
