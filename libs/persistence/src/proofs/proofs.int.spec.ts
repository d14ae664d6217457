// The log of a tenant: every entry exactly once, in the order of its chain, whoever is late, early or first.
import type { JsonObject, TenantId } from '@quanze/kernel';
import { appendLeaf, emptyFrontier, inclusionProof, leafHashOf, rootFromNodes, rootOf, verifyInclusion, type Checkpoint, type Frontier, type TreeNode } from '@quanze/ledger';
import type { LogAppend, UnloggedEntry } from '@quanze/application';
import { commitStatement } from '../cases/commit.js';
import { LATER, NOW, SHA256, withWorld } from '../testing/fixtures.contract.js';
import { nextAct, openCase } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld();
const proofs = () => world().stores.proofs;

/** What a worker makes of a batch. */
async function batchOf(entries: readonly UnloggedEntry[]): Promise<LogAppend> {
  const stored = await proofs().frontier(world().tenant);
  let frontier = (stored.frontier ?? emptyFrontier()) as unknown as Frontier;
  const nodes: TreeNode[] = [];
  const leaves = entries.map((entry) => {
    const leafHash = leafHashOf(entry.chain, entry.seq, entry.hash, SHA256);
    const index = frontier.size;
    const grown = appendLeaf(frontier, leafHash, SHA256);
    frontier = grown.frontier;
    nodes.push(...grown.completed);
    return { ...entry, index, leafHash };
  });
  const checkpoint: Checkpoint = { log: world().tenant, size: frontier.size, root: rootOf(frontier, SHA256), at: NOW, algorithm: 'sha-256', previousHash: null, signature: { algorithm: 'ed25519', keyId: 'k', value: 'AAAA' } };
  return { tenant: world().tenant, expectedSize: stored.size, leaves, nodes, frontier: frontier as unknown as JsonObject, checkpoint };
}

async function logAll(): Promise<number> {
  const entries = await proofs().unlogged(world().tenant, 10_000);
  if (entries.length > 0) expect(await proofs().append(await batchOf(entries))).toBe(true);
  return entries.length;
}

it('takes entries once, keeps the order of each chain, and proves every leaf', async () => {
  const cases = [await openCase(world(), null), await openCase(world(), null)] as const;
  for (const caseId of [...cases, ...cases, cases[0]]) expect(await world().stores.cases.commit(await nextAct(world(), caseId, null))).toBe('committed');
  const entries = await proofs().unlogged(world().tenant, 100);
  expect(entries.filter((entry) => entry.chain === cases[0]).map((entry) => entry.seq)).toEqual([1, 2, 3, 4]);
  expect(await logAll()).toBe(7);
  expect(await logAll()).toBe(0);
  const { size } = await proofs().frontier(world().tenant);
  const index = (await proofs().leafIndex(cases[1], 2)) as number;
  expect(await proofs().leafIndexes(cases[1])).toContainEqual({ seq: 2, index });
  const ids = Array.from({ length: 6 }, (_, level) => Array.from({ length: 64 >> level }, (__, i) => ({ level, index: i }))).flat();
  const nodes = await proofs().nodes(world().tenant, ids);
  const read = (level: number, at: number) => nodes.get(`${level}:${at}`) as never;
  const root = rootFromNodes(size, read, SHA256);
  expect((await proofs().latestCheckpoint(world().tenant))?.root).toBe(root);
  const [entry] = await world().stores.cases.journal(cases[1], 1, 1);
  const leafHash = leafHashOf(cases[1], 2, entry?.hash as never, SHA256);
  expect(verifyInclusion({ leafHash, index, size, root, proof: inclusionProof(index, size, read, SHA256) }, SHA256)).toBe(true);
});

it('does not pass over an entry that commits after later ones were logged', async () => {
  const [slow, quick] = [await openCase(world(), null), await openCase(world(), null)];
  await logAll();
  const { database } = world().stores;
  const act = commitStatement(await nextAct(world(), slow, null));
  await database.transaction(async (on) => {
    await on.query(act);
    expect(await world().stores.cases.commit(await nextAct(world(), quick, null))).toBe('committed');
    expect(await logAll()).toBe(1);
  });
  expect(await proofs().unlogged(world().tenant, 10)).toMatchObject([{ chain: slow, seq: 2 }]);
  expect(await logAll()).toBe(1);
});

it('is extended by one worker when several try, and not from an older size with an entry twice, or with one that nobody wrote', async () => {
  await openCase(world(), null);
  await openCase(world(), null);
  const batch = await batchOf(await proofs().unlogged(world().tenant, 10));
  const results = await Promise.all([1, 2, 3].map(() => proofs().append(batch)));
  expect(results.sort()).toEqual([false, false, true]);
  const { size } = await proofs().frontier(world().tenant);
  const again = { ...batch, expectedSize: size, leaves: batch.leaves.map((leaf, i) => ({ ...leaf, index: size + i })) };
  expect(await proofs().append(again)).toBe(false);
  const invented = await batchOf([{ chain: world().office, seq: 999, hash: SHA256.ofText('never written') }]);
  expect(await proofs().append(invented)).toBe(false);
  expect(await proofs().frontier(world().tenant)).toMatchObject({ size });
});

it('gives checkpoints in order, behind a size', async () => {
  const all = await proofs().checkpoints(world().tenant, 0, 100);
  expect(all.map((c) => c.size)).toEqual(all.map((c) => c.size).sort((a, b) => a - b));
  expect(await proofs().checkpoints(world().tenant, all[0]?.size ?? 0, 100)).toEqual(all.slice(1));
  expect(await proofs().checkpoints(world().tenant, 0, 1)).toEqual(all.slice(0, 1));
});

it('has nothing for a tenant or chain that is new', async () => {
  const none = world().office as string as TenantId;
  expect(await proofs().frontier(none)).toEqual({ size: 0, frontier: null });
  expect([await proofs().latestCheckpoint(none), await proofs().leafIndex('x', 1), await proofs().leafIndex(none, 1), await proofs().leafIndexes('x')]).toEqual([null, null, null, []]);
});

describe('the keys that signed', () => {
  const key = (keyId: string, publicKey = `key of ${keyId}`) => ({ keyId, algorithm: 'ed25519' as const, publicKey });

  it('are kept for good, each once, with the time in which they signed', async () => {
    expect(await proofs().registerKey(world().tenant, key('a'), null, NOW)).toBe(true);
    expect(await proofs().registerKey(world().tenant, key('b'), 'a', LATER)).toBe(true);
    // Every process registers what it finds as it starts.
    expect(await Promise.all([1, 2, 3].map(() => proofs().registerKey(world().tenant, key('a'), null, LATER)))).toEqual([false, false, false]);
    expect(await proofs().signingKeys(world().tenant)).toEqual([
      { ...key('a'), registeredAt: NOW, replacedAt: LATER }, { ...key('b'), registeredAt: LATER, replacedAt: null },
    ]);
  });

  it('are never two under one id', async () => {
    await expect(proofs().registerKey(world().tenant, key('a', 'another'), null, LATER)).rejects.toThrow('another key is registered as a');
    expect((await proofs().signingKeys(world().tenant)).map(({ publicKey }) => publicKey)).not.toContain('another');
  });

  it('are those of one tenant, and none where there is none', async () => {
    const nobody = world().office as string as TenantId;
    expect([await proofs().registerKey(nobody, key('a'), null, NOW), await proofs().signingKeys(nobody)]).toEqual([false, []]);
  });
});
