// The ids of acts are unique. The acts of a decision are named after the last part of its id (`outcome.propose`), so two
// decisions must not share that part.
import { label } from '../problem.js';
import { decisionsOf, type PathModel } from './path-model.js';
import type { Rule } from './rule.js';

export const actNameTwice: Rule<PathModel> = {
  id: 'act-name-twice',
  severity: 'error',
  *check(model) {
    const first = new Map<string, string>();
    for (const { node } of decisionsOf(model)) {
      const other = first.get(node.name);
      if (other === undefined) first.set(node.name, node.id);
      else yield { key: node.pointer, on: 'key', message: label(`${node.id} 与 ${other} 的行为将同名（${node.name}.…）`, `the acts of ${node.id} and of ${other} would have the same names (${node.name}.…)`) };
    }
  },
};
