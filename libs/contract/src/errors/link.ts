// Refusals of opening a case from another one. What is not here: whether the person may act in either case, which the gate says.
import { row, type CatalogueTable } from './entry.js';

const SEE_LINKS = ['可办理的关联案件见案件的 links', 'The links of the case list what may be opened.'] as const;

export const LINK_ERRORS: CatalogueTable = [
  row('LINK.UNKNOWN', 422, 'info', '本案流程没有该关联：{link}', 'The path of the case has no link {link}.', SEE_LINKS),
  row('LINK.PATH_MISMATCH', 422, 'info', '由关联 {link} 只能办理：{paths}', 'By the link {link} only these can be opened: {paths}.', SEE_LINKS),
  row('LINK.NOT_NOW', 409, 'info', '案件目前的状态或者条件不允许办理关联案件 {link}（{why:pair}）', 'The state of the case or a condition does not allow the link {link} now ({why:pair}).', SEE_LINKS),
];
