// "Who could do this now?": one act, and where it chooses one option, put to the gate for each of several people. Who may is told
// with role, power and delegation; who may not with everything that stands against it. What is not here: names, and leave, which
// takes no authority.
import type { DelegationId, PersonId, Refusal } from '@quanze/kernel';
import type { CompiledAct, CompiledDecision, CompiledPath } from '../compile/compiled.js';
import type { ActorRole } from '../definition/case-path.js';
import type { FlowContext } from '../flow/flow-context.js';
import { FLOW_RULES } from '../flow/rules.js';
import { isPossible } from '../runtime/decide.js';
import { explainAct, rightTo, type ActRight } from '../runtime/explain.js';
import type { Grant } from '../runtime/gate.js';
import type { CaseSnapshot } from '../runtime/snapshot.js';
import type { AuthorityRole } from '../runtime/standing.js';
import type { World } from '../runtime/world.js';
import { worldFor, type People, type Surroundings } from './surroundings.js';

/** On what somebody would act. */
export interface GrantedRight {
  readonly role: ActorRole;
  /** In whose right; null where a post is enough. */
  readonly authority: AuthorityRole | null;
  readonly power: string | null;
  readonly rule: string | null;
  readonly list: string | null;
  readonly delegation: { readonly id: DelegationId; readonly from: PersonId } | null;
}

export interface WhoAnswer {
  readonly person: PersonId;
  /** Nothing stands against it: only what the payload will say can still refuse. */
  readonly may: boolean;
  /** The right the gate would grant, also when the case itself does not allow the act yet. */
  readonly right: GrantedRight | null;
  readonly blockers: readonly Refusal[];
}

export interface WhoCould {
  readonly act: string;
  readonly option: string | null;
  /** Whether the states of the case allow the act at all, whoever does it. */
  readonly inState: boolean;
  readonly roles: readonly ActorRole[];
  /** Who may first, then who has the right but must wait, then the rest in the order given. */
  readonly people: readonly WhoAnswer[];
}

/** Asks for everybody. INVARIANT: nobody with `may` is refused by `decide` with a code of the gate, and everybody without is refused. */
export function whoCould(path: CompiledPath, snapshot: CaseSnapshot, act: CompiledAct, option: string | undefined, people: People, around: Surroundings): WhoCould {
  const answers = people.map((facts) => answerFor(path, snapshot, act, option, worldFor(around, people, facts)));
  const rank = (answer: WhoAnswer): number => (answer.may ? 0 : answer.right === null ? 2 : 1);
  return {
    act: act.id, option: option ?? null, roles: act.by, inState: (snapshot.status === 'open' || act.afterEnding) && isPossible(path, snapshot, act),
    people: answers.sort((a, b) => rank(a) - rank(b)),
  };
}

function answerFor(path: CompiledPath, snapshot: CaseSnapshot, act: CompiledAct, option: string | undefined, world: World): WhoAnswer {
  const { person } = world.actor;
  const answer = explainAct(path, snapshot, world, act);
  if (!answer.inState) return { person, may: false, right: null, blockers: answer.blockers };
  // Without an option, whoever may choose one of them may do the act; the right shown is that over the first such option.
  const chosen = option ?? answer.options?.find(({ allowed }) => allowed)?.option;
  const asked: ActRight = rightTo(path, snapshot, world, act, chosen);
  const blockers = option === undefined ? answer.blockers : asked.blockers;
  const personal = blockers.length > 0 || asked.grant === null ? null : personalRefusal(path, snapshot, act, chosen, world, asked.grant);
  return { person, may: blockers.length === 0 && personal === null, right: asked.grant === null ? null : rightOf(asked.grant), blockers: personal === null ? blockers : [personal] };
}

function rightOf({ standing, signatory, power, verdict }: Grant): GrantedRight {
  const { delegation, onBehalfOf } = signatory;
  return {
    role: standing.role, authority: standing.authority, power, rule: verdict?.rule ?? null, list: verdict?.listVersion ?? null,
    delegation: delegation === undefined || onBehalfOf === undefined ? null : { id: delegation, from: onBehalfOf },
  };
}

// A session and a question that the chief sent back keep people from an act without touching their right: present or not, chair or
// not, voted or not. These rules need no payload beyond the option.
const PERSONAL_KINDS: readonly string[] = ['decide', 'vote', 'written-opinion', 'conclude', 'dissent'];

function personalRefusal(path: CompiledPath, snapshot: CaseSnapshot, act: CompiledAct, option: string | undefined, world: World, grant: Grant): Refusal | null {
  const { flow } = act;
  if (flow === null || !PERSONAL_KINDS.includes(flow.kind)) return null;
  const decision = path.decisions.get(flow.decision) as CompiledDecision;
  const context: FlowContext = { path, decision, act, snapshot, open: snapshot.decisions[decision.key], payload: { option: option ?? 'abstain' }, world, seq: 0 };
  const step = FLOW_RULES[flow.kind].apply(context, grant);
  return step.ok ? null : step.refusal;
}
