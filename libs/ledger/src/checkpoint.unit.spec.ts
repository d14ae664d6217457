// Checkpoints by example: what is signed, and the reason for every way a checkpoint or a row of them can be wrong.
import type { HashHex, Instant } from '@quanze/kernel';
import { newSigner, office, sha256, sm3, stranger, TestLog, verifySignature } from './fixtures.contract.js';
import { canonicalize, checkpointBytes, checkpointHash, consistencyProof, verifyCheckpoint, verifyCheckpointChain, type Checkpoint, type PublicKey, type SignatureVerifier } from './index.js';

const log = new TestLog();
const grow = (leaves: number): void => { for (let i = 0; i < leaves; i++) log.append(sha256.ofText(`leaf ${log.size}`)); };
const row: Checkpoint[] = [];
for (const leaves of [3, 4, 0, 6]) {
  grow(leaves);
  row.push(log.checkpoint(row.at(-1) ?? null));
}
const [one, two, three, four] = row as [Checkpoint, Checkpoint, Checkpoint, Checkpoint];
const keys = [office.publicKey];
const options = { keys, verify: verifySignature, hash: sha256 };
const finding = (reason: string, at: object): unknown => ({ valid: false, reason: `LEDGER.${reason}`, at });
const resigned = (change: Partial<Checkpoint>, previous: Checkpoint | null): Checkpoint => log.checkpoint(previous, office, { size: four.size, root: four.root, at: four.at, ...change });

describe('a checkpoint', () => {
  it('signs its canonical statement with the id and algorithm of the key', () => {
    const { signature: { value: _, ...key }, ...statement } = two;
    const message = `quanze-checkpoint/1\nsha-256\n${canonicalize({ ...statement, signature: key })}`;
    expect(Buffer.from(checkpointBytes(two)).toString('utf8')).toBe(message);
    expect(verifyCheckpoint(two, keys, verifySignature)).toEqual({ valid: true });
  });

  it('is named by its statement alone, so that it can be signed again with a newer key', () => {
    const newer = newSigner('office-2046');
    const again = { ...two, signature: { ...newer.key, value: newer.sign(checkpointBytes({ ...two, signature: newer.key })) } };
    expect(checkpointHash(again, sha256)).toBe(checkpointHash(two, sha256));
    expect(verifyCheckpointChain([one, again, three, four], { ...options, keys: [...keys, newer.publicKey] })).toMatchObject({ valid: true });
    const { signature: _, ...statement } = two;
    expect(checkpointHash(two, sha256)).toBe(sha256.ofText(`quanze-checkpoint/1\nsha-256\n${canonicalize(statement)}`));
    expect(() => checkpointHash(two, sm3)).toThrow('FAULT.ASSERTION');
  });

  it.each<[string, Partial<Checkpoint>, string]>([
    ['another size', { size: 8 }, '/signature/value'],
    ['another root', { root: 'a'.repeat(64) as HashHex }, '/signature/value'],
    ['another time', { at: '2026-03-03T01:00:00.000Z' as Instant }, '/signature/value'],
    ['another log', { log: 'tenant-2' }, '/signature/value'],
    ['another forerunner', { previousHash: null }, '/signature/value'],
    ['another algorithm', { algorithm: 'sm3' }, '/signature/value'],
  ])('with %s has an invalid signature', (_name, change, path) => {
    expect(verifyCheckpoint({ ...two, ...change }, keys, verifySignature)).toEqual(finding('SIGNATURE_INVALID', { path }));
  });

  it('is refused when its key is not known, known under another algorithm, or known twice', () => {
    expect(verifyCheckpoint(two, [stranger.publicKey], verifySignature)).toEqual(finding('KEY_UNKNOWN', { path: '/signature/keyId', keyId: office.key.keyId }));
    expect(verifyCheckpoint(two, [], verifySignature)).toEqual(finding('KEY_UNKNOWN', { path: '/signature/keyId', keyId: office.key.keyId }));
    expect(verifyCheckpoint(two, [{ ...office.publicKey, algorithm: 'sm2' }], () => true)).toEqual(finding('KEY_UNKNOWN', { path: '/signature/algorithm', keyId: office.key.keyId }));
    expect(verifyCheckpoint(two, [...keys, { ...stranger.publicKey, keyId: office.key.keyId }], verifySignature)).toEqual(finding('KEY_AMBIGUOUS', { path: '/signature/keyId' }));
  });

  it('is refused when another key signed it', () => {
    const forged = log.checkpoint(one, { ...stranger, key: office.key });
    expect(verifyCheckpoint(forged, keys, verifySignature)).toEqual(finding('SIGNATURE_INVALID', { path: '/signature/value' }));
  });

  it('is refused when the signature function throws or answers anything but true', () => {
    const broken: PublicKey = { ...office.publicKey, publicKey: 'AAAA' };
    expect(verifyCheckpoint(two, [broken], verifySignature)).toEqual(finding('SIGNATURE_INVALID', { path: '/signature/value' }));
    expect(verifyCheckpoint(two, keys, (() => 1) as unknown as SignatureVerifier)).toEqual(finding('SIGNATURE_INVALID', { path: '/signature/value' }));
  });

  it('hands key, message and signature of an SM2 checkpoint to the function', () => {
    const asked: unknown[][] = [];
    const sm2 = { ...two, signature: { keyId: 'sm2-key', algorithm: 'sm2' as const, value: 'c2ln' } };
    const answer = verifyCheckpoint(sm2, [{ keyId: 'sm2-key', algorithm: 'sm2', publicKey: 'a2V5' }], (...args) => asked.push(args) > 0);
    expect(answer).toEqual({ valid: true });
    expect(asked).toEqual([['sm2', 'a2V5', checkpointBytes(sm2), 'c2ln']]);
  });

  it.each<[string, object, string]>([
    ['a negative size', { size: -1 }, 'MALFORMED'], ['a root that is none', { root: 'x' }, 'MALFORMED'], ['a key nobody knows', { note: 'x' }, 'UNKNOWN_KEY'],
    ['a signature in a second spelling', { signature: { ...two.signature, value: 'QR==' } }, 'MALFORMED'], ['a signature that is no base64', { signature: { ...two.signature, value: 'A' } }, 'MALFORMED'],
  ])('is refused with %s', (_name, change, reason) => {
    expect(verifyCheckpoint({ ...two, ...change } as Checkpoint, keys, () => true)).toMatchObject({ valid: false, reason: `LEDGER.${reason}` });
  });
});

describe('a row of checkpoints', () => {
  it('is valid as a whole, as a part and when empty', () => {
    expect(verifyCheckpointChain(row, { ...options, fromFirst: true, expectedLast: checkpointHash(four, sha256) })).toEqual({ valid: true, last: checkpointHash(four, sha256) });
    expect(verifyCheckpointChain([two, three], options)).toMatchObject({ valid: true });
    expect(verifyCheckpointChain([], options)).toEqual({ valid: true, last: null });
  });

  it('shows a dropped, doubled or swapped one by its link', () => {
    const broken = (index: number): unknown => finding('CHECKPOINT_LINK_BROKEN', { index, path: '/previousHash' });
    expect(verifyCheckpointChain([one, three, four], options)).toEqual(broken(1));
    expect(verifyCheckpointChain([one, two, two, three], options)).toEqual(broken(2));
    expect(verifyCheckpointChain([one, three, two, four], options)).toEqual(broken(1));
  });

  it('shows a missing beginning and a missing end when asked for them', () => {
    expect(verifyCheckpointChain([two, three], { ...options, fromFirst: true })).toEqual(finding('CHECKPOINT_NOT_FIRST', { index: 0, path: '/previousHash' }));
    expect(verifyCheckpointChain([one, two], { ...options, expectedLast: checkpointHash(three, sha256) })).toEqual(finding('CHECKPOINT_LAST_MISMATCH', { index: 1 }));
    expect(verifyCheckpointChain([], { ...options, expectedLast: checkpointHash(three, sha256) })).toEqual(finding('CHECKPOINT_LAST_MISMATCH', { index: -1 }));
  });

  it('shows what even the holder of the key may not sign', () => {
    const after = (change: Partial<Checkpoint>): unknown => verifyCheckpointChain([four, resigned(change, four)], options);
    expect(after({})).toMatchObject({ valid: true });
    expect(after({ log: 'tenant-2' })).toEqual(finding('CHECKPOINT_LOG_MISMATCH', { index: 1, path: '/log' }));
    expect(after({ algorithm: 'sm3' })).toEqual(finding('ALGORITHM_MISMATCH', { index: 1, path: '/algorithm' }));
    expect(after({ size: four.size - 1 })).toEqual(finding('CHECKPOINT_SHRINKS', { index: 1, path: '/size' }));
    expect(after({ root: 'a'.repeat(64) as HashHex })).toEqual(finding('CHECKPOINT_FORKED', { index: 1, path: '/root' }));
    expect(after({ at: one.at })).toEqual(finding('CHECKPOINT_TIME_BACKWARDS', { index: 1, path: '/at' }));
  });

  it('shows a forged one in the middle', () => {
    expect(verifyCheckpointChain([one, { ...two, size: 8 }, three], options)).toEqual(finding('SIGNATURE_INVALID', { index: 1, path: '/signature/value' }));
  });

  it('proves that the log only grew, given proofs for every step', () => {
    const consistency = [[one, two], [two, three], [three, four]].map(([a, b]) => consistencyProof((a as Checkpoint).size, (b as Checkpoint).size, log.read, sha256));
    expect(verifyCheckpointChain(row, { ...options, consistency })).toMatchObject({ valid: true });
    expect(verifyCheckpointChain(row, { ...options, consistency: consistency.slice(0, 2) })).toEqual(finding('CHECKPOINT_FORKED', { index: 3, path: '/root' }));
    const rewritten = resigned({ size: four.size + 1, root: 'a'.repeat(64) as HashHex }, four);
    expect(verifyCheckpointChain([four, rewritten], options)).toMatchObject({ valid: true });
    expect(verifyCheckpointChain([four, rewritten], { ...options, consistency: [[four.root]] })).toEqual(finding('CHECKPOINT_FORKED', { index: 1, path: '/root' }));
  });
});
