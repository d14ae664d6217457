// Refusals of assignment: what stands in the way of a draw or of a choice, findings about the proof of a draw, and slips in its rules.
import { row, type CatalogueTable } from './entry.js';

export const ASSIGNMENT_ERRORS: CatalogueTable = [
  row('ASSIGNMENT.NO_RULES', 409, 'info', '本院没有公布分案规则', 'No rules of assignment are in force here.', ['请系统管理员提交、检察长公布分案规则', 'The administrator submits them and the chief publishes them.']),
  row('ASSIGNMENT.NOT_BY_DRAW', 409, 'info', '依分案规则 {rule}，本案不以随机方式分案', 'By rule {rule} this case is not assigned by draw.'),
  row('ASSIGNMENT.REASONS_REQUIRED', 422, 'info', '重新抽取应当说明理由', 'A redraw needs reasons.'),
  row('ASSIGNMENT.LINKED_CASE', 409, 'info', '同一案件应当由同一检察官办理，不再随机分案', 'The same case stays with the same procurator, so it is not drawn.', ['请直接分给办理关联案件的检察官', 'Assign it to the procurator of the linked case.']),
  row('ASSIGNMENT.NOBODY_AVAILABLE', 409, 'warn', '没有可以分案的检察官', 'There is no procurator whom the case could be given to.', ['被排除的人员及理由见候选名单', 'The list of candidates says who is excluded and why.']),
  row('ASSIGNMENT.NO_COMMITMENT', 409, 'warn', '没有预先承诺的抽签秘密可用', 'No committed secret is left to draw with.', ['请案件管理部门补充承诺', 'Case management commits to a new stock.']),
  row('ASSIGNMENT.SECRET_UNREADABLE', 409, 'error', '第 {number} 号承诺的秘密无法读取', 'The secret of commitment {number} cannot be read.', ['请恢复数据目录中的密钥文件', 'Restore the key file of the data folder.']),
  row('ASSIGNMENT.MANUAL_FORBIDDEN', 409, 'info', '分案规则 {rule} 不允许人工指定', 'Rule {rule} allows no choice by hand.'),
  row('ASSIGNMENT.DRAW_NOT_FOUND', 404, 'info', '没有该次抽取', 'There is no such draw.'),
];

export const DRAW_ERRORS: CatalogueTable = [
  row('DRAW.MALFORMED', 422, 'debug', '抽签凭证结构有误', 'The proof of a draw has the wrong shape.'),
  row('DRAW.FORMAT_UNKNOWN', 422, 'debug', '不认识的抽签凭证格式', 'The format of the proof is not known.'),
  row('DRAW.ALGORITHM_UNSUPPORTED', 422, 'debug', '不支持的摘要算法', 'The digest algorithm is not supported.'),
  row('DRAW.POOL_INVALID', 422, 'info', '抽签名单不合要求', 'The pool of a draw is not a proper one.'),
  row('DRAW.COMMITMENT_MISMATCH', 422, 'info', '秘密与事先的承诺不符', 'The secret is not the one that was committed to.'),
  row('DRAW.DIGEST_MISMATCH', 422, 'info', '抽签所依据的内容被改动', 'Something that decides the draw was changed.'),
  row('DRAW.CHOSEN_MISMATCH', 422, 'info', '抽中的不是凭证所称的人', 'The draw gives somebody else.'),
  row('DRAW.CASE_MISMATCH', 422, 'info', '抽签凭证属于另一案件', 'The proof belongs to another case.'),
  row('DRAW.HEAD_MISMATCH', 422, 'info', '抽签凭证与留痕记录的位置不符', 'The proof was made for another state of the journal.'),
  row('DRAW.ROUND_MISMATCH', 422, 'info', '抽签次数不连续', 'A draw is missing or counted twice.'),
  row('DRAW.COMMITMENT_REUSED', 422, 'info', '同一承诺被使用两次', 'A commitment is used twice.'),
  row('DRAW.COMMITMENT_UNPUBLISHED', 422, 'info', '该承诺未曾公布', 'The commitment was not published.'),
  row('DRAW.RECORD_MISMATCH', 422, 'info', '案件记下的不是抽中的人', 'The case took down somebody else.'),
  row('DRAW.NONE', 422, 'info', '案件没有随机分案记录', 'The case holds no draw.'),
];

export const ASSIGNMENT_RULES_ERRORS: CatalogueTable = [
  row('ASSIGNMENT_RULES.DUPLICATE_ID', 422, 'info', '分案规则 {path}：编号重复', 'Rules of assignment, {path}: the id occurs twice.'),
  row('ASSIGNMENT_RULES.NEVER_REACHED', 422, 'info', '分案规则 {path}：前面的条目已全部涵盖，本条永不适用', 'Rules of assignment, {path}: an entry before it covers everything it covers.'),
  row('ASSIGNMENT_RULES.NO_REST', 422, 'info', '分案规则 {path}：最后一条应当适用于其余一切案件', 'Rules of assignment, {path}: the last entry has to fit every case.'),
  row('ASSIGNMENT_RULES.STEPS_DISORDERED', 422, 'info', '分案规则 {path}：档次应当递增，并以不设上限的一档结束', 'Rules of assignment, {path}: steps rise and end with one that has no limit.'),
];
