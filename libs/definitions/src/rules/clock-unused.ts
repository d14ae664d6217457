// A declared clock is started somewhere. One that never starts watches nothing, though the path promises it.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import { clockEffectsOf } from './path-uses.js';
import type { Rule } from './rule.js';

export const clockUnused: Rule<PathModel> = {
  id: 'clock-unused',
  severity: 'warning',
  *check(model) {
    const started = new Set([...clockEffectsOf(model)].flatMap(({ effect }) => ('start' in effect ? [effect.start] : [])));
    for (const name of Object.keys(model.document.clocks)) {
      if (!started.has(name)) yield { key: pointerTo('/clocks', name), on: 'key', message: label(`期限 ${name} 从未开始`, `nothing starts the clock ${name}`) };
    }
  },
};
