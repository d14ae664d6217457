// A small office that writes a case and signs for it, for the tests of `quanze ledger verify`. What is not here: the tests; the core's own
// fixtures, which prove far more.
import { createHash, createPrivateKey, generateKeyPairSync, sign, type KeyPairKeyObjectResult } from 'node:crypto';
import type { HashFunction, HashHex, Instant, JsonObject } from '@quanze/kernel';
import {
  appendLeaf, BUNDLE_FORMAT, checkpointBytes, emptyFrontier, genesisHash, headBytes, inclusionProof, leafHashOf, RECEIPT_FORMAT, rootOf, sealEntry,
  type CaseBundle, type Checkpoint, type JournalEntry, type PublicKey, type Receipt, type SignatureAlgorithm, type SignatureKey,
} from '@quanze/ledger';

const CHAIN = '0196f3a0-0000-7000-8000-00000000c001';
const START_MS = Date.UTC(2026, 2, 2, 1);

export interface Office {
  readonly key: SignatureKey;
  readonly publicKey: PublicKey;
  sign(message: Uint8Array): string;
}

/** @param pair keys of another kind, for an office that does not tell the truth about them */
export function newOffice(keyId: string, algorithm: SignatureAlgorithm = 'ed25519', pair = newPair(algorithm)): Office {
  const key = { keyId, algorithm };
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  // A generated key of this curve signs by ECDSA; only one that was read in signs by SM2.
  const privateKey = createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return { key, publicKey: { ...key, publicKey }, sign: (message) => sign(key.algorithm === 'ed25519' ? null : 'sm3', message, privateKey).toString('base64') };
}

function newPair(algorithm: SignatureAlgorithm): KeyPairKeyObjectResult {
  return algorithm === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'SM2' });
}

export function hashOf(algorithm: HashFunction['algorithm']): HashFunction {
  const name = algorithm === 'sm3' ? 'sm3' : 'sha256';
  return { algorithm, ofText: (text) => createHash(name).update(text, 'utf8').digest('hex') as HashHex, ofBytes: (bytes) => createHash(name).update(bytes).digest() };
}

/** A case of `length` entries, all in a log with a signed checkpoint, and the head signed. */
export function bundleBy(office: Office, length: number, algorithm: HashFunction['algorithm'] = 'sha-256'): CaseBundle {
  const hash = hashOf(algorithm);
  const entries = entriesOf(length, hash);
  const { checkpoint, inclusions } = logOf(entries, office, hash);
  const draft: CaseBundle = {
    format: BUNDLE_FORMAT, algorithm, chain: CHAIN, case: { number: '云溪检诉〔2026〕1号' }, entries, openings: [], checkpoints: [checkpoint],
    inclusions: entries.map((entry, index) => ({ seq: entry.seq, ...(inclusions[index] as (typeof inclusions)[number]) })), publicKeys: [office.publicKey],
    head: { length, hash: entries.at(-1)?.hash ?? genesisHash(CHAIN, hash) },
  };
  return signedBy(office, draft, hash);
}

function signedBy(office: Office, draft: CaseBundle, hash: HashFunction): CaseBundle {
  const at = instant(1_000_000);
  return { ...draft, head: { ...draft.head, signed: { at, signature: { ...office.key, value: office.sign(headBytes(draft, at, office.key, hash)) } } } };
}

const NOTICE = '批准逮捕决定书全文';

/** The same of a case whose second entry issued a document and whose third named a file; the text is there, the file was erased by the fourth. */
export function bundleWithContents(office: Office): CaseBundle {
  const hash = hashOf('sha-256');
  const issued = { document: 'notice', n: 1, version: 1, template: 'a@1', number: '云溪检捕〔2026〕1号', hash: hash.ofText(NOTICE) };
  const file = { hash: hash.ofText('scan'), size: 4, mediaType: 'application/pdf' };
  const entries = entriesOf(4, hash, [{}, { document: issued }, { input: { file: file.hash }, files: [file] }, { erased: { file: file.hash } }]);
  const { checkpoint, inclusions } = logOf(entries, office, hash);
  return signedBy(office, {
    format: BUNDLE_FORMAT, algorithm: 'sha-256', chain: CHAIN, case: { number: '云溪检诉〔2026〕1号' }, entries, openings: [], checkpoints: [checkpoint],
    inclusions: entries.map((entry, index) => ({ seq: entry.seq, ...(inclusions[index] as (typeof inclusions)[number]) })), publicKeys: [office.publicKey],
    documents: [{ seq: 2, ...issued, content: NOTICE }], files: [{ seq: 3, ...file, name: null, absent: 'erased' }], head: { length: 4, hash: entries.at(-1)?.hash ?? genesisHash(CHAIN, hash) },
  }, hash);
}

/** The receipt of the decision in entry 2 of such a case. */
export function receiptBy(office: Office): Receipt {
  const hash = hashOf('sha-256');
  const entries = entriesOf(3, hash);
  const { checkpoint, inclusions } = logOf(entries, office, hash);
  const entry = entries[1] as JournalEntry;
  return {
    format: RECEIPT_FORMAT, algorithm: 'sha-256', decision: entry.payload['decision'] as JsonObject, entry, inclusion: inclusions[1] as Receipt['inclusion'], checkpoint, publicKeys: [office.publicKey],
  };
}

/** @param more what an entry's payload has beside its decision */
function entriesOf(length: number, hash: HashFunction, more: readonly JsonObject[] = []): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    entries.push(sealEntry({
      chain: CHAIN, seq, recordedAt: instant(seq), effectiveAt: instant(seq), kind: 'decision', act: 'outcome.decide', actor: { person: `p${seq}` }, authority: { power: 'x' }, from: [], to: [],
      payload: { decision: { outcome: '起诉', seq }, ...more[seq - 1] }, definitionHash: null,
    }, entries.at(-1)?.hash ?? genesisHash(CHAIN, hash), hash));
  }
  return entries;
}

function logOf(entries: readonly JournalEntry[], office: Office, hash: HashFunction) {
  let frontier = emptyFrontier();
  const nodes = new Map<string, HashHex>();
  for (const entry of entries) {
    const appended = appendLeaf(frontier, leafHashOf(entry.chain, entry.seq, entry.hash, hash), hash);
    frontier = appended.frontier;
    for (const node of appended.completed) nodes.set(`${node.level}/${node.index}`, node.hash);
  }
  const read = (level: number, index: number): HashHex => nodes.get(`${level}/${index}`) as HashHex;
  const statement = { log: 'office', size: entries.length, root: rootOf(frontier, hash), at: instant(999_000), algorithm: hash.algorithm, previousHash: null };
  const checkpoint: Checkpoint = { ...statement, signature: { ...office.key, value: office.sign(checkpointBytes({ ...statement, signature: office.key })) } };
  return { checkpoint, inclusions: entries.map((_entry, index) => ({ index, size: entries.length, proof: inclusionProof(index, entries.length, read, hash) })) };
}

function instant(second: number): Instant {
  return new Date(START_MS + second * 1000).toISOString() as Instant;
}
