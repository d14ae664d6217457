// How likely an act is to be chosen: acts that lead a case on are likely, notes and detours seldom, and what was done already ever less. Where
// the way on is barred by a condition, acts that set what the condition reads become likely. What is not here: whether an act is permitted.
import { evaluateHolds } from './holds.js';
import { isMoot } from './moot.js';
import type { Temper } from './temper.js';
import { entryOf } from './ways.js';
import type { CaseSnapshot, CompiledAct, CompiledCondition, CompiledPath, FlowActKind } from '@quanze/engine';

const FLOW_WEIGHTS: Readonly<Partial<Record<FlowActKind, number>>> = {
  propose: 8, decide: 10, 'send-up': 8, review: 12, approve: 12, issue: 14, 'open-meeting': 12, vote: 12, conclude: 14, consent: 12, 'superior-decide': 12, 'report-up': 8,
  refer: 2, sign: 10, opinion: 8, advise: 8, 'written-opinion': 6, override: 1.2, reconsider: 0.8, dissent: 0.8, 'set-aside': 0.5, 'refuse-consent': 0.8, object: 0.4, withdraw: 0.25, convene: 0.6,
};
const OTHER_FLOW_WEIGHT = 1;
const LEADS_ON = 6;
const LEADS_TO_SIDE = 1.5;
const CHANGES_FACTS = 2.5;
const EVERYWHERE = 0.18;
const HELPS = 5;
const CREATES_HANDLER = 12;
const LEADS_NEARER = 4;
const LEADS_AWAY = 0.4;
const INTERESTS = 12;
const MOOT = 0.01;
// A case that has just begun is seldom turned away; otherwise chance would see little but refusals at the door.
const RIPE_AFTER = 16;

export interface Weighing {
  readonly path: CompiledPath;
  readonly snapshot: CaseSnapshot;
  readonly temper: Temper;
  readonly done: ReadonlyMap<string, number>;
  /** Acts done so far. */
  readonly age: number;
}

/** Acts with their weights; those whose conditions the facts do not meet have none. */
export function weigh(acts: readonly CompiledAct[], weighing: Weighing): readonly (readonly [CompiledAct, number])[] {
  const wanted = wantedFacts(acts, weighing);
  return acts.map((act) => {
    const { done, snapshot } = weighing;
    if (unmet(act.conditions, snapshot).length > 0) return [act, 0] as const;
    const helps = act.assignments.some(({ fact }) => wanted.has(fact)) || [...act.writes].some((fact) => wanted.has(fact));
    const times = done.get(act.id) ?? 0;
    return [act, baseWeight(act, weighing) * directed(act, weighing) * (helps ? HELPS : 1) * (isMoot(act, snapshot) ? MOOT : 1) / (1 + times) ** 1.6] as const;
  });
}

function baseWeight(act: CompiledAct, { path, temper, snapshot, age }: Weighing): number {
  if (act.flow !== null) return FLOW_WEIGHTS[act.flow.kind] ?? OTHER_FLOW_WEIGHT * temper.straying;
  if (act.effect?.kind === 'assign-handler' || (act.effect?.kind === 'reassign-handler' && !snapshot.team.some(({ role }) => role === 'handler'))) return CREATES_HANDLER;
  if (act.everywhere || act.effect !== null) return EVERYWHERE * temper.straying * (act.candidates.length > 0 || act.assignments.length > 0 ? 2 : 1);
  if (act.candidates.length === 0) return act.assignments.length > 0 || act.writes.size > 0 ? CHANGES_FACTS : EVERYWHERE * temper.straying;
  const main = path.mainRegion === null ? '' : `${path.mainRegion}.`;
  if (!act.candidates.some(({ target }) => target.startsWith(main))) return LEADS_TO_SIDE;
  return act.candidates.every(({ target }) => path.nodes.get(target)?.kind === 'final') ? LEADS_ON * temper.ending * (act.candidates.some(({ target }) => temper.destination?.get(target) === 0) ? 1 : Math.min(1, (1 + age) / RIPE_AFTER) ** 2) : LEADS_ON;
}

/** What leads a case where it is wanted is likelier; what leads elsewhere is not left out. */
function directed(act: CompiledAct, { path, snapshot, temper }: Weighing): number {
  const wanted = temper.interests.has(act.id) ? INTERESTS : 1;
  const { destination } = temper;
  if (destination === null || act.candidates.length === 0) return wanted;
  const here = Math.min(...snapshot.states.map((state) => destination.get(state) ?? Infinity));
  const there = Math.min(...act.candidates.map(({ target }) => destination.get(entryOf(path, target)) ?? Infinity));
  if (here === Infinity || act.candidates.every(({ target }) => !target.startsWith(`${path.mainRegion ?? ''}.`))) return wanted;
  return wanted * (there < here ? LEADS_NEARER : there > here ? LEADS_AWAY : 1);
}

/** Facts read by the conditions that keep the case from going on. */
function wantedFacts(acts: readonly CompiledAct[], { path, snapshot }: Weighing): ReadonlySet<string> {
  const wanted = new Set<string>();
  const want = (conditions: readonly CompiledCondition[]): void => {
    for (const { expression } of unmet(conditions, snapshot)) for (const name of expression.names) wanted.add(name);
  };
  for (const act of acts) {
    const decision = act.flow?.kind === 'propose' ? path.decisions.get(act.flow.decision) : undefined;
    if (act.candidates.length > 0) want(act.conditions);
    if (decision === undefined) continue;
    want(decision.conditions);
    for (const option of decision.options.values()) want(option.when);
  }
  return wanted;
}

/** Conditions that do not hold whatever a payload says. */
export function unmet(conditions: readonly CompiledCondition[], snapshot: CaseSnapshot): readonly CompiledCondition[] {
  return conditions.filter(({ expression }) => !expression.names.includes('payload') && !evaluateHolds(expression, snapshot.facts));
}
