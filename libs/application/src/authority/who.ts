// "Who could do this now?" for one act of a case: everybody of the office, asked at once. What is not here: the answer for oneself
// (`cases/questions.ts`), and any right (the engine).
import { whoCould, type WhoAnswer } from '@quanze/engine';
import { ok, refused, type Instant, type Label, type Result } from '@quanze/kernel';
import { takeInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import { takeStaff } from './staff.js';

export interface WhoPersonView extends WhoAnswer {
  readonly name: string | null;
  /** On leave: it takes no authority, but nobody is there. */
  readonly onLeave: boolean;
  readonly leaveUntil: Instant | null;
}

export interface WhoView {
  readonly act: string;
  readonly label: Label;
  readonly option: string | null;
  readonly inState: boolean;
  readonly roles: readonly string[];
  readonly at: Instant;
  readonly version: number;
  readonly people: readonly WhoPersonView[];
  /** How many more hold no role that the act is for. */
  readonly withoutRole: number;
}

const NO_ROLE: readonly string[] = ['AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NO_POST'];

/** Two reads: the case, and the staff. Refuses `CASE.NOT_FOUND`, `ACT.UNKNOWN`.
 *  @param all also those who hold no role that the act is for */
export async function whoCouldAct(deps: Deps, identity: Identity, caseId: string, actId: string, query: { readonly option?: string; readonly all: boolean }): Promise<Result<WhoView>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const { loaded, path, at } = taken.value;
  const act = path.acts.get(actId);
  if (act === undefined || act.creates) return refused('ACT.UNKNOWN', { act: actId.slice(0, 120) });
  const staff = await takeStaff(deps, identity, loaded.office, at);
  if (!staff.ok) return staff;
  const { people, absent, around, nameOf } = staff.value;
  const answer = whoCould(path, loaded.snapshot, act, query.option, people, around);
  const shown = answer.people.filter(({ blockers }) => query.all || !blockers.some(({ code }) => NO_ROLE.includes(code)));
  return ok({
    act: act.id, label: act.label, option: answer.option, inState: answer.inState, roles: answer.roles, at, version: loaded.snapshot.version, withoutRole: answer.people.length - shown.length,
    people: shown.map((one) => ({ ...one, name: nameOf(one.person), onLeave: absent.has(one.person), leaveUntil: absent.get(one.person) ?? null })),
  });
}
