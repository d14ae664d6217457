// How far a state of the main course is from somewhere else in it, counted in acts: so that a case can be led to a place instead of finding it by
// chance. Read from the compiled acts alone; conditions are not looked at, so a way can turn out to be closed. What is not here: choosing.
import type { CompiledAct, CompiledNode, CompiledPath } from '@quanze/engine';

/** State → acts that are at least needed to get to the destination; states from which nobody gets there are absent. */
export type Distances = ReadonlyMap<string, number>;

interface Edge { readonly from: ReadonlySet<string>; readonly to: string }

/** Places of the main course a case can be led to: the states a person can stop at. */
export function placesOf(path: CompiledPath): readonly CompiledNode[] {
  const main = path.mainRegion === null ? '' : `${path.mainRegion}.`;
  return [...path.nodes.values()].filter(({ id, children, kind }) => id.startsWith(main) && children.length === 0 && kind !== 'history');
}

const edgesOf = (acts: Iterable<CompiledAct>): readonly Edge[] => [...acts].filter(({ creates }) => !creates).flatMap(({ from, candidates }) => candidates.map(({ target }): Edge => ({ from: new Set(from), to: target })));

/** Distances of all states of the main course to one of them. */
export function distancesTo(path: CompiledPath, destination: string): Distances {
  const edges = edgesOf(path.acts.values());
  const states = placesOf(path);
  const known = new Map<string, number>([[destination, 0]]);
  for (let steps = 1, grown = true; grown; steps += 1) {
    grown = false;
    const near = edges.filter(({ to }) => known.get(entryOf(path, to)) === steps - 1);
    for (const { id, ancestors } of states) {
      if (known.has(id) || !near.some(({ from }) => ancestors.some((above) => from.has(above)))) continue;
      known.set(id, steps);
      grown = true;
    }
  }
  return known;
}

/** The state in which somebody who enters a node comes to stand. */
export function entryOf(path: CompiledPath, id: string): string {
  let node = path.nodes.get(id);
  while (node !== undefined && node.children.length > 0) {
    const next = path.nodes.get(node.initial ?? '') ?? path.nodes.get(`${node.id}.${String(node.initial)}`) ?? path.nodes.get(node.children[0] ?? '');
    if (next === undefined || next === node) break;
    node = next;
  }
  return node?.id ?? id;
}
