// Where panels and returns lead: acts of a panel stand in panels, everything a panel can come to leads to a step, whoever may be asked can
// sign, and a question is sent back to steps. What is not here: the rule of a panel (`./panel-rule`).
import { canTie } from '@quanze/approval';
import { outcomesOf, panelRuleOf, type ApprovalFlowDocument, type FlowActDeclaration, type FlowActKind } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { targetsOf } from './path-model.js';
import type { Rule } from './rule.js';

/** Acts by which a panel can come to something. */
const SETTLING: readonly FlowActKind[] = ['sign', 'close-panel', 'remove-signer'];
const IN_PANEL: readonly FlowActKind[] = [...SETTLING, 'ask', 'add-signer', 'hand-on', 'ask-opinion', 'opinion', 'recall-opinion'];

function actsOf(flow: ApprovalFlowDocument, kinds: readonly FlowActKind[]): readonly (readonly [name: string, act: FlowActDeclaration, pointer: string])[] {
  return Object.entries(flow.acts).filter(([, act]) => kinds.includes(act.kind)).map(([name, act]) => [name, act, pointerTo('/acts', name)]);
}

export const panelActMisplaced: Rule<ApprovalFlowDocument> = {
  id: 'panel-act-misplaced',
  severity: 'error',
  *check(flow) {
    for (const [, act, pointer] of actsOf(flow, IN_PANEL)) {
      for (const [index, step] of act.from.entries()) {
        if (flow.steps[step] !== undefined && flow.steps[step].type === 'panel') continue;
        yield { key: pointerTo(pointer, 'from', index), message: label(`${act.kind} 只能在 panel 步骤中实施`, `${act.kind} is possible in a panel only`) };
      }
      if (!SETTLING.includes(act.kind) && act.to !== undefined) yield { key: pointerTo(pointer, 'to'), message: label(`${act.kind} 不改变步骤`, `${act.kind} leads nowhere`) };
    }
    for (const [name, step] of Object.entries(flow.steps)) {
      if (step.type !== 'panel') continue;
      const missing = (['ask', 'sign'] as const).find((kind) => !actsOf(flow, [kind]).some(([, act]) => act.from.includes(name)));
      if (missing !== undefined) yield { key: pointerTo('/steps', name), on: 'key', message: label(`会签 ${name} 缺少 ${missing} 行为`, `the panel ${name} has no act of kind ${missing}`) };
    }
  },
};

export const panelOutcomeUnrouted: Rule<ApprovalFlowDocument> = {
  id: 'panel-outcome-unrouted',
  severity: 'error',
  *check(flow) {
    for (const [, act, pointer] of actsOf(flow, SETTLING)) {
      const routed = typeof act.to === 'object' ? act.to : [];
      const missing = [...new Set(act.from.flatMap((step) => possible(flow, step)))].filter((word) => !routed.some(({ outcome, to }) => outcome === word && flow.steps[to] !== undefined));
      if (missing.length > 0) yield { key: pointer, on: 'key', message: label(`${missing.join('、')} 的结果须通向某一步骤`, `each of ${missing.join(', ')} has to lead to a step`) };
    }
  },
};

function possible(flow: ApprovalFlowDocument, step: string): readonly string[] {
  const rule = flow.steps[step]?.rule;
  const read = rule === undefined ? null : panelRuleOf(rule);
  return read === null ? [] : outcomesOf(read, canTie(read));
}

/** Somebody may be asked who could never answer: the panel would wait for ever. */
export const panelMembersSilent: Rule<ApprovalFlowDocument> = {
  id: 'panel-members-silent',
  severity: 'error',
  *check(flow) {
    for (const [name, step] of Object.entries(flow.steps)) {
      const signing = actsOf(flow, ['sign']).filter(([, act]) => act.from.includes(name));
      for (const [index, role] of (step.members?.roles ?? []).entries()) {
        if (signing.length === 0 || signing.some(([, act]) => act.by.includes(role))) continue;
        yield { key: pointerTo('/steps', name, 'members', 'roles', index), message: label(`${role} 可以被列为会签人员，但不能签署`, `${role} may be asked here and can never sign`) };
      }
    }
  },
};

export const returnMisdirected: Rule<ApprovalFlowDocument> = {
  id: 'return-misdirected',
  severity: 'error',
  *check(flow) {
    for (const [, act, pointer] of actsOf(flow, ['return', 'resubmit'])) {
      const targets = targetsOf(act.to, pointer);
      if (targets.length === 0) yield { key: pointer, on: 'key', message: label(`${act.kind} 须写明 to`, `${act.kind} needs to`) };
      for (const { to, pointer: at } of targets) if (flow.steps[to] === undefined) yield { key: at, message: label('只能退回某一步骤', 'a question is sent back to a step') };
    }
    for (const [, act, pointer] of actsOf(flow, ['return', 'resubmit'])) {
      const wrong = typeof act.to === 'object' ? act.to.findIndex(({ to, outcome }) => to !== outcome) : -1;
      if (wrong !== -1) yield { key: pointerTo(pointer, 'to', wrong, 'outcome'), message: label('退回的结果以步骤命名', 'the outcome of a return is named like its step') };
    }
  },
};
