// Writing a selection of a handler: read, judge, write, as for an act, with the same promises: one key, one effect; refused attempts are
// journaled; of two at once one wins. What is not here: what is selected (`draw.ts`, `choice.ts`).
import { bindingSelection, type Outcome } from '@quanze/engine';
import { assert, ok, refused, type HashHex, type Instant, type JsonObject, type JsonValue, type Refusal, type Result } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';
import type { Answered } from '../cases/act.js';
import { takeInHand, type CaseInHand } from '../cases/load.js';
import { changesOf, identityForWrite, refusedContent, writeEntry } from '../cases/writing.js';
import type { Deps } from '../deps.js';
import type { ActWrite, CommitResult, Identity, Witness } from '../ports/case-store.port.js';

export interface SelectionInput {
  readonly act: string;
  readonly payload: JsonObject;
  readonly expectedVersion: number;
  readonly as?: string;
  readonly idempotencyKey?: string;
}

export interface Selected {
  readonly caseId: string;
  readonly version: number;
  readonly seq: number;
  readonly entryHash: HashHex;
  readonly recordedAt: Instant;
  readonly kind: 'draw' | 'choice';
  readonly round: number;
  readonly chosen: string;
}

export interface Judged {
  readonly outcome: Result<Outcome>;
  /** Persons on whose posts the outcome rests, beside the actor. */
  readonly judgedOn: readonly Witness[];
  readonly commit: (write: ActWrite) => Promise<CommitResult>;
}

const TRIES_MAX = 20;

/** Refuses what `judge` refuses, and `CASE.NOT_FOUND`, `REQUEST.IDEMPOTENCY_KEY_REUSED`, `CASE.BUSY`. */
export async function selectHandler(deps: Deps, identity: Identity, caseId: string, input: SelectionInput, judge: (hand: CaseInHand) => Promise<Judged>): Promise<Result<Answered<Selected>>> {
  const key = input.idempotencyKey ?? null;
  const requestHash = hashOfRequest(deps, caseId, input);
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const taken = await takeInHand(deps, identity, caseId, input.payload, key);
    if (!taken.ok) return taken;
    const { replay } = taken.value.loaded;
    if (replay !== null) return replay.requestHash === requestHash ? ok({ value: replay.body as unknown as Selected, replayed: true }) : refused('REQUEST.IDEMPOTENCY_KEY_REUSED');
    const judged = await judge(taken.value);
    const { outcome } = judged;
    if (!outcome.ok) {
      if (await writeRefusal(deps, identity, taken.value, input, outcome.refusal)) return outcome;
      continue;
    }
    const done = await write(deps, identity, taken.value, outcome.value, judged, key === null ? null : { key, requestHash });
    if (done !== null) return ok({ value: done, replayed: false });
  }
  return refused('CASE.BUSY', { tries: TRIES_MAX });
}

async function write(deps: Deps, identity: Identity, hand: CaseInHand, outcome: Outcome, { judgedOn, commit }: Judged, idempotency: { readonly key: string; readonly requestHash: HashHex } | null): Promise<Selected | null> {
  const { loaded, path, at } = hand;
  const seq = loaded.seq + 1;
  const { entry, openings } = writeEntry(outcome.entry, { chain: loaded.snapshot.caseId, seq, prevHash: loaded.head, recordedAt: at, effectiveAt: at, definitionHash: path.hash }, deps);
  const selection = bindingSelection(outcome.snapshot);
  assert(selection !== undefined, 'a selection selects somebody');
  const { kind, round, chosen } = selection;
  const done: Selected = { caseId: loaded.snapshot.caseId, version: outcome.snapshot.version, seq, entryHash: entry.hash, recordedAt: at, kind, round, chosen };
  const others = judgedOn.filter(({ person }) => person !== identity.person);
  const result = await commit({
    tenant: identity.tenant, caseId: loaded.snapshot.caseId, expectedSeq: loaded.seq, identity: identityForWrite(identity, loaded.actorEpoch), ...(others.length === 0 ? {} : { judgedOn: others }),
    entry, openings, change: changesOf(path, loaded.snapshot, outcome, at),
    idempotency: idempotency === null ? null : { key: idempotency.key, answer: { requestHash: idempotency.requestHash, status: 200, body: done as unknown as JsonValue } },
  });
  if (result !== 'committed') return null;
  deps.afterCommit({ deadlines: false });
  return done;
}

/** False when somebody was first and the attempt must be judged again. */
async function writeRefusal(deps: Deps, identity: Identity, { loaded, path, at }: CaseInHand, input: SelectionInput, refusal: Refusal): Promise<boolean> {
  const content = refusedContent(refusal, { act: input.act, person: identity.person, as: input.as, payload: input.payload });
  const { entry } = writeEntry(content, { chain: loaded.snapshot.caseId, seq: loaded.seq + 1, prevHash: loaded.head, recordedAt: at, effectiveAt: at, definitionHash: path.hash }, deps);
  const result = await deps.cases.commit({
    tenant: identity.tenant, caseId: loaded.snapshot.caseId, expectedSeq: loaded.seq, identity: identityForWrite(identity, loaded.actorEpoch), entry, openings: [], idempotency: null,
  });
  return result === 'committed';
}

function hashOfRequest(deps: Deps, caseId: string, input: SelectionInput): HashHex {
  const { idempotencyKey: _key, ...rest } = input;
  return deps.hash.ofText(canonicalize({ select: { caseId, ...rest } } as unknown as JsonValue));
}
