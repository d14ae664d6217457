// Refusals that concern the case, the act asked for, and what was given with it. In the order in which the kernel looks.
import { row, type CatalogueTable } from './entry.js';

const RELOAD = ['请重新载入案件，核对后再提交', 'Load the case again, look at what changed, then send again.'] as const;

export const CASE_ERRORS: CatalogueTable = [
  row('CASE.NOT_FOUND', 404, 'info', '没有该案件，或者您无权知悉', 'There is no such case, or you may not know of it.'),
  row('CASE.AMBIGUOUS', 409, 'info', '有多个案件使用该案号，请指明案件标识', 'Several cases have this number; name one by its id.'),
  row('ACT.UNKNOWN', 422, 'info', '本案流程没有该办案行为：{act}', 'The path of this case has no act {act}.', ['可用行为见案件的 acts', 'The acts of the case list what there is.']),
  row('CASE.VERSION_CONFLICT', 409, 'debug', '案件已被他人更新：您看到的是第 {expected} 版，现为第 {actual} 版', 'Somebody was first: you saw version {expected} of the case, it is now {actual}.', RELOAD),
  row('CASE.BUSY', 409, 'info', '案件正被多人同时更新，请重试', 'Several people are changing the case at once; try again.'),
  row('CASE.FACTS_HIDDEN', 403, 'info', '您不能查看本案的全部事实，不能取得完整的案件文件', 'You do not see all facts of this case, so a document that holds all of them is not for you.'),
  row('CASE.ENDED', 409, 'info', '案件已经终结', 'The case has ended.'),
  row('CASE.STATE_FORBIDS_ACT', 409, 'info', '案件目前的状态不允许该行为', 'The state of the case does not allow this act.'),
  row('ACT.EFFECTIVE_IN_FUTURE', 422, 'info', '生效时间不得晚于记录时间', 'An act cannot take effect later than it is recorded.'),
  row('PAYLOAD.INVALID', 422, 'debug', '填报内容有误：{problems:problems}', 'What was entered is wrong: {problems:problems}.'),
  row('FACTS.NOT_YOURS', 403, 'info', '{role:role}无权填写：{facts}', 'The role {role:role} may not give: {facts}.'),
  row('FACTS.INVALID', 422, 'debug', '案件事实有误：{problems:problems}', 'The facts of the case are wrong: {problems:problems}.'),
];

/** What the kernel finds after the gate: conditions of the act, its effects. */
export const ACT_ERRORS: CatalogueTable = [
  row('ACT.CONDITION_NOT_MET', 409, 'info', '条件未满足：{why:pair}', 'A condition does not hold: {why:pair}.'),
  row('ACT.NO_TARGET', 409, 'warn', '流程没有规定此时的去向', 'The path names no next state for this situation.', ['请联系流程管理员', 'Tell the administrator of the path.']),
  row('FACTS.OUT_OF_RANGE', 422, 'info', '事实 {fact} 超出允许范围', 'The fact {fact} would leave its range.'),
  row('RULE.NOT_EVALUABLE', 409, 'warn', '规则无法判断，不予放行', 'A rule cannot be evaluated, and what cannot be evaluated is refused.', ['请补全案件事实', 'Complete the facts of the case.']),
  row('PERSON.UNKNOWN', 422, 'info', '没有该人员', 'There is no such person here.'),
];

export const TEAM_ERRORS: CatalogueTable = [
  row('TEAM.NO_HANDLER', 409, 'info', '本案尚无承办检察官', 'The case has no handler yet.'),
  row('TEAM.HANDLER_IN_PLACE', 409, 'info', '本案已有承办检察官', 'The case has a handler.', ['更换承办人请使用变更承办人', 'To change the handler, reassign the case.']),
  row('TEAM.NOT_QUALIFIED', 409, 'info', '该人员不具备担任{role:role}的资格', 'This person is not qualified as {role:role}.'),
  row('TEAM.BARRED', 409, 'info', '该人员应当回避或者不得参与本案', 'This person is recused or barred from the case.'),
  row('TEAM.ALREADY_MEMBER', 409, 'info', '该人员已在办案组', 'This person is in the team already.'),
  row('TEAM.NOT_A_MEMBER', 409, 'info', '该人员不在办案组', 'This person is not in the team.'),
  row('TEAM.SUBSTITUTION_DATES', 422, 'info', '代办期间有误：{from} 至 {until}', 'The days of the substitution do not fit: {from} to {until}.', ['截止日不得早于今日和起始日', 'The last day is neither past nor before the first.']),
  row('TEAM.SUBSTITUTE_IN_PLACE', 409, 'info', '该期间已有代办检察官', 'Somebody else stands in for the handler in these days.'),
  row('TEAM.NOT_A_SUBSTITUTE', 409, 'info', '该人员没有未结束的代办', 'This person does not stand in for the handler.'),
  row('TEAM.NOT_DRAWN', 409, 'info', '本案已抽取或者指定承办人，只能分给该人员', 'Another person was drawn or chosen for this case.', ['重新抽取应当说明理由，全程留痕', 'A redraw needs reasons and stays visible.']),
  row('TEAM.DRAW_REQUIRED', 409, 'info', '依分案规则，应当先随机抽取', 'By the rules of assignment the case is drawn first.'),
  row('TEAM.AGAINST_RULE', 409, 'info', '依分案规则应当分给他人', 'By the rules of assignment the case goes to somebody else.', ['检察长可以书面说明理由另行指定', 'The chief may choose otherwise, with reasons in writing.']),
];

export const TASK_ERRORS: CatalogueTable = [
  row('TASK.UNKNOWN', 422, 'info', '本案没有第 {number} 号辅助事项', 'The case has no task {number}.'),
  row('TASK.NOT_SUPPORT_STAFF', 409, 'info', '该人员不是本案的检察官助理或者书记员', 'This person does not support this case as an assistant or clerk.', ['请先将其加入办案组', 'Bring the person into the team first.']),
  row('TASK.DUE_PAST', 422, 'info', '完成日期 {due} 已过', 'The last day {due} has passed.'),
  row('TASK.NOT_YOURS', 403, 'info', '第 {number} 号辅助事项不由您办理或者审核', 'Task {number} is neither yours to deliver nor yours to accept.'),
  row('TASK.NOT_OPEN', 409, 'info', '第 {number} 号辅助事项现在不能这样处理', 'Task {number} does not stand at this point.'),
];

export const INSTRUCTION_ERRORS: CatalogueTable = [
  row('INSTRUCTION.UNKNOWN', 422, 'info', '本案没有第 {number} 号指示', 'The case has no instruction {number}.'),
  row('INSTRUCTION.UNKNOWN_QUESTION', 422, 'info', '本案没有该决定事项；可以填写：{questions}', 'The case has no such question; it knows {questions}.'),
  row('INSTRUCTION.GIVER_UNCLEAR', 422, 'info', '请填写指示人：本系统人员或者院外人员，二者择一', 'Name who gave it: somebody known here or somebody outside, one of the two.'),
  row('INSTRUCTION.OWN', 422, 'info', '不能记录本人的口头指示', 'Nobody records what they said themselves.'),
  row('INSTRUCTION.IN_FUTURE', 422, 'info', '指示日期 {on} 尚未到来', 'The day {on} is still to come.'),
  row('INSTRUCTION.NOT_YOURS', 403, 'info', '第 {number} 号指示不由您确认或者处理', 'Instruction {number} is not yours to confirm or settle.'),
  row('INSTRUCTION.NOT_OPEN', 409, 'info', '第 {number} 号指示现在不能这样处理', 'Instruction {number} does not stand at this point.'),
  row('INSTRUCTION.UPHELD', 409, 'info', '异议已答复，坚持原指示的应当执行', 'The objection was turned down in writing; the instruction is to be carried out.', ['明显违法的，按照公务员法第60条处理', 'For what is manifestly unlawful see article 60 of the Civil Servants Law.']),
  row('INSTRUCTION.REASONS_REQUIRED', 422, 'info', '提出异议应当书面说明理由', 'An objection gives its reasons in writing.'),
];

/** A journal that cannot be replayed is a fault: it must never happen, and nothing is repaired silently. */
export const JOURNAL_ERRORS: CatalogueTable = [
  row('JOURNAL.EMPTY', 500, 'error', '案件没有留痕记录', 'The case has no journal.'),
  row('JOURNAL.GAP', 500, 'error', '留痕记录缺少第 {expected} 条', 'Entry {expected} of the journal is missing.'),
  row('JOURNAL.NO_PATCH', 500, 'error', '第 {seq} 条留痕记录没有变更内容', 'Entry {seq} of the journal carries no change.'),
  row('JOURNAL.STEP_NOT_IN_DEFINITION', 500, 'error', '第 {seq} 条留痕记录不符合流程', 'Entry {seq} of the journal is no step of the path.'),
];
