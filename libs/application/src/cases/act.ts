// One act on one case, as the definition of its path knows it. What is not here: how an attempt is carried through (`submit.ts`).
import { asksEntriesOf, decide, type IssuedDocument, type Outcome, type World } from '@quanze/engine';
import { isJsonObject, type HashHex, type Instant, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import { demandOf } from '../assignment/demand.js';
import type { Deps } from '../deps.js';
import { servedBy } from '../documents/carrier.js';
import { makeDocument, seriesOf } from '../documents/make.js';
import { withTurns } from '../documents/turns.js';
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
  /** The document issued with it, when one was made from a template. */
  readonly document?: IssuedDocument;
}

/** Does an act, with its document where a template makes it. Refusals of the engine, those of `submitToCase`, and `DOCUMENT.INCOMPLETE`. */
export function actOnCase(deps: Deps, identity: Identity, caseId: string, input: ActInput): Promise<Result<Answered<ActDone>>> {
  const { idempotencyKey: _key, ...command } = input;
  const request = { caseId, ...command } as unknown as JsonValue;
  return withTurns(deps.documents, (take) => submitToCase(deps, identity, caseId, { ...input, request }, async (hand) => {
    const { loaded, path, world } = hand;
    const assignment = await demandOf(deps, identity, hand, input.act);
    const entries = await entriesFor(deps, hand, input);
    const asked = { ...world, ...(assignment === undefined ? {} : { assignment }), ...(entries === undefined ? {} : { entries }) };
    const served = servedBy(deps, path, loaded.snapshot, input.act, input.payload, world.at);
    if (served !== null) await take(seriesOf(loaded.snapshot, world.at, served));
    const made = served === null ? null : await makeDocument(deps, identity, loaded.snapshot, world.at, served);
    // Who may not act at all learns that first, whatever the document lacks.
    const document = made === null ? undefined : made.ok ? made.value.issued : { ...UNMADE, document: served?.declaration.id ?? '' };
    const outcome = decide(path, loaded.snapshot, document === undefined ? command : { ...command, document }, asked, loaded.seq + 1);
    const judgedOn = witnessesOf(path.acts.get(input.act), loaded);
    if (made === null || !outcome.ok) return { outcome, judgedOn };
    return made.ok ? { outcome, judgedOn, commit: (write) => deps.cases.commit({ ...write, document: made.value.write }) } : { outcome: made, judgedOn };
  }, doneOf));
}

/** Stands for a document that could not be made, to be judged with and never written. */
const UNMADE: IssuedDocument = { document: '', n: 0, version: 0, template: '', number: '-', hash: '' as HashHex };

/** What the person has done in the case whom the act may take out of it. Read after the case: were somebody to write in between, the act
 *  would be judged again. */
async function entriesFor(deps: Deps, { loaded, path }: CaseInHand, input: ActInput): Promise<World['entries']> {
  const person = asksEntriesOf(path, loaded.snapshot, input.act, input.payload);
  return person === null ? undefined : new Map([[person, await deps.cases.entriesOf(loaded.snapshot.caseId, person)]]);
}

export function doneOf({ snapshot, record, entry }: Outcome, { seq, entryHash, at }: Place): ActDone {
  const { document } = entry.payload;
  const done = { caseId: snapshot.caseId, version: snapshot.version, seq, entryHash, states: snapshot.states, status: snapshot.status, recordedAt: at, decision: record === null ? null : seq };
  return isJsonObject(document) ? { ...done, document: document as unknown as IssuedDocument } : done;
}
