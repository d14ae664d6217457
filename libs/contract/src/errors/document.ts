// Refusals about documents (文书): drafts, templates, numbers. What is not here: problems of templates as definitions (`definition.ts`).
import { row, type CatalogueTable } from './entry.js';

export const DOCUMENT_ERRORS: CatalogueTable = [
  row('DOCUMENT.NOT_FOUND', 404, 'debug', '本案没有第 {n} 号文书', 'The case has no document {n}.'),
  row('DOCUMENT.NO_TEMPLATE', 422, 'info', '文书 {document} 没有模板', 'There is no template for the document {document}.', ['没有模板的文书在送达时填写文号', 'The number of a document without a template is typed when it is issued.']),
  row('DOCUMENT.ISSUED', 409, 'info', '第 {n} 号文书已经制发，不能修改', 'Document {n} is issued and never changes.', ['确有错误的，制作补正文书', 'Make a correction that names it.']),
  row('DOCUMENT.NOT_ISSUED', 409, 'info', '第 {n} 号文书尚未制发，可以直接修改', 'Document {n} is not issued yet; edit it.'),
  row('DOCUMENT.NOT_A_CORRECTION', 409, 'info', '第 {n} 号文书随办案行为制发', 'Document {n} is issued with the act that makes it.'),
  row('DOCUMENT.VERSION_CONFLICT', 409, 'info', '文书在版本 {expected} 之后已有修改', 'Somebody wrote on the document after version {expected}.', ['请查看最新版本', 'Look at the newest version.']),
  row('DOCUMENT.FIELDS_INVALID', 422, 'info', '文书填写有误：{problems:problems}', 'The fields of the document do not fit: {problems:problems}.'),
  row('DOCUMENT.NUMBER_GIVEN', 422, 'info', '文书 {document} 的文号由系统编排，不得填写', 'The number of the document {document} is given by the office\'s series and not typed.'),
  row('DOCUMENT.NOT_OF_ACT', 422, 'warn', '该行为不制作文书 {document}', 'This act does not make the document {document}.'),
  row('DOCUMENT.INCOMPLETE', 422, 'info', '文书内容不完整，缺少：{missing:pair}', 'The document is not complete; missing: {missing:pair}.', ['请在文书草稿中补充', 'Add them to the draft of the document.']),
  row('DOCUMENT.ERASED', 404, 'info', '第 {n} 号文书的内容已依法删除，编号和摘要仍在：{reason:pair}', 'The text of document {n} was erased; its number and digest remain. {reason:pair}'),
];
