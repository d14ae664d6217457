// The Merkle log on PostgreSQL. Entries wait in `log_pending` from the transaction that wrote them to the one that appends their leaf, so an
// entry that commits late is simply found later and none is passed over.
import { isUuid, type HashHex, type JsonObject, type TenantId } from '@quanze/kernel';
import type { LogAppend, ProofStore, UnloggedEntry } from '@quanze/application';
import type { Checkpoint } from '@quanze/ledger';
import type { Database, Runner } from '../sql/database.js';
import { bytesParam, sqlStateOf, UNIQUE_VIOLATION } from '../sql/values.js';
import { readSigningKeys, registerKey } from './signing-keys.js';

export function createProofStore(database: Database): ProofStore {
  return {
    unlogged: (tenant, limit) => database.rows<UnloggedEntry>('SELECT chain, seq, hash FROM log_pending WHERE tenant = $1 ORDER BY place LIMIT $2', [tenant, limit]),
    frontier: async (tenant) => {
      const [row] = await database.rows<{ size: number; frontier: JsonObject }>('SELECT size, frontier FROM log_state WHERE tenant = $1', [tenant]);
      return row ?? { size: 0, frontier: null };
    },
    append: (batch) => append(database, batch),
    leafIndex: async (chain, seq) => {
      if (!isUuid(chain)) return null;
      return (await database.rows<{ index: number }>('SELECT index FROM log_leaf WHERE chain = $1 AND seq = $2', [chain, seq]))[0]?.index ?? null;
    },
    leafIndexes: async (chain) => (isUuid(chain) ? database.rows<{ seq: number; index: number }>('SELECT seq, index FROM log_leaf WHERE chain = $1 ORDER BY seq', [chain]) : []),
    nodes: (tenant, ids) => readNodes(database, tenant, ids),
    latestCheckpoint: async (tenant) => {
      const [row] = await database.rows<{ statement: Checkpoint }>('SELECT statement FROM checkpoint WHERE tenant = $1 ORDER BY size DESC LIMIT 1', [tenant]);
      return row?.statement ?? null;
    },
    checkpoints: async (tenant, afterSize, limit) => {
      const rows = await database.rows<{ statement: Checkpoint }>('SELECT statement FROM checkpoint WHERE tenant = $1 AND size > $2 ORDER BY size LIMIT $3', [tenant, afterSize, limit]);
      return rows.map((row) => row.statement);
    },
    registerKey: (tenant, key, replaces, at) => registerKey(database, tenant, key, replaces, at),
    signingKeys: (tenant) => readSigningKeys(database, tenant),
  };
}

/** Subtrees by `level:index`. */
async function readNodes(database: Database, tenant: TenantId, ids: readonly { readonly level: number; readonly index: number }[]): Promise<ReadonlyMap<string, HashHex>> {
  const rows = await database.rows<{ level: number; index: number; hash: HashHex }>(
    `SELECT n.level, n.index, n.hash FROM unnest($2::integer[], $3::bigint[]) AS w (level, index) JOIN log_node n ON n.tenant = $1 AND n.level = w.level AND n.index = w.index`,
    [tenant, ids.map((id) => id.level), ids.map((id) => id.index)]);
  return new Map(rows.map((row) => [`${row.level}:${row.index}`, row.hash]));
}

class Outrun extends Error {}

/** False when another worker was first, or an entry of the batch is not waiting: then nothing was written. */
async function append(database: Database, batch: LogAppend): Promise<boolean> {
  try {
    await database.transaction(async (on) => {
      await moveState(on, batch);
      await takeFromQueue(on, batch);
      await insertBatch(on, batch);
    });
    return true;
  } catch (error) {
    if (error instanceof Outrun || sqlStateOf(error) === UNIQUE_VIOLATION) return false;
    throw error;
  }
}

/** The first batch has no row to compare with; two first ones collide on its key. */
async function moveState(on: Runner, { tenant, expectedSize, leaves, frontier }: LogAppend): Promise<void> {
  const text = expectedSize === 0
    ? `INSERT INTO log_state AS s (tenant, size, frontier) VALUES ($1, $3, $4) ON CONFLICT (tenant) DO UPDATE SET size = excluded.size, frontier = excluded.frontier WHERE s.size = $2`
    : 'UPDATE log_state SET size = $3, frontier = $4 WHERE tenant = $1 AND size = $2';
  const { count } = await on.query({ text, values: [tenant, expectedSize, expectedSize + leaves.length, JSON.stringify(frontier)] });
  if (count === 0) throw new Outrun();
}

async function takeFromQueue(on: Runner, { tenant, leaves }: LogAppend): Promise<void> {
  const { count } = await on.query({
    text: 'DELETE FROM log_pending p USING unnest($2::uuid[], $3::integer[]) AS l (chain, seq) WHERE p.tenant = $1 AND p.chain = l.chain AND p.seq = l.seq',
    values: [tenant, leaves.map((leaf) => leaf.chain), leaves.map((leaf) => leaf.seq)],
  });
  if (count !== leaves.length) throw new Outrun();
}

async function insertBatch(on: Runner, { tenant, leaves, nodes, checkpoint }: LogAppend): Promise<void> {
  await on.query({
    text: 'INSERT INTO log_leaf (tenant, index, chain, seq) SELECT $1, l.* FROM unnest($2::bigint[], $3::uuid[], $4::integer[]) AS l',
    values: [tenant, leaves.map((leaf) => leaf.index), leaves.map((leaf) => leaf.chain), leaves.map((leaf) => leaf.seq)],
  });
  await on.query({
    text: 'INSERT INTO log_node (tenant, level, index, hash) SELECT $1, n.* FROM unnest($2::integer[], $3::bigint[], $4::bytea[]) AS n',
    values: [tenant, nodes.map((node) => node.level), nodes.map((node) => node.index), nodes.map((node) => bytesParam(node.hash))],
  });
  await on.query({ text: 'INSERT INTO checkpoint (tenant, size, statement) VALUES ($1, $2, $3)', values: [tenant, checkpoint.size, JSON.stringify(checkpoint)] });
}
