// The steps of an approval flow as a graph: which act leads from where to where. `home` is where the decision opens, `decided`
// where it is made, `target` where the issued decision leads; `back` stands for the steps a detour was entered from.
import type { ApprovalFlowDocument, FlowActDeclaration } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { targetsOf } from './path-model.js';

/** Words that are no steps, by where they may stand. */
export const SOURCES: readonly string[] = ['home', 'decided'];
export const TARGETS: readonly string[] = ['home', 'decided', 'target', 'back'];

export interface FlowEdge {
  readonly act: string;
  readonly declaration: FlowActDeclaration;
  readonly from: string;
  readonly to: string;
  /** Place of the target. */
  readonly pointer: string;
}

/** Every edge of the flow. An act without a target stays where it is and is no edge. */
export function edgesOf(flow: ApprovalFlowDocument): readonly FlowEdge[] {
  return Object.entries(flow.acts).flatMap(([act, declaration]) => targetsOf(declaration.to, pointerTo('/acts', act)).flatMap(({ to, pointer }) => declaration.from.flatMap((from) => {
    const targets = to === 'back' ? entriesOf(flow, from) : [to];
    return targets.map((target): FlowEdge => ({ act, declaration, from, to: target, pointer }));
  })));
}

/** Everything that can be reached from `home`. */
export function reachableSteps(flow: ApprovalFlowDocument): ReadonlySet<string> {
  const edges = edgesOf(flow);
  const reached = new Set(['home']);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const edge of edges) if (reached.has(edge.from)) reached.add(edge.to);
  }
  return reached;
}

function entriesOf(flow: ApprovalFlowDocument, step: string): readonly string[] {
  const entering = Object.values(flow.acts).filter((act) => targetsOf(act.to, '').some(({ to }) => to === step));
  return [...new Set(entering.flatMap((act) => act.from))].filter((from) => from !== 'home' && from !== step);
}
