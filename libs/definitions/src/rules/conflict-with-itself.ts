// A pair of conflicting capacities names two different ones, and each pair stands once. Capacities themselves are checked by
// the schema.
import type { ApprovalFlowDocument } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { Rule } from './rule.js';

export const conflictWithItself: Rule<ApprovalFlowDocument> = {
  id: 'conflict-with-itself',
  severity: 'error',
  *check(flow) {
    const seen = new Set<string>();
    for (const [index, pair] of flow.conflicts.entries()) {
      const key = pointerTo('/conflicts', index);
      const name = [...pair].sort().join('/');
      if (pair[0] === pair[1]) yield { key, message: label(`${pair[0]} 与自身冲突`, `${pair[0]} cannot conflict with itself`) };
      else if (seen.has(name)) yield { key, message: label(`${name} 重复`, `the pair ${name} stands twice`) };
      seen.add(name);
    }
  },
};
