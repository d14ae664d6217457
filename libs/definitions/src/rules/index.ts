// All rules that look at one document alone, by kind. Rules that compare documents with each other are `./cross`.
import type { DocumentTemplates } from '@quanze/documents';
import type { ApprovalFlowDocument, CasePathDocument, EvidenceStandard, FlowBindingDocument } from '@quanze/engine';
import { isJsonObject, type JsonValue } from '@quanze/kernel';
import type { DutyList } from '@quanze/responsibility';
import type { Places } from '../places.js';
import type { Problem } from '../problem.js';
import type { ReleaseDocument } from '../release-document.js';
import type { DocumentKind } from '../schema/index.js';
import { actByNobody } from './act-by-nobody.js';
import { actNameTwice } from './act-name-twice.js';
import { authorityWordTwice } from './authority-word-twice.js';
import { bindingShadowed } from './binding-shadowed.js';
import { clockUnknown } from './clock-unknown.js';
import { clockUnused } from './clock-unused.js';
import { conflictWithItself } from './conflict-with-itself.js';
import { custodyValues } from './custody-values.js';
import { decidedLeft } from './decided-left.js';
import { decidedWithoutDecider } from './decided-without-decider.js';
import { decisionWithoutOption } from './decision-without-option.js';
import { declarationShape } from './declaration-shape.js';
import { declarationsOfFlow, declarationsOfPath } from './declarations-of.js';
import { dutyAreaMisfit } from './duty-area-misfit.js';
import { dutyIdTwice } from './duty-id-twice.js';
import { dutyNextUnknown } from './duty-next-unknown.js';
import { dutyPowerTwice } from './duty-power-twice.js';
import { evidenceElementTwice } from './evidence-element-twice.js';
import { factShadowed } from './fact-shadowed.js';
import { factUnknown } from './fact-unknown.js';
import { factUnused } from './fact-unused.js';
import { feelClock } from './feel-clock.js';
import { feelFunctionUnknown } from './feel-function-unknown.js';
import { feelLiteral } from './feel-literal.js';
import { feelNameUnknown } from './feel-name-unknown.js';
import { feelSyntax } from './feel-syntax.js';
import { feelType } from './feel-type.js';
import { flowUndecidable } from './flow-undecidable.js';
import { foreignChecks } from './foreign-checks.js';
import { panelActMisplaced, panelMembersSilent, panelOutcomeUnrouted, returnMisdirected } from './panel-routes.js';
import { panelCannotPass, panelIncomplete, panelThreshold, panelTieMissing, panelWeightsUnused } from './panel-rule.js';
import { modelPath, type PathModel } from './path-model.js';
import { payloadFieldUnknown } from './payload-field-unknown.js';
import { releaseDate } from './release-date.js';
import { roleBuiltIn, roleUnknown } from './role-unknown.js';
import { rootShape } from './root-shape.js';
import { runRules, type Rule } from './rule.js';
import { stateUnknown } from './state-unknown.js';
import { stateUnreachable } from './state-unreachable.js';
import { stateWithoutExit } from './state-without-exit.js';
import { stepUnknown } from './step-unknown.js';
import { stepUnreachable } from './step-unreachable.js';
import { stepWithoutExit } from './step-without-exit.js';
import { stepWithoutLevel } from './step-without-level.js';
import { TEMPLATE_RULES } from './template-fields.js';
import { targetInOtherRegion } from './target-in-other-region.js';
import { voteWithoutCount } from './vote-without-count.js';
import { waitWithoutClock } from './wait-without-clock.js';
import { warnDaysOrder } from './warn-days-order.js';

/** Rules on the wiring as a whole. They run only when every reference holds: one misspelt state would otherwise be reported
 *  again as a dozen unreachable ones, a misspelt fact as an unused one. */
export const PATH_WIRING_RULES: readonly Rule<PathModel>[] = [stateUnreachable, stateWithoutExit, clockUnused, factUnused];
export const FLOW_WIRING_RULES: readonly Rule<ApprovalFlowDocument>[] = [stepUnreachable, stepWithoutExit, flowUndecidable];

export const PATH_RULES: readonly Rule<PathModel>[] = [
  rootShape, stateUnknown, targetInOtherRegion, waitWithoutClock, decisionWithoutOption, actNameTwice,
  clockUnknown, warnDaysOrder, factUnknown, authorityWordTwice, custodyValues, payloadFieldUnknown,
  feelSyntax, feelNameUnknown, feelFunctionUnknown, feelClock, feelLiteral, feelType, roleUnknown, roleBuiltIn, factShadowed, actByNobody,
];

export const FLOW_RULES: readonly Rule<ApprovalFlowDocument>[] = [
  stepUnknown, stepWithoutLevel, decidedWithoutDecider, decidedLeft, conflictWithItself, voteWithoutCount,
  panelIncomplete, panelThreshold, panelCannotPass, panelTieMissing, panelWeightsUnused, panelActMisplaced, panelOutcomeUnrouted, panelMembersSilent, returnMisdirected,
];

export const DUTY_RULES: readonly Rule<DutyList>[] = [dutyIdTwice, dutyAreaMisfit, dutyNextUnknown, dutyPowerTwice];

/** Problems of a document that fits its schema, looking at nothing but the document. */
export function checkDocument(kind: DocumentKind, value: JsonValue, where: { readonly file: string; readonly places: Places }): readonly Problem[] {
  switch (kind) {
    case 'case-path': {
      // Without its parts a path is no whole; its rules run when it is composed.
      if (isJsonObject(value) && 'parts' in value) return [];
      const model = modelPath(value as unknown as CasePathDocument);
      return [...staged(PATH_RULES, PATH_WIRING_RULES, model, where), ...runRules([declarationShape], declarationsOfPath(model), where)];
    }
    case 'approval-flow': {
      const flow = value as unknown as ApprovalFlowDocument;
      return [...staged(FLOW_RULES, FLOW_WIRING_RULES, flow, where), ...runRules([declarationShape], declarationsOfFlow(flow), where)];
    }
    case 'path-part':
    case 'formality-model':
      return [];
    case 'flow-binding':
      return runRules([bindingShadowed], value as unknown as FlowBindingDocument, where);
    case 'duty-list':
      return runRules(DUTY_RULES, value as unknown as DutyList, where);
    case 'document-template':
      return runRules(TEMPLATE_RULES, value as unknown as DocumentTemplates, where);
    case 'evidence-standard':
      return runRules([evidenceElementTwice], value as unknown as EvidenceStandard, where);
    case 'release':
      return runRules([releaseDate], value as unknown as ReleaseDocument, where);
    default:
      return foreignChecks(kind, value, where);
  }
}

function staged<Subject>(rules: readonly Rule<Subject>[], wiring: readonly Rule<Subject>[], subject: Subject, where: { readonly file: string; readonly places: Places }): readonly Problem[] {
  const problems = runRules(rules, subject, where);
  return problems.some(({ rule }) => REFERENCE_RULES.has(rule)) ? problems : [...problems, ...runRules(wiring, subject, where)];
}

const REFERENCE_RULES: ReadonlySet<string> = new Set([rootShape, stateUnknown, targetInOtherRegion, clockUnknown, factUnknown, feelSyntax, feelNameUnknown, stepUnknown].map((rule) => rule.id));
