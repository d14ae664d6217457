// Refusals about recusal after the request: who decides, service and reconsideration of a rejection, the validity of earlier acts.
import { row, type CatalogueTable } from './entry.js';

export const RECUSAL_ERRORS: CatalogueTable = [
  row('RECUSAL.NOT_FOR_COMMITTEE', 409, 'info', '检察长以外人员的回避及此前行为的效力由检察长决定', 'Only the recusal and the earlier acts of the chief are for the committee.', ['请由检察长决定', 'The chief decides on everybody else.']),
  row('RECUSAL.NOT_REJECTED', 409, 'info', '没有对该人员的驳回申请决定', 'No request about this person was rejected.'),
  row('RECUSAL.DAY_IMPLAUSIBLE', 422, 'info', '日期应当在 {from} 至 {until} 之间', 'The day must lie between {from} and {until}.'),
  row('RECUSAL.NOT_A_PARTY', 409, 'info', '只有当事人及其法定代理人可以申请复议', 'Only a party or a legal representative may ask for reconsideration.'),
  row('RECUSAL.NOT_SERVED', 409, 'info', '尚未登记驳回申请决定的送达', 'Service of the rejection is not on record yet.', ['请先登记送达日期', 'Record the day of service first.']),
  row('RECUSAL.RECONSIDERATION_USED', 409, 'info', '复议只能申请一次', 'Reconsideration can be asked for once.'),
  row('RECUSAL.RECONSIDERATION_LATE', 409, 'info', '申请复议的期限已于 {due} 届满', 'The time to ask for reconsideration ended on {due}.'),
  row('RECUSAL.RECONSIDERATION_WAITING', 409, 'info', '复议申请尚未答复', 'A request for reconsideration waits for its answer.', ['请作出复议决定', 'Answer the reconsideration.']),
  row('RECUSAL.RECONSIDERATION_NOT_ASKED', 409, 'info', '没有待决的复议申请', 'No reconsideration waits for an answer.'),
  row('RECUSAL.NOT_ORDERED', 409, 'info', '该人员没有回避', 'This person is not recused.'),
  row('RECUSAL.NOTHING_JUDGED', 422, 'info', '没有列明有效或者无效的行为', 'No act is named that stands or falls.'),
  row('RECUSAL.ENTRY_NOT_WAITING', 409, 'info', '留痕记录 {entries} 不是该人员待决定效力的行为，或者重复列明', 'Entries {entries} do not wait for a judgment, or are named twice.'),
  row('RECUSAL.ENTRIES_WAITING', 409, 'info', '该决定所依据的行为（留痕 {entries}）效力待定，不得制发文书', 'The decision rests on entries {entries} whose validity is not judged yet; it cannot be issued.', ['请先决定回避前行为的效力', 'Have the earlier acts judged first.']),
];
