// Erasing the text of an issued document or the content of a file: one person asks, the chief consents, and the content goes in the transaction of
// that consent. Number, digest and every proof stay. What is not here: who may, which the engine judges, and reading what was erased
// (`questions.ts`).
import { answerErasure, ERASURE_GROUNDS, erasureOf, GROUND_TEXTS, isFileName, requestErasure, type Erasure, type ErasureOf, type Outcome } from '@quanze/engine';
import { isUuid, refused, type JsonObject, type JsonValue, type Refusal, type Result } from '@quanze/kernel';
import { doneOf, type ActDone } from '../cases/act.js';
import type { CaseInHand } from '../cases/load.js';
import { submitToCase, type Answered, type Judged, type Place } from '../cases/submit.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';

interface Attempted {
  /** Version of the case. */
  readonly expectedVersion: number;
  readonly as?: string;
  readonly idempotencyKey?: string;
  /** Sealed in the journal. */
  readonly reasons: string;
}

/** Exactly one of `document` and `file`. */
export interface ErasureInput extends Attempted {
  /** Number of an issued document of the case. */
  readonly document?: number;
  /** SHA-256 of a file that an act of the case named. */
  readonly file?: string;
  readonly ground: string;
}

export interface ErasureAnswerInput extends Attempted {
  readonly consents: boolean;
}

export interface ErasureDone extends ActDone {
  /** Number of the request within the case. */
  readonly erasure: number;
}

/** Asks that a content be erased. Refuses like the engine's `requestErasure`, `ERASURE.TARGET_INVALID` for neither or both of document and file or an unknown
 *  ground, `DOCUMENT.NOT_FOUND`, `DOCUMENT.NOT_ISSUED`, `FILE.NOT_FOUND`, `DOCUMENT.ERASED` and `FILE.ERASED` for what is gone. */
export function askToErase(deps: Deps, identity: Identity, caseId: string, input: ErasureInput): Promise<Result<Answered<ErasureDone>>> {
  const { idempotencyKey: _key, ...asked } = input;
  const [of, ground] = [targetOf(input), ERASURE_GROUNDS.find((known) => known === input.ground)];
  if (!isUuid(caseId)) return Promise.resolve(refused('CASE.NOT_FOUND'));
  return submitToCase(deps, identity, caseId, { ...input, act: 'erasure.request', payload: payloadOf(input), request: { caseId, erase: asked } as unknown as JsonValue }, async (hand): Promise<Judged> => {
    if (of === null || ground === undefined) return { outcome: refused('ERASURE.TARGET_INVALID', { grounds: ERASURE_GROUNDS }), judgedOn: [] };
    const outcome = requestErasure(hand.path, hand.loaded.snapshot, { ...asked, of, ground }, hereOf(hand));
    // Who may not ask at all learns that first, and not what the case has.
    const there = outcome.ok ? await refuseUnlessThere(deps, identity, hand, of) : null;
    return { outcome: there === null ? outcome : { ok: false, refusal: there }, judgedOn: [] };
  }, (outcome, place) => ({ ...doneOf(outcome, place), erasure: numberIn(outcome) }));
}

/** Consents, and the content is gone with the entry; or declines. Refuses like the engine's `answerErasure`. */
export function answerToErasure(deps: Deps, identity: Identity, caseId: string, number: number, input: ErasureAnswerInput): Promise<Result<Answered<ErasureDone>>> {
  const { idempotencyKey: _key, ...asked } = input;
  if (!isUuid(caseId)) return Promise.resolve(refused('CASE.NOT_FOUND'));
  const act = input.consents ? 'erasure.consent' : 'erasure.decline';
  return submitToCase(deps, identity, caseId, { ...input, act, payload: payloadOf(input), request: { caseId, number, answer: asked } as unknown as JsonValue }, async (hand): Promise<Judged> => {
    const { snapshot } = hand.loaded;
    const outcome = answerErasure(hand.path, snapshot, { ...asked, number }, hereOf(hand));
    const erasure = snapshot.erasures?.[number];
    if (!outcome.ok || erasure === undefined || !input.consents) return { outcome, judgedOn: [] };
    return { outcome, judgedOn: [], commit: (write) => deps.cases.commit({ ...write, erase: { ...erasure.of, ...titlesOf(hand, erasure.of) } }) };
  }, (outcome: Outcome, place: Place) => ({ ...doneOf(outcome, place), erasure: number }));
}

/** Why a content is gone: refuses `DOCUMENT.ERASED` or `FILE.ERASED` with ground, moment and entry, and the article as source. What went
 *  before requests were kept has none of them. */
export function erasedRefusal({ snapshot }: Pick<CaseInHand['loaded'], 'snapshot'>, of: ErasureOf): Refusal {
  const erasure = erasureOf(snapshot, of);
  const why = erasure === undefined ? {} : whyOf(erasure);
  const source = erasure === undefined ? undefined : GROUND_TEXTS[erasure.ground].source;
  return 'file' in of ? refused('FILE.ERASED', { hash: of.file, ...why }, source).refusal : refused('DOCUMENT.ERASED', { n: of.document, ...why }, source).refusal;
}

function whyOf({ ground, number, answer }: Erasure): { readonly ground: string; readonly reason: string; readonly erasure: number; readonly at: string; readonly seq: number } {
  const { zh, en } = GROUND_TEXTS[ground].label;
  return { ground, reason: `${zh} / ${en}`, erasure: number, at: answer?.at ?? '', seq: answer?.seq ?? 0 };
}

function targetOf({ document, file }: ErasureInput): ErasureOf | null {
  if (document !== undefined && file === undefined) return Number.isSafeInteger(document) ? { document } : null;
  return file !== undefined && document === undefined && isFileName(file) ? { file } : null;
}

/** Names of what was given, for the record of a refused attempt. */
function payloadOf({ expectedVersion: _version, as: _as, idempotencyKey: _key, ...given }: Attempted): JsonObject {
  return { ...given } as unknown as JsonObject;
}

function hereOf({ world, loaded }: CaseInHand): { readonly world: CaseInHand['world']; readonly seq: number } {
  return { world, seq: loaded.seq + 1 };
}

function numberIn({ entry }: Outcome): number {
  return Number((entry.payload['input'] as JsonObject)['number']);
}

async function refuseUnlessThere(deps: Deps, { tenant }: Identity, { loaded }: CaseInHand, of: ErasureOf): Promise<Refusal | null> {
  const { caseId } = loaded.snapshot;
  if ('file' in of) {
    const file = await deps.files.find(tenant, caseId, of.file);
    if (file === null) return refused('FILE.NOT_FOUND', { hash: of.file }).refusal;
    return file.erased ? erasedRefusal(loaded, of) : null;
  }
  const row = (await deps.documents.list(caseId)).find(({ n }) => n === of.document);
  if (row === undefined) return refused('DOCUMENT.NOT_FOUND', { n: of.document }).refusal;
  if (row.issued === null) return refused('DOCUMENT.NOT_ISSUED', { n: of.document }).refusal;
  return (await deps.documents.text(caseId, of.document)) === null ? erasedRefusal(loaded, of) : null;
}

/** Entries that hold the title under which the file was attached: a title is about persons like the name. */
function titlesOf({ loaded }: CaseInHand, of: ErasureOf): { readonly titles?: readonly number[] } {
  const titles = 'file' in of ? Object.values(loaded.snapshot.files ?? {}).filter(({ hash }) => hash === of.file).map(({ seq }) => seq) : [];
  return titles.length === 0 ? {} : { titles };
}
