// Errors about evidence: registering, assessing, conflicts, suspicion and exclusion, looking again. None of them says that evidence is
// missing: a gap refuses nothing.
import { row, type CatalogueTable } from './entry.js';

export const EVIDENCE_ERRORS: CatalogueTable = [
  row('EVIDENCE.NO_STANDARD', 409, 'info', '没有生效的证据标准，不能确定要素', 'No evidence standard is in force, so no element can be named.', ['可以先不填写要素', 'The item can be registered without elements.']),
  row('EVIDENCE.UNKNOWN_OFFENCE', 422, 'info', '证据标准中没有该罪名类别：{offences}；可以填写：{known}', 'The evidence standard has no such group of offences: {offences}. It knows {known}.', ['没有专门标准的罪名填写 general', 'An offence without a group of its own is general.']),
  row('EVIDENCE.UNKNOWN_ELEMENT', 422, 'info', '本案适用的证据标准没有该要素：{elements}；可以填写：{known}', 'The standard of this case has no such element: {elements}. It knows {known}.'),
  row('EVIDENCE.FILE_NOT_A_DIGEST', 422, 'info', '文件应当填写 64 位十六进制小写 SHA-256', 'A file is named by its SHA-256, 64 lower-case hexadecimal digits.'),
  row('EVIDENCE.UNKNOWN', 422, 'info', '本案没有第 {number} 号证据', 'The case has no item of evidence {number}.'),
  row('EVIDENCE.EXCLUDED', 409, 'info', '第 {number} 号证据已依法排除，不能采信', 'Item {number} was excluded as illegal and cannot be used.', ['经重新作出不予排除的决定后方可审查认定', 'Only a new decision that keeps it opens it to assessment.']),
  row('EVIDENCE.SUSPECTED', 409, 'info', '第 {number} 号证据的合法性问题尚未决定，不能采信', 'Whether item {number} is illegal is still open; it cannot be used before that is decided.'),
  row('EVIDENCE.CONFLICT_NEEDS_TWO', 422, 'info', '证据矛盾应当列明两份以上证据', 'A conflict names at least two items.'),
  row('EVIDENCE.CONFLICT_NOT_OPEN', 409, 'info', '本案没有未排除的第 {number} 号矛盾', 'The case has no open conflict {number}.'),
  row('EVIDENCE.NOT_SUSPECTED', 409, 'info', '第 {number} 号证据没有疑似非法的标记', 'Item {number} is not marked as suspected illegal.', ['请先标记并说明线索', 'Mark it first, with what speaks for it.']),
  row('EVIDENCE.NOT_ALL_NAMED', 422, 'info', '应当列明全部有疑似非法标记的证据，尚缺：{numbers}', 'The question names every item that is marked as suspected; missing: {numbers}.'),
  row('EVIDENCE.RELOOK_NOT_OPEN', 409, 'info', '本案没有待复看的第 {number} 号事项', 'The case has no open look {number}.'),
];
