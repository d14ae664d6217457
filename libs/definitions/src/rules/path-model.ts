// A case path prepared for the rules: every state by its full dotted id, with its region, its parent and its place.
// What is not here: where expressions, clock effects and references stand (`./path-uses`).
import type { CasePathDocument, DecisionState, StateDocument } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { analyseFeel, type FeelAnalysis } from './feel-analysis.js';

export interface StateNode {
  readonly id: string;
  readonly name: string;
  readonly pointer: string;
  readonly parent: StateNode | null;
  readonly state: StateDocument;
  readonly children: readonly StateNode[];
}

export interface PathModel {
  readonly document: CasePathDocument;
  readonly tops: readonly StateNode[];
  readonly states: ReadonlyMap<string, StateNode>;
  /** Analyses an expression of the path. Null when it does not parse. */
  readonly analyse: (text: string) => FeelAnalysis | null;
}

// A path is looked at alone, in its release and among all others; the values of documents are never changed in place.
const models = new WeakMap<CasePathDocument, PathModel>();

export function modelPath(document: CasePathDocument): PathModel {
  const known = models.get(document);
  if (known !== undefined) return known;
  const states = new Map<string, StateNode>();
  const model: PathModel = { document, tops: addStates(states, document.states, null, '/states'), states, analyse: analyseFeel };
  models.set(document, model);
  return model;
}

function addStates(states: Map<string, StateNode>, documents: Readonly<Record<string, StateDocument>>, parent: StateNode | null, pointer: string): readonly StateNode[] {
  return Object.entries(documents).map(([name, state]) => {
    const children: StateNode[] = [];
    const id = parent === null ? name : `${parent.id}.${name}`;
    const node: StateNode = { id, name, pointer: pointerTo(pointer, name), parent, state, children };
    states.set(id, node);
    if (state.type === 'group' || state.type === 'parallel') children.push(...addStates(states, state.states, node, pointerTo(node.pointer, 'states')));
    return node;
  });
}

/** Decision states with their nodes, in document order. */
export function decisionsOf(model: PathModel): readonly { readonly node: StateNode; readonly state: DecisionState }[] {
  return [...model.states.values()].flatMap((node) => (node.state.type === 'decision' ? [{ node, state: node.state }] : []));
}

/** The node itself and all above it, nearest first. */
export function upwards(node: StateNode): readonly StateNode[] {
  return node.parent === null ? [node] : [node, ...upwards(node.parent)];
}

/** Whether passing from one state to another would leave one region and enter another, which a statechart cannot do without
 *  resetting every region around them. */
export function isAcrossRegions(model: PathModel, from: StateNode, to: StateNode): boolean {
  const above = upwards(from);
  const meeting = upwards(to).find((node) => above.includes(node));
  if (meeting === undefined) return model.document.type === 'parallel';
  // Staying inside a parallel state itself, or leading from it to its own region, leaves no other region behind.
  return meeting.state.type === 'parallel' && meeting !== from && meeting !== to;
}

/** Targets of an act with their conditions; empty when the act moves nothing. */
export function targetsOf<T extends { readonly to: string }>(to: string | readonly T[] | undefined, pointer: string): readonly { readonly to: string; readonly pointer: string; readonly entry: T | null }[] {
  if (to === undefined) return [];
  if (typeof to === 'string') return [{ to, pointer: pointerTo(pointer, 'to'), entry: null }];
  return to.map((entry, index) => ({ to: entry.to, pointer: pointerTo(pointer, 'to', index, 'to'), entry }));
}

/** The decision state a reference leads into, or null. */
export function decisionAround(model: PathModel, ref: string): StateNode | null {
  const parts = ref.split('.');
  for (let length = parts.length - 1; length > 0; length--) {
    const node = model.states.get(parts.slice(0, length).join('.'));
    if (node !== undefined) return node.state.type === 'decision' ? node : null;
  }
  return null;
}
