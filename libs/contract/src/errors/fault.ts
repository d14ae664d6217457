// Faults: bugs and lost servers. A person reads only that something failed and the number of the request; what failed is in the
// log. Faults are thrown, never returned.
import { row, type CatalogueTable } from './entry.js';

const TELL = ['请将请求编号告知系统管理员', 'Give the request number to the administrator.'] as const;
const AGAIN = ['可以原样重试', 'It is safe to send the same request again.'] as const;

export const FAULT_ERRORS: CatalogueTable = [
  row('FAULT.DEPENDENCY_DOWN', 503, 'error', '所依赖的服务暂时不可用', 'A service this depends on is away.', AGAIN),
  row('FAULT.BUSY', 503, 'warn', '并发更新过多，稍后自动重试', 'Too many changes at once; it is tried again.', AGAIN),
  row('FAULT.STOPPING', 503, 'info', '服务正在停止', 'The service is stopping.', AGAIN),
  row('FAULT.LEDGER_BROKEN', 500, 'error', '留痕记录校验失败，已停止处理', 'The ledger does not verify; nothing was done.', TELL),
  row('FAULT.ASSERTION', 500, 'error', '系统内部错误', 'An internal error.', TELL),
  row('FAULT.DEFINITION', 500, 'error', '已发布的定义不可用', 'A published definition cannot be used.', TELL),
  row('FAULT.SCHEMA_MISMATCH', 500, 'error', '数据库结构与程序不符', 'The database does not have the schema this program expects.', TELL),
  row('FAULT.DATABASE_VALUE', 500, 'error', '数据库返回了无法识别的值', 'The database returned a value that cannot be read.', TELL),
  row('FAULT.FILE_DAMAGED', 500, 'error', '存储的文件内容已损坏，未予提供', 'The stored content of a file is damaged; it was not given out.', TELL),
  row('FAULT.FILE_LOST', 500, 'error', '上传的内容在保存时丢失', 'What was uploaded was lost while it was being kept.', AGAIN),
  row('FAULT.MACHINE', 500, 'error', '流程机内部错误', 'An internal error of the state machine.', TELL),
  row('FAULT.NOT_CANONICAL', 500, 'error', '内容无法规范化', 'A content has no canonical form.', TELL),
  row('FAULT.JOB_MALFORMED', 500, 'error', '任务格式有误', 'A job is malformed.', TELL),
  row('FAULT.CONFIGURATION', 500, 'error', '配置有误', 'The configuration is wrong.', TELL),
  row('FAULT.EMBEDDED_MISSING', 500, 'error', '缺少内置 PostgreSQL 程序', 'The embedded PostgreSQL is missing.', TELL),
  row('FAULT.EMBEDDED_ACCOUNT', 500, 'error', '没有可运行 PostgreSQL 的账户', 'There is no account PostgreSQL may run under.', TELL),
  row('FAULT.EMBEDDED_DATA', 500, 'error', '数据目录不可用', 'The data folder cannot be used.', TELL),
  row('FAULT.EMBEDDED_SOCKET', 500, 'error', '数据库套接字目录不可用', 'The folder for the database socket cannot be used.', TELL),
  row('FAULT.EMBEDDED_START', 500, 'error', '内置 PostgreSQL 未能启动', 'The embedded PostgreSQL did not start.', TELL),
  row('FAULT.UNEXPECTED', 500, 'error', '系统内部错误', 'An internal error.', TELL),
];
