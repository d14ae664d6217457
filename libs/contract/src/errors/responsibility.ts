// Refusals of attribution: decision records that cannot be judged, and attribution tables that cannot be read.
import { row, type CatalogueTable } from './entry.js';

export const RESPONSIBILITY_ERRORS: CatalogueTable = [
  row('RECORD.MALFORMED', 422, 'info', '决定记录 {path} 有误', 'The decision record is wrong at {path}.'),
  row('RECORD.UNKNOWN_KEY', 422, 'info', '决定记录没有键 {path}', 'The decision record has no key {path}.'),
  row('RECORD.NOT_A_PERSON', 422, 'info', '{path} 应为自然人', '{path} must name a natural person.'),
  row('RECORD.DUPLICATE_PERSON', 422, 'info', '{path} 重复列出同一人', '{path} names the same person twice.'),
  row('RECORD.PERSON_WITHOUT_ROLE', 422, 'info', '{path} 中的人员没有身份', 'The person at {path} has no role in the record.'),
  row('RECORD.HANDLER_MISSING', 422, 'info', '决定记录没有承办人', 'The decision record has no handler.'),
  row('RECORD.DECIDER_MISSING', 422, 'info', '决定记录没有决定者', 'The decision record has no decider.'),
  row('RECORD.LEVEL_MISSING', 422, 'info', '决定记录没有决定层级', 'The decision record has no level.'),
  row('RECORD.VOTES_MISSING', 422, 'info', '检察委员会决定没有委员表决', 'A decision of the committee has no votes.'),
  row('RECORD.CONTRADICTION', 422, 'info', '决定记录前后矛盾：{path}', 'The decision record contradicts itself at {path}.'),
  row('TABLE.MALFORMED', 422, 'info', '归责表 {path} 有误', 'The attribution table is wrong at {path}.'),
  row('TABLE.UNKNOWN_KEY', 422, 'info', '归责表没有键 {path}', 'The attribution table has no key {path}.'),
  row('TABLE.UNKNOWN_RULE', 422, 'info', '归责表中的规则 {path} 不存在', 'The attribution table names a rule that does not exist at {path}.'),
  row('TABLE.UNKNOWN_FACT', 422, 'info', '归责表中的事实 {path} 不存在', 'The attribution table names a fact that does not exist at {path}.'),
  row('TABLE.UNKNOWN_VALUE', 422, 'info', '归责表中的取值 {path} 不存在', 'The attribution table names a value that does not exist at {path}.'),
  row('TABLE.FACT_MISMATCH', 422, 'info', '归责表的事实与引擎不一致：{path}', 'The facts of the attribution table and of the engine differ at {path}.'),
  row('TABLE.DUPLICATE_ID', 422, 'info', '归责表中的标识 {path} 重复', 'The attribution table uses the id at {path} twice.'),
];

/** Refusals of questions about responsibility and of statements of people: findings, exemptions, objections. */
export const STATEMENT_ERRORS: CatalogueTable = [
  row('RESPONSIBILITY.DATE_MALFORMED', 422, 'debug', '日期应为 YYYY-MM-DD 或者带时区的时刻', 'The date is YYYY-MM-DD or an instant with offset.'),
  row('RESPONSIBILITY.DATE_IN_FUTURE', 422, 'info', '不能查询将来某日的情况', 'Nothing is known of a day to come.'),
  row('RESPONSIBILITY.NO_TABLE', 409, 'error', '该日没有施行的归责表', 'No attribution table was in force then.', ['请系统管理员提交、检察长公布归责表', 'The administrator submits one and the chief publishes it.']),
  row('RESPONSIBILITY.TOOK_PART', 403, 'info', '本人参与了该决定，不得对其作出认定或者答复', 'Whoever took part in the decision makes no finding about it and answers no objection.', ['由未参与该决定的检务督察人员办理', 'Inspection staff who took no part do it.']),
  row('RESPONSIBILITY.NO_SUCH_AREA', 422, 'info', '该人员在该决定中没有这一责任领域：{area}', 'In this decision the person does not answer for {area}.'),
  row('APPEAL.NOT_FOUND', 404, 'info', '没有该异议', 'There is no such objection.'),
  row('APPEAL.PENDING', 409, 'info', '同一异议尚未答复', 'An objection to the same has no answer yet.'),
  row('APPEAL.ANSWERED', 409, 'info', '该异议已经答复', 'The objection has been answered.'),
];
