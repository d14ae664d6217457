// An act that takes facts by their own names has no field of the same name: the payload could mean either.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import type { Rule } from './rule.js';

export const factShadowed: Rule<PathModel> = {
  id: 'fact-shadowed',
  severity: 'error',
  *check({ document }) {
    for (const [name, { writes, fields }] of Object.entries(document.acts)) {
      if (writes === undefined || fields === undefined) continue;
      for (const field of Object.keys(fields)) {
        if (writes === '*' ? !Object.hasOwn(document.facts, field) : !writes.includes(field)) continue;
        yield { key: pointerTo('/acts', name, 'fields', field), on: 'key', message: label(`字段 ${field} 与可填写的事实同名`, `the field ${field} has the name of a fact that the act takes`) };
      }
    }
  },
};
