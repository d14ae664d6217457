// Refusals that concern the office: people, posts, delegations.
import { row, type CatalogueTable } from './entry.js';

export const OFFICE_ERRORS: CatalogueTable = [
  row('OFFICE.NOT_FOUND', 404, 'info', '没有该检察院，或者您在该院没有职务', 'There is no such procuratorate, or you hold no post in it.'),
  row('OFFICE.UNKNOWN_DEPARTMENT', 422, 'info', '没有该内设机构：{department}', 'There is no department {department}.'),
  row('PERSON.NOT_FOUND', 404, 'info', '没有该人员', 'There is no such person.'),
  row('PERSON.LOGIN_MALFORMED', 422, 'debug', '登录名应为 3 至 40 个字符，以小写字母开头，只含小写字母、数字和 . _ -', 'A login has 3 to 40 characters, begins with a lower-case letter and holds only lower-case letters, digits and . _ -.'),
  row('PERSON.PASSWORD_WEAK', 422, 'debug', '密码至少 {lengthMin} 个字符', 'A password has at least {lengthMin} characters.'),
  row('APPOINTMENT.NOT_FOUND', 404, 'info', '没有该任职', 'There is no such appointment.'),
  row('APPOINTMENT.UNKNOWN_ROLE', 422, 'debug', '没有该职务，可用：{roles:role}', 'There is no such post; there are: {roles:role}.'),
  row('APPOINTMENT.OWN', 403, 'info', '不得为本人任职', 'Nobody appoints himself or herself.'),
  row('APPOINTMENT.BACKDATED', 422, 'info', '任职不得追溯', 'An appointment cannot reach back.'),
  row('APPOINTMENT.EMPTY_INTERVAL', 422, 'info', '任职的终止应当晚于起始', 'An appointment has to end after it begins.'),
  row('APPOINTMENT.DEPARTMENT_REQUIRED', 422, 'info', '业务机构负责人应当指明内设机构', 'The post of a head names the department.'),
  row('APPOINTMENT.ENDED', 409, 'info', '该任职已经终止', 'The appointment has ended.'),
  row('DELEGATION.NOT_FOUND', 404, 'info', '没有该委托', 'There is no such delegation.'),
  row('DELEGATION.OWN', 409, 'info', '不得委托本人', 'Nobody delegates to himself or herself.'),
  row('DELEGATION.NOT_A_DEPUTY', 409, 'info', '受托人应当是本院副检察长', 'Only a deputy chief of the same office can be delegated to.'),
  row('DELEGATION.BACKDATED', 422, 'info', '委托不得追溯', 'A delegation cannot reach back.'),
  row('DELEGATION.EMPTY_INTERVAL', 422, 'info', '委托的终止应当晚于起始', 'A delegation has to end after it begins.'),
  row('DELEGATION.TOO_LONG', 422, 'info', '委托期间不得超过 {daysMax} 日', 'A delegation lasts at most {daysMax} days.'),
  row('DELEGATION.UNKNOWN_POWER', 422, 'info', '职权清单没有该职权：{power}', 'The power list does not know the power {power}.'),
  row('DELEGATION.NOT_DELEGABLE', 409, 'info', '该职权不得委托：{power}', 'The power {power} cannot be delegated.'),
  row('DELEGATION.ENDED', 409, 'info', '该委托已经终止', 'The delegation has ended.'),
];
