// Drawing the handler of a case (随机分案): the pool and the excluded as they are at this moment, the secret whose turn it is, and the head of
// the case's journal. What is not here: the mathematics (`@quanze/assignment`) and making commitments (`commitments.ts`).
import { commitmentOf, drawFrom, type Bar, type DrawInput } from '@quanze/assignment';
import { DRAW_ACT, mayAssign, recordDraw, type Drawn } from '@quanze/engine';
import { ok, refused, type JsonObject, type PersonId, type Result } from '@quanze/kernel';
import type { CaseInHand } from '../cases/load.js';
import type { Answered, Judged } from '../cases/submit.js';
import type { Deps } from '../deps.js';
import type { Identity, Witness } from '../ports/case-store.port.js';
import { panelOf, rulesInForce, type PanelMember } from './panel.js';
import { selectHandler, type Selected } from './select.js';

export interface DrawRequest {
  readonly expectedVersion: number;
  /** Required when somebody was drawn or chosen before. 1..2000 characters. */
  readonly reasons?: string;
  readonly as?: string;
  readonly idempotencyKey?: string;
}

/** What a draw needs, when there is nothing in its way. */
interface Means {
  readonly members: readonly PanelMember[];
  readonly secret: string;
  readonly number: number;
}

/** Draws. Refuses like the engine's `recordDraw`, and `ASSIGNMENT.NO_RULES`, `ASSIGNMENT.NOT_BY_DRAW`, `ASSIGNMENT.LINKED_CASE` (the same
 *  case stays with the same procurator), `ASSIGNMENT.NOBODY_AVAILABLE`, `ASSIGNMENT.NO_COMMITMENT`, `ASSIGNMENT.SECRET_UNREADABLE`.
 *  INVARIANT: the result is told to nobody before its entry is committed.   @source Rules 8, 158 */
export function drawHandler(deps: Deps, identity: Identity, caseId: string, { reasons, ...rest }: DrawRequest): Promise<Result<Answered<Selected>>> {
  const payload: JsonObject = reasons === undefined ? {} : { reasons };
  return selectHandler(deps, identity, caseId, { act: DRAW_ACT, payload, ...rest }, (hand) => judgeDraw(deps, identity, hand, { payload, ...rest }));
}

async function judgeDraw(deps: Deps, identity: Identity, hand: CaseInHand, asked: { readonly payload: JsonObject; readonly expectedVersion: number; readonly as?: string }): Promise<Judged> {
  const { loaded, path, world } = hand;
  const { snapshot, head, seq } = loaded;
  const may = mayAssign(path, snapshot, asked, world);
  const means = may.ok ? await meansOf(deps, identity, hand) : may;
  const outcome = recordDraw(path, snapshot, asked, world, seq + 1, (round) => {
    if (!means.ok) return means;
    const { secret, members, number } = means.value;
    return drawn(deps, { secret, office: snapshot.office, caseId: snapshot.caseId, head, round, ...poolOf(members) }, number);
  });
  const number = means.ok ? means.value.number : 0;
  return { outcome, judgedOn: means.ok ? witnessesOf(means.value.members) : [], commit: (write) => deps.assignment.commitDraw(write, snapshot.office, number) };
}

async function meansOf(deps: Deps, identity: Identity, hand: CaseInHand): Promise<Result<Means>> {
  const { snapshot } = hand.loaded;
  const found = rulesInForce(deps, snapshot, hand.at);
  if (found === undefined) return refused('ASSIGNMENT.NO_RULES');
  if (found.rule.method !== 'draw') return refused('ASSIGNMENT.NOT_BY_DRAW', { rule: found.rule.id });
  const [panel, next] = await Promise.all([panelOf(deps, identity, hand, found), deps.assignment.nextCommitment(snapshot.office)]);
  if (panel.proposal !== null) return refused('ASSIGNMENT.LINKED_CASE', { person: panel.proposal }, 'Rules 8');
  if (!panel.members.some(({ place }) => place !== null)) return refused('ASSIGNMENT.NOBODY_AVAILABLE', { looked: panel.members.length });
  if (next === null) return refused('ASSIGNMENT.NO_COMMITMENT');
  const secret = deps.secrets.open(next.sealed);
  // A secret that is not the one committed to must never decide anything.
  if (secret === null || commitmentOf(secret, deps.hash) !== next.commitment) return refused('ASSIGNMENT.SECRET_UNREADABLE', { number: next.number });
  return ok({ members: panel.members, secret, number: next.number });
}

function drawn(deps: Deps, input: DrawInput, number: number): Result<Drawn> {
  const proof = drawFrom(input, deps.hash);
  return proof.ok ? ok({ chosen: proof.value.chosen as PersonId, number, proof: proof.value as unknown as JsonObject }) : proof;
}

function poolOf(members: readonly PanelMember[]): Pick<DrawInput, 'pool' | 'exclusions'> {
  return {
    pool: members.filter(({ place }) => place !== null).map(({ person, tickets }) => ({ person, tickets })),
    exclusions: members.filter(({ place }) => place === null).map(({ person, bars }) => ({ person, reason: bars[0] satisfies Bar | undefined ?? '' })),
  };
}

/** The pool is what it was found to be, or the draw is done again. */
function witnessesOf(members: readonly PanelMember[]): readonly Witness[] {
  return members.filter(({ place }) => place !== null).map(({ person, epoch }) => ({ person: person as PersonId, epoch }));
}
