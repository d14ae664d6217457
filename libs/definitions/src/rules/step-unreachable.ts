// Every step of a flow can be reached from where the decision opens.
import type { ApprovalFlowDocument } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { reachableSteps } from './flow-graph.js';
import type { Rule } from './rule.js';

export const stepUnreachable: Rule<ApprovalFlowDocument> = {
  id: 'step-unreachable',
  severity: 'error',
  *check(flow) {
    const reached = reachableSteps(flow);
    for (const step of Object.keys(flow.steps)) {
      if (!reached.has(step)) yield { key: pointerTo('/steps', step), on: 'key', message: label(`没有行为可以进入步骤 ${step}`, `no act leads to the step ${step}`) };
    }
  },
};
