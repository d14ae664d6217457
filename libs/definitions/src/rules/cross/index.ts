// All rules that compare a document with the documents around it.
import type { DocumentTemplates } from '@quanze/documents';
import type { ApprovalFlowDocument, CasePathDocument, FlowBindingDocument } from '@quanze/engine';
import type { DutyList } from '@quanze/responsibility';
import type { Problem } from '../../problem.js';
import type { ReadDocument } from '../../read-document.js';
import { modelPath, type PathModel } from '../path-model.js';
import { runRules, type Rule } from '../rule.js';
import { FLOW_DUTY_RULES, PATH_DUTY_RULES } from './act-duties.js';
import { authorityWordUnknown } from './authority-word-unknown.js';
import { bindingReferences } from './binding-references.js';
import { decisionStepUnknown } from './decision-step-unknown.js';
import { decisionUnbound } from './decision-unbound.js';
import { dutyPeriodUnknown, powerListUnknown } from './duty-list-references.js';
import { dutyBeyondPower, dutyPowerUnknown } from './duty-power-unknown.js';
import { flowBelowPower } from './flow-below-power.js';
import { matterUnknownInFlow, matterUnknownInPath } from './matter-unknown.js';
import { optionPayloadUnknown } from './option-payload-unknown.js';
import { powerWithoutDuty } from './power-without-duty.js';
import { ruleUnknown } from './rule-unknown.js';
import type { Placed, Surroundings } from './surroundings.js';
import { CROSS_TEMPLATE_RULES } from './template-references.js';

export const CROSS_PATH_RULES: readonly Rule<Placed<PathModel>>[] = [
  ruleUnknown, matterUnknownInPath, authorityWordUnknown, decisionUnbound, decisionStepUnknown, optionPayloadUnknown, ...PATH_DUTY_RULES,
];

export const CROSS_DUTY_RULES: readonly Rule<Placed<DutyList>>[] = [powerListUnknown, dutyPeriodUnknown, dutyPowerUnknown, dutyBeyondPower, powerWithoutDuty];

/** Problems of a document that fits its schema, against what is around it. */
export function checkAgainst(document: ReadDocument, around: Surroundings): readonly Problem[] {
  switch (document.kind) {
    case 'case-path':
      return runRules(CROSS_PATH_RULES, { subject: modelPath(document.value as unknown as CasePathDocument), around }, document);
    case 'approval-flow':
      return runRules([matterUnknownInFlow, ...FLOW_DUTY_RULES], { subject: document.value as unknown as ApprovalFlowDocument, around }, document);
    case 'flow-binding':
      return runRules([bindingReferences, flowBelowPower], { subject: document.value as unknown as FlowBindingDocument, around }, document);
    case 'duty-list':
      return runRules(CROSS_DUTY_RULES, { subject: document.value as unknown as DutyList, around }, document);
    case 'document-template':
      return runRules(CROSS_TEMPLATE_RULES, { subject: document.value as unknown as DocumentTemplates, around }, document);
    default:
      return [];
  }
}

/** Only whether the acts of a path or a flow map to the duty lists around. */
export function checkDuties(document: ReadDocument, around: Surroundings): readonly Problem[] {
  if (document.kind === 'case-path') return runRules(PATH_DUTY_RULES, { subject: modelPath(document.value as unknown as CasePathDocument), around }, document);
  return document.kind === 'approval-flow' ? runRules(FLOW_DUTY_RULES, { subject: document.value as unknown as ApprovalFlowDocument, around }, document) : [];
}

/** Only whether the flows of a binding reach the levels that the power lists around want for the paths around. */
export function checkLevels(document: ReadDocument, around: Surroundings): readonly Problem[] {
  return runRules([flowBelowPower], { subject: document.value as unknown as FlowBindingDocument, around }, document);
}
