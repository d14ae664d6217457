// A reference into a decision (`stage.outcome.chief`) names a step of the flow bound to it, or `decided` with a level.
import { decidedBy, decidedLevels, isDeciding, type ApprovalFlowDocument } from '@quanze/engine';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { suggestion } from '../../suggest.js';
import { decisionAround, decisionsOf, targetsOf, type PathModel } from '../path-model.js';
import type { Rule } from '../rule.js';
import { boundFlowOf, type Placed } from './surroundings.js';

export const decisionStepUnknown: Rule<Placed<PathModel>> = {
  id: 'decision-step-unknown',
  severity: 'error',
  *check({ subject, around }) {
    for (const { ref, pointer } of referencesOf(subject)) {
      const decision = subject.states.has(ref) ? null : decisionAround(subject, ref);
      const flow = decision === null ? undefined : boundFlowOf(around, subject.document.id, decision.id);
      if (decision === null || flow === undefined) continue;
      const known = stepsOf(flow).map((step) => `${decision.id}.${step}`);
      if (known.includes(ref)) continue;
      const meant = suggestion(ref, known);
      yield { key: pointer, message: label(`流程 ${flow.id} 没有步骤 ${ref}${meant.zh}`, `the flow ${flow.id} has no step ${ref}${meant.en}`) };
    }
  },
};

function stepsOf(flow: ApprovalFlowDocument): readonly string[] {
  // A flow that decides nothing has its own problem; asking it for levels would be a fault.
  const levels = Object.values(flow.acts).some((act) => isDeciding(act.kind)) ? decidedLevels(flow) : [];
  return [...Object.keys(flow.steps), 'decided', ...levels.map((level) => `decided.${decidedBy(level)}`)];
}

function referencesOf(model: PathModel): readonly { readonly ref: string; readonly pointer: string }[] {
  const list = (refs: readonly string[] | undefined, pointer: string) => (refs ?? []).map((ref, index) => ({ ref, pointer: pointerTo(pointer, index) }));
  const acts = Object.entries(model.document.acts).flatMap(([name, act]) => {
    const pointer = pointerTo('/acts', name);
    const targets = targetsOf(act.to, pointer).map((target) => ({ ref: target.to, pointer: target.pointer }));
    return [...list(act.from, pointerTo(pointer, 'from')), ...list(act.while, pointerTo(pointer, 'while')), ...targets];
  });
  const decisions = decisionsOf(model).flatMap(({ node, state }) => [
    ...list(state.home, pointerTo(node.pointer, 'home')),
    ...list(state.while, pointerTo(node.pointer, 'while')),
    ...Object.entries(state.options).map(([name, option]) => ({ ref: option.to, pointer: pointerTo(node.pointer, 'options', name, 'to') })),
  ]);
  return [...acts, ...decisions];
}
