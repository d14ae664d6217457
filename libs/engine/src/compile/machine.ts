// The one place that knows XState. A compiled path becomes one plain machine without timers, invoked actors or context:
// facts, tallies and marks are kept by the kernel, so a step depends only on (active states, event, chosen candidate) and is
// remembered. XState decides the structure – entering, leaving, regions, history – and its config can be drawn and explored.
import { initialTransition, setup, transition, type AnyStateMachine, type StateValue } from 'xstate';
import { assert, Fault, lazily } from '@quanze/kernel';
import type { CompiledAct, CompiledNode } from './compiled.js';

export interface Configuration {
  /** Ids of the active leaf states, in document order. */
  readonly states: readonly string[];
  /** What history states remember: id of the history state → ids of the states to return to, as XState names them. */
  readonly history: Readonly<Record<string, readonly string[]>>;
}

export interface StateMachine {
  initial(): Configuration;
  /** Takes the candidate `choice` of an act; an act that no active state has changes nothing, so callers check first.
   *  @throws Fault `FAULT.ASSERTION` for a state of another release, `FAULT.MACHINE` for an error event of XState itself */
  step(from: Configuration, act: string, choice: number): Configuration;
  /** The machine as XState config, for drawing and exploring. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly machine: AnyStateMachine;
}

const REMEMBERED_MAX = 20_000;

/** What XState remembers of groups that were left: id of the history state → its nodes. */
type HistoryValue = Readonly<Record<string, readonly { readonly id: string }[]>>;

interface StepEvent {
  readonly type: string;
  readonly choice: number;
}

/** Builds the machine. @param root whether the top states are regions, and which is entered first if they are not
 *  @param rememberedMax how many steps are kept before all are forgotten */
export function buildMachine(
  id: string,
  nodes: ReadonlyMap<string, CompiledNode>,
  acts: Iterable<Pick<CompiledAct, 'id' | 'from' | 'candidates'>>,
  root: { readonly type: 'group' | 'parallel'; readonly initial: string | null },
  rememberedMax = REMEMBERED_MAX,
): StateMachine {
  const config = configOf(id, nodes, acts, root);
  const machine = setup({
    types: { events: {} as StepEvent },
    guards: { choice: ({ event }, params: { readonly index: number }) => event.choice === params.index },
    actions: { record: () => undefined },
  }).createMachine(config as never) as unknown as AnyStateMachine;
  const leaves = [...nodes.values()].filter((node) => node.children.length === 0 && node.kind !== 'history').map((node) => node.id);
  const order = new Map(leaves.map((leaf, index) => [leaf, index]));
  const remembered = new Map<string, Configuration>();

  const rankOf = (leaf: string): number => {
    const rank = order.get(leaf);
    assert(rank !== undefined, `XState is in ${leaf}, which machine ${id} does not have`);
    return rank;
  };
  const configurationOf = (snapshot: { readonly value: StateValue; readonly historyValue: HistoryValue; readonly status: string }): Configuration => {
    if (snapshot.status === 'error') throw new Fault('FAULT.MACHINE', `machine ${id} went into an error`);
    return { states: leavesOf(snapshot.value).sort((a, b) => rankOf(a) - rankOf(b)), history: historyOf(snapshot.historyValue) };
  };

  return {
    config,
    machine,
    initial: lazily(() => configurationOf(initialTransition(machine)[0] as never)),
    step(from, act, choice) {
      const key = `${from.states.join(' ')}|${Object.keys(from.history).length === 0 ? '' : JSON.stringify(from.history)}|${act}|${choice}`;
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const snapshot = machine.resolveState({ value: valueOf(from.states, nodes), historyValue: revive(machine, from.history) } as never);
      const [next] = transition(machine, snapshot, { type: act, choice } as never);
      const result = configurationOf(next as never);
      if (remembered.size >= rememberedMax) remembered.clear();
      remembered.set(key, result);
      return result;
    },
  };
}

function configOf(id: string, nodes: ReadonlyMap<string, CompiledNode>, acts: Iterable<Pick<CompiledAct, 'id' | 'from' | 'candidates'>>, root: { type: string; initial: string | null }) {
  const byNode = new Map<string, Record<string, unknown[]>>();
  for (const act of acts) {
    for (const from of act.from) {
      const on = byNode.get(from) ?? {};
      on[act.id] = act.candidates.length === 0
        ? [{ actions: [{ type: 'record' }] }]
        : act.candidates.map((candidate, index) => ({
          target: `#${candidate.target}`,
          guard: { type: 'choice', params: { index, when: candidate.test?.text ?? candidate.outcome } },
        }));
      byNode.set(from, on);
    }
  }
  const top = [...nodes.values()].filter((node) => node.parent === null);
  return {
    // XState splits ids at dots, so the root must not have one.
    id: id.replaceAll('.', '-'),
    ...(root.type === 'parallel' ? { type: 'parallel' } : { initial: root.initial }),
    // A definition cannot loop without events here, but a future one must not be able to eat the machine.
    options: { maxIterations: 1000 },
    states: Object.fromEntries(top.map((node) => [node.id, stateConfig(node, nodes, byNode)])),
  };
}

function stateConfig(node: CompiledNode, nodes: ReadonlyMap<string, CompiledNode>, byNode: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const children = node.children.map((id) => nodes.get(id)).filter((child) => child !== undefined);
  const on = byNode.get(node.id);
  return {
    // Ids only at the top: XState splits `#a.b` at the dot, so `a` must be an id and `b` a path below it.
    ...(node.parent === null ? { id: node.id } : {}),
    ...(node.kind === 'parallel' ? { type: 'parallel' } : {}),
    ...(node.history === null ? {} : { type: 'history', history: node.history.deep ? 'deep' : 'shallow', target: `#${node.history.default}` }),
    ...(node.initial === null ? {} : { initial: localName(node.initial) }),
    meta: { label: node.label, kind: node.kind, level: node.level },
    ...(on === undefined ? {} : { on }),
    ...(children.length === 0 ? {} : { states: Object.fromEntries(children.map((child) => [localName(child.id), stateConfig(child, nodes, byNode)])) }),
  };
}

function localName(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1);
}

function leavesOf(value: StateValue, prefix = ''): string[] {
  if (typeof value === 'string') return [prefix === '' ? value : `${prefix}.${value}`];
  return Object.entries(value).flatMap(([name, child]) => {
    const id = prefix === '' ? name : `${prefix}.${name}`;
    assert(child !== undefined, `XState gave no value for ${id}`);
    return typeof child === 'object' && Object.keys(child).length === 0 ? [id] : leavesOf(child, id);
  });
}

function valueOf(leaves: readonly string[], nodes: ReadonlyMap<string, CompiledNode>): StateValue {
  const value: Record<string, unknown> = {};
  for (const leaf of leaves) {
    assert(nodes.has(leaf), `state ${leaf} does not exist in this release`);
    const parts = leaf.split('.');
    let here = value;
    parts.forEach((part, index) => {
      here[part] ??= {};
      if (index < parts.length - 1) here = here[part] as Record<string, unknown>;
    });
  }
  return value as StateValue;
}

function historyOf(historyValue: HistoryValue): Configuration['history'] {
  return Object.fromEntries(Object.entries(historyValue).map(([key, nodes]) => [key, nodes.map((node) => node.id)]));
}

function revive(machine: AnyStateMachine, history: Configuration['history']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(history).map(([key, ids]) => [key, ids.map((id) => machine.getStateNodeById(id))]));
}
