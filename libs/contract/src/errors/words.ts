// The few words that appear inside messages: roles, bodies, capacities and the reasons why a field does not fit. What is not here:
// labels of states, acts and facts; those come with the definition of the case.
import type { Label } from '@quanze/kernel';

const w = (zh: string, en: string): Label => ({ zh, en });

export const ROLE_WORDS: Readonly<Record<string, Label>> = {
  handler: w('承办检察官', 'the handler'), lead: w('主办检察官', 'the lead procurator'), team_member: w('办案组成员', 'a member of the team'),
  assistant: w('检察官助理', 'the procurator\'s assistant'), clerk: w('书记员', 'the clerk'), procurator: w('检察官', 'a procurator'),
  dept_head: w('业务机构负责人', 'the head of the department'), deputy_chief: w('副检察长', 'a deputy chief procurator'),
  chief: w('检察长', 'the chief procurator'), committee_member: w('检察委员会委员', 'a member of the procuratorial committee'),
  case_mgmt: w('案件管理部门', 'case management'), superior_official: w('上级检察院', 'the superior procuratorate'),
  inspection: w('检务督察部门', 'inspection'), admin: w('系统管理员', 'the administrator'),
};

export const BODY_WORDS: Readonly<Record<string, Label>> = {
  procurator: w('检察官', 'the procurator'), dept_head_review: w('业务机构负责人审核', 'review by the head of the department'),
  case_mgmt: w('案件管理部门', 'case management'), chief: w('检察长', 'the chief procurator'),
  committee: w('检察委员会', 'the procuratorial committee'), superior: w('上一级人民检察院', 'the procuratorate of the next level'),
  provincial: w('省级人民检察院', 'the provincial procuratorate'), spp: w('最高人民检察院', 'the Supreme People\'s Procuratorate'),
  npc_standing_committee: w('人大常委会', 'the standing committee of the people\'s congress'),
};

export const CAPACITY_WORDS: Readonly<Record<string, Label>> = {
  propose: w('提出意见', 'propose'), handle: w('承办', 'handle'), advise: w('提供咨询', 'advise'), review: w('审核', 'review'), decide: w('决定', 'decide'),
  vote: w('表决', 'vote'), consent: w('同意', 'consent'), sign: w('签发', 'sign'), instruct: w('指令', 'instruct'), supervise: w('监督', 'supervise'), record: w('记录', 'record'),
  submit: w('提交', 'submit'), publish: w('发布', 'publish'),
};

/** Reasons in `problems`, each written `field: reason`. */
export const FIELD_PROBLEM_WORDS: Readonly<Record<string, Label>> = {
  unknown: w('没有该字段', 'there is no such field'), required: w('必填', 'is required'), type: w('类型不符', 'has the wrong type'),
  value: w('取值不允许', 'has a value that is not allowed'), min: w('过小', 'is too small'), max: w('过大', 'is too large'),
  length: w('过长或者过短', 'is too long or too short'), date: w('不是有效日期', 'is not a date'), instant: w('不是带时区的时刻', 'is not a time with its offset'),
  person: w('不是人员编号', 'is not the id of a person'), id: w('不是有效编号', 'is not an id'), count: w('项数不符', 'has too many or too few items'),
};

/** Why a request could not be read at all. */
export const MALFORMED_WORDS: Readonly<Record<string, Label>> = {
  json: w('不是 JSON', 'it is not JSON'), utf8: w('不是 UTF-8', 'it is not UTF-8'), depth: w('嵌套过深', 'it is nested too deeply'),
  text: w('含有不可存储的字符', 'it holds a character that cannot be stored'), number: w('数值超出范围', 'a number is out of range'),
  key: w('含有保留的键', 'it uses a reserved key'), empty: w('正文为空', 'the body is empty'), object: w('正文应为对象', 'the body has to be an object'),
  address: w('地址有误', 'the address is malformed'), http: w('不符合 HTTP', 'it is not proper HTTP'), cut: w('正文没有传完', 'its body broke off'),
};
