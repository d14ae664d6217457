// Sealed fields: what they hide, what they prove, and what may not be sealed.
import type { JsonObject, JsonValue } from '@quanze/kernel';
import { expectOk } from '@quanze/kernel';
import { sha256, sm3 } from './fixtures.contract.js';
import { commitmentOf, isSealedField, openSealed, sealedPaths, sealFields, SEAL_REFUSALS, verifyOpening, type Opening } from './index.js';

const SALT_A = '0a'.repeat(16);
const SALT_B = '0b'.repeat(32);
const payload: JsonObject = { suspect: { name: '张某', born: 2009 }, victims: [{ name: '李某' }, { name: '王某' }], 'a/b~c': 1, note: null };
const seal = (paths: readonly string[], salts: readonly string[], from: JsonObject = payload): ReturnType<typeof sealFields> => sealFields(from, paths, salts, sha256);
const both = expectOk(seal(['/suspect/name', '/victims/1'], [SALT_A, SALT_B]), 'seal');
const [first, second] = both.openings as [Opening, Opening];

describe('sealing', () => {
  it('puts commitments in place of the values and hands the values out with their salts', () => {
    expect(both.payload).toEqual({
      ...payload,
      suspect: { name: { $sealed: { alg: 'sha-256', commitment: commitmentOf(SALT_A, '张某', sha256) } }, born: 2009 },
      victims: [{ name: '李某' }, { $sealed: { alg: 'sha-256', commitment: commitmentOf(SALT_B, { name: '王某' }, sha256) } }],
    });
    expect(both.openings).toEqual([{ path: '/suspect/name', salt: SALT_A, value: '张某' }, { path: '/victims/1', salt: SALT_B, value: { name: '王某' } }]);
    expect(JSON.stringify(both.payload)).not.toMatch(/张某|王某/);
    expect(payload['suspect']).toEqual({ name: '张某', born: 2009 });
  });

  it('hashes tag, algorithm, salt and canonical value', () => {
    expect(commitmentOf(SALT_A, { b: 1, a: 2 }, sha256)).toBe(sha256.ofText(`quanze-sealed/1\nsha-256\n${SALT_A}\n{"a":2,"b":1}`));
    expect(commitmentOf(SALT_A, 1, sm3)).toBe(sm3.ofText(`quanze-sealed/1\nsm3\n${SALT_A}\n1`));
  });

  it('takes no field, a field that is null, and names with escapes', () => {
    expect(seal([], [])).toMatchObject({ ok: true, value: { payload, openings: [] } });
    expect(expectOk(seal(['/note', '/a~1b~0c'], [SALT_A, SALT_B]), 'seal').openings).toMatchObject([{ value: null }, { value: 1 }]);
  });

  const refusals: [string, readonly string[], readonly string[], JsonObject?][] = [
    ['SEAL.RESERVED_KEY', [], [], { list: [{ $sealed: 'pretended' }] }],
    ['SEAL.SALT_COUNT', ['/note'], []],
    ['SEAL.SALT_COUNT', [], [SALT_A]],
    ['SEAL.SALT_WEAK', ['/note'], ['0a'.repeat(15)]],
    ['SEAL.SALT_WEAK', ['/note'], ['0A'.repeat(16)]],
    ['SEAL.SALT_WEAK', ['/note'], [`${'0a'.repeat(16)}0`]],
    ['SEAL.SALT_WEAK', ['/note'], ['0a'.repeat(65)]],
    ['SEAL.SALT_REPEATED', ['/note', '/suspect'], [SALT_A, SALT_A]],
    ['SEAL.PATH_MALFORMED', [''], [SALT_A]],
    ['SEAL.PATH_MALFORMED', ['note'], [SALT_A]],
    ['SEAL.PATH_MALFORMED', ['/a~2'], [SALT_A]],
    ['SEAL.PATH_MISSING', ['/nobody'], [SALT_A]],
    ['SEAL.PATH_MISSING', ['/nobody/at/all'], [SALT_A]],
    ['SEAL.PATH_MISSING', ['/victims/01'], [SALT_A]],
    ['SEAL.PATH_MISSING', ['/victims/2'], [SALT_A]],
    ['SEAL.PATH_MISSING', ['/victims/length'], [SALT_A]],
    ['SEAL.PATH_MISSING', ['/suspect/toString'], [SALT_A]],
    ['SEAL.PATHS_OVERLAP', ['/suspect', '/suspect/name'], [SALT_A, SALT_B]],
    ['SEAL.PATHS_OVERLAP', ['/suspect/name', '/suspect'], [SALT_A, SALT_B]],
    ['SEAL.PATHS_OVERLAP', ['/note', '/note'], [SALT_A, SALT_B]],
  ];

  it.each(refusals)('refuses %s for paths %j', (code, paths, salts, from = payload) => {
    expect(seal(paths, salts, from)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('has an example above for every refusal', () => {
    expect([...new Set(refusals.map(([code]) => code))].sort()).toEqual([...SEAL_REFUSALS].sort());
  });
});

describe('an opening', () => {
  it('proves its value, and all together give the payload back', () => {
    expect(verifyOpening(both.payload, first, sha256)).toBe(true);
    expect(openSealed(both.payload, both.openings, sha256)).toEqual({ ok: true, value: payload });
  });

  it('may be erased: the other fields still open, this one stays sealed', () => {
    const opened = expectOk(openSealed(both.payload, [second], sha256), 'open');
    expect(sealedPaths(opened)).toEqual(['/suspect/name']);
    expect(opened['victims']).toEqual(payload['victims']);
  });

  it.each<[string, object]>([
    ['another value', { value: '李某' }], ['another salt', { salt: SALT_B }], ['a salt in other letters', { salt: SALT_A.toUpperCase() }],
  ])('with %s is found with its path', (_name, change) => {
    expect(verifyOpening(both.payload, { ...first, ...change }, sha256)).toBe(false);
    expect(openSealed(both.payload, [second, { ...first, ...change }], sha256)).toEqual({ ok: false, refusal: { code: 'LEDGER.OPENING_MISMATCH', params: { path: '/suspect/name' } } });
  });

  it.each(['/suspect/born', '/nobody', '/suspect', 'suspect', ''])('of %j, where nothing is sealed, is found with its path', (path) => {
    expect(openSealed(both.payload, [{ ...first, path }], sha256)).toEqual({ ok: false, refusal: { code: 'LEDGER.OPENING_WITHOUT_FIELD', params: { path } } });
  });

  it('with a weak salt is none, even where the commitment fits', () => {
    const weak = { a: { $sealed: { alg: 'sha-256', commitment: commitmentOf('00', 1, sha256) } } };
    expect(verifyOpening(weak, { path: '/a', salt: '00', value: 1 }, sha256)).toBe(false);
  });

  it('is bound to the algorithm the field names', () => {
    const mislabelled = { a: { $sealed: { alg: 'sm3', commitment: commitmentOf(SALT_A, 1, sha256) } } };
    expect(verifyOpening(mislabelled, { path: '/a', salt: SALT_A, value: 1 }, sha256)).toBe(false);
  });
});

describe('a sealed field', () => {
  const commitment = commitmentOf(SALT_A, 1, sha256);

  it.each<[JsonValue, boolean]>([
    [{ $sealed: { alg: 'sm3', commitment } }, true],
    [{ $sealed: { alg: 'md5', commitment } }, false],
    [{ $sealed: { alg: 'sm3', commitment: 'x' } }, false],
    [{ $sealed: { alg: 'sm3', commitment, hint: 1 } }, false],
    [{ $sealed: { alg: 'sm3', commitment }, beside: 1 }, false],
    [{ $sealed: 'x' }, false],
    [{ $sealed: null }, false],
    [{ other: { alg: 'sm3', commitment } }, false],
    [[commitment], false],
    [null, false],
  ])('is recognised by its exact form: %j', (value, is) => {
    expect(isSealedField(value)).toBe(is);
  });

  it('is found wherever it stands', () => {
    expect(sealedPaths({ 'x/y': both.payload, plain: [1, null] })).toEqual(['/x~1y/suspect/name', '/x~1y/victims/1']);
  });
});
