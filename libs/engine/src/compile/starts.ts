// Acts that create a case in another state than the one the machine begins in. The machine has an edge for each from its beginning; no
// person can take it later, because such an act exists in no state. What is not here: opening a case (`../runtime/decide.ts`).
import type { CasePathDocument } from '../definition/case-path.js';
import type { CompiledAct, CompiledNode } from './compiled.js';

/** The edges of creating acts that lead anywhere else than where the case begins by itself. */
export function startsOf(path: CasePathDocument, nodes: ReadonlyMap<string, CompiledNode>, acts: Iterable<CompiledAct>): readonly Pick<CompiledAct, 'id' | 'from' | 'candidates'>[] {
  const begun = beginning(path, nodes);
  return [...acts].filter((act) => act.creates && act.candidates.some(({ target }) => !begun.has(target))).map((act) => ({
    id: act.id, candidates: act.candidates,
    // Regions begin side by side: an edge from the root would begin the others anew.
    from: [path.type === 'parallel' ? ((act.candidates[0]?.target ?? '').split('.')[0] as string) : (path.initial as string)],
  }));
}

/** Everything that is active before any act. */
function beginning(path: CasePathDocument, nodes: ReadonlyMap<string, CompiledNode>): ReadonlySet<string> {
  const begun = new Set<string>();
  const enter = (id: string): void => {
    const node = nodes.get(id);
    if (node === undefined) return;
    begun.add(id);
    if (node.kind === 'parallel') node.children.forEach(enter);
    else if (node.initial !== null) enter(node.initial);
  };
  if (path.type === 'parallel') Object.keys(path.states).forEach(enter);
  else if (path.initial !== undefined) enter(path.initial);
  return begun;
}
