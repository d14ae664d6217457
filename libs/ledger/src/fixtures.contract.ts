// What the specs of this library share: real hash and signature functions, and a small office that writes chains, a log and documents.
// Not a test and not part of the library: the suffix keeps it out of the build.
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { addMs, expectOk, type HashFunction, type HashHex, type Instant, type JsonObject } from '@quanze/kernel';
import {
  appendLeaf, BUNDLE_FORMAT, checkpointBytes, checkpointHash, emptyFrontier, genesisHash, headBytes, inclusionProof, leafHashOf, RECEIPT_FORMAT, rootOf,
  sealEntry, sealFields, type CaseBundle, type Checkpoint, type EntryBody, type Frontier, type JournalEntry, type Opening, type PublicKey, type Receipt,
  type SignatureKey, type SignatureVerifier,
} from './index.js';

const seed = process.env['FC_SEED'];
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

function hashFunction(algorithm: HashFunction['algorithm'], nodeName: string): HashFunction {
  return {
    algorithm,
    ofText: (text) => createHash(nodeName).update(text, 'utf8').digest('hex') as HashHex,
    ofBytes: (bytes) => createHash(nodeName).update(bytes).digest(),
  };
}

export const sha256 = hashFunction('sha-256', 'sha256');
export const sm3 = hashFunction('sm3', 'sm3');

export interface Signer {
  readonly key: SignatureKey;
  readonly publicKey: PublicKey;
  sign(message: Uint8Array): string;
}

export function newSigner(keyId: string): Signer {
  const pair = generateKeyPairSync('ed25519');
  const key: SignatureKey = { keyId, algorithm: 'ed25519' };
  const publicKey = { ...key, publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
  return { key, publicKey, sign: (message) => sign(null, message, pair.privateKey).toString('base64') };
}

export const verifySignature: SignatureVerifier = (algorithm, publicKey, message, signature) =>
  algorithm === 'ed25519' && verify(null, message, createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), Buffer.from(signature, 'base64'));

export const CHAIN = '0196f3a0-0000-7000-8000-00000000c001';
export const START = '2026-03-02T01:00:00.000Z' as Instant;
export const office = newSigner('office-2026');
export const stranger = newSigner('stranger');

export function bodyOf(seq: number, change: Partial<EntryBody> = {}): EntryBody {
  return {
    chain: CHAIN,
    seq,
    recordedAt: addMs(START, seq * 60_000),
    effectiveAt: addMs(START, seq * 60_000),
    kind: 'decision.made',
    act: 'decide-arrest',
    actor: { person: `p-${seq}`, role: 'procurator', capacity: 'decide', onBehalfOf: null },
    authority: { power: 'arrest.approve', listVersion: '2026.1', rule: 'R7' },
    from: 'review.open',
    to: ['decided.byProcurator', 'service.pending'],
    payload: { decision: { outcome: '批准逮捕', level: 'procurator', weight: 0.5, final: false } },
    definitionHash: 'd'.repeat(64) as HashHex,
    ...change,
  };
}

/** Seals bodies one behind the other, whatever is in them. */
export function chainOfBodies(bodies: readonly EntryBody[], hash: HashFunction = sha256, chain: string = CHAIN): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (const body of bodies) entries.push(sealEntry(body, entries.at(-1)?.hash ?? genesisHash(chain, hash), hash));
  return entries;
}

export function chainOf(length: number, hash: HashFunction = sha256): JournalEntry[] {
  return chainOfBodies(Array.from({ length }, (_, index) => bodyOf(index + 1)), hash);
}

/** A log with its stored nodes. */
export class TestLog {
  private frontier: Frontier = emptyFrontier();
  private readonly nodes = new Map<string, HashHex>();

  constructor(readonly hash: HashFunction = sha256) {}

  get size(): number {
    return this.frontier.size;
  }

  get root(): HashHex {
    return rootOf(this.frontier, this.hash);
  }

  /** @returns the index of the new leaf */
  append(leaf: HashHex): number {
    const index = this.frontier.size;
    const { frontier, completed } = appendLeaf(this.frontier, leaf, this.hash);
    this.frontier = frontier;
    for (const node of completed) this.nodes.set(`${node.level}/${node.index}`, node.hash);
    return index;
  }

  appendEntry(entry: JournalEntry): number {
    return this.append(leafHashOf(entry.chain, entry.seq, entry.hash, this.hash));
  }

  readonly read = (level: number, index: number): HashHex => {
    const node = this.nodes.get(`${level}/${index}`);
    if (node === undefined) throw new Error(`no complete subtree ${level}/${index}`);
    return node;
  };

  checkpoint(previous: Checkpoint | null, signer: Signer = office, change: Partial<Checkpoint> = {}): Checkpoint {
    const statement = {
      log: 'tenant-1',
      size: this.size,
      root: this.root,
      at: addMs(START, 86_400_000 + this.size),
      algorithm: this.hash.algorithm,
      previousHash: previous === null ? null : checkpointHash(previous, this.hash),
      ...change,
    };
    return { ...statement, signature: { ...signer.key, value: signer.sign(checkpointBytes({ ...statement, signature: signer.key })) } };
  }
}

const noise = (text: string): HashHex => sha256.ofText(text);

/** A case of `length` entries, of which the first `anchored` are in a log between strangers' leaves; a field of entry 2 is sealed and opened. */
export function bundleOf(length: number, anchored: number, { hash = sha256, signHead = false }: { hash?: HashFunction; signHead?: boolean } = {}): CaseBundle {
  const sealedPart = expectOk(sealFields({ suspect: { name: '张某', born: 2009 }, note: 'n' }, ['/suspect/name'], ['5a'.repeat(16)], hash), 'seal');
  const openings: (Opening & { seq: number })[] = length >= 2 ? sealedPart.openings.map((opening) => ({ ...opening, seq: 2 })) : [];
  const entries = chainOfBodies(Array.from({ length }, (_, index) => bodyOf(index + 1, index === 1 ? { payload: sealedPart.payload } : {})), hash);
  const log = new TestLog(hash);
  log.append(noise('before'));
  const first = log.checkpoint(null);
  const places = entries.slice(0, anchored).map((entry) => {
    const index = log.appendEntry(entry);
    log.append(noise(`between ${entry.seq}`));
    return { seq: entry.seq, index };
  });
  const inclusions = places.map(({ seq, index }) => ({ seq, index, size: log.size, proof: inclusionProof(index, log.size, log.read, hash) }));
  const draft: CaseBundle = {
    format: BUNDLE_FORMAT,
    algorithm: hash.algorithm,
    chain: CHAIN,
    case: { number: '检刑捕〔2026〕1号', kind: 'arrest' },
    entries,
    openings,
    checkpoints: anchored === 0 ? [] : [first, log.checkpoint(first)],
    inclusions,
    publicKeys: anchored === 0 && !signHead ? [] : [office.publicKey],
    snapshot: { state: 'decided', entries: length },
    head: { length, hash: entries.at(-1)?.hash ?? genesisHash(CHAIN, hash) },
  };
  return signHead ? withSignedHead(draft, hash) : draft;
}

/** The bundle with its head signed anew over what it now says. */
export function withSignedHead(bundle: CaseBundle, hash: HashFunction = sha256, signer: Signer = office): CaseBundle {
  const at = addMs(START, 2 * 86_400_000);
  const signature = { ...signer.key, value: signer.sign(headBytes(bundle, at, signer.key, hash)) };
  return { ...bundle, head: { length: bundle.head.length, hash: bundle.head.hash, signed: { at, signature } } };
}

/** A receipt for entry 3 of a chain; `payload` replaces the entry's. */
export function receiptOf({ hash = sha256, payload, decision, openings }: { hash?: HashFunction; payload?: JsonObject; decision?: JsonObject; openings?: readonly Opening[] } = {}): Receipt {
  const bodies = [1, 2, 3].map((seq) => bodyOf(seq, seq === 3 && payload !== undefined ? { payload } : {}));
  const entry = chainOfBodies(bodies, hash)[2] as JournalEntry;
  const log = new TestLog(hash);
  for (const text of ['a', 'b', 'c', 'd', 'e']) log.append(noise(text));
  const index = log.appendEntry(entry);
  log.append(noise('f'));
  return {
    format: RECEIPT_FORMAT,
    algorithm: hash.algorithm,
    decision: decision ?? (entry.payload['decision'] as JsonObject),
    entry,
    ...(openings === undefined ? {} : { openings }),
    inclusion: { index, size: log.size, proof: inclusionProof(index, log.size, log.read, hash) },
    checkpoint: log.checkpoint(null),
    publicKeys: [office.publicKey],
  };
}
