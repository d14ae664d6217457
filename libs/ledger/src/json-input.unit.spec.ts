// Reading what may be anything: a plain copy or a reason with its place.
import { canonicalize, DOCUMENT_LIMITS, readJson, type JsonLimits } from './index.js';

const limits: JsonLimits = { depth: 3, nodes: 12, characters: 20 };
const refusal = (code: string, path: string): unknown => ({ ok: false, refusal: { code: `LEDGER.${code}`, params: { path } } });
const cycle: { self?: unknown } = {};
cycle.self = cycle;

describe('reading foreign JSON', () => {
  it('copies JSON so that later changes of the original do not matter', () => {
    const original = { a: [1, 'x', null, true], b: { c: 0.5 } };
    const read = readJson(original);
    original.a.push(2);
    expect(read.ok && canonicalize(read.value)).toBe('{"a":[1,"x",null,true],"b":{"c":0.5}}');
  });

  it('keeps a key named __proto__ as a key', () => {
    const read = readJson(JSON.parse('{"__proto__":{"x":1}}'));
    expect(read.ok && canonicalize(read.value)).toBe('{"__proto__":{"x":1}}');
  });

  it.each<[string, unknown, string]>([
    ['undefined', undefined, ''], ['an undefined member', { a: { b: undefined } }, '/a/b'], ['a hole', new Array(1), '/0'], ['NaN', [NaN], '/0'], ['Infinity', { a: -Infinity }, '/a'],
    ['a bigint', 1n, ''], ['a function', { f: () => 1 }, '/f'], ['a symbol', Symbol('s'), ''], ['a Date', { 'a/b': new Date(0) }, '/a~1b'], ['bytes', new Uint8Array(2), ''],
    ['a getter that throws', { get a() { throw new Error('no'); } }, '/a'], ['a proxy that throws', new Proxy({}, { ownKeys: () => { throw new Error('no'); } }), ''],
    ['a proxy without prototype answer', new Proxy({}, { getPrototypeOf: () => { throw 1; } }), ''],
  ])('refuses %s', (_name, value, path) => {
    expect(readJson(value)).toEqual(refusal('NOT_JSON', path));
  });

  it('refuses half a surrogate pair in values and keys', () => {
    expect(readJson({ a: ['\ud800'] })).toEqual(refusal('LONE_SURROGATE', '/a/0'));
    expect(readJson({ 'x\udc00': 1 })).toMatchObject({ ok: false, refusal: { code: 'LEDGER.LONE_SURROGATE' } });
  });

  it('refuses depth beyond the limit, and so cycles', () => {
    expect(readJson([[[1]]], limits).ok).toBe(true);
    expect(readJson([[[[]]]], limits)).toEqual(refusal('TOO_DEEP', '/0/0/0'));
    expect(readJson(cycle)).toMatchObject({ ok: false, refusal: { code: 'LEDGER.TOO_DEEP' } });
  });

  it('refuses more values and keys than the limit', () => {
    expect(readJson(Array(11).fill(0), limits).ok).toBe(true);
    expect(readJson(Array(12).fill(0), limits)).toEqual(refusal('TOO_LARGE', '/11'));
    expect(readJson({ a: 1, b: 2, c: 3, d: 4, e: 5 }, limits).ok).toBe(true);
    expect(readJson({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, limits)).toEqual(refusal('TOO_LARGE', '/f'));
  });

  it('refuses a list that only claims to be long without walking it', () => {
    const claimed = new Proxy<unknown[]>([], { get: (target, key) => (key === 'length' ? 2 ** 32 - 1 : Reflect.get(target, key)) });
    expect(readJson(claimed, DOCUMENT_LIMITS)).toEqual(refusal('TOO_LARGE', ''));
  });

  it('refuses more text than the limit, keys counted', () => {
    expect(readJson(['x'.repeat(10), 'y'.repeat(10)], limits).ok).toBe(true);
    expect(readJson(['x'.repeat(10), 'y'.repeat(11)], limits)).toEqual(refusal('TOO_LARGE', '/1'));
    expect(readJson({ ['k'.repeat(21)]: 1 }, limits)).toMatchObject({ ok: false, refusal: { code: 'LEDGER.TOO_LARGE' } });
  });

  it('cuts the place it names', () => {
    const read = readJson({ ['k'.repeat(5000)]: undefined });
    expect(read.ok ? '' : read.refusal.params['path']).toHaveLength(200);
  });
});
