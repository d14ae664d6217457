// Refusals of panels: several people who agree on one question (会签、或签、票签、依次), added signers, seats handed on, opinions asked for.
import { row, type CatalogueTable } from './entry.js';

export const PANEL_ERRORS: CatalogueTable = [
  row('PANEL.NOBODY', 422, 'info', '没有指定会签人员', 'Nobody is named to sign.'),
  row('PANEL.TOO_MANY', 422, 'info', '会签人员不得超过 {max} 人', 'At most {max} people may sign.'),
  row('PANEL.WEIGHT', 422, 'info', '权重应当为 1 至 {max} 的整数', 'A weight is a whole number from 1 to {max}.'),
  row('PANEL.NO_CHAIR', 422, 'info', '应当指定一名主持人', 'Exactly one chair must be named.'),
  row('PANEL.CANNOT_PASS', 422, 'info', '指定的 {seats} 人全部同意也达不到通过条件', 'Even all {seats} people together would not be enough to pass.', ['请增加人员', 'Name more people.']),
  row('PANEL.SETTLED', 409, 'info', '会签已有结果', 'The panel is settled.'),
  row('PANEL.NOT_SEATED', 403, 'info', '不是本次会签人员', 'You are not asked to sign here.'),
  row('PANEL.ANSWERED', 409, 'info', '已经表态，不能更改', 'The answer was given and stands.'),
  row('PANEL.NOT_YOUR_TURN', 409, 'info', '尚未轮到表态', 'Others have to answer first.'),
  row('PANEL.OPINION_MISSING', 409, 'info', '委托他人提出的意见尚未收到', 'The opinion you asked for is not here yet.', ['可以撤回委托', 'You may take the question back.']),
  row('PANEL.NO_ABSTENTION', 422, 'info', '本环节不得弃权', 'Nobody may abstain here.'),
  row('PANEL.MAY_NOT_CLOSE', 409, 'info', '应当等待全部人员表态', 'Every answer has to be waited for.'),
  row('PANEL.ADD_NOT_ALLOWED', 409, 'info', '本环节不得以该方式加签', 'Signers may not be added in this way.'),
  row('PANEL.ALREADY_SEATED', 409, 'info', '该人员已参与本次会签', 'This person takes part in the panel already.'),
  row('PANEL.NOT_ADDED_BY_YOU', 403, 'info', '只能减去本人加签的人员', 'Only signers you have added can be taken away.'),
  row('PANEL.HAS_ADDED', 409, 'info', '该人员又加签了他人', 'This signer has added others.'),
  row('PANEL.TRANSFER_NOT_ALLOWED', 409, 'info', '本环节不得转办', 'Seats may not be handed on here.'),
  row('PANEL.HELD_BEFORE', 409, 'info', '不得转回曾经经手的人员', 'A seat is not handed back to who held it.'),
  row('PANEL.ENTRUST_NOT_ALLOWED', 409, 'info', '本环节不得委托他人提出意见', 'Opinions may not be asked for here.'),
  row('PANEL.ENTRUSTED', 409, 'info', '已经委托他人提出意见', 'An opinion was asked for already.'),
  row('PANEL.NOT_ENTRUSTED', 409, 'info', '没有待提出的意见', 'No opinion is waited for.'),
];

/** Sending back, taking back, copies and reminders in an approval flow, and who may be asked to sign. */
export const FLOW_ERRORS: CatalogueTable = [
  row('FLOW.NOT_A_PANEL', 409, 'info', '该步骤没有会签', 'Nobody is asked to sign in this step.'),
  row('FLOW.NOT_ASKED', 409, 'info', '尚未确定会签人员', 'Nobody was named to sign yet.'),
  row('FLOW.ALREADY_ASKED', 409, 'info', '会签正在进行', 'The panel is under way already.'),
  row('FLOW.CONTENT_CHANGED', 409, 'info', '提请的内容已经改变，此前的意见不再适用', 'What is put before people has changed, so what was said before does not hold.', ['请重新逐级报请', 'Walk the steps again.']),
  row('FLOW.SIGNER_RECUSED', 422, 'info', '该人员已被申请或者决定回避', 'The recusal of this person is asked for or ordered.'),
  row('FLOW.SIGNER_BARRED', 422, 'info', '该人员不得参与本案', 'This person may not take part in the case.'),
  row('FLOW.SIGNER_CONCERNED', 422, 'info', '该事项涉及该人员本人', 'The question is about this person.'),
  row('FLOW.SIGNER_CONFLICT', 422, 'info', '该人员在本事项中已有不相容的身份：{filled}', 'This person acted in this question in a capacity that excludes it: {filled}.'),
  row('FLOW.SIGNER_WITHOUT_ROLE', 422, 'info', '该人员没有会签所要求的职务：{needs}', 'This person holds none of the offices asked for: {needs}.'),
  row('FLOW.NOT_VISITED', 422, 'info', '本次流程没有经过步骤 {step}，可以退回至：{visited}', 'This run has not passed the step {step}; it can go back to: {visited}.'),
  row('FLOW.NOT_RETURNED', 409, 'info', '该事项没有被退回至此', 'Nothing was sent back to here.'),
  row('FLOW.REVIEWED', 409, 'info', '已有人员审核、会签或者决定，不能撤回', 'Somebody has reviewed, signed or decided, so it cannot be taken back.', ['可以请其退回', 'Ask them to send it back.']),
  row('FLOW.COPY_NOT_POSSIBLE', 422, 'info', '不能抄送该人员', 'This person may not get a copy.'),
  row('FLOW.ALREADY_COPIED', 409, 'info', '已抄送该人员', 'This person has a copy already.'),
  row('FLOW.NOT_COPIED', 403, 'info', '没有抄送给您', 'You were sent no copy.'),
  row('FLOW.COPY_READ', 409, 'info', '您已阅', 'You have confirmed the copy already.'),
  row('FLOW.URGED_RECENTLY', 409, 'info', '刚刚催办过，{next} 之后可以再次催办', 'A reminder was sent not long ago; the next is possible from {next}.'),
];

/** What a person keeps for later. */
export const DRAFT_ERRORS: CatalogueTable = [
  row('DRAFT.NOT_FOUND', 404, 'debug', '没有暂存内容', 'Nothing is kept for this act.'),
  row('DRAFT.TOO_LARGE', 422, 'info', '暂存内容不得超过 {max} 字节', 'A draft has at most {max} bytes.'),
];
