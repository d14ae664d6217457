// Bytes that are not HTTP, or HTTP that nobody should take, with the code they are refused with; null where the host may hang up or
// has nothing against it. What is not here: requests that can be read (`requests.ts`).

const lines = (...all: string[]): Buffer => Buffer.from(`${all.join('\r\n')}\r\n\r\n`, 'latin1');
const MALFORMED = 'REQUEST.MALFORMED';

export const NO_HTTP: readonly (readonly [string, Buffer, string | null])[] = [
  ['a method nobody has', lines('FOO / HTTP/1.1', 'host: a'), MALFORMED],
  ['no host', lines('GET /health HTTP/1.1'), MALFORMED],
  ['a line without a colon', lines('GET / HTTP/1.1', 'host: a', 'bad header'), MALFORMED],
  ['a greeting', lines('hello'), MALFORMED],
  ['another protocol', lines('PRI * HTTP/2.0', '', 'SM'), MALFORMED],
  ['the beginning of TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), MALFORMED],
  ['headers without end', lines('GET / HTTP/1.1', 'host: a', `x: ${'a'.repeat(40_000)}`), 'REQUEST.TOO_LARGE'],
  ['an address without end', lines(`GET /${'a'.repeat(40_000)} HTTP/1.1`, 'host: a'), 'REQUEST.TOO_LARGE'],
  ['NUL in the address', lines('GET /\u0000 HTTP/1.1', 'host: a'), MALFORMED],
  ['NUL in a header', lines('GET /health HTTP/1.1', 'host: a', 'x: \u0000'), MALFORMED],
  ['bytes above 127 in the address', lines('GET /api/v1/cases/\u00ff HTTP/1.1', 'host: a'), MALFORMED],
  ['a length that is no number', lines('POST /api/v1/sessions HTTP/1.1', 'host: a', 'content-length: abc'), MALFORMED],
  ['a length below nothing', lines('POST /api/v1/sessions HTTP/1.1', 'host: a', 'content-length: -1'), MALFORMED],
  ['two lengths', lines('POST /api/v1/sessions HTTP/1.1', 'host: a', 'content-length: 1', 'content-length: 2'), MALFORMED],
  ['a length and chunks', lines('POST /api/v1/sessions HTTP/1.1', 'host: a', 'content-length: 5', 'transfer-encoding: chunked', '', '0'), MALFORMED],
  ['a chunk of no size', lines('POST /api/v1/sessions HTTP/1.1', 'host: a', 'content-type: application/json', 'transfer-encoding: chunked', '', 'ZZ'), MALFORMED],
  ['a coding nobody knows', lines('POST /api/v1/sessions HTTP/1.1', 'host: a', 'transfer-encoding: gzip'), 'REQUEST.MEDIA_TYPE'],
  ['an expectation nobody fulfils', lines('POST /api/v1/sessions HTTP/1.1', 'host: a', 'expect: 200-maybe', 'content-length: 0', 'connection: close'), MALFORMED],
  ['a folded header', lines('GET /health HTTP/1.1', 'host: a', ' folded'), MALFORMED],
  ['a tunnel', lines('CONNECT a:1 HTTP/1.1', 'host: a'), null],
  ['an upgrade', lines('GET /health HTTP/1.1', 'host: a', 'connection: upgrade', 'upgrade: websocket'), null],
  ['a foreign address', lines('GET http://evil/health HTTP/1.1', 'host: a', 'connection: close'), null],
  ['the asterisk', lines('OPTIONS * HTTP/1.1', 'host: a', 'connection: close'), 'REQUEST.NOT_FOUND'],
  ['a trace', lines('TRACE / HTTP/1.1', 'host: a', 'connection: close'), 'REQUEST.METHOD_NOT_ALLOWED'],
  ['half a request', Buffer.from('GET /health HT'), MALFORMED],
  ['nothing', Buffer.alloc(0), null],
];
