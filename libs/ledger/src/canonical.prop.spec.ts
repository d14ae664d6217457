// Canonical JSON against a slow model written straight from the text of RFC 8785, and the byte forms against Node's own.
import fc from 'fast-check';
import type { JsonValue } from '@quanze/kernel';
import { hexOfBytes, isHashHex, utf8Of, writeHashBytes } from './hashing.js';
import { canonicalize } from './index.js';
import './fixtures.contract.js';

/** Section 3.2 word for word: sort, then print without white space. */
function model(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => model(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const units = (text: string): number[] => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  const before = (a: string, b: string): number => {
    const [left, right] = [units(a), units(b)];
    const differs = left.findIndex((unit, index) => unit !== right[index]);
    return differs === -1 ? left.length - right.length : (left[differs] as number) - (right[differs] ?? -1);
  };
  return `{${Object.entries(value).sort(([a], [b]) => before(a, b)).map(([key, item]) => `${JSON.stringify(key)}:${model(item as JsonValue)}`).join(',')}}`;
}

const unicode = fc.string({ unit: 'binary' });
const json = fc.jsonValue({ stringUnit: 'binary', maxDepth: 6 }) as fc.Arbitrary<JsonValue>;

describe('canonical JSON', () => {
  it('equals the model for any JSON value', () => {
    fc.assert(fc.property(json, (value) => canonicalize(value) === model(value)), { numRuns: 500 });
  });

  it('does not depend on the order of keys', () => {
    fc.assert(fc.property(fc.dictionary(unicode, json, { maxKeys: 30 }), (record) => {
      expect(canonicalize(Object.fromEntries(Object.entries(record).reverse()))).toBe(canonicalize(record));
    }));
  });

  it('is stable under parsing', () => {
    fc.assert(fc.property(json, (value) => canonicalize(JSON.parse(canonicalize(value)) as JsonValue) === canonicalize(value)));
  });

  it('writes every number so that it is read back as itself', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => Number(canonicalize(value)) === value), { numRuns: 500 });
  });

  it('refuses exactly the texts with half a surrogate pair', () => {
    const units = fc.array(fc.constantFrom(0xd800, 0xdbff, 0xdc00, 0xdfff, 0x41, 0x5c, 0x75, 0x64), { maxLength: 12 });
    fc.assert(fc.property(units, (codes) => {
      const text = String.fromCharCode(...codes);
      const sound = Buffer.from(text, 'utf8').toString('utf8') === text;
      let written = true;
      try { canonicalize([text]); } catch { written = false; }
      expect(written).toBe(sound);
    }), { numRuns: 2000 });
  });
});

// The first and last characters of each length in UTF-8.
const BOUNDARIES = '\u0000\u007f\u0080\u07ff\u0800权\ud7ff\ue000\uffff\u{10000}😂\u{10ffff}';

describe('byte forms', () => {
  it('writes UTF-8 as Node does', () => {
    fc.assert(fc.property(unicode, (text) => Buffer.from(utf8Of(text)).equals(Buffer.from(text, 'utf8'))), { numRuns: 500 });
    expect(Buffer.from(utf8Of(BOUNDARIES)).toString('hex')).toBe(Buffer.from(BOUNDARIES).toString('hex'));
    expect(() => utf8Of('\ud800')).toThrow('surrogate');
    expect(() => utf8Of('\udfff')).toThrow('surrogate');
  });

  it('reads and writes digests as Node does', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const digest = hexOfBytes(bytes);
      const target = new Uint8Array(34);
      writeHashBytes(digest, target, 1);
      expect(digest).toBe(Buffer.from(bytes).toString('hex'));
      expect(target).toEqual(Uint8Array.from([0, ...bytes, 0]));
    }));
  });

  it.each([['', false], ['a'.repeat(64), true], ['A'.repeat(64), false], ['a'.repeat(63), false], ['g'.repeat(64), false], [`${'a'.repeat(64)}\n`, false], [['a'.repeat(64)], false]])('knows whether %j is a digest', (text, is) => {
    expect(isHashHex(text)).toBe(is);
  });

  it.each(['a'.repeat(63), 'A'.repeat(64), 'g'.repeat(64), ':'.repeat(64), ' '.repeat(64), '权'.repeat(64), `${'a'.repeat(63)}G`, `${'a'.repeat(62)}Ga`, 'a权'.repeat(32), '权a'.repeat(32), 'a'.repeat(65)])('refuses to turn %j into bytes', (text) => {
    expect(() => writeHashBytes(text as never, new Uint8Array(32), 0)).toThrow('digest');
  });
});
