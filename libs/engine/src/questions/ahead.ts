// Which decisions a case is in or can still come to. An over-approximation on purpose: conditions, facts and the meeting of regions
// are not looked at, so a decision that can come is never left out, and one that cannot may be named.
import type { CompiledDecision, CompiledNode, CompiledPath } from '../compile/compiled.js';
import { reopeningOf } from '../compile/reopening.js';
import { waitingOf } from '../runtime/earlier-acts.js';
import type { CaseSnapshot } from '../runtime/snapshot.js';

export interface DecisionAhead {
  readonly decision: CompiledDecision;
  /** Whether it is under way now. */
  readonly open: boolean;
}

/** In the order of the definition. A case that has ended comes to no decision. */
export function decisionsAhead(path: CompiledPath, snapshot: CaseSnapshot): readonly DecisionAhead[] {
  if (snapshot.status === 'ended') return [];
  const reached = reachableFrom(path, snapshot);
  return [...path.decisions.values()]
    .filter(({ key }) => snapshot.decisions[key] !== undefined || reached.has(key))
    .map((decision) => ({ decision, open: snapshot.decisions[decision.key] !== undefined }));
}

/** Every state that can become active, with everything above it. */
function reachableFrom(path: CompiledPath, snapshot: CaseSnapshot): ReadonlySet<string> {
  const active = new Set<string>();
  const entered = new Set<string>();
  const waiting: string[] = [...snapshot.states];
  const enterAll = (): void => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const node = path.nodes.get(id);
      if (node === undefined || entered.has(id)) continue;
      entered.add(id);
      for (const above of node.ancestors) {
        active.add(above);
        // Whoever enters one region enters the others as well.
        const parallel = path.nodes.get(above);
        if (parallel?.kind === 'parallel') waiting.push(...parallel.children);
      }
      waiting.push(...below(node, path));
    }
  };
  enterAll();
  // What a recused person did may still fall, and a question that rested on it opens again.
  const reopenings = snapshot.recusals.some((recusal) => waitingOf(recusal).length > 0) ? [...path.decisions.values()].map(reopeningOf) : [];
  const acts = [...[...path.acts.values()].filter((act) => !act.creates), ...reopenings];
  for (let before = -1; before !== entered.size;) {
    before = entered.size;
    for (const act of acts) if (act.from.some((from) => active.has(from))) waiting.push(...act.candidates.map((candidate) => candidate.target));
    enterAll();
  }
  return active;
}

/** Where entering a state leads below it. A history state may lead back to anything in its group. */
function below(node: CompiledNode, path: CompiledPath): readonly string[] {
  if (node.history !== null) return [...path.nodes.values()].filter((other) => node.parent !== null && other.id !== node.id && other.ancestors.includes(node.parent)).map(({ id }) => id);
  return node.initial === null ? [] : [node.initial];
}
