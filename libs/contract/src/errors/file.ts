// Refusals about files: uploading, naming them in acts, attaching and withdrawing, reading. What is not here: a store that is broken, which is a
// fault (`fault.ts`).
import { row, type CatalogueTable } from './entry.js';

export const FILE_ERRORS: CatalogueTable = [
  row('FILE.NOT_FOUND', 404, 'debug', '本案没有该文件', 'The case has no such file.',
    ['文件经办案行为列明后才归入本案', 'A file belongs to the case when an act names it.']),
  row('FILE.ERASED', 404, 'info', '该文件的内容已依法删除，摘要仍在：{reason:pair}', 'The content of the file was erased; its digest remains. {reason:pair}'),
  row('FILE.NAME_INVALID', 422, 'info', '文件名应为 1 至 {lengthMax} 个字符，不含路径和控制字符', 'A file name has 1 to {lengthMax} characters, without folders and control characters.',
    ['以参数 name 或者 Content-Disposition 给出', 'Give it as the parameter name or in Content-Disposition.']),
  row('FILE.TYPE_NOT_ALLOWED', 415, 'info', '不接收 {mediaType} 类型的文件；接收：{allowed}', 'Files of the type {mediaType} are not taken; these are: {allowed}.'),
  row('FILE.TOO_LARGE', 413, 'info', '文件过大，上限 {bytesMax} 字节', 'The file is too large; the limit is {bytesMax} bytes.'),
  row('FILE.EMPTY', 422, 'info', '文件没有内容', 'The file is empty.'),
  row('FILE.HASH_MISMATCH', 422, 'warn', '收到的内容与给出的 SHA-256 不符（{expected}、{actual}），未予保存', 'What came is not what the SHA-256 says ({expected}, {actual}); it was not kept.', ['请重新上传', 'Upload it again.']),
  row('FILE.ERASED_BEFORE', 409, 'warn', '相同内容此前已依法删除，不再接收', 'The same content was erased by law before and is not taken again.'),
  row('FILE.NOT_STORED', 422, 'info', '没有为本案上传的文件：{files}', 'These files were not uploaded for this case: {files}.', ['先上传，一日内在办案行为中列明', 'Upload them first and name them in an act within a day.']),
  row('FILE.ALREADY_ATTACHED', 409, 'info', '该文件已由第 {seq} 号记录附卷', 'The file is attached already, by entry {seq}.'),
  row('FILE.NOT_ATTACHED', 409, 'info', '该文件没有附卷，或者已经撤回', 'The file is not attached, or was withdrawn already.'),
  // Files of the machine a command runs on; only the command line says these two.
  row('FILE.UNREADABLE', 422, 'debug', '命令所列的文件不能读取', 'A file named to a command cannot be read.'),
  row('FILE.UNWRITABLE', 422, 'debug', '命令所列的文件不能写入', 'A file named to a command cannot be written.'),
];
