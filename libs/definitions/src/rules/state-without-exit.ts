// Every state of the main course that is not final has a way out, and the main course has an ending: a case must be able to
// end. A side matter may rest where it is, because its region ends with the case.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { decisionsOf, targetsOf, upwards, type PathModel, type StateNode } from './path-model.js';
import type { Finding, Rule } from './rule.js';
import { severityFor } from './state-unreachable.js';

export const stateWithoutExit: Rule<PathModel> = {
  id: 'state-without-exit',
  severity: 'error',
  *check(model) {
    const main = mainStates(model);
    const isLeaf = (node: StateNode): boolean => node.state.type === 'work' || node.state.type === 'wait';
    for (const node of main) {
      if (!isLeaf(node) || hasExit(model, node)) continue;
      yield { key: node.pointer, on: 'key', ...severityFor(model.document), message: label(`状态 ${node.id} 没有出路`, `nothing leads out of the state ${node.id}`) };
    }
    if (main.length > 0 && !main.some((node) => node.state.type === 'final')) yield { ...noEnding(model), ...severityFor(model.document) };
  },
};

function noEnding({ document }: PathModel): Finding {
  const key = document.main === undefined ? '/states' : pointerTo('/states', document.main);
  return { key, on: 'key', message: label('办案主线没有终结状态', 'the main course has no final state') };
}

/** The states of the main region, or all when the path has no regions. */
function mainStates(model: PathModel): readonly StateNode[] {
  const { document } = model;
  const all = [...model.states.values()];
  return document.type === 'parallel' ? all.filter((node) => upwards(node).at(-1)?.name === document.main) : all;
}

function hasExit(model: PathModel, node: StateNode): boolean {
  const ids = upwards(node).map((above) => above.id);
  // An act at `*` may move another region; that is no way out of this one.
  const top = ids.at(-1);
  const leads = (to: string): boolean => !ids.includes(to) && (model.document.type === 'group' || to.split('.')[0] === top);
  const byAct = Object.values(model.document.acts).some((act) => act.from.some((from) => from === '*' || ids.includes(from))
    && targetsOf(act.to, '').some(({ to }) => leads(to)));
  return byAct || decisionsOf(model).some(({ state }) => state.home.some((home) => ids.includes(home)));
}
