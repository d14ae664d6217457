// A transition stays in its region. One that leads from one region into another would leave and re-enter everything around
// both, and so reset side matters (a pending recusal, an extension) that have nothing to do with the act.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { decisionAround, decisionsOf, isAcrossRegions, targetsOf, type PathModel } from './path-model.js';
import type { Finding, Rule } from './rule.js';

export const targetInOtherRegion: Rule<PathModel> = {
  id: 'target-in-other-region',
  severity: 'error',
  *check(model) {
    for (const [name, act] of Object.entries(model.document.acts)) {
      const targets = targetsOf(act.to, pointerTo('/acts', name));
      for (const target of targets) {
        // `*` is bound to the region of the first target, and `new` starts in the initial states.
        if (act.from.includes('*')) yield* across(model, targets[0]?.to ?? target.to, target.to, target.pointer);
        for (const from of act.from) if (from !== '*' && from !== 'new') yield* across(model, from, target.to, target.pointer);
      }
    }
    for (const { node, state } of decisionsOf(model)) {
      for (const [index, home] of state.home.entries()) yield* across(model, node.id, home, pointerTo(node.pointer, 'home', index));
      for (const [name, option] of Object.entries(state.options)) yield* across(model, node.id, option.to, pointerTo(node.pointer, 'options', name, 'to'));
    }
    for (const node of model.states.values()) {
      if (node.state.type === 'history') yield* across(model, node.id, node.state.default, pointerTo(node.pointer, 'default'));
    }
  },
};

function* across(model: PathModel, from: string, to: string, pointer: string): Generator<Finding> {
  const source = model.states.get(from) ?? decisionAround(model, from);
  const target = model.states.get(to) ?? decisionAround(model, to);
  if (source === null || target === null || !isAcrossRegions(model, source, target)) return;
  yield { key: pointer, message: label(`${to} 与 ${from} 不在同一区域`, `${to} is in another region than ${from}`) };
}
