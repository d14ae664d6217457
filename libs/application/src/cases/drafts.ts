// Drafts (暂存): what a person keeps of an act before doing it. Private, outside of the journal, and without any effect; it goes when the
// act is done or the case moves out of its reach. What is not here: that removal, which is part of the write of an act.
import { isPossible } from '@quanze/engine';
import { ok, refused, type Instant, type JsonObject, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Draft, DraftKey, Identity } from '../ports/case-store.port.js';
import { readCase } from './load.js';

export const DRAFT_BYTES_MAX = 65_536;

interface Place {
  readonly key: DraftKey;
  /** States in which the act can be done; null when it cannot be done in the present ones. */
  readonly reach: readonly string[] | null;
  readonly at: Instant;
  readonly version: number;
}

const TRIES_MAX = 20;

/** Refuses `CASE.NOT_FOUND`, `ACT.UNKNOWN`. */
async function placeOf(deps: Deps, identity: Identity, caseId: string, actId: string): Promise<Result<Place>> {
  const found = await readCase(deps, identity, caseId, {}, null);
  if (!found.ok) return found;
  const { loaded: { snapshot }, path, at } = found.value;
  const act = path.acts.get(actId);
  if (act === undefined || act.creates) return refused('ACT.UNKNOWN', { act: actId.slice(0, 120) });
  return ok({ key: { tenant: identity.tenant, caseId: snapshot.caseId, person: identity.person, act: act.id }, reach: isPossible(path, snapshot, act) ? act.from : null, at, version: snapshot.version });
}

/** Keeps a draft in the place of the former. Nothing of it is judged: it may be half-written. Refuses `CASE.NOT_FOUND`, `ACT.UNKNOWN`,
 *  `CASE.STATE_FORBIDS_ACT`, `DRAFT.TOO_LARGE` beyond 64 KiB, `CASE.BUSY` after too many lost races: a case that moved meanwhile is looked
 *  at again, or a draft would outlive the act that forgets it. */
export async function keepDraft(deps: Deps, identity: Identity, caseId: string, act: string, payload: JsonObject): Promise<Result<{ readonly savedAt: Instant }>> {
  if (new TextEncoder().encode(JSON.stringify(payload)).byteLength > DRAFT_BYTES_MAX) return refused('DRAFT.TOO_LARGE', { max: DRAFT_BYTES_MAX });
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const place = await placeOf(deps, identity, caseId, act);
    if (!place.ok) return place;
    const { key, reach, at, version } = place.value;
    if (reach === null) return refused('CASE.STATE_FORBIDS_ACT', { act, states: [], from: [] });
    if (await deps.cases.saveDraft(key, { payload, savedAt: at, reach, version })) return ok({ savedAt: at });
  }
  return refused('CASE.BUSY', { tries: TRIES_MAX });
}

/** The own draft. Refuses `CASE.NOT_FOUND`, `ACT.UNKNOWN`, `DRAFT.NOT_FOUND`. */
export async function readDraft(deps: Deps, identity: Identity, caseId: string, act: string): Promise<Result<Draft>> {
  const place = await placeOf(deps, identity, caseId, act);
  if (!place.ok) return place;
  const draft = place.value.reach === null ? null : await deps.cases.draft(place.value.key);
  return draft === null ? refused('DRAFT.NOT_FOUND', {}) : ok(draft);
}

/** Throws the own draft away. Refuses as `readDraft`. */
export async function dropDraft(deps: Deps, identity: Identity, caseId: string, act: string): Promise<Result<null>> {
  const place = await placeOf(deps, identity, caseId, act);
  if (!place.ok) return place;
  return (await deps.cases.dropDraft(place.value.key)) ? ok(null) : refused('DRAFT.NOT_FOUND', {});
}
