// Refusals that concern the request itself and the person behind it, before anything of the domain is looked at.
import { row, type CatalogueTable } from './entry.js';

const RETRY_SAME_KEY = ['重试时请使用同一幂等键和同一内容', 'To repeat a request, send the same key with the same content.'] as const;

export const REQUEST_ERRORS: CatalogueTable = [
  row('REQUEST.NOT_FOUND', 404, 'debug', '没有该地址', 'There is nothing at this address.', ['接口清单见 /api/reference', 'The interface is listed at /api/reference.']),
  row('REQUEST.METHOD_NOT_ALLOWED', 405, 'debug', '该地址不支持此方法，可用：{allow}', 'This address does not take this method; it takes: {allow}.'),
  row('REQUEST.MEDIA_TYPE', 415, 'debug', '请求正文应为 application/json（UTF-8）', 'The body has to be application/json in UTF-8.'),
  row('REQUEST.NOT_ACCEPTABLE', 406, 'debug', '该接口只提供 {offered}', 'This address offers {offered} only.'),
  row('REQUEST.TOO_LARGE', 413, 'info', '请求过大，上限 {bytesMax} 字节', 'The request is too large; the limit is {bytesMax} bytes.'),
  row('REQUEST.TOO_SLOW', 408, 'info', '请求没有及时送达，连接已关闭', 'The request did not arrive in time; the connection was closed.', ['上传大文件可以慢，但不能中断', 'A large file may come slowly, but has to keep coming.']),
  row('REQUEST.MALFORMED', 400, 'debug', '请求无法解析：{reason:malformed}', 'The request cannot be read: {reason:malformed}.'),
  row('REQUEST.CROSS_SITE', 403, 'warn', '请求来自其他网站，未予执行', 'The request comes from another site and was not carried out.'),
  row('REQUEST.PARAMETER_INVALID', 400, 'debug', '地址中的参数有误：{problems:problems}', 'Parameters in the address are wrong: {problems:problems}.'),
  row('REQUEST.INVALID', 422, 'debug', '请求内容有误：{problems:problems}', 'The content of the request is wrong: {problems:problems}.'),
  row('REQUEST.CURSOR_MALFORMED', 400, 'debug', '翻页标记有误', 'The mark of the page is not one of ours.', ['请从第一页开始', 'Begin at the first page.']),
  row('REQUEST.IDEMPOTENCY_KEY_MALFORMED', 400, 'debug', '幂等键应为 1 至 200 个可见 ASCII 字符', 'An idempotency key has 1 to 200 visible ASCII characters.'),
  row('REQUEST.TOO_MANY', 429, 'info', '请求过于频繁，请 {retryAfterSeconds} 秒后再试', 'Too many requests; try again in {retryAfterSeconds} seconds.'),
];

/** Found when the request is carried out: the key was used before, or a name is taken. */
export const REPEAT_ERRORS: CatalogueTable = [
  row('REQUEST.IDEMPOTENCY_KEY_REUSED', 422, 'warn', '该幂等键已用于另一内容的请求', 'This idempotency key was used for a request with other content.', RETRY_SAME_KEY),
  row('REQUEST.TAKEN', 409, 'info', '名称或者编号已被使用', 'A name or number is taken already.'),
];

export const IDENTITY_ERRORS: CatalogueTable = [
  row('IDENTITY.TOO_MANY_ATTEMPTS', 429, 'warn', '登录失败次数过多，请 {retryAfterSeconds} 秒后再试', 'Too many failed sign-ins; try again in {retryAfterSeconds} seconds.'),
  row('IDENTITY.UNKNOWN', 401, 'debug', '尚未登录', 'You are not signed in.', ['请登录，或者提供 API 令牌', 'Sign in, or present an API token.']),
  row('IDENTITY.WRONG_CREDENTIALS', 401, 'info', '账号或者密码不正确', 'The login or the password is not right.'),
  row('IDENTITY.PASSWORD_CHANGE_REQUIRED', 403, 'info', '目前的密码由他人设定，请先修改密码', 'Your password was chosen by somebody else; change it first.', ['POST /api/v1/me/password', 'POST /api/v1/me/password']),
  row('IDENTITY.SESSION_REQUIRED', 403, 'info', '该操作需以账号登录，不能用 API 令牌', 'This needs a session of a person; an API token does not suffice.'),
  row('IDENTITY.OLD_PASSWORD_WRONG', 403, 'warn', '原密码不正确', 'The old password is not right.'),
  row('IDENTITY.PASSWORD_UNCHANGED', 422, 'debug', '新密码不得与原密码相同', 'The new password has to differ from the old one.'),
  row('IDENTITY.OWN_PASSWORD', 409, 'info', '本人的密码须凭原密码修改，不得重置', 'One\'s own password is changed with the old one and not reset.'),
  row('IDENTITY.TOKEN_TOO_LONG', 422, 'debug', '令牌有效期为 1 至 {daysMax} 日', 'A token lasts 1 to {daysMax} days.'),
  row('TOKEN.NOT_FOUND', 404, 'debug', '没有该令牌', 'There is no such token.'),
];
