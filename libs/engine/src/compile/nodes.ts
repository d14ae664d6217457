// The tree of states of a path with every decision state opened into the steps of its approval flow and one
// `decided.by…` state per level that may decide there. No act is looked at here, except to learn the levels.
import { assert, ok, refused, type Label, type Result } from '@quanze/kernel';
import type { ApprovalFlowDocument, DecisionLevel, FlowActKind } from '../definition/approval-flow.js';
import type { CasePathDocument, DecisionState, StateDocument } from '../definition/case-path.js';
import type { CompiledNode, NodeKind } from './compiled.js';

export const DECIDED_LABELS: Readonly<Record<DecisionLevel, Label>> = {
  procurator: { zh: '已由检察官决定', en: 'Decided by the procurator' },
  deputyChief: { zh: '已由副检察长决定', en: 'Decided by the deputy chief procurator' },
  chief: { zh: '已由检察长决定', en: 'Decided by the chief procurator' },
  committee: { zh: '已由检察委员会决定', en: 'Decided by the procuratorial committee' },
  superior: { zh: '已由上一级检察院决定', en: 'Decided by the superior procuratorate' },
  provincial: { zh: '已由省级检察院决定', en: 'Decided by the provincial procuratorate' },
  spp: { zh: '已由最高人民检察院决定', en: 'Decided by the Supreme People\'s Procuratorate' },
};

const DECIDING_KINDS: readonly FlowActKind[] = ['decide', 'approve', 'override', 'conclude', 'consent', 'superior-decide', 'set-aside'];

export function isDeciding(kind: FlowActKind): boolean {
  return DECIDING_KINDS.includes(kind);
}

/** Name of the state that says who decided, e.g. `byChief`. */
export function decidedBy(level: DecisionLevel): string {
  return `by${level.charAt(0).toUpperCase()}${level.slice(1)}`;
}

/** Levels at which a deciding act may end. A person with a higher office may take a lower matter, never the reverse:
 *  where the procurator decides, a deputy or the chief who handles the case in person may do so as well. */
export function levelsOf(kind: FlowActKind, stepLevel: DecisionLevel | undefined): readonly DecisionLevel[] {
  if (kind === 'decide') return ['procurator', 'deputyChief', 'chief'];
  if (kind === 'approve' || kind === 'override') return ['deputyChief', 'chief'];
  if (kind === 'conclude') return ['committee'];
  return [stepLevel ?? 'superior'];
}

interface Builder {
  readonly nodes: Map<string, CompiledNode>;
  readonly flowOf: (decision: string) => ApprovalFlowDocument | undefined;
}

/** Builds the nodes in document order. Refuses `DEFINITION.FLOW_NOT_BOUND` when a decision has no flow. */
export function buildNodes(path: CasePathDocument, flowOf: Builder['flowOf']): Result<ReadonlyMap<string, CompiledNode>> {
  const builder: Builder = { nodes: new Map(), flowOf };
  for (const [name, state] of Object.entries(path.states)) {
    const added = addState(builder, name, null, state);
    if (!added.ok) return added;
  }
  return ok(builder.nodes);
}

function addState(builder: Builder, id: string, parent: CompiledNode | null, state: StateDocument): Result<null> {
  const node = makeNode(id, parent, kindOf(state), state.label, {
    task: state.task ?? null,
    actors: state.actors ?? null,
    keyPoint: state.keyPoint ?? null,
    ending: state.type === 'final' ? state.ending : null,
    pendingRecusal: state.pendingRecusal ?? null,
    history: state.type === 'history' ? { deep: state.deep ?? false, default: state.default } : null,
    ...(state.type === 'group' ? { initial: `${id}.${state.initial}`, children: Object.keys(state.states).map((k) => `${id}.${k}`) } : {}),
    ...(state.type === 'parallel' ? { children: Object.keys(state.states).map((k) => `${id}.${k}`) } : {}),
  });
  if (state.type === 'decision') return addDecision(builder, node, state);
  builder.nodes.set(id, node);
  if (state.type !== 'group' && state.type !== 'parallel') return ok(null);
  for (const [name, child] of Object.entries(state.states)) {
    const added = addState(builder, `${id}.${name}`, node, child);
    if (!added.ok) return added;
  }
  return ok(null);
}

function addDecision(builder: Builder, bare: CompiledNode, state: DecisionState): Result<null> {
  const flow = builder.flowOf(bare.id);
  if (flow === undefined) return refused('DEFINITION.FLOW_NOT_BOUND', { state: bare.id });
  const steps = Object.entries(flow.steps);
  const decidedId = `${bare.id}.decided`;
  const levels = decidedLevels(flow);
  const children = [...steps.map(([name]) => `${bare.id}.${name}`), decidedId];
  const node: CompiledNode = { ...bare, decision: bare.id, initial: `${bare.id}.${flow.initial}`, children };
  builder.nodes.set(bare.id, node);
  for (const [name, step] of steps) {
    builder.nodes.set(`${bare.id}.${name}`, makeNode(`${bare.id}.${name}`, node, 'step', step.label, {
      task: step.task ?? null, keyPoint: step.keyPoint ?? state.keyPoint ?? null, decision: bare.id, step: name, level: step.level ?? null,
    }));
  }
  const decided = makeNode(decidedId, node, 'decided', { zh: '已决定', en: 'Decided' }, {
    decision: bare.id, initial: `${decidedId}.${decidedBy(levels[0] as DecisionLevel)}`, children: levels.map((l) => `${decidedId}.${decidedBy(l)}`),
  });
  builder.nodes.set(decidedId, decided);
  const issuer = Object.values(flow.acts).find((act) => act.kind === 'issue')?.by[0] ?? 'handler';
  for (const level of levels) {
    const id = `${decidedId}.${decidedBy(level)}`;
    builder.nodes.set(id, makeNode(id, decided, 'decidedBy', DECIDED_LABELS[level], {
      task: { verb: 'sign', by: issuer }, decision: bare.id, level,
    }));
  }
  return ok(null);
}

/** Every level at which some act of the flow can decide, lowest first. */
export function decidedLevels(flow: ApprovalFlowDocument): readonly DecisionLevel[] {
  const order: readonly DecisionLevel[] = ['procurator', 'deputyChief', 'chief', 'committee', 'superior', 'provincial', 'spp'];
  const found = new Set<DecisionLevel>();
  for (const act of Object.values(flow.acts)) {
    if (!isDeciding(act.kind)) continue;
    for (const from of act.from) for (const level of levelsOf(act.kind, flow.steps[from]?.level)) found.add(level);
  }
  assert(found.size > 0, `flow ${flow.id} decides nothing`);
  return order.filter((level) => found.has(level));
}

function kindOf(state: StateDocument): NodeKind {
  return state.type;
}

function makeNode(id: string, parent: CompiledNode | null, kind: NodeKind, label: Label, rest: Partial<CompiledNode>): CompiledNode {
  return {
    id, parent: parent?.id ?? null, kind, label, initial: null, children: [],
    ancestors: parent === null ? [id] : [...parent.ancestors, id],
    task: null, actors: null, keyPoint: null, decision: parent?.decision ?? null, step: null, level: null, ending: null, pendingRecusal: null, history: null,
    ...rest,
  };
}
