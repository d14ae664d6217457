// Who may do what in which state, by the definition alone: every leaf state, every act it allows, every role that the act names and the
// state admits. Persons, powers, conditions and other regions are not looked at; for one case and one person the gate answers.
import type { CompiledAct, CompiledPath } from '../compile/compiled.js';
import { admittedTo, isDoneIn } from '../runtime/admission.js';

export interface PermittedActs {
  /** Full dotted id of a leaf state. */
  readonly state: string;
  readonly acts: readonly { readonly act: CompiledAct; readonly roles: readonly string[] }[];
}

/** One row per leaf state that allows anything, in document order. Acts that create a case belong to no state; where a state has ended the
 *  case only acts stay that the definition allows afterwards. */
export function* permittedActs(path: CompiledPath): Generator<PermittedActs> {
  const existing = [...path.acts.values()].filter((act) => !act.creates);
  for (const node of path.nodes.values()) {
    if (node.children.length > 0 || node.kind === 'history') continue;
    const ended = node.kind === 'final' && (path.mainRegion === null || node.id.startsWith(`${path.mainRegion}.`));
    const acts = existing.filter((act) => (!ended || act.afterEnding) && isDoneIn(path, act, node.id))
      .map((act) => ({ act, roles: admittedTo(path, act, node.id) })).filter(({ roles }) => roles.length > 0);
    if (acts.length > 0) yield { state: node.id, acts };
  }
}
