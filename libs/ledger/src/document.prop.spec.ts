// Documents from strangers, whatever they hold: never a throw, never a changed document that passes, and the place where it was changed.
import fc from 'fast-check';
import { jsonEquals, type JsonValue } from '@quanze/kernel';
import { bundleOf, office, receiptOf, sha256, sm3, verifySignature } from './fixtures.contract.js';
import { JSON_DEPTH_MAX, verifyDocument, type DocumentVerdict, type Place, type VerifyOptions } from './index.js';
import { partsOf, replacedAt, valueAt } from './pointer.js';

const options: VerifyOptions = { hashes: [sha256, sm3], verifySignature };
const trusted: VerifyOptions = { ...options, trustedKeys: [office.publicKey] };
const throughFile = (document: unknown): JsonValue => JSON.parse(JSON.stringify(document)) as JsonValue;
const bundle = throughFile(bundleOf(6, 4, { signHead: true }));
const receipt = throughFile(receiptOf());

/** JSON Pointers of every value in a document, containers included. */
function placesIn(value: JsonValue, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => placesIn(child as JsonValue, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`))];
}

const at = (document: JsonValue, path: string): JsonValue => valueAt(document, partsOf(path) as string[]) as JsonValue;
const put = (document: JsonValue, path: string, value: JsonValue): JsonValue => replacedAt(document, partsOf(path) as string[], value);
const isLeaf = (value: JsonValue): boolean => typeof value !== 'object' || value === null;
const leavesOf = (document: JsonValue): string[] => placesIn(document).filter((path) => isLeaf(at(document, path)));
const reasonOf = (verdict: DocumentVerdict): string => (verdict.valid ? 'valid' : verdict.reason);
const placeOf = (verdict: DocumentVerdict): Place => (verdict.valid ? {} : verdict.at);

/** One character changed, added or taken away; a number moved by one; true for false. */
function altered(value: JsonValue, position: number, how: number): JsonValue {
  if (typeof value === 'number') return how % 2 === 0 ? value + 1 : value - 1;
  if (typeof value !== 'string') return value === null ? false : !value;
  const index = position % (value.length + 1);
  if (how % 3 === 0 || value === '') return `${value.slice(0, index)}0${value.slice(index)}`;
  const found = Math.min(index, value.length - 1);
  const replaced = value[found] === 'A' ? 'B' : 'A';
  return how % 3 === 1 ? value.slice(0, found) + value.slice(found + 1) : value.slice(0, found) + replaced + value.slice(found + 1);
}

const anyChange = (document: JsonValue): fc.Arbitrary<{ path: string; document: JsonValue }> =>
  fc.tuple(fc.constantFrom(...leavesOf(document)), fc.nat(), fc.nat(5)).map(([path, position, how]) => ({ path, document: put(document, path, altered(at(document, path), position, how)) }));

describe('a single change', () => {
  it('anywhere in a bundle with a signed head is found', () => {
    fc.assert(fc.property(anyChange(bundle), ({ document }) => !verifyDocument(document, trusted).valid), { numRuns: 500 });
  });

  it('at every place of a bundle is found at least once', () => {
    expect(leavesOf(bundle).filter((path) => verifyDocument(put(bundle, path, altered(at(bundle, path), 1, 2)), trusted).valid)).toEqual([]);
  });

  it('in an entry is found at that entry', () => {
    const entryPlaces = leavesOf(bundle).filter((path) => path.startsWith('/entries/'));
    fc.assert(fc.property(fc.constantFrom(...entryPlaces), fc.nat(), fc.nat(5), (path, position, how) => {
      const verdict = verifyDocument(put(bundle, path, altered(at(bundle, path), position, how)), options);
      expect(placeOf(verdict).path).toMatch(new RegExp(`^/entries/${path.split('/')[2]}(/|$)`));
    }), { numRuns: 200 });
  });

  it.each(['openings', 'checkpoints', 'inclusions', 'publicKeys', 'head', 'case', 'snapshot'])('under "%s" of a bundle is found', (part) => {
    const places = leavesOf(bundle).filter((path) => path.startsWith(`/${part}/`));
    fc.assert(fc.property(fc.constantFrom(...places), fc.nat(), fc.nat(5), (path, position, how) => !verifyDocument(put(bundle, path, altered(at(bundle, path), position, how)), trusted).valid), { numRuns: 150 });
  });

  it('anywhere in a receipt is found, with trusted keys and with its own', () => {
    fc.assert(fc.property(anyChange(receipt), ({ document }) => {
      expect(reasonOf(verifyDocument(document, trusted))).toMatch(/^LEDGER\./);
      expect(reasonOf(verifyDocument(document, options))).toMatch(/^LEDGER\./);
    }), { numRuns: 200 });
  });

  it('of a key, or a further key, is found', () => {
    const containers = placesIn(bundle).filter((path) => !isLeaf(at(bundle, path)) && !Array.isArray(at(bundle, path)));
    fc.assert(fc.property(fc.constantFrom(...containers), fc.string({ maxLength: 8 }), fc.nat(), (path, name, which) => {
      const record = at(bundle, path) as Record<string, JsonValue>;
      fc.pre(!Object.hasOwn(record, name));
      expect(verifyDocument(put(bundle, path, Object.fromEntries([...Object.entries(record), [name, 1]])), trusted).valid).toBe(false);
      const keys = Object.keys(record);
      const renamed = Object.entries(record).map(([key, value]) => [key === keys[which % keys.length] ? name : key, value] as const);
      expect(keys.length > 0 && verifyDocument(put(bundle, path, Object.fromEntries(renamed)), trusted).valid).toBe(false);
    }), { numRuns: 200 });
  });
});

describe('a rearranged chain', () => {
  const entries = at(bundle, '/entries') as JsonValue[];
  const verdictOf = (changed: JsonValue[]): DocumentVerdict => verifyDocument(put(bundle, '/entries', changed), options);
  const position = fc.nat(entries.length - 1);

  it('is found at the first entry that is not in its place', () => {
    fc.assert(fc.property(position, position, (a, b) => {
      expect(placeOf(verdictOf(entries.toSpliced(a, 1))).index).toBe(a);
      expect(placeOf(verdictOf(entries.toSpliced(a + 1, 0, entries[a] as JsonValue))).index).toBe(a + 1);
      expect(placeOf(verdictOf(entries.slice(0, a)))).toMatchObject({ index: a, seq: a + 1 });
      fc.pre(a !== b);
      expect(placeOf(verdictOf(entries.with(a, entries[b] as JsonValue).with(b, entries[a] as JsonValue))).index).toBe(Math.min(a, b));
      expect(placeOf(verdictOf(entries.with(a, entries[b] as JsonValue))).index).toBe(a);
    }));
  });
});

describe('anything at all', () => {
  const neverValid = (value: unknown): void => {
    expect(reasonOf(verifyDocument(value, options))).toMatch(/^LEDGER\.[A-Z_]+$/);
  };

  it('gets an answer and not a throw: any JSON', () => {
    fc.assert(fc.property(fc.jsonValue({ stringUnit: 'binary' }), neverValid), { numRuns: 200 });
  });

  it('gets an answer and not a throw: any value of the language', () => {
    fc.assert(fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withObjectString: true, withTypedArray: true, withSparseArray: true, withBoxedValues: true }), neverValid), { numRuns: 200 });
  });

  it('gets an answer and not a throw: the right keys with any values', () => {
    const keys = Object.keys(bundle as object);
    const garbled = fc.record(Object.fromEntries(keys.map((key) => [key, fc.oneof(fc.jsonValue(), fc.constant(at(bundle, `/${key}`)))])));
    fc.assert(fc.property(garbled.filter((value) => !jsonEquals(value as JsonValue, bundle)), fc.constantFrom('quanze-bundle/1', 'quanze-receipt/1'), (value, format) => {
      const verdict = verifyDocument({ ...value, format }, trusted);
      expect(verdict.valid === false || jsonEquals({ ...value, format } as JsonValue, bundle)).toBe(true);
    }), { numRuns: 200 });
  });

  it.each([['bundle', bundle], ['receipt', receipt]])('put in any place of a %s gets an answer; only what leaves the proofs whole is valid', (_name, document) => {
    fc.assert(fc.property(fc.constantFrom(...placesIn(document)), fc.jsonValue({ stringUnit: 'binary' }), (path, value) => {
      const changed = put(document, path, value as JsonValue);
      const verdict = verifyDocument(changed, trusted);
      // Openings may be erased and proofs may be fewer; nothing else may be valid and different.
      const less = path === '/openings' || path === '/inclusions' || path === '/publicKeys';
      expect(!verdict.valid || less || jsonEquals(changed, document)).toBe(true);
    }), { numRuns: 500 });
  });

  it('as deep as a reader goes gets an answer and not a throw', () => {
    const nested = (levels: number): JsonValue => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels)) as JsonValue;
    const reasons = [JSON_DEPTH_MAX - 4, JSON_DEPTH_MAX - 3, JSON_DEPTH_MAX - 2, JSON_DEPTH_MAX - 1, JSON_DEPTH_MAX, 50_000].map((levels) =>
      ['/case', '/snapshot', '/entries/1/payload', '/openings/0/value'].map((path) => reasonOf(verifyDocument(put(bundle, path, nested(levels)), trusted))));
    expect([...new Set(reasons.flat())].sort()).toEqual(['LEDGER.ENTRY_ALTERED', 'LEDGER.OPENING_MISMATCH', 'LEDGER.SIGNATURE_INVALID', 'LEDGER.TOO_DEEP']);
    expect(reasonOf(verifyDocument(put(receipt, '/decision', nested(JSON_DEPTH_MAX - 1)), trusted))).toBe('LEDGER.DECISION_MISMATCH');
  });

  it('that is no document says so', () => {
    expect(verifyDocument([], options)).toEqual({ valid: false, reason: 'LEDGER.FORMAT_UNKNOWN', at: { path: '' } });
    expect(verifyDocument({ format: 'quanze-receipt/2' }, options)).toEqual({ valid: false, reason: 'LEDGER.FORMAT_UNKNOWN', at: { path: '/format' } });
    expect(verifyDocument(undefined, options)).toEqual({ valid: false, reason: 'LEDGER.NOT_JSON', at: { path: '' } });
    expect(verifyDocument({ format: 'quanze-receipt/1' }, options)).toEqual({ valid: false, reason: 'LEDGER.MISSING_KEY', at: { path: '/algorithm' } });
    expect(verifyDocument({ format: 'quanze-bundle/1', ['~/'.repeat(500)]: 1 }, options)).toEqual({ valid: false, reason: 'LEDGER.UNKNOWN_KEY', at: { path: `/${'~0~1'.repeat(50)}` } });
  });
});
