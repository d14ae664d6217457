// Refusals by the authority gate: the person, the role, four eyes, the power list. The codes named as reasons by a verdict stand
// here too, so that a person reads them in words.
import { row, type CatalogueTable } from './entry.js';
import { RECUSAL_ERRORS } from './recusal.js';

const TO_DECIDER = ['可以依流程提出意见，由有权主体决定', 'You may propose; those named decide.'] as const;

export const GATE_ERRORS: CatalogueTable = [
  row('AUTHORITY.NO_POST', 403, 'info', '您在本案所属检察院没有职务', 'You hold no post in the procuratorate of this case.'),
  row('RECUSAL.IN_FORCE', 403, 'info', '您已回避本案', 'You are recused from this case.'),
  row('PARTICIPATION.BARRED', 403, 'info', '您不得参与本案：{reason}', 'You may not take part in this case: {reason}.'),
  row('RECUSAL.PENDING', 403, 'info', '对您的回避申请尚未决定，暂停参与', 'A request for your recusal is pending; until it is decided you pause.'),
  row('PARTICIPATION.SAME_HANDLER', 403, 'info', '该事项应当由原承办人以外的人员办理', 'This question is for somebody other than the former handler.'),
  row('PARTICIPATION.CONCERNED', 403, 'info', '该事项涉及您本人，您不得参与', 'The question is about you, so you have no part in it.'),
  row('AUTHORITY.STATE_CLOSED_TO_ROLE', 403, 'info', '状态 {state} 中该行为限于：{needs:role}', 'In the state {state} this act is open to: {needs:role}.'),
  row('AUTHORITY.NOT_YOUR_ROLE', 403, 'info', '该行为由{needs:role}实施', 'This act belongs to: {needs:role}.'),
  row('AUTHORITY.CONFLICTING_CAPACITY', 403, 'info', '您在同一事项中已行使另一职能（{filled:capacity}），不得再行使{capacity:capacity}', 'In this matter you have already acted in another capacity ({filled:capacity}) and cannot also {capacity:capacity}.'),
  row('AUTHORITY.REFER', 403, 'info', '该事项由{of:body}决定：{reasons:code}', 'This is for {of:body} to decide: {reasons:code}', TO_DECIDER),
  row('AUTHORITY.REFUSED', 403, 'info', '超出职权：{reasons:code}', 'Beyond your authority: {reasons:code}'),
  row('RECUSAL.ALREADY_REQUESTED', 409, 'info', '已有对该人员的回避申请或者决定', 'A recusal of this person was requested or ordered already.'),
  row('RECUSAL.NOT_REQUESTED', 409, 'info', '没有对该人员的回避申请', 'Nobody asked for the recusal of this person.'),
  ...RECUSAL_ERRORS,
];

export const AUTHORITY_REASONS: CatalogueTable = [
  row('AUTHORITY.MALFORMED_QUERY', 422, 'debug', '职权查询格式有误', 'The query to the gate has the wrong shape.'),
  row('AUTHORITY.NO_LIST_IN_FORCE', 409, 'error', '没有适用的职权清单', 'No power list is in force.'),
  row('AUTHORITY.LISTS_CONFLICT', 409, 'error', '多份职权清单同时适用：{lists}', 'Several power lists claim to be in force: {lists}.'),
  row('AUTHORITY.LIST_MISMATCH', 409, 'info', '适用的清单与所指清单不一致', 'Another list is in use than the one meant.'),
  row('AUTHORITY.UNKNOWN_ROLE', 403, 'info', '角色不存在', 'The role is not known.'),
  row('AUTHORITY.NO_SUPERIOR', 403, 'info', '最高人民检察院没有上级检察院', 'The Supreme People\'s Procuratorate has no superior.'),
  row('AUTHORITY.UNKNOWN_POWER', 403, 'warn', '职权清单没有该职权编号', 'The list does not know this power.'),
  row('AUTHORITY.UNKNOWN_FACT', 403, 'warn', '案件事实未在清单中声明', 'A fact of the case is not declared in the list.'),
  row('AUTHORITY.UNKNOWN_FACT_VALUE', 403, 'warn', '案件事实的取值无法识别', 'The value of a fact is not declared in the list.'),
  row('AUTHORITY.RULE_NOT_EVALUABLE', 403, 'warn', '清单规则无法判断，不予放行', 'A rule of the list cannot be evaluated.'),
  row('AUTHORITY.CAPACITY_DOES_NOT_DECIDE', 403, 'info', '该身份不行使决定权', 'Advice, review and signature are not decision.'),
  row('AUTHORITY.DEPARTMENT_REVIEW_MISSING', 403, 'info', '应当先由业务机构负责人审核', 'The head of the department has to review first.'),
  row('AUTHORITY.CONSENT_MISSING', 403, 'info', '决定之外尚需其他机关同意', 'Another body has to consent besides the decision.'),
  row('AUTHORITY.WITHIN_AUTHORITY', 403, 'debug', '属于行为人的职权', 'The power belongs to the actor.'),
  row('AUTHORITY.TAKEN_FROM_LOWER', 403, 'debug', '上级职权主体直接决定', 'A higher authority takes the matter itself.'),
  row('AUTHORITY.WITHIN_DELEGATION', 403, 'debug', '副检察长依有效委托行使职权', 'The deputy acts under a delegation in force.'),
  row('AUTHORITY.DECISION_RESERVED', 403, 'info', '可以提出，由有权主体决定', 'You may put it forward; the named bodies decide.'),
  row('AUTHORITY.RAISED_BY_PERSON_CONCERNED', 403, 'info', '本人可以提出，由有权主体决定', 'The person concerned may raise it and does not decide it.'),
  row('AUTHORITY.NOT_HANDLER', 403, 'info', '不是本案承办检察官', 'The actor does not handle this case.'),
  row('AUTHORITY.NOT_OPEN_TO_HANDLER', 403, 'info', '该职权不由承办检察官行使或者提出', 'The handler neither exercises nor proposes this power.'),
  row('AUTHORITY.SUPPORT_STAFF_NEVER_DECIDES', 403, 'info', '检察辅助人员不行使决定权', 'Support staff never decide.'),
  row('AUTHORITY.TEAM_ACTS_THROUGH_LEAD', 403, 'info', '办案组由主办检察官决定', 'A team decides through its lead.'),
  row('AUTHORITY.HEAD_REVIEWS_ONLY', 403, 'info', '业务机构负责人只审核，不决定', 'The head of a department reviews and does not decide.'),
  row('AUTHORITY.CASE_MANAGEMENT_DECIDES_NO_CASE', 403, 'info', '案件管理部门不决定案件事项', 'Case management decides nothing about a case.'),
  row('AUTHORITY.NO_DELEGATION', 403, 'info', '副检察长没有有效委托', 'The deputy has no delegation that covers the matter.'),
  row('AUTHORITY.NOT_SUBMITTED_TO_COMMITTEE', 403, 'info', '检察长未提交检察委员会', 'The chief has not submitted the matter to the committee.'),
  row('AUTHORITY.NOT_OPEN_TO_CHIEF', 403, 'info', '该职权由专门主体行使', 'The power belongs to one body alone.'),
  row('AUTHORITY.BEYOND_SUPERIOR', 403, 'info', '不属于上一级检察院的职权', 'The power does not belong to the next level up.'),
  // Bars and blocks of the power lists under `workflows/`; a list of one's own may bring further codes, which are shown as they are.
  row('AUTHORITY.ACTOR_NOT_IN_POST', 403, 'info', '行为人已停止履行职务', 'The actor is suspended or not in post.'),
  row('AUTHORITY.RECUSED', 403, 'info', '行为人已回避', 'The actor is recused from the case.'),
  row('AUTHORITY.RECUSAL_PENDING', 403, 'info', '回避申请尚未决定，暂停办理', 'A request for recusal is undecided; the person\'s work on the case rests.'),
  row('AUTHORITY.EARLIER_HANDLER', 403, 'info', '原承办人不得再次办理', 'Whoever handled the matter before may not handle it again.'),
  row('AUTHORITY.FORMER_INVESTIGATOR', 403, 'info', '参加过本案侦查的人员不得承办', 'Whoever investigated the case may not handle this part of it.'),
  row('AUTHORITY.OWN_WORK', 403, 'info', '不得办理针对本人工作的事项', 'Nobody judges his or her own work.'),
  row('AUTHORITY.WRITTEN_FORM_REQUIRED', 403, 'info', '应当采用书面形式', 'The act has to be in writing.'),
  row('AUTHORITY.QUORUM_MISSING', 403, 'info', '出席人数不足', 'Too few members are present.'),
  row('AUTHORITY.COUNT_USED_UP', 403, 'info', '法定次数已经用完', 'The number of times the law allows is used up.'),
  row('AUTHORITY.STAGE_PASSED', 403, 'info', '该阶段已经过去', 'The stage for this has passed.'),
  row('AUTHORITY.LAWYER_ABSENT', 403, 'info', '应当有律师在场', 'A lawyer has to be present.'),
  row('AUTHORITY.PERIOD_EXPIRED', 403, 'info', '法定期限已经届满', 'The period the law sets has ended.'),
];

export const POWER_LIST_ERRORS: CatalogueTable = [
  row('POWER_LIST.MALFORMED', 422, 'info', '职权清单 {path} 格式有误，应为：{expected}', 'Power list, {path}: expected {expected}.'),
  row('POWER_LIST.UNKNOWN_KEY', 422, 'info', '职权清单 {path}：没有键 {key}', 'Power list, {path}: there is no key {key}.'),
  row('POWER_LIST.DUPLICATE_ID', 422, 'info', '职权清单 {path}：{id} 重复', 'Power list, {path}: {id} occurs twice.'),
  row('POWER_LIST.UNKNOWN_FACT', 422, 'info', '职权清单 {path}：事实 {fact} 未声明', 'Power list, {path}: the fact {fact} is not declared.'),
  row('POWER_LIST.UNKNOWN_VALUE', 422, 'info', '职权清单 {path}：取值 {value} 未声明', 'Power list, {path}: the value {value} is not declared.'),
  row('POWER_LIST.UNKNOWN_REFERENCE', 422, 'info', '职权清单 {path}：{id} 不存在', 'Power list, {path}: {id} does not exist.'),
  row('POWER_LIST.NO_DEFAULT_DECIDER', 422, 'info', '职权清单 {path}：没有兜底的决定主体', 'Power list, {path}: no clause decides when no condition holds.'),
];
