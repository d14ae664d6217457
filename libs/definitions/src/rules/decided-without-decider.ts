// `decided` is entered only by acts whose kind decides, and those acts lead nowhere else than to it (a meeting without a
// majority excepted). Review, advice, signing and silence are never a decision.
import { isDeciding, type ApprovalFlowDocument } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { targetsOf } from './path-model.js';
import type { Rule } from './rule.js';

export const decidedWithoutDecider: Rule<ApprovalFlowDocument> = {
  id: 'decided-without-decider',
  severity: 'error',
  *check(flow) {
    for (const [name, act] of Object.entries(flow.acts)) {
      const pointer = pointerTo('/acts', name);
      const decided = targetsOf(act.to, pointer).filter(({ to }) => to === 'decided');
      if (isDeciding(act.kind) && decided.length === 0) {
        yield { key: pointerTo(pointer, act.to === undefined ? 'kind' : 'to'), message: label(`${act.kind} 是决定行为，须到达 decided`, `${act.kind} decides, so it leads to decided`) };
      }
      if (isDeciding(act.kind)) continue;
      for (const target of decided) yield { key: target.pointer, message: label(`${act.kind} 不是决定行为，不能到达 decided`, `${act.kind} does not decide, so it cannot lead to decided`) };
    }
  },
};
