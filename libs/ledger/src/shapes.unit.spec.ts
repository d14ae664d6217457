// The strict shapes by their edges. That documents are read with them is tested with the documents.
import fc from 'fast-check';
import { parseInstant, type JsonValue } from '@quanze/kernel';
import './fixtures.contract.js';
import { instant, listOf, matchingText, oneOf, record, text, wholeFrom } from './shapes.js';

const fits = (shape: (value: JsonValue) => object | null, value: unknown): boolean => shape(value as JsonValue) === null;

describe('an instant', () => {
  const asKernel = (value: string): boolean => {
    const read = parseInstant(value);
    return read.ok && read.value === value;
  };

  it.each([
    '1991-12-31T15:59:59.999Z', '1991-12-31T16:00:00.000Z', '2199-12-31T15:59:59.999Z', '2199-12-31T16:00:00.000Z', '2026-02-29T00:00:00.000Z', '2028-02-29T23:59:59.999Z', '2026-13-01T00:00:00.000Z',
    '2026-01-01T24:00:00.000Z', '2026-01-01T00:60:00.000Z', '2026-01-01T00:00:60.000Z', '2026-01-01T00:00:00Z', '2026-01-01T08:00:00.000+08:00', '2026-01-01', '2026-01-01T00:00:00.000Z\n',
  ])('is what the kernel reads and gives back unchanged: %j', (value) => {
    expect(fits(instant, value)).toBe(asKernel(value));
  });

  it('is the same set as the kernel has, for any digits', () => {
    const digits = (max: number, width: number): fc.Arbitrary<string> => fc.nat(max).map((value) => String(value).padStart(width, '0'));
    const written = fc.tuple(fc.integer({ min: 1985, max: 2205 }), digits(14, 2), digits(33, 2), digits(26, 2), digits(62, 2), digits(62, 2), digits(999, 3))
      .map(([year, month, day, hour, minute, second, ms]) => `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
    fc.assert(fc.property(written, (value) => fits(instant, value) === asKernel(value)), { numRuns: 500 });
  });

  it('is a text', () => {
    expect([20260302, ['2026-03-02T01:00:00.000Z'], null].filter((value) => fits(instant, value))).toEqual([]);
  });
});

describe('a shape', () => {
  it('of a text keeps to its lengths', () => {
    expect(['', 'a', 'abc', 'abcd', ['abc'], 3].map((value) => fits(text(3), value))).toEqual([false, true, true, false, false, false]);
    expect(['', 'aaa', 'aaaa', 'ab', ['a'], null].map((value) => fits(matchingText(/^a*$/, 3), value))).toEqual([true, true, false, false, false, false]);
    expect(['a', 'b', ['a']].map((value) => fits(oneOf('a'), value))).toEqual([true, false, false]);
  });

  it('of a number is whole, exact and not below its least', () => {
    expect([1, 2 ** 53 - 1, 2 ** 53, 0, 1.5, '1', -1].map((value) => fits(wholeFrom(1), value))).toEqual([true, true, false, false, false, false, false]);
  });

  it('of a list keeps to its length', () => {
    expect([[], ['a', 'a'], ['a', 'a', 'a'], ['b'], 'a', { length: 0 }].map((value) => fits(listOf(oneOf('a'), 2), value))).toEqual([true, true, false, false, false, false]);
  });

  it('of a record knows no key that only every object has', () => {
    const shape = record({ a: text(1) }, { b: text(1) });
    expect([{ a: 'x' }, { a: 'x', b: 'y' }, { b: 'y' }, { a: 'x', toString: 'y' }, { a: 'x', constructor: 'y' }].map((value) => fits(shape, value))).toEqual([true, true, false, false, false]);
    expect(shape(JSON.parse('{"a":"x","__proto__":"y"}') as JsonValue)).toEqual({ valid: false, reason: 'LEDGER.UNKNOWN_KEY', at: { path: '/__proto__' } });
    expect(shape({ a: 'x', toString: 'y' })).toEqual({ valid: false, reason: 'LEDGER.UNKNOWN_KEY', at: { path: '/toString' } });
  });
});
