// Every state can be entered by some run. A state nobody can enter is a duty that is never asked of anybody.
import type { CasePathDocument } from '@quanze/engine';
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import { reachableStates } from './reachable-states.js';
import type { Finding, Rule } from './rule.js';

export const stateUnreachable: Rule<PathModel> = {
  id: 'state-unreachable',
  severity: 'error',
  *check(model) {
    const reached = reachableStates(model);
    for (const node of model.states.values()) {
      // History is no state one is in; it is only a way back.
      if (reached.has(node.id) || node.state.type === 'history') continue;
      // The states inside an unreachable group would only repeat the finding.
      if (node.parent !== null && !reached.has(node.parent.id)) continue;
      yield { key: node.pointer, on: 'key', ...severityFor(model.document), message: label(`没有途径可以进入状态 ${node.id}`, `no act or decision leads to the state ${node.id}`) };
    }
  },
};

/** Tables of other systems have states that nobody reaches and none that ends a case; their importer must be able to look at them. */
export function severityFor({ importedFrom }: CasePathDocument): Pick<Finding, 'severity'> {
  return importedFrom === undefined ? {} : { severity: 'warning' };
}
