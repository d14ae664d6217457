// Every reference to a step names a step of the flow, or one of the words home, decided, target, back where they may stand;
// and no step takes such a word as its name.
import type { ApprovalFlowDocument } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { suggestion } from '../suggest.js';
import { SOURCES, TARGETS } from './flow-graph.js';
import { targetsOf } from './path-model.js';
import type { Finding, Rule } from './rule.js';

export const stepUnknown: Rule<ApprovalFlowDocument> = {
  id: 'step-unknown',
  severity: 'error',
  *check(flow) {
    for (const step of Object.keys(flow.steps)) {
      if (TARGETS.includes(step)) yield { key: pointerTo('/steps', step), on: 'key', message: label(`${step} 是保留词，不能作步骤名`, `${step} is a reserved word, not a name for a step`) };
    }
    yield* unknown(flow, flow.initial, '/initial', []);
    for (const [name, act] of Object.entries(flow.acts)) {
      const pointer = pointerTo('/acts', name);
      for (const [index, from] of act.from.entries()) yield* unknown(flow, from, pointerTo(pointer, 'from', index), SOURCES);
      for (const target of targetsOf(act.to, pointer)) yield* unknown(flow, target.to, target.pointer, TARGETS);
    }
  },
};

function* unknown(flow: ApprovalFlowDocument, step: string, key: string, words: readonly string[]): Generator<Finding> {
  const known = [...Object.keys(flow.steps), ...words];
  if (known.includes(step)) return;
  const meant = suggestion(step, known);
  yield { key, message: label(`没有步骤 ${step}${meant.zh}`, `there is no step ${step}${meant.en}`) };
}
