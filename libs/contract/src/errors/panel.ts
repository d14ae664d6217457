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
