// The published vectors of RFC 8785 as data, and what is refused. Properties against a slow model are in canonical.prop.spec.ts.
import { canonicalize, JSON_DEPTH_MAX } from './index.js';
import type { JsonValue } from '@quanze/kernel';

const parse = (text: string): JsonValue => JSON.parse(text) as JsonValue;
const numberOfBits = (hex: string): number => Buffer.from(hex, 'hex').readDoubleBE(0);
const unsound = (value: unknown): (() => string) => () => canonicalize(value as JsonValue);

// Appendix B: IEEE 754 bits and the text they are written as.
const NUMBERS: [string, string][] = [
  ['0000000000000000', '0'], ['8000000000000000', '0'], ['0000000000000001', '5e-324'], ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'], ['ffefffffffffffff', '-1.7976931348623157e+308'], ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'], ['4430000000000000', '295147905179352830000'], ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'], ['44b52d02c7e14af7', '1.0000000000000001e+23'], ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'], ['444b1ae4d6e2ef50', '1e+21'], ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'], ['41b3de4355555553', '333333333.3333332'], ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'], ['41b3de4355555556', '333333333.3333334'], ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'], ['43143ff3c1cb0959', '1424953923781206.2'],
];

describe('canonical JSON', () => {
  it.each([
    ['arrays', '[56,{"d":true,"10":null,"1":[]}]', '[56,{"1":[],"10":null,"d":true}]'],
    ['french', '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
      '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}'],
    ['structures', '{"1":{"f":{"f":"hi","F":5},"\\n":56.0},"10":{},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}',
      '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}'],
    ['unicode', '{"Unnormalized Unicode":"A\\u030a"}', '{"Unnormalized Unicode":"A\u030a"}'],
    ['values', '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'],
    ['weird', '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\u000a":"Newline","1":"One","\\u0080":"Control\\u007f","\\ud83d\\ude02":"Smiley","\\u00f6":"Latin Small Letter O With Diaeresis","\\ufb33":"Hebrew Letter Dalet With Dagesh","</script>":"Browser Challenge"}',
      '{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}'],
  ])('writes the vector "%s" of RFC 8785', (_name, input, expected) => {
    expect(canonicalize(parse(input))).toBe(expected);
  });

  it.each(NUMBERS)('writes the number with bits %s as %s', (bits, expected) => {
    expect(canonicalize(numberOfBits(bits))).toBe(expected);
  });

  it.each([['7fffffffffffffff'], ['7ff0000000000000'], ['fff0000000000000']])('refuses the number with bits %s, which is not finite', (bits) => {
    expect(unsound([numberOfBits(bits)])).toThrow('FAULT.NOT_CANONICAL');
  });

  it('sorts more keys than are sorted by insertion, by UTF-16 code units', () => {
    const keys = Array.from({ length: 40 }, (_, index) => `${index}`);
    const sorted = keys.slice().sort();
    expect(canonicalize(Object.fromEntries(keys.map((key) => [key, 1])))).toBe(`{${sorted.map((key) => `"${key}":1`).join(',')}}`);
  });

  it.each([
    ['undefined', undefined], ['an undefined member', { a: undefined }], ['a hole', new Array(1)], ['a bigint', 1n], ['a function', () => 1], ['a symbol', Symbol('s')],
    ['a Date', new Date(0)], ['a Map', new Map()], ['an instance', new (class Act { readonly name = 'x'; })()],
  ])('refuses %s', (_name, value) => {
    expect(unsound({ inside: value })).toThrow('FAULT.NOT_CANONICAL');
  });

  it.each([['\ud800'], ['\udc00'], ['a\udfffb'], ['\udc00\ud800'], ['\\\ud800'], ['\\\\\ud83d']])('refuses half a surrogate pair in a value and in a key (%j)', (text) => {
    expect(unsound([text])).toThrow('surrogate');
    expect(unsound({ [text]: 1 })).toThrow('surrogate');
  });

  it.each([['\\ud800'], ['\\\\ud800'], ['\\\\\\ud83d'], ['😂\\ud83d']])('takes text that only looks like an escaped surrogate (%j)', (text) => {
    expect(canonicalize([text])).toBe(JSON.stringify([text]));
  });

  it('takes objects without prototype and keeps a key named __proto__', () => {
    const bare = Object.assign(Object.create(null) as Record<string, JsonValue>, { b: 1, a: 2 });
    expect(canonicalize(bare)).toBe('{"a":2,"b":1}');
    expect(canonicalize(parse('{"__proto__":1,"A":2}'))).toBe('{"A":2,"__proto__":1}');
  });

  it('refuses more levels than a document may have, counting those above', () => {
    const nested = (levels: number): JsonValue => parse('['.repeat(levels) + ']'.repeat(levels));
    expect(canonicalize(nested(JSON_DEPTH_MAX))).toHaveLength(2 * JSON_DEPTH_MAX);
    expect(unsound(nested(JSON_DEPTH_MAX + 1))).toThrow('levels');
    expect(() => canonicalize(nested(JSON_DEPTH_MAX - 1), 2)).toThrow('levels');
    expect(() => canonicalize({ deep: nested(JSON_DEPTH_MAX) })).toThrow('levels');
  });
});
