// A flow can reach a decision, and what it decided can be issued. A flow that cannot would hold the case for ever.
import type { ApprovalFlowDocument } from '@quanze/engine';
import { label } from '../problem.js';
import { reachableSteps } from './flow-graph.js';
import type { Rule } from './rule.js';

export const flowUndecidable: Rule<ApprovalFlowDocument> = {
  id: 'flow-undecidable',
  severity: 'error',
  *check(flow) {
    const reached = reachableSteps(flow);
    if (!reached.has('decided')) yield { key: '/acts', on: 'key', message: label('该流程无法到达决定（decided）', 'no run of this flow reaches a decision (decided)') };
    else if (!reached.has('target')) yield { key: '/acts', on: 'key', message: label('决定作出后无法签发（target）', 'a decision of this flow can never be issued (target)') };
  },
};
