// Playing a decision through to its document with the people there are: the flow's own rules and the gate, act by act, until the
// question is decided and issued or nobody is left who could take it further. What is not here: the session of the committee
// (`session.ts`), and which decisions are looked at (`staffing.ts`).
import { refused, type Instant, type JsonObject, type PersonId, type Refusal, type Result } from '@quanze/kernel';
import type { CompiledAct, CompiledDecision, CompiledPath } from '../compile/compiled.js';
import type { FlowActKind } from '../definition/approval-flow.js';
import type { Capacity } from '../definition/case-path.js';
import type { FlowContext, FlowStep } from '../flow/flow-context.js';
import { peopleOfPanels } from '../flow/panel-run.js';
import { FLOW_RULES } from '../flow/rules.js';
import { passGate } from '../runtime/gate.js';
import type { CaseSnapshot } from '../runtime/snapshot.js';
import { hasRole, worldFor, type Absent, type People, type Surroundings } from './surroundings.js';
import { askPanel } from './panel.js';
import { holdSession } from './session.js';
import type { PersonFacts } from '../runtime/world.js';

/** Everybody and everything a rehearsal is made with. */
export interface Stage {
  readonly path: CompiledPath;
  /** The decision without the conditions of its options: they are the case's affair, not that of its people. */
  readonly decision: CompiledDecision;
  readonly option: string;
  readonly people: People;
  readonly absent: Absent;
  readonly around: Surroundings;
}

/** One act of the rehearsal and who did it; several for the members who voted. */
export interface Part {
  readonly step: string;
  readonly act: string;
  readonly capacity: Capacity | 'propose';
  readonly people: readonly PersonId[];
}

/** Somebody who has the role for a step and falls out of it. */
export interface FallsOut {
  readonly person: PersonId;
  readonly refusal: Refusal;
}

/** Where it ends: nobody can do the act, and why each who has the role falls out. */
export interface Gap {
  /** A step of the flow; `home` before the proposal, `decided` before the document. */
  readonly step: string;
  readonly act: string;
  /** Who had done what before. */
  readonly parts: readonly Part[];
  readonly considered: readonly FallsOut[];
}

export type Rehearsed = { readonly parts: readonly Part[] } | { readonly gap: Gap };

/** A moment of the rehearsal. */
export interface Scene {
  readonly snapshot: CaseSnapshot;
  readonly step: string;
  readonly parts: readonly Part[];
}

// Acts that take a question further, the shortest way first. Those that turn it back, set it aside or say the same differently need
// nobody else.
const FORWARD: readonly FlowActKind[] = ['issue', 'propose', 'advise', 'decide', 'send-up', 'review', 'sign', 'ask', 'approve', 'report-up', 'refer', 'open-meeting', 'vote', 'conclude', 'consent', 'superior-decide'];
const IN_SESSION: readonly FlowActKind[] = ['open-meeting', 'vote', 'conclude'];
const DECIDED = 'decided';

/** Plays on from a scene. The gap told is the furthest step that was come to, on the shortest way there. */
export function rehearse(stage: Stage, scene: Scene, passed: readonly string[] = []): Rehearsed {
  const gaps: Gap[] = [];
  for (const act of forwardActs(stage, scene)) {
    const kind = act.flow?.kind;
    const tried = kind === 'ask' ? askPanel(stage, scene, act)
      : kind !== undefined && IN_SESSION.includes(kind) ? holdSession(stage, scene, act) : tryEverybody(stage, scene, act, payloadOf(act, stage.option));
    if (tried.next.length === 0) gaps.push({ step: scene.step, act: act.id, parts: scene.parts, considered: tried.considered });
    // Everybody asked agrees, whatever the order: one order shows it.
    for (const next of kind === 'sign' ? tried.next.slice(0, 1) : tried.next) {
      if (next.step === 'issued') return { parts: next.parts };
      // In a panel the question stays in its step while others sign.
      if (passed.includes(next.step) && next.step !== scene.step) continue;
      const rest = rehearse(stage, next, [...passed, scene.step]);
      if ('parts' in rest) return rest;
      gaps.push(rest.gap);
    }
  }
  return { gap: furthest(stage, gaps, { step: scene.step, act: '', parts: scene.parts, considered: [] }) };
}

function forwardActs({ path, decision }: Stage, { snapshot, step }: Scene): readonly CompiledAct[] {
  const isOpen = snapshot.decisions[decision.key] !== undefined;
  return Object.entries(decision.flow.acts).flatMap(([name, declaration]) => {
    const act = path.acts.get(`${decision.name}.${name}`);
    const belongs = declaration.from.includes(step) && FORWARD.includes(declaration.kind) && (declaration.kind === 'propose') === !isOpen;
    return act !== undefined && belongs ? [{ act, rank: FORWARD.indexOf(declaration.kind) }] : [];
  }).sort((a, b) => a.rank - b.rank).map(({ act }) => act);
}

function payloadOf(act: CompiledAct, option: string): JsonObject {
  return { option, opinion: 'agree', choice: 'agree', escalationReason: act.id, participants: [] };
}

export interface Tried {
  readonly next: readonly Scene[];
  readonly considered: readonly FallsOut[];
}

/** Everybody with a role for it tries one act; who has none is nobody's candidate. @param payload the fields a rule reads; nothing of it is recorded */
export function tryEverybody(stage: Stage, scene: Scene, act: CompiledAct, payload: JsonObject): Tried {
  const next: Scene[] = [];
  const considered: FallsOut[] = [];
  for (const facts of stage.people) {
    if (!isCandidate(stage, scene, act, facts)) continue;
    const done = tryAct(stage, scene, act, facts, payload);
    if (done.ok) next.push(done.value);
    else considered.push({ person: facts.person, refusal: done.refusal });
  }
  return { next, considered };
}

/** Who was asked to sign may come from another department; for everything else the role towards the case counts. */
function isCandidate({ around, people, decision }: Stage, { snapshot }: Scene, act: CompiledAct, facts: PersonFacts): boolean {
  const open = snapshot.decisions[decision.key];
  if (act.flow?.kind === 'sign' && open !== undefined) return peopleOfPanels(open).includes(facts.person);
  return hasRole(snapshot, worldFor(around, people, facts), act.by);
}

/** One person's try: the gate first, then leave, then the rule of the flow. */
export function tryAct(stage: Stage, scene: Scene, act: CompiledAct, facts: PersonFacts, payload: JsonObject): Result<Scene> {
  const { path, decision, absent, around, people } = stage;
  const { snapshot, step, parts } = scene;
  const kind = (act.flow as NonNullable<CompiledAct['flow']>).kind;
  const world = worldFor(around, people, facts);
  const context: FlowContext = { path, decision, act, snapshot, open: snapshot.decisions[decision.key], payload, world, seq: parts.length + 1 };
  const need = FLOW_RULES[kind].need(context);
  if (!need.ok) return need;
  const grant = passGate(path, snapshot, world, act, need.value, undefined);
  if (!grant.ok) return grant;
  if (absent.has(facts.person)) return onLeave(absent.get(facts.person) ?? null);
  const done = FLOW_RULES[kind].apply(context, grant.value);
  if (!done.ok) return done;
  const part: Part = { step, act: act.id, capacity: grant.value.signatory.capacity, people: [facts.person] };
  return moved(stage, snapshot, act, done.value, step, [...parts, part]);
}

export function onLeave(until: Instant | null): Result<never> {
  return refused('STAFFING.ON_LEAVE', { until });
}

/** The scene after an act. Refuses `DECISION.LEVEL_NOT_FORESEEN` as the kernel does. */
function moved({ decision }: Stage, snapshot: CaseSnapshot, act: CompiledAct, done: FlowStep, step: string, parts: readonly Part[]): Result<Scene> {
  if (done.open === null) return { ok: true, value: { snapshot, step: 'issued', parts } };
  const decisions = { ...snapshot.decisions, [decision.key]: done.open };
  if (done.outcome === null) return { ok: true, value: { snapshot: { ...snapshot, decisions }, step, parts } };
  const target = act.candidates.find((candidate) => candidate.outcome === done.outcome)?.target;
  if (target === undefined) return refused('DECISION.LEVEL_NOT_FORESEEN', { act: act.id, outcome: done.outcome });
  const here = target.slice(decision.key.length + 1).split('.')[0] as string;
  return { ok: true, value: { snapshot: { ...snapshot, decisions, states: stepIn(snapshot, decision, target) }, step: here, parts } };
}

/** The active states with the decision's own replaced; those of other regions stay as they are. */
export function stepIn(snapshot: CaseSnapshot, decision: CompiledDecision, target: string): readonly string[] {
  const region = decision.key.split('.')[0];
  return [...snapshot.states.filter((state) => state.split('.')[0] !== region), target];
}

function furthest({ decision }: Stage, gaps: readonly Gap[], none: Gap): Gap {
  const order = ['home', ...Object.keys(decision.steps), DECIDED];
  const rank = (gap: Gap): number => order.indexOf(gap.step) * 1000 - gap.parts.length * 10 + (isAboutPeople(gap) ? 1 : 0);
  return gaps.reduce((best, gap) => (rank(gap) > rank(best) ? gap : best), gaps[0] ?? none);
}

/** Of several acts of one step, the one that the list would give to somebody who falls out for another reason says most. */
function isAboutPeople({ considered }: Gap): boolean {
  return considered.some(({ refusal }) => refusal.code !== 'AUTHORITY.REFER' && refusal.code !== 'AUTHORITY.REFUSED');
}
