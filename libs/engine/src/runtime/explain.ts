// "What may I do, and for everything else why not and who may": every act of the release against one person in one moment.
// The answer uses the same gate and the same conditions as `decide`; nothing is computed twice in two ways.
import { ok, type Refusal, type Result } from '@quanze/kernel';
import type { CompiledAct, CompiledDecision, CompiledPath } from '../compile/compiled.js';
import type { ActorRole } from '../definition/case-path.js';
import type { FlowContext } from '../flow/flow-context.js';
import { FLOW_RULES } from '../flow/rules.js';
import { fieldsOf, type Fields } from './act-input.js';
import { isPossible, needOf } from './decide.js';
import { contextOf, unmetConditions } from './facts.js';
import { NO_NEED, passGate, type Grant, type Need } from './gate.js';
import type { CaseSnapshot } from './snapshot.js';
import type { World } from './world.js';

export interface OptionAnswer {
  readonly option: string;
  readonly allowed: boolean;
  readonly matter: string;
  readonly blockers: readonly Refusal[];
}

export interface ActAnswer {
  readonly act: string;
  readonly allowed: boolean;
  /** Whether the states of the case allow the act at all, whoever asks. */
  readonly inState: boolean;
  readonly blockers: readonly Refusal[];
  /** Roles that may do the act by the definition, and bodies the power list names. */
  readonly roles: readonly ActorRole[];
  readonly bodies: readonly string[];
  /** For acts that choose among options: each of them. */
  readonly options?: readonly OptionAnswer[];
  /** Fields of the payload; empty for acts the states do not allow. */
  readonly fields: Fields;
}

// Fields that a person has not filled in yet cannot block; only options change who may act.
const OPTION_KINDS = ['propose', 'override', 'superior-decide', 'set-aside', 'vote', 'written-opinion'];

/** Answers for the acts of an existing case: those its states allow, or all of the definition.
 *  @param scope `in-state`: what a page shows; `all`: also acts of other states, each with the states it belongs to */
export function explainActs(path: CompiledPath, snapshot: CaseSnapshot, world: World, scope: 'in-state' | 'all' = 'in-state'): readonly ActAnswer[] {
  const answers: ActAnswer[] = [];
  for (const act of path.acts.values()) {
    if (act.creates || (scope === 'in-state' && !isPossible(path, snapshot, act))) continue;
    answers.push(explainAct(path, snapshot, world, act));
  }
  return answers;
}

export function explainAct(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct): ActAnswer {
  const ended = snapshot.status === 'ended' && !act.afterEnding;
  const inState = !ended && isPossible(path, snapshot, act);
  const base = { act: act.id, roles: act.by, fields: inState ? fieldsOf(path, act, undefined) : {} };
  if (!inState) {
    const blocker: Refusal = ended
      ? { code: 'CASE.ENDED', params: { ending: snapshot.ending ?? '' } }
      : { code: 'CASE.STATE_FORBIDS_ACT', params: { act: act.id, states: snapshot.states, from: [...act.from, ...act.while] }, ...(act.source === null ? {} : { source: act.source }) };
    return { ...base, allowed: false, inState, blockers: [blocker], bodies: [] };
  }
  return act.flow === null ? explainPathAct(path, snapshot, world, act, base) : explainFlowAct(path, snapshot, world, act, base);
}

type Base = Pick<ActAnswer, 'act' | 'roles' | 'fields'>;

/** The right to one act and, where the act chooses, to one option of it. */
export interface ActRight {
  /** What the gate granted; null when it refused. */
  readonly grant: Grant | null;
  /** Everything that stands against the act: the refusal of the gate, and what the case or its conditions do not allow. */
  readonly blockers: readonly Refusal[];
}

/** Puts an act that the states allow to the gate. Fields that are not given yet cannot block. */
export function rightTo(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct, option?: string): ActRight {
  return act.flow === null ? rightToPathAct(path, snapshot, world, act) : rightToFlowAct(path, snapshot, world, act, option);
}

function rightToPathAct(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct): ActRight {
  const blockers: Refusal[] = [];
  const grant = passGate(path, snapshot, world, act, needOf(act), undefined);
  if (!grant.ok) blockers.push(grant.refusal);
  // Conditions that read the payload cannot be judged before it is given.
  const judged = act.conditions.filter((condition) => !condition.expression.names.includes('payload'));
  for (const condition of unmetConditions(judged, contextOf(snapshot.facts))) {
    blockers.push({ code: 'ACT.CONDITION_NOT_MET', params: { act: act.id, unmet: [condition.expression.text], why: [`${condition.else.zh} / ${condition.else.en}`] }, ...(condition.source === null ? {} : { source: condition.source }) });
  }
  return { grant: grant.ok ? grant.value : null, blockers };
}

function rightToFlowAct(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct, option: string | undefined): ActRight {
  const flow = act.flow as NonNullable<CompiledAct['flow']>;
  const decision = path.decisions.get(flow.decision) as CompiledDecision;
  const rule = FLOW_RULES[flow.kind];
  const open = snapshot.decisions[decision.key];
  const base = rule.base?.(snapshot, open) ?? snapshot;
  const context: FlowContext = { path, decision, act, snapshot: base, open, payload: option === undefined ? {} : { option }, world, seq: 0 };
  const need: Result<Need> = option === undefined && OPTION_KINDS.includes(flow.kind) ? ok(NO_NEED) : rule.need(context);
  const grant = passGate(path, base, world, act, need.ok ? need.value : NO_NEED, undefined);
  return { grant: grant.ok && need.ok ? grant.value : null, blockers: [...(grant.ok ? [] : [grant.refusal]), ...(need.ok ? [] : [need.refusal])] };
}

function explainPathAct(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct, base: Base): ActAnswer {
  const { blockers } = rightToPathAct(path, snapshot, world, act);
  return { ...base, allowed: blockers.length === 0, inState: true, blockers, bodies: bodiesOf(blockers) };
}

function explainFlowAct(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct, answer: Base): ActAnswer {
  const flow = act.flow as NonNullable<CompiledAct['flow']>;
  const decision = path.decisions.get(flow.decision) as CompiledDecision;
  const blockersFor = (option: string | undefined): readonly Refusal[] => rightToFlowAct(path, snapshot, world, act, option).blockers;
  if (!OPTION_KINDS.includes(flow.kind)) {
    const blockers = blockersFor(undefined);
    return { ...answer, allowed: blockers.length === 0, inState: true, blockers, bodies: bodiesOf(blockers) };
  }
  const options = [...decision.options.values()].map((option): OptionAnswer => {
    const blockers = blockersFor(option.id);
    return { option: option.id, allowed: blockers.length === 0, matter: option.matter, blockers };
  });
  const isOpen = options.some((option) => option.allowed);
  // When no option is open the person is told what blocks each; a bar that blocks all of them is told once.
  const general = blockersFor(undefined);
  const blockers = isOpen ? [] : general.length > 0 ? general : options.flatMap((option) => option.blockers).slice(0, 1);
  return { ...answer, allowed: isOpen, inState: true, blockers, bodies: bodiesOf(options.flatMap((o) => o.blockers)), options };
}

function bodiesOf(blockers: readonly Refusal[]): readonly string[] {
  return [...new Set(blockers.flatMap((blocker) => {
    const of = blocker.params['of'];
    return Array.isArray(of) ? (of as readonly string[]) : [];
  }))];
}
