// One act on one case, as the definition of its path knows it. What is not here: how an attempt is carried through (`submit.ts`).
import { asksEntriesOf, decide, type Outcome, type World } from '@quanze/engine';
import type { HashHex, Instant, JsonObject, JsonValue, Result } from '@quanze/kernel';
import { demandOf } from '../assignment/demand.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { CaseInHand } from './load.js';
import { submitToCase, type Answered, type Place } from './submit.js';
import { witnessesOf } from './writing.js';

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

/** Does an act. Refusals of the engine, and those of `submitToCase`. */
export function actOnCase(deps: Deps, identity: Identity, caseId: string, input: ActInput): Promise<Result<Answered<ActDone>>> {
  const { idempotencyKey: _key, ...command } = input;
  const request = { caseId, ...command } as unknown as JsonValue;
  return submitToCase(deps, identity, caseId, { ...input, request }, async (hand) => {
    const { loaded, path, world } = hand;
    const assignment = await demandOf(deps, identity, hand, input.act);
    const entries = await entriesFor(deps, hand, input);
    const asked = { ...world, ...(assignment === undefined ? {} : { assignment }), ...(entries === undefined ? {} : { entries }) };
    const outcome = decide(path, loaded.snapshot, command, asked, loaded.seq + 1);
    return { outcome, judgedOn: witnessesOf(path.acts.get(input.act), loaded) };
  }, doneOf);
}

/** What the person has done in the case whom the act may take out of it. Read after the case: were somebody to write in between, the act
 *  would be judged again. */
async function entriesFor(deps: Deps, { loaded, path }: CaseInHand, input: ActInput): Promise<World['entries']> {
  const person = asksEntriesOf(path, loaded.snapshot, input.act, input.payload);
  return person === null ? undefined : new Map([[person, await deps.cases.entriesOf(loaded.snapshot.caseId, person)]]);
}

function doneOf({ snapshot, record }: Outcome, { seq, entryHash, at }: Place): ActDone {
  return { caseId: snapshot.caseId, version: snapshot.version, seq, entryHash, states: snapshot.states, status: snapshot.status, recordedAt: at, decision: record === null ? null : seq };
}
