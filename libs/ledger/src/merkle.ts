// The log of all entries of a tenant as a Merkle tree (RFC 6962): leaf and node hashes, and growth one leaf at a time.
// A tree of n leaves is kept as its frontier, the roots of its complete subtrees, at most 53 digests. Complete subtrees never change,
// so a store only ever inserts nodes. Not here: proofs (merkle-proofs.ts) and their verification (merkle-verify.ts).
import { assert, type HashFunction, type HashHex } from '@quanze/kernel';
import { canonicalize } from './canonical.js';
import { hexOfBytes, tagPrefix, writeHashBytes } from './hashing.js';

const LEAF_PREFIX = '\u0000';
const NODE_PREFIX = 1;

/** A complete subtree: its leaves are `index · 2^level` to `(index + 1) · 2^level - 1`. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: HashHex;
}

/** The roots of the complete subtrees of a log, the largest (leftmost) first.
 *  INVARIANT: as many nodes as `size` has one-bits. */
export interface Frontier {
  readonly size: number;
  readonly nodes: readonly HashHex[];
}

/** The leaf of an entry: names the chain and the number, so that a proof speaks of one entry and no other.
 *  @source RFC 6962 section 2.1 (leaf prefix 0x00) */
export function leafHashOf(chain: string, seq: number, entryHash: HashHex, hash: HashFunction): HashHex {
  return hash.ofText(LEAF_PREFIX + tagPrefix('quanze-leaf/1', hash.algorithm) + canonicalize({ chain, entryHash, seq }));
}

/** The hash of two neighbours. @source RFC 6962 section 2.1 (node prefix 0x01) */
export function nodeHashOf(left: HashHex, right: HashHex, hash: HashFunction): HashHex {
  const bytes = new Uint8Array(65);
  bytes[0] = NODE_PREFIX;
  writeHashBytes(left, bytes, 1);
  writeHashBytes(right, bytes, 33);
  return hexOfBytes(hash.ofBytes(bytes));
}

export function emptyFrontier(): Frontier {
  return { size: 0, nodes: [] };
}

/** Adds a leaf. `completed` are the subtrees this leaf finished, itself first: what a store inserts so that proofs can be made later.
 *  Costs as many hashes as trailing one-bits of the old size, one on average.
 *  @throws Fault `FAULT.ASSERTION` for a frontier that breaks its invariant */
export function appendLeaf(frontier: Frontier, leaf: HashHex, hash: HashFunction): { readonly frontier: Frontier; readonly completed: readonly TreeNode[] } {
  assertFrontier(frontier);
  const nodes = frontier.nodes.slice();
  const completed: TreeNode[] = [{ level: 0, index: frontier.size, hash: leaf }];
  let node = leaf;
  for (let level = 1, index = frontier.size; index % 2 === 1; level++) {
    index = (index - 1) / 2;
    node = nodeHashOf(nodes.pop() as HashHex, node, hash);
    completed.push({ level, index, hash: node });
  }
  nodes.push(node);
  return { frontier: { size: frontier.size + 1, nodes }, completed };
}

/** The root of a log; for an empty one the hash of no bytes. @source RFC 6962 section 2.1 */
export function rootOf(frontier: Frontier, hash: HashFunction): HashHex {
  assertFrontier(frontier);
  const last = frontier.nodes.at(-1);
  if (last === undefined) return emptyRoot(hash);
  return frontier.nodes.slice(0, -1).reduceRight((right, left) => nodeHashOf(left, right, hash), last);
}

export function emptyRoot(hash: HashFunction): HashHex {
  return hexOfBytes(hash.ofBytes(new Uint8Array(0)));
}

/** Whether a number can be the size of a log. Arithmetic below is on whole numbers, not on 32 bits. */
export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function assertFrontier({ size, nodes }: Frontier): void {
  assert(isSize(size), 'a log has a whole number of leaves');
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  assert(nodes.length === ones, `a frontier of ${size} leaves has ${ones} nodes, not ${nodes.length}`);
}
