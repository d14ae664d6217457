// Checking proofs about the log with nothing but digests: no store, no tree. The steps are those of RFC 9162 sections 2.1.3.2 and 2.1.4.2.
// Every argument may come from a stranger, so a malformed one makes the answer false and never throws.
import type { HashFunction, HashHex } from '@quanze/kernel';
import { isHashHex } from './hashing.js';
import { emptyRoot, isSize, nodeHashOf } from './merkle.js';

export interface InclusionClaim {
  readonly leafHash: HashHex;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly HashHex[];
  readonly root: HashHex;
}

export interface ConsistencyClaim {
  readonly firstSize: number;
  readonly firstRoot: HashHex;
  readonly secondSize: number;
  readonly secondRoot: HashHex;
  readonly proof: readonly HashHex[];
}

/** Whether the leaf stands at `index` (from 0) in the log of `size` leaves with that root. A proof that is too long or too short is none. */
export function verifyInclusion(claim: InclusionClaim, hash: HashFunction): boolean {
  const { leafHash, index, size, proof, root } = claim;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (!isHashHex(leafHash) || !proof.every(isHashHex)) return false;
  const climb = new Climb(index, size - 1);
  let node = leafHash;
  for (const sibling of proof) {
    if (climb.atTop()) return false;
    node = climb.siblingIsLeft() ? nodeHashOf(sibling, node, hash) : nodeHashOf(node, sibling, hash);
    climb.up();
  }
  return climb.atTop() && node === root;
}

/** Whether the first log is the beginning of the second: nothing in it was changed, dropped or moved since. */
export function verifyConsistency(claim: ConsistencyClaim, hash: HashFunction): boolean {
  const { firstSize, firstRoot, secondSize, secondRoot, proof } = claim;
  if (!isSize(firstSize) || !isSize(secondSize) || firstSize > secondSize) return false;
  if (!isHashHex(firstRoot) || !isHashHex(secondRoot) || !proof.every(isHashHex)) return false;
  if (firstSize === 0) return proof.length === 0 && firstRoot === emptyRoot(hash) && (secondSize > 0 || secondRoot === firstRoot);
  if (firstSize === secondSize) return proof.length === 0 && firstRoot === secondRoot;
  const climb = new Climb(firstSize - 1, secondSize - 1);
  climb.skipRightTurns();
  // A log whose size is a power of two is a subtree of the newer one: the proof leaves its root out.
  const path = climb.isLeftmost() ? [firstRoot, ...proof] : proof;
  const [seed, ...siblings] = path;
  if (seed === undefined) return false;
  let first = seed;
  let second = seed;
  for (const sibling of siblings) {
    if (climb.atTop()) return false;
    if (climb.siblingIsLeft()) {
      first = nodeHashOf(sibling, first, hash);
      second = nodeHashOf(sibling, second, hash);
    } else {
      second = nodeHashOf(second, sibling, hash);
    }
    climb.up();
  }
  return climb.atTop() && first === firstRoot && second === secondRoot;
}

/** Position of a node and of the last node of its level, while climbing towards the root. */
class Climb {
  constructor(
    private node: number,
    private last: number,
  ) {}

  atTop(): boolean {
    return this.last === 0;
  }

  isLeftmost(): boolean {
    return this.node === 0;
  }

  siblingIsLeft(): boolean {
    return this.node % 2 === 1 || this.node === this.last;
  }

  /** One level up; from the ragged right edge as many as it takes to find a left sibling again. */
  up(): void {
    if (this.node === this.last) while (this.node % 2 === 0 && this.node !== 0) this.halve();
    this.halve();
  }

  skipRightTurns(): void {
    while (this.node % 2 === 1) this.halve();
  }

  private halve(): void {
    this.node = Math.floor(this.node / 2);
    this.last = Math.floor(this.last / 2);
  }
}
