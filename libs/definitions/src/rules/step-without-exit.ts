// Every step of a flow has an act that leads out of it; otherwise a proposal would be stuck there.
import type { ApprovalFlowDocument } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { edgesOf, reachableSteps } from './flow-graph.js';
import type { Rule } from './rule.js';

export const stepWithoutExit: Rule<ApprovalFlowDocument> = {
  id: 'step-without-exit',
  severity: 'error',
  *check(flow) {
    const edges = edgesOf(flow);
    const reached = reachableSteps(flow);
    for (const step of Object.keys(flow.steps)) {
      // A step nobody reaches has its own finding.
      if (reached.has(step) && !edges.some((edge) => edge.from === step && edge.to !== step)) yield { key: pointerTo('/steps', step), on: 'key', message: label(`步骤 ${step} 没有出路`, `nothing leads out of the step ${step}`) };
    }
  },
};
