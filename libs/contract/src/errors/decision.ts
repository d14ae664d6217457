// Refusals inside a decision: proposal, options, reconsideration, and the meeting of the committee.
import { row, type CatalogueTable } from './entry.js';

export const DECISION_ERRORS: CatalogueTable = [
  row('DECISION.NOT_FOUND', 404, 'debug', '没有该决定', 'There is no such decision.'),
  row('DECISION.NOT_PROPOSED', 409, 'info', '该事项尚未提出处理意见', 'Nothing was proposed in this matter yet.'),
  row('DECISION.UNKNOWN_OPTION', 422, 'info', '没有该选项，可选：{options}', 'There is no such option; there are: {options}.'),
  row('DECISION.OPTION_NOT_OPEN', 409, 'info', '目前不能作此决定：{why:pair}', 'This option is not open now: {why:pair}.'),
  row('DECISION.MUST_CHOOSE', 409, 'info', '依法应当作出另一决定：{option}', 'The law leaves no choice here: the option has to be {option}.'),
  row('DECISION.ALREADY_SENT_UP', 409, 'info', '该事项已经上报，由上级职权主体决定', 'The matter was sent up already; it is no longer decided here.'),
  row('DECISION.ESCALATION_REASON_REQUIRED', 422, 'info', '属于本人职权的事项上报，应当说明理由', 'Sending up what one may decide oneself needs a reason.', ['请自行决定，或者填写上报理由', 'Decide it, or give the reason for sending it up.']),
  row('DECISION.NOT_DIFFERENT', 409, 'info', '与承办人意见相同，不属于改变决定', 'This is what the handler proposed, so nothing would be decided differently.'),
  row('DECISION.LEVEL_NOT_FORESEEN', 409, 'warn', '审批流程没有规定该层级的决定', 'The approval flow foresees no decision at this level.', ['请联系流程管理员', 'Tell the administrator of the path.']),
];

export const COMMITTEE_ERRORS: CatalogueTable = [
  row('COMMITTEE.ALREADY_IN_SESSION', 409, 'info', '检察委员会已在审议该事项', 'The committee is already in session on this matter.'),
  row('COMMITTEE.NOT_IN_SESSION', 409, 'info', '检察委员会尚未开会审议', 'The committee is not in session on this matter.'),
  row('COMMITTEE.NOT_A_MEMBER', 409, 'info', '列入会议的人员不是检察委员会委员', 'Somebody named is not a member of the committee.'),
  row('COMMITTEE.RECUSED_PRESENT', 409, 'info', '应当回避的委员不得出席审议', 'A recused member may not be present.'),
  row('COMMITTEE.CONCERNED_PRESENT', 409, 'info', '讨论涉及本人的事项，该委员不得参加', 'A member may not be present while a question about that member is discussed.'),
  row('COMMITTEE.NO_QUORUM', 409, 'info', '出席 {present} 人，未超过全体委员 {members} 人的半数', '{present} of {members} members are present, which is not more than half.'),
  row('COMMITTEE.NOT_PRESENT', 403, 'info', '您未出席会议', 'You are not present at the meeting.'),
  row('COMMITTEE.NOT_CHAIR', 403, 'info', '由会议主持人实施', 'This is for the chair of the meeting.'),
  row('COMMITTEE.ALREADY_VOTED', 409, 'info', '您已经表决', 'You have voted already.'),
  row('COMMITTEE.CHAIR_SPEAKS_LAST', 409, 'info', '主持人最后发表意见，尚有 {waiting} 人未表决', 'The chair speaks last; {waiting} members have not voted yet.'),
  row('COMMITTEE.NOT_ABSENT', 409, 'info', '书面意见只由缺席委员提出', 'A written opinion is for a member who was absent.'),
  row('COMMITTEE.VOTES_MISSING', 409, 'info', '出席委员尚未全部表决', 'Members who are present have not all voted.'),
  row('COMMITTEE.WRITTEN_OPINIONS_MISSING', 409, 'info', '尚缺 {missing} 名缺席委员的书面意见', 'Written opinions of {missing} absent members are missing.'),
  row('COMMITTEE.NO_MAJORITY', 409, 'info', '没有选项获得全体委员过半数同意', 'No option has the votes of more than half of all members.'),
];
