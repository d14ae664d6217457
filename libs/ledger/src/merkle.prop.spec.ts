// The log against RFC 6962 written down word for word: recursive, over all leaves, with no frontier and no stored node.
import fc from 'fast-check';
import type { HashHex } from '@quanze/kernel';
import { sha256, TestLog } from './fixtures.contract.js';
import { consistencyProof, inclusionNodes, inclusionProof, nodeHashOf, rootFromNodes, verifyConsistency, verifyInclusion } from './index.js';

const ALL_SIZES = 300;
const EVERY_LEAF = 100;
const LARGEST = 3000;
const EVERY_PLACE = 70;
const FAR_BEYOND = 2 ** 41;
const leaves = Array.from({ length: LARGEST }, (_, index) => sha256.ofText(`leaf ${index}`));

const split = (width: number): number => 2 ** (Math.ceil(Math.log2(width)) - 1);

// Hashes of ranges are remembered; without that the word-for-word definition takes minutes.
const remembered = new Map<string, HashHex>();
function treeHash(start: number, end: number): HashHex {
  if (end - start === 1) return leaves[start] as HashHex;
  const range = `${start}-${end}`;
  const known = remembered.get(range);
  if (known !== undefined) return known;
  const k = split(end - start);
  const made = nodeHashOf(treeHash(start, start + k), treeHash(start + k, end), sha256);
  remembered.set(range, made);
  return made;
}

/** PATH(m, D[n]) of section 2.1.1. */
function path(m: number, start: number, end: number): HashHex[] {
  if (end - start === 1) return [];
  const k = split(end - start);
  return m < k ? [...path(m, start, start + k), treeHash(start + k, end)] : [...path(m - k, start + k, end), treeHash(start, start + k)];
}

/** SUBPROOF(m, D[n], b) of section 2.1.2. */
function subproof(m: number, start: number, end: number, b: boolean): HashHex[] {
  if (m === end - start) return b ? [] : [treeHash(start, end)];
  const k = split(end - start);
  return m <= k ? [...subproof(m, start, start + k, b), treeHash(start + k, end)] : [...subproof(m - k, start + k, end, false), treeHash(start, start + k)];
}

const log = new TestLog();
const rootsWhileGrowing = leaves.map((leaf) => {
  log.append(leaf);
  return log.root;
});
const rootAt = (size: number): HashHex => rootsWhileGrowing[size - 1] as HashHex;
const place = fc.integer({ min: 1, max: LARGEST }).chain((size) => fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }));
const step = fc.integer({ min: 1, max: LARGEST }).chain((second) => fc.record({ first: fc.integer({ min: 1, max: second }), second: fc.constant(second) }));

/** A node with the leaves it covers: what a reader is asked for, and what a store is told to fetch. */
interface Named {
  readonly level: number;
  readonly index: number;
}

/** What `inclusionProof` asks of its reader, in order. The hashes given are of no log: which nodes are read does not depend on them. */
function readsOf(index: number, size: number): readonly Named[] {
  const asked: Named[] = [];
  inclusionProof(index, size, (level, at) => {
    asked.push({ level, index: at });
    return leaves[0] as HashHex;
  }, sha256);
  return asked;
}

const lastLeafOf = ({ level, index }: Named): number => (index + 1) * 2 ** level - 1;

function flipped(digest: HashHex, at: number): HashHex {
  const position = at % 64;
  return (digest.slice(0, position) + (digest[position] === '0' ? '1' : '0') + digest.slice(position + 1)) as HashHex;
}

describe('the log', () => {
  it(`has the root of the definition at every size up to ${ALL_SIZES}, growing and from stored nodes`, () => {
    const sizes = Array.from({ length: ALL_SIZES }, (_, index) => index + 1);
    expect(sizes.filter((size) => rootAt(size) !== treeHash(0, size))).toEqual([]);
    expect(sizes.filter((size) => rootFromNodes(size, log.read, sha256) !== rootAt(size))).toEqual([]);
  });

  it(`proves inclusion as the definition does: every leaf up to ${EVERY_LEAF} leaves, every seventh and the last up to ${ALL_SIZES}`, () => {
    const wrong: string[] = [];
    for (let size = 1; size <= ALL_SIZES; size++) {
      for (let index = 0; index < size; index += size > EVERY_LEAF ? Math.min(7, Math.max(1, size - 1 - index)) : 1) {
        const proof = inclusionProof(index, size, log.read, sha256);
        const same = proof.join() === path(index, 0, size).join();
        if (!same || !verifyInclusion({ leafHash: leaves[index] as HashHex, index, size, proof, root: rootAt(size) }, sha256)) wrong.push(`${index} of ${size}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('proves consistency of every pair of sizes up to 100 as the definition does', () => {
    const wrong: string[] = [];
    for (let second = 1; second <= 100; second++) {
      for (let first = 1; first <= second; first++) {
        const proof = consistencyProof(first, second, log.read, sha256);
        const same = proof.join() === subproof(first, 0, second, true).join();
        const claim = { firstSize: first, firstRoot: rootAt(first), secondSize: second, secondRoot: rootAt(second), proof };
        if (!same || !verifyConsistency(claim, sha256)) wrong.push(`${first} to ${second}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it(`does all of it at random sizes up to ${LARGEST}`, () => {
    fc.assert(fc.property(place, step, ({ size, index }, { first, second }) => {
      expect(rootAt(size)).toBe(treeHash(0, size));
      const proof = inclusionProof(index, size, log.read, sha256);
      expect(proof).toEqual(path(index, 0, size));
      expect(verifyInclusion({ leafHash: leaves[index] as HashHex, index, size, proof, root: rootAt(size) }, sha256)).toBe(true);
      const steps = consistencyProof(first, second, log.read, sha256);
      expect(steps).toEqual(subproof(first, 0, second, true));
      expect(verifyConsistency({ firstSize: first, firstRoot: rootAt(first), secondSize: second, secondRoot: rootAt(second), proof: steps }, sha256)).toBe(true);
    }), { numRuns: 200 });
  });

  it(`names beforehand exactly the nodes a proof of inclusion reads, in their order: every leaf of every size up to ${EVERY_PLACE}`, () => {
    const wrong: string[] = [];
    for (let size = 1; size <= EVERY_PLACE; size++) {
      for (let index = 0; index < size; index++) {
        const named = inclusionNodes(index, size);
        // A store holds complete subtrees only, so a node that ends beyond the log could not be fetched.
        if (JSON.stringify(named) !== JSON.stringify(readsOf(index, size)) || named.some((node) => lastLeafOf(node) >= size)) wrong.push(`${index} of ${size}`);
      }
    }
    expect(wrong).toEqual([]);
    expect([inclusionNodes(0, 1), inclusionNodes(0, 2), inclusionNodes(2, 7)]).toEqual([[], [{ level: 0, index: 1 }], [
      { level: 0, index: 3 }, { level: 1, index: 0 }, { level: 1, index: 2 }, { level: 0, index: 6 },
    ]]);
  });

  it('names them at random sizes beyond 32 bits too, and for no leaf outside of the log', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: FAR_BEYOND }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (size, share) => {
      const index = Math.floor(share * size);
      const named = inclusionNodes(index, size);
      expect(named).toEqual(readsOf(index, size));
      // Side by side with the leaf itself they cover the log: each leaf once.
      expect(named.reduce((covered, { level }) => covered + 2 ** level, 1)).toBe(size);
      expect(new Set(named.map(({ level, index: at }) => `${level}/${at}`)).size).toBe(named.length);
      expect(() => inclusionNodes(size, size)).toThrow('FAULT.ASSERTION');
    }), { numRuns: 300 });
  });

  it('counts leaves beyond 32 bits', () => {
    const size = 2 ** 40 + 3;
    // A store that invents every node but the one subtree the three last leaves share.
    const invented = (level: number, index: number): HashHex => sha256.ofText(`${level}/${index}`);
    const read = (level: number, index: number): HashHex =>
      level === 1 && index === 2 ** 39 ? nodeHashOf(invented(0, 2 ** 40), invented(0, 2 ** 40 + 1), sha256) : invented(level, index);
    const claim = { index: 2 ** 40, size, proof: inclusionProof(2 ** 40, size, read, sha256), leafHash: read(0, 2 ** 40), root: rootFromNodes(size, read, sha256) };
    expect(claim.proof).toEqual([read(0, 2 ** 40 + 1), read(0, 2 ** 40 + 2), read(40, 0)]);
    expect(verifyInclusion(claim, sha256)).toBe(true);
    expect(verifyInclusion({ ...claim, index: 0 }, sha256)).toBe(false);
  });
});

describe('a changed proof', () => {
  it('of inclusion is found: any digit of any digest, any other index, any digest dropped, doubled or swapped', () => {
    fc.assert(fc.property(place.filter(({ size }) => size > 2), fc.nat(), fc.nat(), ({ size, index }, at, digit) => {
      const proof = inclusionProof(index, size, log.read, sha256);
      const claim = { leafHash: leaves[index] as HashHex, index, size, proof, root: rootAt(size) };
      const which = at % proof.length;
      const holds = (change: object): boolean => verifyInclusion({ ...claim, ...change }, sha256);
      expect(holds({ proof: proof.with(which, flipped(proof[which] as HashHex, digit)) })).toBe(false);
      expect(holds({ proof: proof.toSpliced(which, 1) })).toBe(false);
      expect(holds({ proof: proof.toSpliced(which, 0, proof[which] as HashHex) })).toBe(false);
      expect(holds({ index: (index + 1 + (at % (size - 1))) % size })).toBe(false);
      expect(holds({ leafHash: flipped(claim.leafHash, digit) })).toBe(false);
      expect(holds({ root: flipped(claim.root, digit) })).toBe(false);
      expect(proof.length > 1 && holds({ proof: proof.toReversed() })).toBe(false);
    }), { numRuns: 200 });
  });

  it('of consistency is found, and a rewritten log has none', () => {
    fc.assert(fc.property(step.filter(({ first, second }) => first < second), fc.nat(), fc.nat(), ({ first, second }, at, digit) => {
      const proof = consistencyProof(first, second, log.read, sha256);
      const claim = { firstSize: first, firstRoot: rootAt(first), secondSize: second, secondRoot: rootAt(second), proof };
      const which = at % proof.length;
      const holds = (change: object): boolean => verifyConsistency({ ...claim, ...change }, sha256);
      expect(holds({ proof: proof.with(which, flipped(proof[which] as HashHex, digit)) })).toBe(false);
      expect(holds({ proof: proof.toSpliced(which, 1) })).toBe(false);
      expect(holds({ proof: [...proof, proof[which] as HashHex] })).toBe(false);
      expect(holds({ firstRoot: flipped(claim.firstRoot, digit) })).toBe(false);
      expect(holds({ secondRoot: flipped(claim.secondRoot, digit) })).toBe(false);
    }), { numRuns: 200 });
  });
});
