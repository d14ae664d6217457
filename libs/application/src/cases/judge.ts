// Judging one act on a case in hand: with what the rules of assignment demand, and what was done before by who is to be taken out. What is
// not here: reading the case, and writing anything.
import { asksEntriesOf, decide, type Command, type Outcome, type World } from '@quanze/engine';
import type { JsonObject, Result } from '@quanze/kernel';
import { refuseMissing } from '../files/named.js';
import { demandOf } from '../assignment/demand.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { CaseInHand } from './load.js';

/** Refuses as the engine's `decide`, and then `FILE.NOT_STORED`: who may not act at all learns that first. */
export async function judgeAct(deps: Deps, identity: Identity, hand: CaseInHand, command: Command): Promise<Result<Outcome>> {
  const { loaded, path, world } = hand;
  const assignment = await demandOf(deps, identity, hand, command.act);
  const entries = await entriesFor(deps, hand, command.act, command.payload);
  const asked = { ...world, ...(assignment === undefined ? {} : { assignment }), ...(entries === undefined ? {} : { entries }), ...(loaded.files === undefined ? {} : { files: loaded.files }) };
  const outcome = decide(path, loaded.snapshot, command, asked, loaded.seq + 1);
  const stored = refuseMissing(path, command.act, command.payload, loaded.files);
  return outcome.ok && !stored.ok ? stored : outcome;
}

/** What the person has done in the case whom the act may take out of it. Read after the case: were somebody to write in between, the act
 *  would be judged again. */
async function entriesFor(deps: Deps, { loaded, path }: CaseInHand, act: string, payload: JsonObject): Promise<World['entries']> {
  const person = asksEntriesOf(path, loaded.snapshot, act, payload);
  return person === null ? undefined : new Map([[person, await deps.cases.entriesOf(loaded.snapshot.caseId, person)]]);
}
