// Which states some run could ever enter, looking at the wiring only: conditions count as if they could hold.
// Whether they can is proved on the compiled machine, not here.
import { decisionAround, decisionsOf, targetsOf, upwards, type PathModel, type StateNode } from './path-model.js';

/** Ids of all reachable states. */
export function reachableStates(model: PathModel): ReadonlySet<string> {
  const reached = new Set<string>();
  const { document, tops } = model;
  if (document.type === 'parallel') for (const top of tops) enter(reached, top);
  else for (const top of tops) if (top.name === document.initial) enter(reached, top);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    followActs(model, reached);
    followDecisions(model, reached);
  }
  return reached;
}

function followActs(model: PathModel, reached: Set<string>): void {
  for (const act of Object.values(model.document.acts)) {
    if (!act.from.includes('new') && !isPossible(model, reached, act.from, act.while)) continue;
    for (const { to } of targetsOf(act.to, '')) enterById(model, reached, to);
  }
}

function followDecisions(model: PathModel, reached: Set<string>): void {
  for (const { node, state } of decisionsOf(model)) {
    if (isPossible(model, reached, state.home, state.while)) enter(reached, node);
    if (!reached.has(node.id)) continue;
    for (const option of Object.values(state.options)) enterById(model, reached, option.to);
  }
}

function isPossible(model: PathModel, reached: ReadonlySet<string>, from: readonly string[], others: readonly string[] | undefined): boolean {
  // A step inside a decision counts as reachable when the decision is.
  const isReached = (ref: string): boolean => ref === '*' || reached.has(ref) || reached.has(decisionAround(model, ref)?.id ?? '');
  return from.some(isReached) && (others === undefined || others.length === 0 || others.some(isReached));
}

function enterById(model: PathModel, reached: Set<string>, id: string): void {
  const node = model.states.get(id);
  if (node !== undefined) enter(reached, node);
  if (node?.state.type === 'history') enterById(model, reached, node.state.default);
}

/** Enters a state: all around it, the other regions of a parallel state around it, and what it starts with itself. */
function enter(reached: Set<string>, node: StateNode): void {
  for (const above of upwards(node).slice(1)) {
    reached.add(above.id);
    if (above.state.type === 'parallel') for (const region of above.children) if (!reached.has(region.id) && region !== node) descend(reached, region);
  }
  descend(reached, node);
}

function descend(reached: Set<string>, node: StateNode): void {
  reached.add(node.id);
  const { state } = node;
  if (state.type === 'group') for (const child of node.children) if (child.name === state.initial) descend(reached, child);
  if (state.type === 'parallel') for (const child of node.children) descend(reached, child);
}
