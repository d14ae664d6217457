// The tenant-wide Merkle log: takes new journal entries in the order of their commit, appends their leaves and signs a
// checkpoint. Runs beside acts in batches, so that an act waits for no signature.
import { Fault, ok, refused, type JsonObject, type Result, type TenantId } from '@quanze/kernel';
import { appendLeaf, checkpointBytes, checkpointHash, emptyFrontier, inclusionNodes, inclusionProof, leafHashOf, rootOf, type Checkpoint, type Frontier, type Inclusion, type TreeNode } from '@quanze/ledger';
import type { Deps } from '../deps.js';
import { keepSigningKey } from './signing-keys.js';

const BATCH = 1000;

/** Appends what is new and signs. @returns number of entries anchored; 0 when nothing was new or another worker was first */
export async function extendLog(deps: Deps, tenant: TenantId): Promise<number> {
  const fresh = await deps.proofs.unlogged(tenant, BATCH);
  if (fresh.length === 0) return 0;
  const stored = await deps.proofs.frontier(tenant);
  let frontier = stored.frontier === null ? emptyFrontier() : (stored.frontier as unknown as Frontier);
  const nodes: TreeNode[] = [];
  const leaves = fresh.map((entry) => {
    const leafHash = leafHashOf(entry.chain, entry.seq, entry.hash, deps.hash);
    const index = frontier.size;
    const grown = appendLeaf(frontier, leafHash, deps.hash);
    frontier = grown.frontier;
    nodes.push(...grown.completed);
    return { ...entry, index, leafHash };
  });
  const checkpoint = await signCheckpoint(deps, tenant, frontier);
  const appended = await deps.proofs.append({ tenant, expectedSize: stored.size, leaves, nodes, frontier: frontier as unknown as JsonObject, checkpoint });
  return appended ? leaves.length : 0;
}

async function signCheckpoint(deps: Deps, tenant: TenantId, frontier: Frontier): Promise<Checkpoint> {
  await keepSigningKey(deps, tenant);
  const previous = await deps.proofs.latestCheckpoint(tenant);
  const { signer, hash } = deps;
  const now = deps.clock.now();
  const statement = {
    log: tenant, size: frontier.size, root: rootOf(frontier, hash), at: previous !== null && previous.at > now ? previous.at : now,
    algorithm: hash.algorithm, previousHash: previous === null ? null : checkpointHash(previous, hash),
  };
  const key = { algorithm: signer.algorithm, keyId: signer.keyId };
  return { ...statement, signature: { ...key, value: signer.sign(checkpointBytes({ ...statement, signature: key })) } };
}

/** Anchors everything written so far. Several batches when much is new; ends when another worker does the rest. */
export async function anchorAll(deps: Deps, tenant: TenantId): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await extendLog(deps, tenant);
    total += count;
    if (count < BATCH) return total;
  }
}

export interface Anchored {
  readonly inclusion: Inclusion;
  readonly checkpoint: Checkpoint;
}

/** Where an entry stands in the log, with its proof against the newest checkpoint. Refuses `PROOF.NOT_ANCHORED_YET`. */
export async function anchorOf(deps: Deps, tenant: TenantId, chain: string, seq: number): Promise<Result<Anchored>> {
  if ((await deps.proofs.leafIndex(chain, seq)) === null) await anchorAll(deps, tenant);
  const index = await deps.proofs.leafIndex(chain, seq);
  const checkpoint = await deps.proofs.latestCheckpoint(tenant);
  if (index === null || checkpoint === null || index >= checkpoint.size) return refused('PROOF.NOT_ANCHORED_YET', { seq });
  return ok({ inclusion: await inclusionAt(deps, tenant, index, checkpoint.size), checkpoint });
}

/** The proof of one entry; the handful of stored subtrees it needs is fetched in one read. */
export async function inclusionAt(deps: Deps, tenant: TenantId, index: number, size: number): Promise<Inclusion> {
  const nodes = await deps.proofs.nodes(tenant, inclusionNodes(index, size));
  const proof = inclusionProof(index, size, (level, at) => {
    const node = nodes.get(`${level}:${at}`);
    if (node === undefined) throw new Fault('FAULT.LEDGER_BROKEN', `the log of ${tenant} has no subtree ${level}:${at}`);
    return node;
  }, deps.hash);
  return { index, size, proof };
}
