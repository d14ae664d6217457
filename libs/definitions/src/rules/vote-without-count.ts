// A flow with a step in which a committee votes says how the votes are counted.
import type { ApprovalFlowDocument } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { Rule } from './rule.js';

export const voteWithoutCount: Rule<ApprovalFlowDocument> = {
  id: 'vote-without-count',
  severity: 'error',
  *check(flow) {
    if (flow.committee !== undefined) return;
    for (const [name, step] of Object.entries(flow.steps)) {
      if (step.type === 'vote') yield { key: pointerTo('/steps', name), on: 'key', message: label('有表决步骤时须写明 committee 的计票规则', 'a step that votes needs the counting rules under committee') };
    }
  },
};
