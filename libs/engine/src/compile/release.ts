// From the documents of a release to a compiled path. Pure and total: a document that does not fit together gives a
// refusal with its place, never an exception. Deep proofs (soundness, authority reachability) are not made here.
import type { DeadlineRule } from '@quanze/calendar';
import { ok, refused, type Result } from '@quanze/kernel';
import type { ApprovalFlowDocument } from '../definition/approval-flow.js';
import type { CasePathDocument, DecisionState, OptionDeclaration, StateDocument } from '../definition/case-path.js';
import type { Release, ReleaseDocuments } from '../definition/release.js';
import { compileAssignments, compileConditions, compileFlowAct, compilePathAct, type Scope } from './acts.js';
import type { Assignment, CompiledAct, CompiledDecision, CompiledNode, CompiledOption, CompiledPath } from './compiled.js';
import { compileAccess } from './access.js';
import { bindingEntryOf } from './binding.js';
import { compileLinks } from './links.js';
import { buildMachine } from './machine.js';
import { reopeningOf } from './reopening.js';
import { startsOf } from './starts.js';
import { buildNodes } from './nodes.js';

/** Compiles a release. Refusals have codes `DEFINITION.…` and a `place` (JSON pointer into the document). */
export function compileRelease(release: Release): Result<CompiledPath> {
  const { path } = release.documents;
  const states = new Map(decisionStates(path.states));
  const flowOf = (decision: string) => boundFlow(release.documents, decision, states);
  const nodes = buildNodes(path, flowOf);
  if (!nodes.ok) return nodes;
  const decisions = compileDecisions(path, nodes.value, flowOf);
  if (!decisions.ok) return decisions;
  const acts = compileActs(path, nodes.value, decisions.value);
  if (!acts.ok) return acts;
  const rules = resolveRules(release.documents, acts.value, decisions.value);
  if (!rules.ok) return rules;
  const expiry = compileExpiry(path);
  if (!expiry.ok) return expiry;
  const links = compileLinks(path, nodes.value, rules.value);
  if (!links.ok) return links;
  const root = { type: path.type, initial: path.initial ?? null };
  return ok({
    hash: release.hash, document: path, nodes: nodes.value, acts: acts.value, decisions: decisions.value, links: links.value, rules: rules.value, ruleSet: release.documents.deadlineRules, expiryAssignments: expiry.value,
    authorityWords: Object.entries(path.facts).flatMap(([fact, d]) => (d.authority === undefined ? [] : [[fact, d.authority] as const])),
    machine: buildMachine(path.id, nodes.value, [...acts.value.values(), ...startsOf(path, nodes.value, acts.value.values()), ...[...decisions.value.values()].map(reopeningOf)], root),
    access: compileAccess(path, nodes.value),
    mainRegion: path.type === 'parallel' ? (path.main ?? null) : null,
  });
}

function boundFlow({ binding, path, flows }: ReleaseDocuments, decision: string, states: ReadonlyMap<string, DecisionState>): ApprovalFlowDocument | undefined {
  const entry = binding.bindings[bindingEntryOf(binding.bindings, { path: path.id, decision, options: states.get(decision)?.options ?? {} })];
  return flows.find((flow) => flow.id === entry?.flow);
}

function* decisionStates(states: Readonly<Record<string, StateDocument>>, prefix = ''): Generator<[string, DecisionState]> {
  for (const [name, state] of Object.entries(states)) {
    const id = prefix === '' ? name : `${prefix}.${name}`;
    if (state.type === 'decision') yield [id, state];
    if (state.type === 'group' || state.type === 'parallel') yield* decisionStates(state.states, id);
  }
}

function compileDecisions(path: CasePathDocument, nodes: ReadonlyMap<string, CompiledNode>, flowOf: (d: string) => ApprovalFlowDocument | undefined): Result<ReadonlyMap<string, CompiledDecision>> {
  const decisions = new Map<string, CompiledDecision>();
  const facts = new Set(Object.keys(path.facts));
  const asked = new Set([...decisionStates(path.states)].map(([, state]) => state.differentHandler?.from));
  for (const [key, state] of decisionStates(path.states)) {
    const place = `/states/${key.replaceAll('.', '/states/')}`;
    const flow = flowOf(key) as ApprovalFlowDocument;
    const unknown = [...state.home, ...(state.while ?? [])].find((id) => !nodes.has(id));
    if (unknown !== undefined) return refused('DEFINITION.UNKNOWN_STATE', { place, state: unknown });
    const conditions = compileConditions(state.when, { facts, payload: false }, `${place}/when`);
    if (!conditions.ok) return conditions;
    const options = new Map<string, CompiledOption>();
    for (const [id, declaration] of Object.entries(state.options)) {
      const option = compileOption(id, declaration, { facts, payload: true }, nodes, `${place}/options/${id}`);
      if (!option.ok) return option;
      options.set(id, option.value);
    }
    const lasting = [...options.values()].find((option) => option.effect !== null);
    if (lasting !== undefined && Object.values(flow.acts).some((act) => act.kind === 'set-aside')) {
      return refused('DEFINITION.EFFECT_CANNOT_BE_SET_ASIDE', { place: `${place}/options/${lasting.id}/effect`, flow: flow.id });
    }
    const name = key.slice(key.lastIndexOf('.') + 1);
    if ([...decisions.values()].some((other) => other.name === name)) return refused('DEFINITION.DUPLICATE_NAME', { place, name });
    decisions.set(key, {
      key, name, question: state.question, home: state.home, conditions: conditions.value, fields: state.fields ?? {}, options, about: state.about ?? [],
      aboutPerson: (state.about ?? []).filter((field) => state.fields?.[field]?.type === 'person'), flow, steps: flow.steps,
      differentHandler: state.differentHandler ?? null, remembersCarriers: asked.has(key),
    });
  }
  return ok(decisions);
}

function compileOption(id: string, option: OptionDeclaration, scope: Scope, nodes: ReadonlyMap<string, CompiledNode>, place: string): Result<CompiledOption> {
  if (!nodes.has(option.to)) return refused('DEFINITION.UNKNOWN_STATE', { place, state: option.to });
  const factsOnly = { ...scope, payload: false };
  const when = compileConditions(option.when, factsOnly, `${place}/when`);
  if (!when.ok) return when;
  const must = compileConditions(option.must === undefined ? [] : [option.must], factsOnly, `${place}/must`);
  if (!must.ok) return must;
  const assignments = compileAssignments(option.set, scope, `${place}/set`);
  if (!assignments.ok) return assignments;
  const onIssue = compileAssignments(option.onIssue?.set, scope, `${place}/onIssue/set`);
  if (!onIssue.ok) return onIssue;
  return ok({
    id, label: option.label, matter: option.matter, when: when.value, must: must.value[0] ?? null, to: option.to,
    assignments: assignments.value, clocks: option.clocks ?? [], onIssueAssignments: onIssue.value, onIssueClocks: option.onIssue?.clocks ?? [],
    fields: option.fields ?? {}, effect: option.effect ?? null, onIssueEffect: option.onIssue?.effect ?? null, declaration: option,
  });
}

function compileActs(path: CasePathDocument, nodes: ReadonlyMap<string, CompiledNode>, decisions: ReadonlyMap<string, CompiledDecision>): Result<ReadonlyMap<string, CompiledAct>> {
  const acts = new Map<string, CompiledAct>();
  for (const [id, declaration] of Object.entries(path.acts)) {
    const act = compilePathAct(id, declaration, path, nodes);
    if (!act.ok) return act;
    acts.set(id, act.value);
  }
  const states = new Map(decisionStates(path.states));
  for (const decision of decisions.values()) {
    for (const [name, declaration] of Object.entries(decision.flow.acts)) {
      const act = compileFlowAct(name, declaration, decision, nodes, states.get(decision.key)?.while ?? []);
      if (!act.ok) return act;
      if (acts.has(act.value.id)) return refused('DEFINITION.DUPLICATE_NAME', { place: `/flows/${decision.flow.id}/acts/${name}`, name: act.value.id });
      acts.set(act.value.id, act.value);
    }
  }
  return ok(acts);
}

function compileExpiry(path: CasePathDocument): Result<CompiledPath['expiryAssignments']> {
  const facts = new Set(Object.keys(path.facts));
  const compiled = new Map<string, readonly Assignment[]>();
  for (const [name, clock] of Object.entries(path.clocks)) {
    const set = compileAssignments(clock.onExpiry?.set, { facts, payload: false }, `/clocks/${name}/onExpiry/set`);
    if (!set.ok) return set;
    compiled.set(name, set.value);
  }
  return ok(compiled);
}

/** Every clock of the path with its rule; every clock effect names a declared clock. */
function resolveRules(documents: ReleaseDocuments, acts: ReadonlyMap<string, CompiledAct>, decisions: ReadonlyMap<string, CompiledDecision>): Result<ReadonlyMap<string, DeadlineRule>> {
  const { path, deadlineRules } = documents;
  const rules = new Map<string, DeadlineRule>();
  for (const [name, clock] of Object.entries(path.clocks)) {
    const rule = deadlineRules.rules.get(clock.rule);
    if (rule === undefined) return refused('DEFINITION.UNKNOWN_RULE', { place: `/clocks/${name}/rule`, rule: clock.rule });
    rules.set(name, rule);
  }
  const effects = [
    ...[...acts.values()].flatMap((act) => act.clocks.map((effect) => [`/acts/${act.id}/clocks`, effect] as const)),
    ...[...decisions.values()].flatMap((d) => [...d.options.values()].flatMap((o) => [...o.clocks, ...o.onIssueClocks].map((effect) => [`${d.key}/${o.id}`, effect] as const))),
  ];
  for (const act of acts.values()) {
    const named = act.effect?.kind === 'register-recusal-reconsideration' ? [act.effect.within, act.effect.answer] : [];
    const unknown = named.find((clock) => !rules.has(clock));
    if (unknown !== undefined) return refused('DEFINITION.UNKNOWN_CLOCK', { place: `/acts/${act.id}/effect`, clock: unknown });
  }
  for (const [place, effect] of effects) {
    const name = 'start' in effect ? effect.start : 'satisfy' in effect ? effect.satisfy : 'stop' in effect ? effect.stop : effect.event;
    if (!rules.has(name)) return refused('DEFINITION.UNKNOWN_CLOCK', { place, clock: name });
  }
  return ok(rules);
}
