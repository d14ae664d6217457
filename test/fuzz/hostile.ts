// What no schema allows, and what breaks parsers, databases and careless code: values, bodies, headers and addresses.
// What is not here: requests that are meant well (`operations.ts`).
import fc from 'fast-check';

const LONE = '\ud800';
const NESTED = (levels: number): unknown => (levels === 0 ? 1 : { a: NESTED(levels - 1) });

/** JSON values in the wrong place. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null, true, -1, 0, 1.5, 1e308, -0, 2 ** 53, '', ' ', '\u0000', `a${LONE}`, '\udfff', '\u202e反', '‮', '﷽'.repeat(50), "'; DROP TABLE journal; --", '$1', '%s%n', '../../etc/passwd',
  '{{7*7}}', '<script>alert(1)</script>', 'a'.repeat(5000), '案'.repeat(3000), [], [[]], {}, { toString: 1 }, { length: -1 }, [null], NESTED(20), '__proto__', 'constructor', '0x10', 'NaN', '1e5',
  '2026-02-30', '2026-13-01T00:00:00Z', '2026-11-23T02:00:00', '9999-12-31T23:59:59Z', '-271821-04-20T00:00:00Z', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '{"a":1}', '*',
];

/** An object with something wrong in it: a field of the wrong kind, one too many, one too few. */
export function spoiled(good: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> {
  return fc.tuple(good, fc.nat(), fc.constantFrom(...HOSTILE_VALUES), fc.constantFrom('replace', 'add', 'drop', 'deep')).map(([object, place, value, how]) => {
    const keys = Object.keys(object);
    const key = keys[place % Math.max(1, keys.length)] ?? 'x';
    switch (how) {
      case 'replace':
        return { ...object, [key]: value };
      case 'add':
        return { ...object, [`${key}X`]: value, toString: value };
      case 'drop':
        return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
      default: {
        const inner = object[key];
        return { ...object, [key]: typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...inner, unexpected: value } : [value] };
      }
    }
  });
}

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Bodies that are no JSON object, or one that must not come in. */
export function brokenBody(good: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Buffer> {
  const cut = fc.tuple(good, fc.double({ min: 0, max: 1, noNaN: true })).map(([object, share]) => {
    const text = JSON.stringify(object);
    return utf8(text.slice(0, Math.floor(text.length * share)));
  });
  const fixed = [
    '', '{', '[]', 'null', '1', '"text"', '{}{}', "{'a':1}", '{"a":1,}', '\ufeff{}', '{"a":NaN}', '{"a":1e999}', '{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"x":1}}}', '{"a":"\\u0000"}',
    '{"a":"\\ud800"}', `{"${'k'.repeat(2000)}":1}`, `${'['.repeat(20_000)}`, `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`, '{"act":"x","act":"y","payload":{},"expectedVersion":0}', `{"a":${'9'.repeat(5000)}}`,
  ].map(utf8);
  const bytes = [Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]), Buffer.from([0, 0, 0, 0]), Buffer.from([0x1f, 0x8b, 8, 0])];
  return fc.oneof({ weight: 2, arbitrary: cut }, { weight: 3, arbitrary: fc.constantFrom(...fixed, ...bytes) }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)) });
}

const LATIN = Buffer.from('密钥', 'utf8').toString('latin1');

/** Header lines that are HTTP but not what anybody expects. */
export const HOSTILE_HEADERS: readonly (readonly [string, string])[] = [
  ['content-type', 'text/plain'], ['content-type', 'application/json; charset=gbk'], ['content-type', 'application/json; charset='], ['content-type', 'multipart/form-data; boundary=x'], ['content-type', ';'], ['content-type', `application/json;${'a'.repeat(3000)}`],
  ['idempotency-key', ''], ['idempotency-key', 'a b'], ['idempotency-key', 'k'.repeat(201)], ['idempotency-key', LATIN], ['idempotency-key', '\u007f'],
  ['authorization', 'Basic YTpi'], ['authorization', 'Bearer'], ['authorization', `Bearer qz_${'0'.repeat(64)}`], ['authorization', `Bearer ${'x'.repeat(500)}`], ['authorization', 'bearer \t'],
  ['cookie', 'quanze_session='], ['cookie', 'quanze_session=%00'], ['cookie', 'quanze_session=%ff; quanze_session=a'], ['cookie', `a=${'b'.repeat(6000)}`], ['cookie', ';;=;=='], ['cookie', '__proto__=1'],
  ['accept-language', '*;q=9, zh;q=-1,,;;'], ['accept-language', 'x'.repeat(2000)], ['accept-language', 'en'], ['accept', 'application/xml'], ['accept', 'text/event-stream'],
  ['x-request-id', '../../x'], ['x-request-id', 'a'.repeat(64)], ['x-forwarded-for', '1.2.3.4, evil'], ['x-http-method-override', 'DELETE'], ['if-match', '"x"'], ['range', 'bytes=0-'], ['content-encoding', 'gzip'],
  ['origin', 'https://evil.example'], ['origin', 'null'], ['origin', ':::'], ['sec-fetch-site', 'cross-site'], ['sec-fetch-site', 'ghost'], ['last-event-id', '../x'], ['forwarded', 'for="[::1'], ['te', 'trailers'], ['upgrade-insecure-requests', '1'],
];

/** Values for a part of an address, encoded or not; none of them ends the request line. */
export const HOSTILE_PARTS: readonly string[] = [
  '%00', '%ff', '%c0%ae', '..', '%2e%2e', '..%2f..%2fetc', '%2f', '%5c', 'a'.repeat(180), 'a'.repeat(300), '%E6%A1%88', LATIN, '*', ';a=b', '__proto__', 'constructor', 'toString', '0', '-1', '1e9', '00000000-0000-0000-0000-000000000000', '%', '%zz', '%u0041', '%0d%0aset-cookie:a=b', ':id', '{id}', "'%20OR%201=1--", '~', '.', '',
];

/** Query strings nobody asked for. */
export const HOSTILE_QUERIES: readonly string[] = [
  'limit=0', 'limit=-1', 'limit=201', 'limit=1.5', 'limit=abc', 'limit=', 'limit=1&limit=2', 'limit[]=1', 'limit[a]=1', 'after=%00', 'after=%ff', 'after=x', 'after=eyJhIjoxfQ', 'after=' + 'A'.repeat(900), 'after=1e400', 'unknown=1', '__proto__[admin]=1', 'constructor.prototype=1',
  'text=%25', 'text=%5f%5f', 'text=%F0%9F%98%80', 'text=%ed%a0%80', 'text=' + '%E6%A1%88'.repeat(99), 'status=closed', 'handler=x', 'state=%00', '&&&', '=', '?', 'a'.repeat(3000), 'openings=maybe', 'all=1',
];
