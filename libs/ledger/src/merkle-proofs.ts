// Making proofs from stored nodes: that a leaf is in the log, and that an older log is the beginning of a newer one (RFC 6962).
// Only complete subtrees are read; the ragged right edge is hashed on the way. Not here: checking a proof (merkle-verify.ts).
import { assert, type HashFunction, type HashHex } from '@quanze/kernel';
import { isSize, nodeHashOf, type TreeNode } from './merkle.js';

/** Gives the stored hash of a complete subtree (see `TreeNode`); throws when the store has none. */
export type NodeReader = (level: number, index: number) => HashHex;

/** The digests that lead from leaf `index` to the root of the first `size` leaves, from the leaf upwards.
 *  @param index 0..size-1   @throws Fault `FAULT.ASSERTION` outside of it   @source RFC 6962 section 2.1.1 */
export function inclusionProof(index: number, size: number, read: NodeReader, hash: HashFunction): readonly HashHex[] {
  return siblingsOf(index, size).map(([start, end]) => rangeHash(start, end, read, hash));
}

/** The complete subtrees that {@link inclusionProof} reads, so that a store can fetch them at once; a handful for any size.
 *  @throws Fault `FAULT.ASSERTION` as {@link inclusionProof} */
export function inclusionNodes(index: number, size: number): readonly Pick<TreeNode, 'level' | 'index'>[] {
  return siblingsOf(index, size).flatMap(([start, end]) => subtreesOf(start, end));
}

/** The ranges of leaves beside the way from a leaf to the root, from the leaf upwards. */
function siblingsOf(index: number, size: number): readonly (readonly [start: number, end: number])[] {
  assert(isSize(index) && isSize(size) && index < size, `leaf ${index} is not among ${size}`);
  const ranges: (readonly [number, number])[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    const inLeft = index < middle;
    ranges.push(inLeft ? [middle, end] : [start, middle]);
    if (inLeft) end = middle;
    else start = middle;
  }
  return ranges.reverse();
}

/** The digests that show the log of `first` leaves to be the beginning of that of `second`. Empty when either is trivial
 *  (`first` is 0 or equals `second`).
 *  @param first 0..second   @throws Fault `FAULT.ASSERTION` outside of it   @source RFC 6962 section 2.1.2 */
export function consistencyProof(first: number, second: number, read: NodeReader, hash: HashFunction): readonly HashHex[] {
  assert(isSize(first) && isSize(second) && first <= second, `${first} leaves are not the beginning of ${second}`);
  if (first === 0) return [];
  const proof: HashHex[] = [];
  let start = 0;
  let end = second;
  // As long as the old log begins where the subtree does and is all of it, its root is known to the verifier and left out.
  while (first !== end) {
    const middle = start + splitOf(end - start);
    const inLeft = first <= middle;
    proof.push(inLeft ? rangeHash(middle, end, read, hash) : rangeHash(start, middle, read, hash));
    if (inLeft) end = middle;
    else start = middle;
  }
  if (start > 0) proof.push(rangeHash(start, end, read, hash));
  return proof.reverse();
}

/** The root of the first `size` leaves from stored nodes; `size` is at least 1. */
export function rootFromNodes(size: number, read: NodeReader, hash: HashFunction): HashHex {
  assert(isSize(size) && size >= 1, 'a root from nodes needs a leaf');
  return rangeHash(0, size, read, hash);
}

/** Hash of the leaves `start` to `end - 1`, where `start` is a multiple of the power of two at or above the range. */
function rangeHash(start: number, end: number, read: NodeReader, hash: HashFunction): HashHex {
  const hashes = subtreesOf(start, end).map(({ level, index }) => read(level, index));
  return hashes.reduceRight((right, left) => nodeHashOf(left, right, hash));
}

/** The complete subtrees that make up such a range, the largest first. */
function subtreesOf(start: number, end: number): readonly Pick<TreeNode, 'level' | 'index'>[] {
  const width = end - start;
  const split = splitOf(width);
  if (split * 2 === width || width === 1) return [{ level: Math.log2(width), index: start / width }];
  return [...subtreesOf(start, start + split), ...subtreesOf(start + split, end)];
}

/** The largest power of two below `width` (1 for 1). */
function splitOf(width: number): number {
  let split = 1;
  while (split * 2 < width) split *= 2;
  return split;
}
