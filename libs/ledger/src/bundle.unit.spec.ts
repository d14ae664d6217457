// Bundles by example: what a valid one says, what it leaves open, and the reason and place for every attack on a whole case.
import type { HashHex, JsonObject } from '@quanze/kernel';
import { bodyOf, bundleOf, CHAIN, chainOfBodies, newSigner, office, sha256, sm3, stranger, verifySignature, withSignedHead } from './fixtures.contract.js';
import { genesisHash, verifyDocument, type CaseBundle, type PublicKey, type VerifyOptions } from './index.js';

const options: VerifyOptions = { hashes: [sha256, sm3], verifySignature };
const trusted: VerifyOptions = { ...options, trustedKeys: [office.publicKey] };
const bundle = bundleOf(5, 3);
const signed = bundleOf(5, 3, { signHead: true });
const finding = (reason: string, at: object): unknown => ({ valid: false, reason: `LEDGER.${reason}`, at });
const verdictOf = (change: Partial<CaseBundle>, from: CaseBundle = bundle, by: VerifyOptions = trusted): unknown => verifyDocument({ ...from, ...change }, by);
const headOf = (entries: CaseBundle['entries']): CaseBundle['head'] => ({ length: entries.length, hash: entries.at(-1)?.hash ?? genesisHash(CHAIN, sha256) });
/** A forger with the right to write everything but the log: changes entry `seq` and hashes all behind it anew, head included. */
const rewrittenFrom = (seq: number, from: CaseBundle = bundle): Partial<CaseBundle> => {
  const entries = chainOfBodies(from.entries.map((entry) => (entry.seq === seq ? bodyOf(seq, { act: 'forged' }) : entry)));
  return { entries, head: headOf(entries), openings: [] };
};

describe('a bundle', () => {
  it('is valid and says what it proves and what not', () => {
    expect(verifyDocument(bundle, trusted)).toEqual({
      valid: true, document: 'bundle', algorithm: 'sha-256', chain: CHAIN, length: 5, head: bundle.head.hash, anchoredLength: 3, notYetAnchored: 2, log: 'tenant-1', logSize: 7, checkpoints: 2,
      checkpointAt: bundle.checkpoints[1]?.at, headStatedAt: null, keySource: 'trusted', keyIds: ['office-2026'], sealed: { total: 1, opened: 1 }, caseData: 'unproven', snapshot: 'unproven',
      documents: null, files: null,
    });
  });

  it('with a signed head proves case data, snapshot and length too', () => {
    expect(verifyDocument(signed, trusted)).toMatchObject({ valid: true, headStatedAt: signed.head.signed?.at, caseData: 'signed', snapshot: 'signed' });
    const { snapshot: _, ...bare } = signed;
    expect(verifyDocument(withSignedHead(bare as CaseBundle), trusted)).toMatchObject({ valid: true, snapshot: 'absent' });
  });

  it('works with SM3 and survives the step through a file', () => {
    expect(verifyDocument(JSON.parse(JSON.stringify(bundleOf(3, 2, { hash: sm3 }))), trusted)).toMatchObject({ valid: true, algorithm: 'sm3', anchoredLength: 2 });
  });

  it('is anchored up to its last inclusion, which needs no others before it', () => {
    expect(verdictOf({ inclusions: bundle.inclusions.slice(2) })).toMatchObject({ valid: true, anchoredLength: 3 });
    expect(verdictOf({ inclusions: bundle.inclusions.slice(0, 1) })).toMatchObject({ valid: true, anchoredLength: 1, notYetAnchored: 4 });
  });

  it('that nobody signed for is of one piece at best, and no proof for one who asks who signed', () => {
    const fresh = bundleOf(2, 0);
    expect(verifyDocument(fresh, options)).toMatchObject({ valid: true, keySource: 'none', anchoredLength: 0, log: null, logSize: 0, checkpointAt: null });
    expect(verifyDocument(fresh, trusted)).toEqual(finding('NOT_ANCHORED', { path: '/inclusions' }));
    expect(verdictOf({ inclusions: [] })).toEqual(finding('NOT_ANCHORED', { path: '/inclusions' }));
    expect(verifyDocument(bundleOf(2, 0, { signHead: true }), trusted)).toMatchObject({ valid: true, keySource: 'trusted', anchoredLength: 0 });
  });

  it('of a case without entries is valid and empty', () => {
    expect(verifyDocument(bundleOf(0, 0), options)).toMatchObject({ valid: true, length: 0, head: genesisHash(CHAIN, sha256) });
  });
});

describe('the entries of a bundle', () => {
  it('cannot be changed, dropped or swapped', () => {
    const { entries } = bundle;
    expect(verdictOf({ entries: entries.with(3, { ...(entries[3] as never as object), act: 'x' } as never) })).toEqual(finding('ENTRY_ALTERED', { path: '/entries/3', seq: 4, index: 3 }));
    expect(verdictOf({ entries: entries.toSpliced(3, 1) })).toEqual(finding('SEQ_GAP', { path: '/entries/3', seq: 4, index: 3 }));
    expect(verdictOf({ entries: entries.slice(0, 4) })).toEqual(finding('TRUNCATED', { path: '/entries/4', seq: 5, index: 4 }));
    expect(verdictOf({ head: { ...bundle.head, length: 4 } })).toEqual(finding('LONGER_THAN_EXPECTED', { path: '/entries/4', seq: 5, index: 4 }));
    expect(verdictOf({ head: { ...bundle.head, hash: 'a'.repeat(64) as HashHex } })).toEqual(finding('HEAD_MISMATCH', { path: '/head/hash', seq: 5, index: 4 }));
    expect(verdictOf({ chain: 'other' })).toEqual(finding('CHAIN_MISMATCH', { path: '/entries/0', seq: 1, index: 0 }));
  });

  it('cannot be rewritten up to the anchored length', () => {
    expect(verdictOf(rewrittenFrom(3))).toEqual(finding('INCLUSION_INVALID', { path: '/inclusions/2', seq: 3 }));
    expect(verdictOf({ ...rewrittenFrom(1), inclusions: bundle.inclusions.slice(2) })).toEqual(finding('INCLUSION_INVALID', { path: '/inclusions/0', seq: 3 }));
  });

  it('can be rewritten behind it, which the summary says and a signed head prevents', () => {
    expect(verdictOf(rewrittenFrom(4))).toMatchObject({ valid: true, anchoredLength: 3, notYetAnchored: 2, headStatedAt: null });
    const { entries, head, openings } = rewrittenFrom(4, signed) as CaseBundle;
    expect(verdictOf({ entries, openings, head: { ...head, signed: signed.head.signed as never } }, signed)).toEqual(finding('SIGNATURE_INVALID', { path: '/head/signed/signature/value' }));
  });

  it('cannot be cut off below an inclusion that was left, though head and length were rewritten', () => {
    const entries = bundle.entries.slice(0, 2);
    expect(verdictOf({ entries, head: headOf(entries) })).toEqual(finding('INCLUSION_BEYOND_TAIL', { path: '/inclusions/2', seq: 3 }));
  });

  it('can be cut off together with their inclusions, which only a signed head or a later document shows', () => {
    const entries = bundle.entries.slice(0, 2);
    const cut = { entries, inclusions: bundle.inclusions.slice(0, 2), head: headOf(entries) };
    expect(verdictOf(cut)).toMatchObject({ valid: true, length: 2, headStatedAt: null });
    expect(verdictOf({ ...cut, head: { ...cut.head, signed: signed.head.signed as never } }, signed)).toEqual(finding('SIGNATURE_INVALID', { path: '/head/signed/signature/value' }));
  });
});

describe('the proofs of a bundle', () => {
  const [first, second, third] = bundle.inclusions as [CaseBundle['inclusions'][0], CaseBundle['inclusions'][0], CaseBundle['inclusions'][0]];

  it('must stand under a checkpoint, in the order of the chain', () => {
    expect(verdictOf({ inclusions: [{ ...first, size: 6 }] })).toEqual(finding('INCLUSION_WITHOUT_CHECKPOINT', { path: '/inclusions/0', seq: 1 }));
    expect(verdictOf({ inclusions: [{ ...first, index: 3 }] })).toEqual(finding('INCLUSION_INVALID', { path: '/inclusions/0', seq: 1 }));
    expect(verdictOf({ inclusions: [second, first] })).toEqual(finding('INCLUSION_ORDER', { path: '/inclusions/1', seq: 1 }));
    expect(verdictOf({ inclusions: [first, first] })).toEqual(finding('INCLUSION_ORDER', { path: '/inclusions/1', seq: 1 }));
    expect(verdictOf({ inclusions: [first, { ...second, index: first.index }] })).toEqual(finding('INCLUSION_ORDER', { path: '/inclusions/1', seq: 2 }));
    expect(verdictOf({ inclusions: [first, { ...second, seq: 1 }] })).toEqual(finding('INCLUSION_ORDER', { path: '/inclusions/1', seq: 1 }));
    expect(verdictOf({ inclusions: [second, { ...third, seq: 1 }] })).toEqual(finding('INCLUSION_ORDER', { path: '/inclusions/1', seq: 1 }));
    expect(verdictOf({ inclusions: [{ ...first, seq: 2 }] })).toEqual(finding('INCLUSION_INVALID', { path: '/inclusions/0', seq: 2 }));
    expect(verdictOf({ inclusions: [{ ...first, size: 1 }] })).toEqual(finding('INCLUSION_INVALID', { path: '/inclusions/0', seq: 1 }));
  });

  it('must hang together', () => {
    const { checkpoints } = bundle;
    expect(verdictOf({ checkpoints: checkpoints.toReversed() })).toEqual(finding('CHECKPOINT_LINK_BROKEN', { path: '/checkpoints/1/previousHash', index: 1 }));
    expect(verdictOf({ checkpoints: checkpoints.slice(1) })).toMatchObject({ valid: true, checkpoints: 1 });
    expect(verdictOf({ checkpoints: checkpoints.slice(0, 1) })).toEqual(finding('INCLUSION_WITHOUT_CHECKPOINT', { path: '/inclusions/0', seq: 1 }));
    expect(verdictOf({ checkpoints: checkpoints.with(1, { ...(checkpoints[1] as never as object), size: 8 } as never) })).toEqual(finding('SIGNATURE_INVALID', { path: '/checkpoints/1/signature/value', index: 1 }));
  });

  it('may be signed by two keys: its checkpoint before a rotation, its head after it', () => {
    const successor = newSigner('office-2027');
    const rotated = withSignedHead({ ...bundle, publicKeys: [office.publicKey, successor.publicKey] }, sha256, successor);
    const by = (...trustedKeys: readonly PublicKey[]) => verifyDocument(rotated, { ...options, trustedKeys });
    expect(verifyDocument(rotated, options)).toMatchObject({ valid: true, keySource: 'document', keyIds: ['office-2026', 'office-2027'] });
    expect(by(successor.publicKey, office.publicKey)).toMatchObject({ valid: true, keySource: 'trusted', keyIds: ['office-2026', 'office-2027'] });
    expect(by(successor.publicKey)).toEqual(finding('KEY_UNKNOWN', { path: '/checkpoints/0/signature/keyId', index: 0, keyId: 'office-2026' }));
    expect(by(office.publicKey)).toEqual(finding('KEY_UNKNOWN', { path: '/head/signed/signature/keyId', keyId: 'office-2027' }));
  });

  it('must be signed by a trusted key where keys are trusted', () => {
    expect(verdictOf({}, withSignedHead({ ...bundle, publicKeys: [office.publicKey, stranger.publicKey] }, sha256, stranger))).toEqual(finding('KEY_UNKNOWN', { path: '/head/signed/signature/keyId', keyId: 'stranger' }));
    expect(verdictOf({}, withSignedHead(bundle, sha256, { ...newSigner('x'), key: office.key }))).toEqual(finding('SIGNATURE_INVALID', { path: '/head/signed/signature/value' }));
  });
});

describe('the contents of a bundle', () => {
  const [opening] = bundle.openings as [CaseBundle['openings'][0]];

  it('may lose openings, and shows wrong ones', () => {
    expect(verdictOf({ openings: [] })).toMatchObject({ valid: true, sealed: { total: 1, opened: 0 } });
    expect(verdictOf({ openings: [{ ...opening, value: '李某' }] })).toEqual(finding('OPENING_MISMATCH', { path: '/openings/0', seq: 2 }));
    expect(verdictOf({ openings: [opening, opening] })).toEqual(finding('OPENING_REPEATED', { path: '/openings/1', seq: 2 }));
    expect(verdictOf({ openings: [{ ...opening, seq: 3 }] })).toEqual(finding('OPENING_WITHOUT_FIELD', { path: '/openings/0', seq: 3 }));
    expect(verdictOf({ openings: [{ ...opening, seq: 99 }] })).toEqual(finding('OPENING_WITHOUT_FIELD', { path: '/openings/0', seq: 99 }));
  });

  it('has a signed head that covers case data, snapshot and time', () => {
    const broken = finding('SIGNATURE_INVALID', { path: '/head/signed/signature/value' });
    expect(verdictOf({ case: { ...signed.case, kind: 'other' } }, signed)).toEqual(broken);
    expect(verdictOf({ snapshot: {} }, signed)).toEqual(broken);
    const { snapshot: _, ...bare } = signed;
    expect(verdictOf({}, bare as CaseBundle)).toEqual(broken);
    expect(verdictOf({ head: { ...signed.head, signed: { ...(signed.head.signed as never as object), at: '2026-03-09T01:00:00.000Z' } as never } }, signed)).toEqual(broken);
  });

  it('has a snapshot that a replay of the entries confirms or not', () => {
    const replay = (entries: readonly unknown[]): JsonObject => ({ state: 'decided', entries: entries.length });
    const mismatch = finding('SNAPSHOT_MISMATCH', { path: '/snapshot' });
    expect(verdictOf({}, bundle, { ...trusted, replay })).toMatchObject({ valid: true, snapshot: 'replayed' });
    expect(verdictOf({ snapshot: { state: 'decided', entries: 4 } }, bundle, { ...trusted, replay })).toEqual(mismatch);
    expect(verdictOf({}, bundle, { ...trusted, replay: () => { throw new Error('no such event'); } })).toEqual(mismatch);
    const { snapshot: _, ...bare } = bundle;
    expect(verifyDocument(bare, { ...trusted, replay })).toMatchObject({ valid: true, snapshot: 'absent' });
  });
});
