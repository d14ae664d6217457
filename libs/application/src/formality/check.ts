// Asking before acting: would this act be permitted, and what would the record say of its form. Nothing is journaled, no attempt recorded,
// no reading noted. What is not here: the act (`cases/act.ts`), which is judged by the same functions and anew.
import { ok, type JsonObject, type Refusal, type Result } from '@quanze/kernel';
import { judgeAct } from '../cases/judge.js';
import { takeInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import { documentWith } from '../documents/carried.js';
import type { SeenDraft } from '../documents/make.js';
import type { Identity } from '../ports/case-store.port.js';
import { flagsOf, givenBy } from './checked.js';
import { flagView, type FlagView } from './views.js';

export interface CheckInput {
  readonly act: string;
  readonly payload: JsonObject;
  readonly as?: string;
  readonly draft?: SeenDraft;
}

export interface CheckView {
  /** Version of the case that was looked at. */
  readonly version: number;
  readonly permitted: boolean;
  /** Why not, when it is not. */
  readonly refusal: Refusal | null;
  /** Whether the act is one that is checked at all. */
  readonly checked: boolean;
  readonly flags: readonly FlagView[];
}

/** Flags of what is written so far, permitted or not. Refuses `CASE.NOT_FOUND`, `AUTHORITY.NO_LIST_IN_FORCE`, `CALENDAR.NOT_PUBLISHED`. */
export async function checkAct(deps: Deps, identity: Identity, caseId: string, input: CheckInput): Promise<Result<CheckView>> {
  const given = givenBy(deps, identity, input.payload);
  const hand = await takeInHand(deps, identity, caseId, input.payload, null, given?.keys);
  if (!hand.ok) return hand;
  const { path, loaded } = hand.value;
  const { version } = loaded.snapshot;
  const { draft: _draft, ...command } = input;
  const carried = await documentWith(deps, identity, hand.value, input, null);
  const outcome = await judgeAct(deps, identity, hand.value, { ...command, expectedVersion: version, ...(carried?.toJudge === undefined ? {} : { document: carried.toJudge }) });
  const judged: Result<unknown> = outcome.ok && carried !== null ? carried.made : outcome;
  const act = path.acts.get(input.act);
  const flags = act === undefined || act.creates || given === null ? null : flagsOf(identity, hand.value, act, given);
  return ok({ version, permitted: judged.ok, refusal: judged.ok ? null : judged.refusal, checked: flags !== null, flags: (flags ?? []).map(flagView) });
}
