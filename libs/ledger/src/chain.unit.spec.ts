// Entries and chains by example: what is hashed, and the reason and place for every way a chain can be wrong.
import type { HashHex, Instant } from '@quanze/kernel';
import { bodyOf, CHAIN, chainOf, chainOfBodies, sha256, sm3 } from './fixtures.contract.js';
import { canonicalize, entryHashOf, genesisHash, LEDGER_REASONS, sealEntry, verifyChain, type EntryBody, type JournalEntry } from './index.js';

const verdictOf = (entries: readonly JournalEntry[], expected = {}): unknown => verifyChain(entries, { chain: CHAIN, ...expected }, sha256);
const finding = (reason: string, at: object): unknown => ({ valid: false, reason: `LEDGER.${reason}`, at });
const without = (entries: JournalEntry[], index: number): JournalEntry[] => entries.filter((_, at) => at !== index);
/** A forger who changes an entry and hashes everything behind it anew. */
const rewritten = (change: (seq: number) => Partial<EntryBody>, length = 4): JournalEntry[] =>
  chainOfBodies(Array.from({ length }, (_, index) => bodyOf(index + 1, change(index + 1))));

describe('an entry', () => {
  it('is hashed with its tag and algorithm over the canonical rest', () => {
    const [entry] = chainOf(1) as [JournalEntry];
    const { hash, ...rest } = entry;
    expect(hash).toBe(sha256.ofText(`quanze-entry/1\nsha-256\n${canonicalize(rest)}`));
    expect(entry.prevHash).toBe(sha256.ofText(`quanze-genesis/1\nsha-256\n{"chain":"${CHAIN}"}`));
    expect(entryHashOf(entry, sha256)).toBe(hash);
  });

  it('has another hash under another algorithm', () => {
    expect(chainOf(1, sm3)[0]?.hash).toBe(sm3.ofText(`quanze-entry/1\nsm3\n${canonicalize((({ hash: _, ...rest }) => rest)(chainOf(1, sm3)[0] as JournalEntry))}`));
  });

  it('does not take over keys a verifier would refuse', () => {
    const entry = sealEntry({ ...bodyOf(1), extra: 1 } as EntryBody, genesisHash(CHAIN, sha256), sha256);
    expect(Object.keys(entry)).not.toContain('extra');
  });

  it.each([
    ['seq 0', { seq: 0 }], ['a broken seq', { seq: 1.5 }], ['an empty chain id', { chain: '' }], ['no kind', { kind: '' }], ['a day instead of an instant', { recordedAt: '2026-03-02' as Instant }],
    ['an instant that does not exist', { effectiveAt: '2026-02-30T01:00:00.000Z' as Instant }], ['an act too long', { act: 'a'.repeat(201) }], ['a short digest', { definitionHash: 'ab' as HashHex }],
    ['an actor that is no record', { actor: [] as never }], ['no payload', { payload: undefined as never }],
  ])('is refused with %s', (_name, change) => {
    expect(() => sealEntry(bodyOf(1, change), genesisHash(CHAIN, sha256), sha256)).toThrow('FAULT.ASSERTION');
  });

  it('is refused behind something that is no digest, and deeper than a document can hold it', () => {
    expect(() => sealEntry(bodyOf(1), 'genesis' as HashHex, sha256)).toThrow('FAULT.ASSERTION');
    const nested = (levels: number): EntryBody => bodyOf(1, { payload: { deep: JSON.parse('['.repeat(levels) + ']'.repeat(levels)) } });
    expect(sealEntry(nested(124), genesisHash(CHAIN, sha256), sha256).seq).toBe(1);
    expect(() => sealEntry(nested(125), genesisHash(CHAIN, sha256), sha256)).toThrow('levels');
  });
});

describe('a chain', () => {
  it('is valid from its genesis on and tells its head and length', () => {
    const entries = chainOf(4);
    expect(verdictOf(entries)).toEqual({ valid: true, head: entries[3]?.hash, length: 4 });
    expect(verdictOf(entries, { expectedHead: entries[3]?.hash, expectedLength: 4 })).toMatchObject({ valid: true });
    expect(verdictOf([])).toEqual({ valid: true, head: genesisHash(CHAIN, sha256), length: 0 });
  });

  it('can be verified in parts', () => {
    const entries = chainOf(5);
    const after = { length: 2, head: entries[1]?.hash as HashHex, recordedAt: entries[1]?.recordedAt as string };
    expect(verdictOf(entries.slice(2), { after, expectedLength: 5 })).toEqual({ valid: true, head: entries[4]?.hash, length: 5 });
    expect(verdictOf(entries.slice(3), { after })).toEqual(finding('SEQ_GAP', { seq: 3, index: 0 }));
    expect(verdictOf(entries.slice(2), { after: { ...after, head: 'e'.repeat(64) as HashHex } })).toEqual(finding('LINK_BROKEN', { seq: 3, index: 0 }));
    expect(verdictOf(entries.slice(2), { after: { ...after, recordedAt: '2027-01-01T00:00:00.000Z' } })).toEqual(finding('TIME_BACKWARDS', { seq: 3, index: 0 }));
    expect(verdictOf(entries.slice(2), { after, expectedLength: 6 })).toEqual(finding('TRUNCATED', { seq: 6, index: 3 }));
    expect(verdictOf(entries.slice(2), { after, expectedLength: 4 })).toEqual(finding('LONGER_THAN_EXPECTED', { seq: 5, index: 2 }));
    expect(verdictOf(entries.slice(2), { after, expectedHead: 'x' })).toEqual(finding('HEAD_MISMATCH', { seq: 5, index: 2 }));
  });

  it('shows a changed content', () => {
    const entries = chainOf(4);
    const altered: JournalEntry = { ...(entries[2] as JournalEntry), payload: { decision: { outcome: '不批准逮捕' } } };
    expect(verdictOf(entries.with(2, altered))).toEqual(finding('ENTRY_ALTERED', { seq: 3, index: 2 }));
  });

  it('shows a change that was hashed anew by the next link', () => {
    const entries = chainOf(4);
    const forged = sealEntry(bodyOf(3, { act: 'other' }), entries[1]?.hash as HashHex, sha256);
    expect(verdictOf(entries.with(2, forged))).toEqual(finding('LINK_BROKEN', { seq: 4, index: 3 }));
  });

  it('shows a chain rewritten to its end only against a head kept elsewhere', () => {
    const forged = rewritten((seq) => (seq === 3 ? { act: 'other' } : {}));
    expect(verdictOf(forged)).toMatchObject({ valid: true });
    expect(verdictOf(forged, { expectedHead: chainOf(4)[3]?.hash })).toEqual(finding('HEAD_MISMATCH', { seq: 4, index: 3 }));
  });

  it('shows dropped, doubled, swapped and inserted entries', () => {
    const entries = chainOf(5);
    const [, second, third] = entries as [JournalEntry, JournalEntry, JournalEntry];
    expect(verdictOf(without(entries, 0))).toEqual(finding('SEQ_GAP', { seq: 1, index: 0 }));
    expect(verdictOf(without(entries, 2))).toEqual(finding('SEQ_GAP', { seq: 3, index: 2 }));
    expect(verdictOf(entries.toSpliced(2, 0, second))).toEqual(finding('SEQ_REPEATED', { seq: 3, index: 2 }));
    expect(verdictOf(entries.with(1, third).with(2, second))).toEqual(finding('SEQ_GAP', { seq: 2, index: 1 }));
    const inserted = sealEntry(bodyOf(3, { act: 'inserted' }), second.hash, sha256);
    expect(verdictOf(entries.toSpliced(2, 0, inserted))).toEqual(finding('SEQ_REPEATED', { seq: 4, index: 3 }));
  });

  it('shows a dropped entry whose followers were only counted anew', () => {
    const renumbered = without(chainOf(4), 1).map((entry, index) => ({ ...entry, seq: index + 1 }));
    expect(verdictOf(renumbered)).toEqual(finding('LINK_BROKEN', { seq: 2, index: 1 }));
  });

  it('shows a cut tail and an added one against a length kept elsewhere', () => {
    expect(verdictOf(chainOf(3), { expectedLength: 5 })).toEqual(finding('TRUNCATED', { seq: 4, index: 3 }));
    expect(verdictOf(chainOf(5), { expectedLength: 3 })).toEqual(finding('LONGER_THAN_EXPECTED', { seq: 4, index: 3 }));
  });

  it('shows the chain of another case', () => {
    expect(verifyChain(chainOf(2), { chain: 'other' }, sha256)).toEqual(finding('CHAIN_MISMATCH', { seq: 1, index: 0 }));
    expect(verdictOf(rewritten((seq) => (seq === 2 ? { chain: 'other' } : {})))).toEqual(finding('CHAIN_MISMATCH', { seq: 2, index: 1 }));
    expect(verdictOf(chainOfBodies([bodyOf(1), bodyOf(2)], sha256, 'other'))).toEqual(finding('GENESIS_MISMATCH', { seq: 1, index: 0 }));
  });

  it('shows time running backwards, while equal times are lawful', () => {
    const at = (text: string): Partial<EntryBody> => ({ recordedAt: text as Instant });
    expect(verdictOf(rewritten((seq) => (seq === 3 ? at('2026-03-02T01:01:59.999Z') : {})))).toEqual(finding('TIME_BACKWARDS', { seq: 3, index: 2 }));
    expect(verdictOf(rewritten(() => at('2026-03-02T01:00:00.000Z')))).toMatchObject({ valid: true });
  });

  it('shows an entry that has not the form of one', () => {
    const entries = chainOf(2);
    expect(verdictOf([...entries, { ...entries[1], extra: 1 } as unknown as JournalEntry])).toEqual(finding('UNKNOWN_KEY', { seq: 3, index: 2, path: '/extra' }));
    expect(verdictOf([(({ to: _, ...rest }) => rest)(entries[0] as JournalEntry) as JournalEntry])).toEqual(finding('MISSING_KEY', { seq: 1, index: 0, path: '/to' }));
    expect(verdictOf([null as unknown as JournalEntry])).toEqual(finding('MALFORMED', { seq: 1, index: 0, path: '' }));
  });

  it('is hashed with one algorithm and does not verify with another', () => {
    expect(verifyChain(chainOf(2, sm3), { chain: CHAIN }, sm3)).toMatchObject({ valid: true });
    expect(verifyChain(chainOf(2, sm3), { chain: CHAIN }, sha256)).toEqual(finding('GENESIS_MISMATCH', { seq: 1, index: 0 }));
  });
});

it('gives every reason one code of the form AREA.REASON', () => {
  expect(new Set(LEDGER_REASONS).size).toBe(LEDGER_REASONS.length);
  expect(LEDGER_REASONS.filter((code) => !/^LEDGER\.[A-Z_]+$/.test(code))).toEqual([]);
});
