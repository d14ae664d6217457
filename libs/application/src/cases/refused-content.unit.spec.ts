// What is written of a refused attempt: always an entry that a verifier accepts, whatever was sent.
import type { HashFunction, HashHex, Instant } from '@quanze/kernel';
import { genesisHash } from '@quanze/ledger';
import { refusedContent, writeEntry } from './writing.js';

const hash: HashFunction = { algorithm: 'sha-256', ofText: () => 'a'.repeat(64) as HashHex, ofBytes: (bytes) => bytes };
const at = '2026-03-02T01:00:00.000Z' as Instant;

describe('the entry of a refused attempt', () => {
  it.each([['without a name', ''], ['with a name too long', 'x'.repeat(5000)], ['with half a character', '\ud800'], ['with a line feed', 'a\nb']])('can be written for an act %s', (_, act) => {
    const content = refusedContent({ code: 'ACT.UNKNOWN', params: {} }, { act, person: 'p', payload: {} });
    const { entry } = writeEntry(content, { chain: 'c', seq: 1, prevHash: genesisHash('c', hash), recordedAt: at, effectiveAt: at, definitionHash: null }, { hash, random: { hex: () => '00' } });
    expect([entry.kind, (entry.act ?? '').length > 0, (entry.act ?? '').length <= 120, (entry.act ?? '').isWellFormed()]).toEqual(['refused', true, true, true]);
  });
});
