// Every clock that a state, a task or an effect names is declared under `clocks`.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { suggestion } from '../suggest.js';
import type { PathModel } from './path-model.js';
import { clockEffectsOf, clockOf, linksOf } from './path-uses.js';
import type { Finding, Rule } from './rule.js';

export const clockUnknown: Rule<PathModel> = {
  id: 'clock-unknown',
  severity: 'error',
  *check(model) {
    for (const node of model.states.values()) {
      if (node.state.task?.clock !== undefined) yield* unknown(model, node.state.task.clock, pointerTo(node.pointer, 'task', 'clock'));
      if (node.state.type === 'wait' && node.state.clock !== undefined) yield* unknown(model, node.state.clock, pointerTo(node.pointer, 'clock'));
    }
    for (const { link, pointer } of linksOf(model)) if (link.task?.clock !== undefined) yield* unknown(model, link.task.clock, pointerTo(pointer, 'task', 'clock'));
    for (const { effect, pointer } of clockEffectsOf(model)) {
      const { key, clock } = clockOf(effect);
      yield* unknown(model, clock, pointerTo(pointer, key));
    }
  },
};

function* unknown({ document }: PathModel, clock: string, key: string): Generator<Finding> {
  if (Object.hasOwn(document.clocks, clock)) return;
  const meant = suggestion(clock, Object.keys(document.clocks));
  yield { key, message: label(`没有期限 ${clock}${meant.zh}`, `there is no clock ${clock}${meant.en}`) };
}
