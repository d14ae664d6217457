// The published test tree of RFC 6962 logs, and what proofs refuse. All sizes against the naive model are in merkle.prop.spec.ts.
import { Fault, type HashHex } from '@quanze/kernel';
import { sha256, sm3, TestLog } from './fixtures.contract.js';
import { hexOfBytes } from './hashing.js';
import { appendLeaf, consistencyProof, emptyFrontier, inclusionProof, leafHashOf, nodeHashOf, rootFromNodes, rootOf, verifyConsistency, verifyInclusion } from './index.js';

// Leaf data and roots after 0..8 leaves, as used by the certificate transparency projects.
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leafOf = (hex: string): HashHex => hexOfBytes(sha256.ofBytes(Buffer.from(`00${hex}`, 'hex')));

function publishedLog(): TestLog {
  const log = new TestLog();
  for (const data of LEAVES) log.append(leafOf(data));
  return log;
}

describe('the log', () => {
  it('has the published roots at every size', () => {
    const log = new TestLog();
    const roots = [log.root];
    for (const data of LEAVES) {
      log.append(leafOf(data));
      roots.push(log.root);
    }
    expect(roots).toEqual(ROOTS);
  });

  it('gives each append the subtrees it completed, itself first', () => {
    let frontier = emptyFrontier();
    const completed: string[] = [];
    for (const data of LEAVES) {
      const step = appendLeaf(frontier, leafOf(data), sha256);
      frontier = step.frontier;
      completed.push(step.completed.map((node) => `${node.level}/${node.index}`).join(' '));
    }
    expect(completed).toEqual(['0/0', '0/1 1/0', '0/2', '0/3 1/1 2/0', '0/4', '0/5 1/2', '0/6', '0/7 1/3 2/1 3/0']);
  });

  it('makes proofs that verify for the published tree', () => {
    const log = publishedLog();
    const root = ROOTS[8] as HashHex;
    const inclusion = { leafHash: leafOf(LEAVES[5] as string), index: 5, size: 8, proof: inclusionProof(5, 8, log.read, sha256), root };
    expect(inclusion.proof).toEqual([leafOf('3031'), log.read(1, 3), log.read(2, 0)]);
    expect(verifyInclusion(inclusion, sha256)).toBe(true);
    const consistency = { firstSize: 6, firstRoot: ROOTS[6] as HashHex, secondSize: 8, secondRoot: root, proof: consistencyProof(6, 8, log.read, sha256) };
    expect(consistency.proof).toEqual([log.read(1, 2), log.read(1, 3), log.read(2, 0)]);
    expect(verifyConsistency(consistency, sha256)).toBe(true);
    expect(rootFromNodes(7, log.read, sha256)).toBe(ROOTS[7]);
    expect(consistencyProof(0, 8, log.read, sha256)).toEqual([]);
  });

  it('gives an entry a leaf that names chain, number and algorithm', () => {
    const entryHash = 'a'.repeat(64) as HashHex;
    expect(leafHashOf('c', 1, entryHash, sha256)).toBe(sha256.ofText(`\u0000quanze-leaf/1\nsha-256\n{"chain":"c","entryHash":"${entryHash}","seq":1}`));
    expect(leafHashOf('c', 1, entryHash, sm3)).toBe(sm3.ofText(`\u0000quanze-leaf/1\nsm3\n{"chain":"c","entryHash":"${entryHash}","seq":1}`));
  });

  it('never takes a node for a leaf', () => {
    const [left, right] = [leafOf('01'), leafOf('02')];
    expect(nodeHashOf(left, right, sha256)).not.toBe(hexOfBytes(sha256.ofBytes(Buffer.from(`00${left}${right}`, 'hex'))));
  });

  it('is a fault when a stored frontier does not fit its size', () => {
    expect(() => rootOf({ size: 3, nodes: [leafOf('')] }, sha256)).toThrow(Fault);
    expect(() => appendLeaf({ size: 0, nodes: [leafOf('')] }, leafOf(''), sha256)).toThrow(Fault);
    expect(() => appendLeaf({ size: -1, nodes: [] }, leafOf(''), sha256)).toThrow(Fault);
    expect(() => rootOf({ size: 1.5, nodes: [leafOf('')] }, sha256)).toThrow(Fault);
  });

  it('is a fault when a proof is asked for what is not there', () => {
    const { read } = publishedLog();
    expect(() => inclusionProof(8, 8, read, sha256)).toThrow(Fault);
    expect(() => inclusionProof(-1, 8, read, sha256)).toThrow(Fault);
    expect(() => consistencyProof(5, 4, read, sha256)).toThrow(Fault);
    expect(() => consistencyProof(-1, 4, read, sha256)).toThrow(Fault);
    expect(() => rootFromNodes(0, read, sha256)).toThrow(Fault);
    expect(() => inclusionProof(0, 1.5, read, sha256)).toThrow(Fault);
    expect(() => inclusionProof(0.5, 8, read, sha256)).toThrow(Fault);
    expect(() => consistencyProof(1, 1.5, read, sha256)).toThrow(Fault);
    expect(() => consistencyProof(1.5, 8, read, sha256)).toThrow(Fault);
    expect(() => rootFromNodes(1.5, read, sha256)).toThrow(Fault);
  });
});

describe('a proof from a stranger', () => {
  const log = publishedLog();
  const root = log.root;
  const inclusion = { leafHash: leafOf(LEAVES[6] as string), index: 6, size: 8, proof: inclusionProof(6, 8, log.read, sha256), root };
  const consistency = { firstSize: 3, firstRoot: ROOTS[3] as HashHex, secondSize: 8, secondRoot: root, proof: consistencyProof(3, 8, log.read, sha256) };
  const upper = (digest: HashHex): HashHex => digest.toUpperCase() as HashHex;

  it.each([
    ['an index outside', { index: 8 }], ['a negative index', { index: -1 }], ['a broken index', { index: 5.5 }], ['a size of 0', { size: 0, index: 0 }], ['an endless size', { size: Infinity }], ['a larger size', { size: 16 }],
    ['another index', { index: 7 }], ['another root', { root: ROOTS[7] as HashHex }], ['another leaf', { leafHash: leafOf('ff') }], ['no proof', { proof: [] }],
    ['a short proof', { proof: inclusion.proof.slice(1) }], ['a long proof', { proof: [...inclusion.proof, inclusion.proof[0] as HashHex] }],
    ['a proof in other letters', { proof: inclusion.proof.map(upper) }], ['a leaf in other letters', { leafHash: upper(inclusion.leafHash) }], ['a proof of other things', { proof: ['x' as HashHex] }],
  ])('of inclusion does not hold with %s', (_name, change) => {
    expect(verifyInclusion(inclusion, sha256)).toBe(true);
    expect(verifyInclusion({ ...inclusion, ...change }, sha256)).toBe(false);
  });

  // The climb of these is that of leaf 0: only the check of the numbers tells them apart.
  it.each([[8, 8], [16, 8], [-8, 8], [0.5, 8], [0, 8.5], [0, NaN]])('of inclusion of leaf 0 does not hold for index %d of %d', (index, size) => {
    const first = { leafHash: leafOf(''), index: 0, size: 8, proof: inclusionProof(0, 8, log.read, sha256), root };
    expect(verifyInclusion(first, sha256)).toBe(true);
    expect(verifyInclusion({ ...first, index, size }, sha256)).toBe(false);
  });

  it.each([[-8, 8], [2.5, 8], [1, 8.5]])('of consistency cannot be made from a proof of inclusion with sizes %d and %d', (firstSize, secondSize) => {
    const siblings = inclusionProof(0, 8, log.read, sha256);
    const claim = { firstRoot: leafOf(''), secondRoot: root };
    expect(verifyConsistency({ ...claim, firstSize: 1, secondSize: 8, proof: siblings }, sha256)).toBe(true);
    expect(verifyConsistency({ ...claim, firstSize, secondSize, proof: siblings }, sha256)).toBe(false);
    expect(verifyConsistency({ ...claim, firstSize, secondSize, proof: [leafOf(''), ...siblings] }, sha256)).toBe(false);
  });

  it('of consistency does not hold backwards, and a root that is no digest is no fault', () => {
    expect(verifyConsistency({ firstSize: 16, firstRoot: root, secondSize: 8, secondRoot: root, proof: [] }, sha256)).toBe(false);
    expect(verifyConsistency({ firstSize: 4, firstRoot: 'r' as HashHex, secondSize: 8, secondRoot: root, proof: [log.read(2, 1)] }, sha256)).toBe(false);
  });

  it('of inclusion of the only leaf is empty', () => {
    const only = { leafHash: leafOf(''), index: 0, size: 1, proof: [], root: leafOf('') };
    expect(verifyInclusion(only, sha256)).toBe(true);
    expect(verifyInclusion({ ...only, leafHash: upper(only.leafHash), root: upper(only.root) }, sha256)).toBe(false);
    expect(verifyInclusion({ ...only, proof: [leafOf('')] }, sha256)).toBe(false);
  });

  it.each([
    ['sizes the wrong way round', { firstSize: 8, secondSize: 3 }], ['a broken size', { firstSize: 2.5 }], ['an endless size', { secondSize: NaN }], ['another first root', { firstRoot: ROOTS[2] as HashHex }],
    ['another second root', { secondRoot: ROOTS[7] as HashHex }], ['no proof', { proof: [] }], ['a short proof', { proof: consistency.proof.slice(0, -1) }],
    ['a long proof', { proof: [...consistency.proof, root] }], ['a proof in other letters', { proof: consistency.proof.map(upper) }],
  ])('of consistency does not hold with %s', (_name, change) => {
    expect(verifyConsistency(consistency, sha256)).toBe(true);
    expect(verifyConsistency({ ...consistency, ...change }, sha256)).toBe(false);
  });

  it('of consistency is empty for the trivial steps and binds their roots', () => {
    const same = { firstSize: 8, firstRoot: root, secondSize: 8, secondRoot: root, proof: [] };
    expect(verifyConsistency(same, sha256)).toBe(true);
    expect(verifyConsistency({ ...same, firstRoot: ROOTS[1] as HashHex }, sha256)).toBe(false);
    expect(verifyConsistency({ ...same, proof: [root] }, sha256)).toBe(false);
    expect(verifyConsistency({ ...same, firstRoot: 'r' as HashHex, secondRoot: 'r' as HashHex }, sha256)).toBe(false);
    const fromNothing = { ...same, firstSize: 0, firstRoot: ROOTS[0] as HashHex };
    expect(verifyConsistency(fromNothing, sha256)).toBe(true);
    expect(verifyConsistency({ ...fromNothing, firstRoot: root }, sha256)).toBe(false);
    expect(verifyConsistency({ ...fromNothing, proof: [root] }, sha256)).toBe(false);
    expect(verifyConsistency({ ...fromNothing, secondSize: 0 }, sha256)).toBe(false);
    expect(verifyConsistency({ ...fromNothing, secondSize: 0, secondRoot: ROOTS[0] as HashHex }, sha256)).toBe(true);
    expect(verifyConsistency({ ...fromNothing, secondRoot: 'r' as HashHex }, sha256)).toBe(false);
  });

  it('of consistency from a power of two starts at the first root', () => {
    const fromFour = { firstSize: 4, firstRoot: ROOTS[4] as HashHex, secondSize: 8, secondRoot: root, proof: [log.read(2, 1)] };
    expect(verifyConsistency(fromFour, sha256)).toBe(true);
    expect(verifyConsistency({ ...fromFour, firstRoot: ROOTS[3] as HashHex }, sha256)).toBe(false);
    expect(verifyConsistency({ ...fromFour, secondSize: 16 }, sha256)).toBe(false);
  });
});
