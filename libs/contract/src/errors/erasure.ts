// Refusals about erasing contents of a case. What is not here: who may act in a case at all (`authority.ts`).
import { row, type CatalogueTable } from './entry.js';

export const ERASURE_ERRORS: CatalogueTable = [
  row('ERASURE.TARGET_INVALID', 422, 'info', '应当写明一份文书（document）或者一个文件（file），以及依据（ground）：{grounds}', 'Name one document or one file, and a ground: {grounds}.'),
  row('ERASURE.NOT_FOUND', 404, 'debug', '本案没有第 {number} 号删除申请', 'The case has no request {number} to erase.'),
  row('ERASURE.ANSWERED', 409, 'info', '第 {number} 号删除申请已由第 {seq} 号记录答复', 'Request {number} was answered by entry {seq}.'),
  row('ERASURE.PENDING', 409, 'info', '对同一内容的第 {number} 号删除申请尚待检察长答复', 'Request {number} about the same content waits for the chief.'),
  row('ERASURE.CASE_OPEN', 409, 'warn', '案件尚未办结，保管期限没有届满', 'The case has not ended, so no period of retention has.'),
  row('ERASURE.EVIDENCE_IN_USE', 409, 'warn', '该文件是第 {item} 号证据，办结前不得删除', 'The file is evidence item {item} and is kept until the case has ended.'),
];
