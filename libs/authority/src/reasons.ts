// The rules of the algorithm that are the same for every list: their stable ids, refusal codes and texts. Rules that belong to a
// list (bars, blocks, consents) bring their own words. What is not here: when a rule applies (`judge.ts`).
import type { Label } from '@quanze/kernel';

interface EngineRule {
  readonly code: string;
  readonly text: Label;
  /** The article; null when the source is that of the power itself. */
  readonly source: string | null;
}

const rule = (code: string, zh: string, en: string, source: string | null = null): EngineRule => ({ code: `AUTHORITY.${code}`, text: { zh, en }, source });

/** Rule id → code and text. The number is the step of the check: 1 actor, 2 power, 3 preconditions, 4 level, 5 authority. */
export const ENGINE_RULES = {
  'R1.unknown-role': rule('UNKNOWN_ROLE', '角色不存在', 'The role is not known.', '清单所列角色'),
  'R1.no-superior': rule('NO_SUPERIOR', '最高人民检察院没有上级检察院', 'The Supreme People\'s Procuratorate has no superior.', '人民检察院组织法 10'),
  'R1.capacity': rule('CAPACITY_DOES_NOT_DECIDE', '该身份不行使决定权', 'This capacity does not exercise the power: advice, review and signature are not decision.', '人民检察院刑事诉讼规则 6'),
  'R2.unknown-power': rule('UNKNOWN_POWER', '职权清单没有该职权编号', 'The power is not in the catalogue of the list.', '职权清单'),
  'R2.unknown-fact': rule('UNKNOWN_FACT', '案件事实未在清单中声明', 'The fact is not declared.', '职权清单'),
  'R2.unknown-value': rule('UNKNOWN_FACT_VALUE', '案件事实的取值无法识别', 'The value of the fact is not declared.', '职权清单'),
  'R2.other-list': rule('LIST_MISMATCH', '适用的清单与所指清单不一致', 'Another list is in use than the one meant.', '职权清单'),
  'R2.not-evaluable': rule('RULE_NOT_EVALUABLE', '规则无法判断，不予放行', 'A rule could not be evaluated.', '职权清单'),
  'R3b.department-review': rule('DEPARTMENT_REVIEW_MISSING', '应当先由业务机构负责人审核', 'The head of the department has to review first.', '人民检察院刑事诉讼规则 6'),
  'R3b.consent': rule('CONSENT_MISSING', '决定之外尚需其他机关同意', 'Another body has to consent besides the decision.'),
  'R5.own-authority': rule('WITHIN_AUTHORITY', '属于行为人的职权', 'The power belongs to the actor.'),
  'R5.higher-takes-lower': rule('TAKEN_FROM_LOWER', '上级职权主体直接决定', 'A higher authority takes the matter itself.', '人民检察院刑事诉讼规则 7'),
  'R5.deputy-under-delegation': rule('WITHIN_DELEGATION', '副检察长依有效委托行使检察长职权', 'The deputy acts for the chief under a delegation in force.', '人民检察院组织法 29, 36'),
  'R5.handler-proposes': rule('DECISION_RESERVED', '承办检察官可以提出意见，由有权主体决定', 'The handler may propose; the named bodies decide.'),
  'R5.deputy-proposes': rule('DECISION_RESERVED', '分管副检察长可以提出，由有权主体决定', 'The deputy may put the matter forward; the named bodies decide.'),
  'R5.chief-proposes': rule('DECISION_RESERVED', '检察长可以提请或者报请，由有权主体决定', 'The chief may submit or report the matter; the named bodies decide.'),
  'R5.committee-proposes': rule('DECISION_RESERVED', '检察委员会提出意见，报有权主体决定', 'The committee proposes; the named bodies decide.'),
  'R5.person-concerned-raises': rule('RAISED_BY_PERSON_CONCERNED', '本人可以提出，由有权主体决定', 'The person concerned may raise it and does not decide it.'),
  'R5.not-handler': rule('NOT_HANDLER', '不是本案承办检察官', 'The actor does not handle this case.', '人民检察院刑事诉讼规则 4'),
  'R5.not-the-handlers': rule('NOT_OPEN_TO_HANDLER', '该职权不由承办检察官行使或者提出', 'The handler neither exercises nor proposes this power.'),
  'R5.support-staff': rule('SUPPORT_STAFF_NEVER_DECIDES', '检察辅助人员不行使决定权', 'Support staff never decide.', '人民检察院组织法 43-45'),
  'R5.team-member': rule('TEAM_ACTS_THROUGH_LEAD', '办案组由主办检察官决定', 'A team decides through its lead.', '人民检察院组织法 28'),
  'R5.head-reviews-only': rule('HEAD_REVIEWS_ONLY', '业务机构负责人只审核，不决定', 'The head of a department reviews and does not decide.', '人民检察院刑事诉讼规则 6'),
  'R5.case-management': rule('CASE_MANAGEMENT_DECIDES_NO_CASE', '案件管理部门不决定案件事项', 'Case management decides nothing about a case.', '人民检察院刑事诉讼规则 664-670'),
  'R5.deputy-without-delegation': rule('NO_DELEGATION', '副检察长没有有效委托', 'The deputy has no delegation that covers the matter.', '人民检察院组织法 29, 36'),
  'R5.not-submitted': rule('NOT_SUBMITTED_TO_COMMITTEE', '检察长未提交检察委员会', 'The chief has not submitted the matter to the committee.', '人民检察院组织法 33'),
  'R5.not-the-chiefs': rule('NOT_OPEN_TO_CHIEF', '该职权由专门主体行使', 'The power belongs to one body alone.'),
  'R5.beyond-superior': rule('BEYOND_SUPERIOR', '不属于上一级检察院的职权', 'The power does not belong to the next level up.'),
} as const satisfies Record<string, EngineRule>;

export type EngineRuleId = keyof typeof ENGINE_RULES;
