// Refusals are values and faults are thrown; ids and JSON values are told from what only looks like them.
import { assert, expectOk, Fault, isJsonObject, isUuid, jsonEquals, ok, refused, type JsonValue } from './index.js';

describe('a refusal', () => {
  it('carries its code, and parameters and a source only where they are given', () => {
    expect(refused('AREA.REASON')).toEqual({ ok: false, refusal: { code: 'AREA.REASON', params: {} } });
    expect(refused('AREA.REASON', { days: 3 }).refusal).not.toHaveProperty('source');
    expect(refused('AREA.REASON', { days: 3 }, '规则 1').refusal).toEqual({ code: 'AREA.REASON', params: { days: 3 }, source: '规则 1' });
  });

  it('where none may be is a fault that names what was wanted', () => {
    expect(expectOk(ok(7), 'a number')).toBe(7);
    expect(() => expectOk(refused('AREA.REASON', { days: 3 }), 'a number')).toThrow('FAULT.ASSERTION: a number: AREA.REASON {"days":3}');
  });
});

describe('a promise', () => {
  it('that is broken throws a fault with its code', () => {
    const broken = () => assert(0, 'nothing is not something');
    expect(broken).toThrow(Fault);
    expect(broken).toThrow(expect.objectContaining({ name: 'Fault', code: 'FAULT.ASSERTION', message: 'FAULT.ASSERTION: nothing is not something' }));
    expect(() => assert('something', 'kept')).not.toThrow();
  });
});

describe('an id', () => {
  it.each(['00000000-0000-4000-8000-000000000001', '018f3c1e-7b2a-7c3d-9e4f-0123456789ab'])('%s is a UUID', (text) => {
    expect(isUuid(text)).toBe(true);
  });

  it.each(['00000000-0000-4000-8000-00000000000', '00000000-0000-4000-8000-000000000001 ', '018F3C1E-7B2A-7C3D-9E4F-0123456789AB', '00000000-0000-9000-8000-000000000001', '00000000-0000-4000-c000-000000000001', '00000000000040008000000000000001', '', 5, null, undefined])('%p is none', (text) => {
    expect(isUuid(text)).toBe(false);
  });
});

describe('JSON values', () => {
  it('are objects only when they have keys, not places', () => {
    expect([{}, { a: 1 }, [], null, 'text', 5, true, undefined].map(isJsonObject)).toEqual([true, true, false, false, false, false, false, false]);
  });

  const PAIRS: readonly (readonly [JsonValue, JsonValue, boolean])[] = [
    [1, 1, true], [1, 2, false], ['1', 1, false], [null, null, true], [null, {}, false], [null, false, false], [[], {}, false], [{}, [], false],
    [[1, [2]], [1, [2]], true], [[1, 2], [2, 1], false], [[1], [1, 2], false], [{ a: 1, b: [2] }, { b: [2], a: 1 }, true], [{ a: 1 }, { b: 1 }, false], [{ a: 1 }, { a: 1, b: 1 }, false], [{ a: { b: 1 } }, { a: { b: 2 } }, false],
  ];
  it.each(PAIRS)('%j and %j are equal: %p, in both directions', (a, b, equal) => {
    expect([jsonEquals(a, b), jsonEquals(b, a)]).toEqual([equal, equal]);
  });
});
