// One line of the journal (留痕记录), its hash and the hash a chain starts from.
// The inner objects (actor, authority, payload, states) belong to the engine; here they are only JSON. Not here: walking a chain (chain.ts).
import { assert, type HashFunction, type HashHex, type Instant, type JsonObject, type JsonValue } from '@quanze/kernel';
import { canonicalize } from './canonical.js';
import { taggedHash } from './hashing.js';
import { anyJson, anyRecord, digest, instant, nullOr, record, text, wholeFrom } from './shapes.js';

/** What is recorded, before it is chained.
 *  `chain` is a case or office id; `seq` counts 1, 2, 3, … without gap within the chain; `recordedAt` never decreases along the chain (the
 *  shell takes the later of its clock and the last entry, since hosts' clocks differ); `effectiveAt` may be earlier, because recording
 *  late is lawful and backdating is not; `definitionHash` is null where no definition governs. */
export type EntryBody = {
  readonly chain: string;
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly effectiveAt: Instant;
  readonly kind: string;
  readonly act: string | null;
  readonly actor: JsonObject | null;
  readonly authority: JsonObject | null;
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly payload: JsonObject;
  readonly definitionHash: HashHex | null;
};

/** A chained entry. `prevHash` is the hash of entry `seq - 1`, or the genesis hash for the first; `hash` covers everything else. */
export type JournalEntry = EntryBody & {
  readonly prevHash: HashHex;
  readonly hash: HashHex;
};

const ID_CHARACTERS_MAX = 200;
const name = text(ID_CHARACTERS_MAX);

// In a bundle an entry stands in a list in the document.
const LEVELS_ABOVE_ENTRY = 2;

const unhashedFields = {
  chain: name,
  seq: wholeFrom(1),
  recordedAt: instant,
  effectiveAt: instant,
  kind: name,
  act: nullOr(name),
  actor: nullOr(anyRecord),
  authority: nullOr(anyRecord),
  from: anyJson,
  to: anyJson,
  payload: anyRecord,
  definitionHash: nullOr(digest),
  prevHash: digest,
};
const unhashedShape = record(unhashedFields);

/** The envelope of an entry; what the engine writes inside is any JSON. */
export const entryShape = record({ ...unhashedFields, hash: digest });

/** What stands before the first entry: a digest that names the chain, so that a whole chain cannot be presented as another's. */
export function genesisHash(chain: string, hash: HashFunction): HashHex {
  return taggedHash('quanze-genesis/1', canonicalize({ chain }), hash);
}

/** Chains an entry behind `prevHash`. Unknown keys of `body` are not taken over, since a verifier would refuse them.
 *  @throws Fault `FAULT.ASSERTION` for an entry no verifier would accept; `FAULT.NOT_CANONICAL` for contents that are not JSON.
 *  INVARIANT: `entryHashOf(result) === result.hash`. */
export function sealEntry(body: EntryBody, prevHash: HashHex, hash: HashFunction): JournalEntry {
  const unhashed = unhashedEntry(body, prevHash);
  const finding = unhashedShape(unhashed);
  assert(finding === null, `no verifier would accept this entry: ${finding?.reason} at ${finding?.at.path}`);
  return { ...unhashed, hash: hashOfUnhashed(unhashed, hash, LEVELS_ABOVE_ENTRY) };
}

/** The hash an entry should have: over everything but `hash` itself. */
export function entryHashOf(entry: JournalEntry, hash: HashFunction): HashHex {
  return hashOfUnhashed(unhashedEntry(entry, entry.prevHash), hash, 0);
}

type UnhashedEntry = Omit<JournalEntry, 'hash'>;

/** Keys stand in canonical order, which spares the hot path the sorting of the envelope. */
function unhashedEntry(body: EntryBody, prevHash: HashHex): UnhashedEntry {
  return {
    act: body.act,
    actor: body.actor,
    authority: body.authority,
    chain: body.chain,
    definitionHash: body.definitionHash,
    effectiveAt: body.effectiveAt,
    from: body.from,
    kind: body.kind,
    payload: body.payload,
    prevHash,
    recordedAt: body.recordedAt,
    seq: body.seq,
    to: body.to,
  };
}

function hashOfUnhashed(entry: UnhashedEntry, hash: HashFunction, levelsAbove: number): HashHex {
  return taggedHash('quanze-entry/1', canonicalize(entry, levelsAbove), hash);
}
