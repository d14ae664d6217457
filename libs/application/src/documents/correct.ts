// Issuing a correction (补正): a new document that names the old one, which stays as it was. The handler does it; nothing else of the case
// moves, and the case may have ended. What is not here: drafting it (`drafts.ts`).
import { CORRECTION_ACT, recordCorrection } from '@quanze/engine';
import { isUuid, refused, type JsonValue, type Result } from '@quanze/kernel';
import { doneOf, type ActDone } from '../cases/act.js';
import type { CaseInHand } from '../cases/load.js';
import { submitToCase, type Answered, type Judged } from '../cases/submit.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import { carrierOfIssued, type Served } from './carrier.js';
import { templateFor } from './drafts.js';
import { makeDocument, seriesOf, type Made } from './make.js';
import { withTurns, type TakeTurn } from './turns.js';

export interface CorrectionInput {
  /** Version of the case. */
  readonly expectedVersion: number;
  /** Version of the draft that was read. */
  readonly draftVersion?: number;
  readonly as?: string;
  readonly idempotencyKey?: string;
}

/** Issues the draft of a correction. Refuses like the engine's `recordCorrection`, `DOCUMENT.NOT_FOUND`, `DOCUMENT.ISSUED`,
 *  `DOCUMENT.NOT_A_CORRECTION` for a draft that an act carries, `DOCUMENT.NO_TEMPLATE`, and like `makeDocument`. */
export function issueCorrection(deps: Deps, identity: Identity, caseId: string, n: number, input: CorrectionInput): Promise<Result<Answered<ActDone>>> {
  const { idempotencyKey: _key, ...asked } = input;
  if (!isUuid(caseId)) return Promise.resolve(refused('CASE.NOT_FOUND'));
  const request = { caseId, correction: n, ...asked } as unknown as JsonValue;
  return withTurns(deps.documents, (take) => submitToCase(deps, identity, caseId, { ...input, act: CORRECTION_ACT, payload: {}, request }, async (hand): Promise<Judged> => {
    const { path, loaded, world } = hand;
    const made = await correctionOf(deps, identity, hand, { n, version: input.draftVersion }, take);
    // Who may not correct at all learns that first.
    const outcome = recordCorrection(path, loaded.snapshot, asked, made.ok ? made.value.issued : NONE, world);
    if (!outcome.ok || !made.ok) return { outcome: outcome.ok ? (made as Result<never>) : outcome, judgedOn: [] };
    return { outcome, judgedOn: [], commit: (write) => deps.cases.commit({ ...write, document: made.value.write }) };
  }, doneOf));
}

interface Wanted {
  readonly n: number;
  readonly version: number | undefined;
}

const NONE = { document: '', n: 0, version: 0, template: '', number: '', hash: '' as Made['issued']['hash'] };

async function correctionOf(deps: Deps, identity: Identity, hand: CaseInHand, { n, version }: Wanted, take: TakeTurn): Promise<Result<Made>> {
  const { path, loaded: { snapshot }, at } = hand;
  const rows = await deps.documents.list(snapshot.caseId);
  const row = rows.find((each) => each.n === n);
  if (row === undefined) return refused('DOCUMENT.NOT_FOUND', { n });
  if (row.issued !== null) return refused('DOCUMENT.ISSUED', { n });
  const corrected = rows.find((each) => each.n === row.corrects);
  if (corrected === undefined || corrected.issued === null) return refused('DOCUMENT.NOT_A_CORRECTION', { n });
  const selected = templateFor(deps, hand, row.document);
  if (!selected.ok) return selected;
  const carrier = carrierOfIssued(path, await deps.cases.decisions(snapshot.caseId), row.document, corrected.issued.seq);
  const served: Served = { declaration: { id: row.document, label: selected.value.template.label }, selected: selected.value, carrier };
  await take(seriesOf(snapshot, at, served));
  return makeDocument(deps, identity, snapshot, at, served, { n, ...(version === undefined ? {} : { version }), corrects: { n: corrected.n, number: corrected.issued.number } });
}
