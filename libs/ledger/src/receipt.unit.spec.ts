// Receipts by example: what a valid one says, and the reason and place when a link from decision to signature is missing.
import { expectOk, type JsonObject } from '@quanze/kernel';
import { CHAIN, newSigner, office, receiptOf, sha256, sm3, stranger, verifySignature } from './fixtures.contract.js';
import { checkpointBytes, decisionHashOf, sealEntry, sealFields, verifyDocument, type Opening, type Receipt, type VerifyOptions } from './index.js';

const hashes = [sha256, sm3];
const options: VerifyOptions = { hashes, verifySignature };
const trusted: VerifyOptions = { ...options, trustedKeys: [office.publicKey] };
const receipt = receiptOf();
const decision: JsonObject = { outcome: '批准逮捕', decider: 'p-3' };
const finding = (reason: string, at: object): unknown => ({ valid: false, reason: `LEDGER.${reason}`, at });

describe('a receipt', () => {
  it('is valid and says what it proves', () => {
    expect(verifyDocument(receipt, trusted)).toEqual({
      valid: true, document: 'receipt', algorithm: 'sha-256', chain: CHAIN, seq: 3, entryHash: receipt.entry.hash, recordedAt: receipt.entry.recordedAt, log: 'tenant-1', logSize: 7,
      checkpointAt: receipt.checkpoint.at, keySource: 'trusted', keyIds: ['office-2026'], sealed: { total: 0, opened: 0 },
    });
    expect(verifyDocument(receipt, options)).toMatchObject({ valid: true, keySource: 'document' });
  });

  it('works with SM3, and not where SM3 is not known', () => {
    const chinese = receiptOf({ hash: sm3 });
    expect(verifyDocument(chinese, trusted)).toMatchObject({ valid: true, algorithm: 'sm3' });
    expect(verifyDocument(chinese, { ...trusted, hashes: [sha256] })).toEqual(finding('ALGORITHM_UNSUPPORTED', { path: '/algorithm' }));
    expect(verifyDocument({ ...chinese, algorithm: 'sha-256' }, trusted)).toEqual(finding('ENTRY_ALTERED', { path: '/entry', seq: 3 }));
    expect(verifyDocument({ ...receipt, algorithm: 'md5' }, trusted)).toEqual(finding('MALFORMED', { path: '/algorithm' }));
  });

  it('survives the step through a file', () => {
    expect(verifyDocument(JSON.parse(JSON.stringify(receipt)), trusted)).toMatchObject({ valid: true });
  });

  it('binds the decision by value, by hash, or by both', () => {
    const decisionHash = decisionHashOf(decision, sha256);
    expect(verifyDocument(receiptOf({ payload: { decisionHash }, decision }), trusted)).toMatchObject({ valid: true });
    expect(verifyDocument(receiptOf({ payload: { decisionHash, decision }, decision }), trusted)).toMatchObject({ valid: true });
    const mismatch = finding('DECISION_MISMATCH', { path: '/decision', seq: 3 });
    const other = { ...decision, decider: 'p-4' };
    expect(verifyDocument(receiptOf({ payload: { decision }, decision: other }), trusted)).toEqual(mismatch);
    expect(verifyDocument(receiptOf({ payload: { decisionHash }, decision: other }), trusted)).toEqual(mismatch);
    expect(verifyDocument(receiptOf({ payload: { decisionHash, decision: other }, decision: other }), trusted)).toEqual(mismatch);
    expect(verifyDocument(receiptOf({ payload: { decisionHash, decision: other }, decision }), trusted)).toEqual(mismatch);
    expect(verifyDocument(receiptOf({ payload: { note: 'x' }, decision }), trusted)).toEqual(finding('DECISION_NOT_BOUND', { path: '/decision', seq: 3 }));
  });

  it('shows a changed entry, and one hashed anew', () => {
    const altered = { ...receipt, entry: { ...receipt.entry, act: 'other' } };
    expect(verifyDocument(altered, trusted)).toEqual(finding('ENTRY_ALTERED', { path: '/entry', seq: 3 }));
    const resealed = { ...receipt, entry: sealEntry(altered.entry, receipt.entry.prevHash, sha256) };
    expect(verifyDocument(resealed, trusted)).toEqual(finding('INCLUSION_INVALID', { path: '/inclusion', seq: 3 }));
  });

  it('shows a proof for another size, place or path', () => {
    const withInclusion = (change: object): unknown => verifyDocument({ ...receipt, inclusion: { ...receipt.inclusion, ...change } }, trusted);
    expect(withInclusion({ size: 8 })).toEqual(finding('INCLUSION_WITHOUT_CHECKPOINT', { path: '/inclusion/size', seq: 3 }));
    expect(withInclusion({ index: 4 })).toEqual(finding('INCLUSION_INVALID', { path: '/inclusion', seq: 3 }));
    expect(withInclusion({ proof: receipt.inclusion.proof.toReversed() })).toEqual(finding('INCLUSION_INVALID', { path: '/inclusion', seq: 3 }));
    expect(withInclusion({ proof: Array(54).fill(receipt.entry.hash) })).toEqual(finding('MALFORMED', { path: '/inclusion/proof' }));
  });

  it('shows a changed checkpoint and one of another algorithm', () => {
    const withCheckpoint = (change: object): unknown => verifyDocument({ ...receipt, checkpoint: { ...receipt.checkpoint, ...change } }, trusted);
    expect(withCheckpoint({ at: '2026-03-02T01:00:00.000Z' })).toEqual(finding('SIGNATURE_INVALID', { path: '/checkpoint/signature/value' }));
    expect(withCheckpoint({ algorithm: 'sm3' })).toEqual(finding('ALGORITHM_MISMATCH', { path: '/checkpoint/algorithm' }));
  });
});

describe('the keys of a receipt', () => {
  const forged: Receipt = {
    ...receipt,
    checkpoint: { ...receipt.checkpoint, signature: { ...stranger.key, value: stranger.sign(checkpointBytes({ ...receipt.checkpoint, signature: stranger.key })) } },
    publicKeys: [stranger.publicKey],
  };

  it('from the document show only that it is of one piece; trusted keys show who signed', () => {
    expect(verifyDocument(forged, options)).toMatchObject({ valid: true, keySource: 'document', keyIds: ['stranger'] });
    expect(verifyDocument(forged, trusted)).toEqual(finding('KEY_UNKNOWN', { path: '/checkpoint/signature/keyId', keyId: 'stranger' }));
    expect(verifyDocument(receipt, { ...options, trustedKeys: [] })).toEqual(finding('KEY_UNKNOWN', { path: '/checkpoint/signature/keyId', keyId: 'office-2026' }));
  });

  it('may be left out where trusted ones are at hand', () => {
    expect(verifyDocument({ ...receipt, publicKeys: [] }, trusted)).toMatchObject({ valid: true });
    expect(verifyDocument({ ...receipt, publicKeys: [] }, options)).toEqual(finding('KEY_UNKNOWN', { path: '/checkpoint/signature/keyId', keyId: 'office-2026' }));
  });

  it('may not be doubled, idle or at odds with the trusted ones', () => {
    const withKeys = (publicKeys: unknown, by = trusted): unknown => verifyDocument({ ...receipt, publicKeys }, by);
    expect(withKeys([office.publicKey, office.publicKey])).toEqual(finding('KEY_AMBIGUOUS', { path: '/publicKeys/1' }));
    expect(withKeys([office.publicKey, stranger.publicKey])).toEqual(finding('KEY_UNUSED', { path: '/publicKeys/1' }));
    const contradicted = finding('KEY_CONTRADICTED', { path: '/publicKeys/0' });
    expect(withKeys([{ ...newSigner('office-2026').publicKey }])).toEqual(contradicted);
    expect(withKeys([{ ...office.publicKey, algorithm: 'sm2' }])).toEqual(contradicted);
    expect(withKeys([{ ...office.publicKey, algorithm: 'sm2' }], options)).toEqual(finding('KEY_UNKNOWN', { path: '/checkpoint/signature/algorithm', keyId: 'office-2026' }));
  });
});

describe('the openings of a receipt', () => {
  const sealed = expectOk(sealFields({ decision, name: '张某', born: 2009 }, ['/name', '/born'], ['0a'.repeat(16), '0b'.repeat(16)], sha256), 'seal');
  const opened = receiptOf({ payload: sealed.payload, openings: sealed.openings });

  it('are counted, and may be erased one by one or all together', () => {
    expect(verifyDocument(opened, trusted)).toMatchObject({ valid: true, sealed: { total: 2, opened: 2 } });
    expect(verifyDocument({ ...opened, openings: sealed.openings.slice(1) }, trusted)).toMatchObject({ valid: true, sealed: { total: 2, opened: 1 } });
    const { openings: _, ...erased } = opened;
    expect(verifyDocument(erased, trusted)).toMatchObject({ valid: true, sealed: { total: 2, opened: 0 } });
  });

  it('are found when they show another value, no sealed field, or one field twice', () => {
    const withOpenings = (change: (openings: readonly Opening[]) => unknown[]): unknown => verifyDocument({ ...opened, openings: change(sealed.openings) }, trusted);
    expect(withOpenings(([first, second]) => [first, { ...second, value: 2008 }])).toEqual(finding('OPENING_MISMATCH', { path: '/openings/1', seq: 3 }));
    expect(withOpenings(([first]) => [{ ...first, path: '/decision' }])).toEqual(finding('OPENING_WITHOUT_FIELD', { path: '/openings/0', seq: 3 }));
    expect(withOpenings(([first]) => [first, first])).toEqual(finding('OPENING_REPEATED', { path: '/openings/1', seq: 3 }));
    expect(withOpenings(([first]) => [{ ...first, salt: '0a' }])).toEqual(finding('MALFORMED', { path: '/openings/0/salt' }));
  });
});
