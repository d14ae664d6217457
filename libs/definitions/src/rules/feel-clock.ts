// No expression asks for the time. Time is handed in with the act and deadlines are clocks; a condition that reads the wall
// clock would give another answer on replay, and results are remembered by the facts they read.
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import { expressionsOf } from './path-uses.js';
import type { Rule } from './rule.js';

const CLOCK_FUNCTIONS: readonly string[] = ['now', 'today'];

export const feelClock: Rule<PathModel> = {
  id: 'feel-clock',
  severity: 'error',
  *check(model) {
    for (const { text, pointer } of expressionsOf(model)) {
      const name = model.analyse(text)?.functions.find((used) => CLOCK_FUNCTIONS.includes(used));
      if (name !== undefined) yield { key: pointer, message: label(`表达式不得使用 ${name}()`, `an expression may not call ${name}()`) };
    }
  },
};
