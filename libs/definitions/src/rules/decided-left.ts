// A decision once made is left only by issuing it, and only an issued decision moves the case on. It may be objected to or
// set aside by the superior where it stands; it can neither be taken back nor passed by.
import type { ApprovalFlowDocument } from '@quanze/engine';
import { label } from '../problem.js';
import { edgesOf } from './flow-graph.js';
import type { Rule } from './rule.js';

export const decidedLeft: Rule<ApprovalFlowDocument> = {
  id: 'decided-left',
  severity: 'error',
  *check(flow) {
    for (const edge of edgesOf(flow)) {
      const isIssue = edge.from === 'decided' && edge.declaration.kind === 'issue';
      if (edge.to === 'target' && !isIssue) {
        yield { key: edge.pointer, message: label('只有 issue 可以从 decided 到达 target', 'only an act of kind issue leads to target, and only from decided') };
      } else if (edge.from === 'decided' && edge.to !== 'decided' && edge.to !== 'target') {
        yield { key: edge.pointer, message: label(`决定作出后不能回到 ${edge.to}`, `a decision that is made cannot lead back to ${edge.to}`) };
      }
    }
  },
};
