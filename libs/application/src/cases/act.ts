// One act on one case, as the definition of its path knows it: judged, with its document where a template makes one, and looked at for signs
// of formality. What is not here: how an attempt is carried through (`submit.ts`).
import type { IssuedDocument, Outcome } from '@quanze/engine';
import { isJsonObject, ok, type HashHex, type Instant, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import { documentWith, type Carried } from '../documents/carried.js';
import type { SeenDraft } from '../documents/make.js';
import { withTurns } from '../documents/turns.js';
import { flagsOf, givenBy, withFlags } from '../formality/checked.js';
import { flagsIn, type FlagView } from '../formality/views.js';
import type { ActWrite, CommitResult, Identity } from '../ports/case-store.port.js';
import { judgeAct } from './judge.js';
import { submitToCase, type Answered, type Place } from './submit.js';
import { witnessesOf } from './writing.js';

export interface ActInput {
  readonly act: string;
  readonly payload: JsonObject;
  readonly as?: string;
  readonly expectedVersion: number;
  readonly effectiveAt?: Instant;
  readonly idempotencyKey?: string;
  /** The draft that was read, of the document the act issues. */
  readonly draft?: SeenDraft;
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
  /** The document issued with it, when one was made from a template. */
  readonly document?: IssuedDocument;
  /** Signs of formality as the record has them; absent when the act was not checked. */
  readonly flags?: readonly FlagView[];
}

/** Does an act. Refusals of the engine, those of `submitToCase`, and those of `makeDocument`. What its reasons look like refuses nothing: it is in
 *  the entry and the answer. */
export function actOnCase(deps: Deps, identity: Identity, caseId: string, input: ActInput): Promise<Result<Answered<ActDone>>> {
  const { idempotencyKey: _key, draft, ...command } = input;
  const request = { caseId, ...command, ...(draft === undefined ? {} : { draft: { ...draft } }) } as unknown as JsonValue;
  const given = givenBy(deps, identity, input.payload);
  return withTurns(deps.documents, (take) => submitToCase(deps, identity, caseId, { ...input, request, ...(given?.keys === undefined ? {} : { keys: given.keys }) }, async (hand) => {
    const act = hand.path.acts.get(input.act);
    const judgedOn = witnessesOf(act, hand.loaded);
    const carried = await documentWith(deps, identity, hand, input, take);
    const outcome = await judgeAct(deps, identity, hand, carried?.toJudge === undefined ? command : { ...command, document: carried.toJudge });
    if (!outcome.ok) return { outcome, judgedOn };
    if (carried !== null && !carried.made.ok) return { outcome: carried.made, judgedOn };
    const written = { judgedOn, ...commitOf(deps, carried) };
    const flags = act === undefined || given === null ? null : flagsOf(identity, hand, act, given);
    if (act === undefined || given === null || flags === null) return { outcome, ...written };
    const { outcome: flagged, checked } = withFlags(outcome.value, flags, given, act, identity);
    return { outcome: ok(flagged), checked, ...written };
  }, doneOf));
}

function commitOf(deps: Deps, carried: Carried | null): { readonly commit?: (write: ActWrite) => Promise<CommitResult> } {
  if (carried === null || !carried.made.ok) return {};
  const { write: document } = carried.made.value;
  return { commit: (write) => deps.cases.commit({ ...write, document }) };
}

export function doneOf({ snapshot, record, entry }: Outcome, { seq, entryHash, at }: Place): ActDone {
  const { document, formality } = entry.payload;
  const flags = flagsIn(formality);
  return {
    caseId: snapshot.caseId, version: snapshot.version, seq, entryHash, states: snapshot.states, status: snapshot.status, recordedAt: at, decision: record === null ? null : seq,
    ...(isJsonObject(document) ? { document: document as unknown as IssuedDocument } : {}), ...(flags === null ? {} : { flags }),
  };
}
