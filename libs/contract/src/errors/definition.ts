// Refusals of definition documents and of their publication.
import { row, type CatalogueTable } from './entry.js';

export const DEFINITION_ERRORS: CatalogueTable = [
  row('DEFINITION.INVALID', 422, 'info', '文件 {file} 有 {errors} 处错误', 'The document {file} has {errors} errors.', ['逐条问题见 problems', 'Each of them is listed in problems.']),
  row('TABLES.MALFORMED', 422, 'info', '{place}：应为 {expected}', '{place}: expected {expected}.'),
  row('TABLES.UNKNOWN_ID', 422, 'info', '{place}：{id} 不存在', '{place}: there is no {id}.'),
  row('TABLES.ID_TWICE', 422, 'info', '{place}：{id} 重复', '{place}: {id} is there twice.'),
  row('TABLES.TOO_MANY', 422, 'info', '{place}：多于 {max} 项', '{place}: more than {max}.'),
  row('DEFINITION.CONTENT_MALFORMED', 422, 'info', '定义内容的结构有误，应有：{keys}', 'The content of the definition has the wrong shape; it has: {keys}.'),
  row('DEFINITION.WRONG_TYPE', 422, 'info', '{path}：类型有误，应为 {expected}', '{path}: expected {expected}.'),
  row('DEFINITION.BAD_VALUE', 422, 'info', '{path}：取值有误，应为 {expected}', '{path}: the value should be {expected}.'),
  row('DEFINITION.UNKNOWN_KEY', 422, 'info', '{path}：没有键 {key}', '{path}: there is no key {key}.'),
  row('DEFINITION.MISSING_KEY', 422, 'info', '{path}：缺少 {key}', '{path}: {key} is missing.'),
  row('DEFINITION.DUPLICATE', 422, 'info', '{path}：{value} 重复', '{path}: {value} occurs twice.'),
  row('DEFINITION.DUPLICATE_NAME', 422, 'info', '{place}：名称 {name} 重复', '{place}: the name {name} is used twice.'),
  row('DEFINITION.UNKNOWN_REFERENCE', 422, 'info', '{path}：{value} 不存在', '{path}: {value} does not exist.'),
  row('DEFINITION.UNKNOWN_STATE', 422, 'info', '{place}：状态 {state} 不存在', '{place}: there is no state {state}.'),
  row('DEFINITION.UNKNOWN_CLOCK', 422, 'info', '{place}：期限 {clock} 不存在', '{place}: there is no clock {clock}.'),
  row('DEFINITION.UNKNOWN_RULE', 422, 'info', '{place}：期限规则 {rule} 不存在', '{place}: there is no deadline rule {rule}.'),
  row('DEFINITION.UNDECLARED_FACT', 422, 'info', '{place}：事实 {name} 未声明', '{place}: the fact {name} is not declared.'),
  row('DEFINITION.FEEL_SYNTAX', 422, 'info', '表达式无法解析：{expression}', 'The expression cannot be read: {expression}.'),
  row('DEFINITION.EFFECT_CANNOT_BE_SET_ASIDE', 422, 'info', '{place}：选项对人员产生效果，审批流程 {flow} 不得含撤销变更', '{place}: an option with an effect on people cannot run in the flow {flow}, whose decisions can be set aside.'),
  row('DEFINITION.FLOW_NOT_BOUND', 422, 'info', '决定点 {state} 没有绑定审批流程', 'No approval flow is bound to the decision {state}.'),
];

export const RELEASE_ERRORS: CatalogueTable = [
  row('RELEASE.NOT_FOUND', 404, 'debug', '没有该版本，或者该流程目前没有在用版本', 'There is no such release, or none of this path is in effect.'),
  row('DEFINITION.NOT_SUBMITTED', 409, 'info', '该定义没有提交', 'This definition was not submitted.'),
  row('DUTY.NO_LIST_IN_FORCE', 409, 'error', '{on} 没有适用的职责清单', 'No duty list is in force on {on}.'),
  row('DEFINITION.EFFECTIVE_TOO_EARLY', 422, 'info', '生效日期 {effectiveFrom} 最早为次日', 'The effective date {effectiveFrom} is too early: tomorrow is the first possible day.'),
];
