// The document that goes with an act: made before the act is judged, of the same moment, and written with it or not at all.
// What is not here: which template serves (`carrier.ts`), and making it (`make.ts`).
import type { IssuedDocument } from '@quanze/engine';
import { refused, type HashHex, type JsonObject, type Result } from '@quanze/kernel';
import type { CaseInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import { servedBy } from './carrier.js';
import { makeDocument, seriesOf, type Made, type SeenDraft } from './make.js';
import type { TakeTurn } from './turns.js';

export interface Carried {
  readonly made: Result<Made>;
  /** What the act is judged with: who may not act at all learns that first, whatever the document lacks. */
  readonly toJudge?: IssuedDocument;
}

interface Asked {
  readonly act: string;
  readonly payload: JsonObject;
  readonly draft?: SeenDraft;
}

/** Null for an act that makes no document from a template.
 *  @param asked names the draft that was read, if one was; an act that makes no document refuses it
 *  @param take waits for the turn in the series of numbers; null where nothing will be written */
export async function documentWith(deps: Deps, identity: Identity, { loaded, path, world }: CaseInHand, { act, payload, draft }: Asked, take: TakeTurn | null): Promise<Carried | null> {
  const served = servedBy(deps, path, loaded.snapshot, act, payload, world.at);
  if (served === null) return draft === undefined ? null : { made: refused('DOCUMENT.NOT_OF_ACT', { document: String(draft.n) }) };
  if (take !== null) await take(seriesOf(loaded.snapshot, world.at, served));
  const made = await makeDocument(deps, identity, loaded.snapshot, world.at, served, draft ?? {});
  return { made, toJudge: made.ok ? made.value.issued : { ...UNMADE, document: served.declaration.id } };
}

/** Stands for a document that could not be made, to be judged with and never written. */
const UNMADE: IssuedDocument = { document: '', n: 0, version: 0, template: '', number: '-', hash: '' as HashHex };
