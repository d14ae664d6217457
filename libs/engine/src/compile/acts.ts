// Acts as flat tables: where an act exists, whom it is for, and its candidate targets. Acts of the path come from the
// document as they are; acts of a flow are wired once per decision, with ids `<decision>.<act>`.
import { ok, refused, type Result } from '@quanze/kernel';
import type { DecisionLevel, FlowActDeclaration } from '../definition/approval-flow.js';
import type { ActDeclaration, CasePathDocument } from '../definition/case-path.js';
import type { Condition } from '../definition/common.js';
import type { Assignment, Candidate, CompiledAct, CompiledCondition, CompiledDecision, CompiledNode } from './compiled.js';
import { compileExpression, type Expression } from './feel.js';
import { decidedBy, isDeciding, levelsOf } from './nodes.js';

/** Names an expression may read: the declared facts, and `payload` where the act has one. */
export interface Scope {
  readonly facts: ReadonlySet<string>;
  readonly payload: boolean;
}

export function compileScoped(text: string, scope: Scope, place: string): Result<Expression> {
  const expression = compileExpression(text);
  if (!expression.ok) return refused('DEFINITION.FEEL_SYNTAX', { place, expression: text });
  const unknown = expression.value.names.find((name) => !(scope.facts.has(name) || (scope.payload && name === 'payload')));
  return unknown === undefined ? expression : refused('DEFINITION.UNDECLARED_FACT', { place, name: unknown });
}

export function compileConditions(list: readonly Condition[] | undefined, scope: Scope, place: string): Result<readonly CompiledCondition[]> {
  const compiled: CompiledCondition[] = [];
  for (const [index, condition] of (list ?? []).entries()) {
    const expression = compileScoped(condition.if, scope, `${place}/${index}`);
    if (!expression.ok) return expression;
    compiled.push({ expression: expression.value, else: condition.else, source: condition.source ?? null });
  }
  return ok(compiled);
}

export function compileAssignments(set: Readonly<Record<string, string>> | undefined, scope: Scope, place: string): Result<readonly Assignment[]> {
  const compiled: Assignment[] = [];
  for (const [fact, text] of Object.entries(set ?? {})) {
    if (!scope.facts.has(fact)) return refused('DEFINITION.UNDECLARED_FACT', { place: `${place}/${fact}`, name: fact });
    const expression = compileScoped(String(text), scope, `${place}/${fact}`);
    if (!expression.ok) return expression;
    compiled.push({ fact, expression: expression.value });
  }
  return ok(compiled);
}

const factNames = new WeakMap<CasePathDocument, ReadonlySet<string>>();

/** Names of the declared facts; hundreds of acts ask for the same. */
export function factNamesOf(path: CasePathDocument): ReadonlySet<string> {
  const known = factNames.get(path) ?? new Set(Object.keys(path.facts));
  factNames.set(path, known);
  return known;
}

/** Compiles one act of the path. Refuses `DEFINITION.UNKNOWN_STATE`, `DEFINITION.FEEL_SYNTAX`, `DEFINITION.UNDECLARED_FACT`. */
export function compilePathAct(id: string, act: ActDeclaration, path: CasePathDocument, nodes: ReadonlyMap<string, CompiledNode>): Result<CompiledAct> {
  const place = `/acts/${id}`;
  const facts = factNamesOf(path);
  const creates = act.from.includes('new');
  const candidates = compileTargets(act, { facts, payload: true }, nodes, place);
  if (!candidates.ok) return candidates;
  const from = creates ? [] : expandFrom(act.from, candidates.value, path, nodes);
  const missing = [...from, ...(act.while ?? [])].find((state) => !nodes.has(state));
  if (missing !== undefined) return refused('DEFINITION.UNKNOWN_STATE', { place, state: missing });
  const undeclared = act.writes === undefined || act.writes === '*' ? undefined : act.writes.find((fact) => !facts.has(fact));
  if (undeclared !== undefined) return refused('DEFINITION.UNDECLARED_FACT', { place: `${place}/writes`, name: undeclared });
  const conditions = compileConditions(act.when, { facts, payload: true }, `${place}/when`);
  if (!conditions.ok) return conditions;
  const assignments = compileAssignments(act.set, { facts, payload: true }, `${place}/set`);
  if (!assignments.ok) return assignments;
  return ok({
    id, label: act.label, from, creates, everywhere: act.from.includes('*'), while: act.while ?? [], candidates: candidates.value, by: act.by,
    capacity: act.capacity ?? (act.matter === undefined ? 'handle' : 'decide'), matter: act.matter ?? null, duty: act.duty ?? null,
    conditions: conditions.value, fields: act.fields ?? {}, assignments: assignments.value, writes: writesOf(act, facts), clocks: act.clocks ?? [],
    effect: act.effect ?? null, afterEnding: act.afterEnding ?? false, keyPoint: act.keyPoint ?? null,
    document: act.document ?? null, source: act.source ?? null, flow: null,
  });
}

const NONE: ReadonlySet<string> = new Set();

function writesOf({ writes }: ActDeclaration, facts: ReadonlySet<string>): ReadonlySet<string> {
  if (writes === undefined) return NONE;
  return writes === '*' ? facts : new Set(writes);
}

/** `*` means every state. An act at the root that moves must be bound to the region of its target: XState would otherwise
 *  leave and re-enter all regions and reset the side matters. */
function expandFrom(from: readonly string[], candidates: readonly Candidate[], path: CasePathDocument, nodes: ReadonlyMap<string, CompiledNode>): readonly string[] {
  if (!from.includes('*')) return from;
  const first = candidates[0];
  const tops = [...nodes.values()].filter((node) => node.parent === null).map((node) => node.id);
  if (path.type !== 'parallel') return tops;
  if (first === undefined) return path.main === undefined ? tops.slice(0, 1) : [path.main];
  return [first.target.split('.')[0] as string];
}

function compileTargets(act: ActDeclaration, scope: Scope, nodes: ReadonlyMap<string, CompiledNode>, place: string): Result<readonly Candidate[]> {
  if (act.to === undefined) return ok([]);
  const list = typeof act.to === 'string' ? [{ to: act.to }] : act.to;
  const candidates: Candidate[] = [];
  for (const [index, entry] of list.entries()) {
    if (!nodes.has(entry.to)) return refused('DEFINITION.UNKNOWN_STATE', { place: `${place}/to`, state: entry.to });
    const test = 'if' in entry && entry.if !== undefined ? compileScoped(entry.if, scope, `${place}/to/${index}/if`) : null;
    if (test !== null && !test.ok) return test;
    candidates.push({ target: entry.to, outcome: entry.to, test: test === null ? null : test.value });
  }
  return ok(candidates);
}

/** Wires one act of a flow into a decision. Refuses `DEFINITION.UNKNOWN_STATE` for a step or state that does not exist. */
export function compileFlowAct(name: string, act: FlowActDeclaration, decision: CompiledDecision, nodes: ReadonlyMap<string, CompiledNode>, whileStates: readonly string[]): Result<CompiledAct> {
  const id = `${decision.name}.${name}`;
  const place = `/flows/${decision.flow.id}/acts/${name}`;
  const from = act.from.flatMap((step) => (step === 'home' ? decision.home : [`${decision.key}.${step}`]));
  const candidates = (act.to === undefined ? [] : typeof act.to === 'string' ? [{ to: act.to, outcome: act.to }] : act.to)
    .flatMap((entry) => flowTargets(entry, act, decision));
  const missing = [...from, ...candidates.map((c) => c.target)].find((state) => !nodes.has(state));
  if (missing !== undefined) return refused('DEFINITION.UNKNOWN_STATE', { place, state: missing });
  return ok({
    id, label: act.label, from, creates: false, everywhere: false, while: act.kind === 'propose' ? whileStates : [], candidates, by: act.by, capacity: act.capacity,
    matter: act.matter ?? null, duty: act.duty ?? null, conditions: [], fields: act.fields ?? {}, assignments: [], writes: NONE, clocks: [], effect: null, afterEnding: false,
    keyPoint: null, document: null, source: act.source ?? null, flow: { decision: decision.key, name, kind: act.kind, declaration: act },
  });
}

function flowTargets(entry: { readonly to: string; readonly outcome: string }, act: FlowActDeclaration, decision: CompiledDecision): readonly Candidate[] {
  const at = (target: string, outcome: string): Candidate => ({ target, outcome, test: null });
  switch (entry.to) {
    case 'decided':
      return isDeciding(act.kind) ? decidedLevelsOf(act, decision).map((level) => at(`${decision.key}.decided.${decidedBy(level)}`, decidedBy(level))) : [];
    case 'home':
      return [at(decision.home[0] as string, entry.outcome)];
    case 'back': {
      const detour = act.from[0] as string;
      const entries = Object.values(decision.flow.acts).filter((other) => other.to === detour).flatMap((other) => other.from);
      return [...new Set(entries)].filter((step) => step !== 'home').map((step) => at(`${decision.key}.${step}`, step));
    }
    case 'target':
      return [...new Set([...decision.options.values()].map((option) => option.to))].map((target) => at(target, target));
    default:
      return [at(`${decision.key}.${entry.to}`, entry.outcome)];
  }
}

function decidedLevelsOf(act: FlowActDeclaration, decision: CompiledDecision): readonly DecisionLevel[] {
  return [...new Set(act.from.flatMap((step) => levelsOf(act.kind, decision.steps[step]?.level)))];
}
