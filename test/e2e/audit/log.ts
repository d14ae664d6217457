// What must be true of the log and its checkpoints: every entry stands in it exactly once or waits for it, and every signed root is the
// root of exactly that many leaves, reckoned anew from the first. What is not here: the cases (`cases.ts`).
import { createPublicKey, verify } from 'node:crypto';
import { jsonEquals, type HashFunction, type JsonValue } from '@quanze/kernel';
import { appendLeaf, emptyFrontier, leafHashOf, rootOf, verifyCheckpointChain, type Checkpoint, type PublicKey, type SignatureVerifier } from '@quanze/ledger';
import { hex, type Tables } from './rows.js';

/** Ed25519 as Node has it. */
export const verifyEd25519: SignatureVerifier = (algorithm, publicKey, message, signature) =>
  algorithm === 'ed25519' && verify(null, message, createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), Buffer.from(signature, 'base64'));

/** Problems of the log; empty when everything is true. @param keys those that may sign, obtained apart from the database */
export function logFindings(tables: Tables, keys: readonly PublicKey[], hash: HashFunction): readonly string[] {
  const { journal, leaves, pending, nodes, state } = tables;
  const hashOf = new Map(journal.map((row) => [`${String(row['chain'])} ${String(row['seq'])}`, hex(row['hash'])]));
  const placed = [...leaves, ...pending].map((row) => `${String(row['chain'])} ${String(row['seq'])}`);
  const problems: string[] = [];
  if (placed.length !== journal.length || new Set(placed).size !== journal.length) problems.push(`${journal.length} entries, ${leaves.length} leaves and ${pending.length} that wait`);
  problems.push(...placed.filter((place) => !hashOf.has(place)).map((place) => `the log names ${place}, which no journal has`));

  const checkpoints = tables.checkpoints.map((row) => row['statement'] as Checkpoint);
  const roots = new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint.root]));
  const stored = new Map(nodes.map((row) => [`${String(row['level'])}:${String(row['index'])}`, hex(row['hash'])]));
  let frontier = emptyFrontier();
  let completed = 0;
  for (const [index, leaf] of leaves.entries()) {
    if (leaf['index'] !== index) problems.push(`leaf ${String(leaf['index'])} stands at place ${index}`);
    const entryHash = hashOf.get(`${String(leaf['chain'])} ${String(leaf['seq'])}`) ?? hex('');
    const grown = appendLeaf(frontier, leafHashOf(String(leaf['chain']), Number(leaf['seq']), entryHash, hash), hash);
    frontier = grown.frontier;
    for (const node of grown.completed) if (stored.get(`${node.level}:${node.index}`) !== node.hash) problems.push(`node ${node.level}:${node.index} is not what its leaves give`);
    completed += grown.completed.length;
    const signed = roots.get(index + 1);
    if (signed !== undefined && signed !== rootOf(frontier, hash)) problems.push(`the root signed for size ${index + 1} is not that of the leaves`);
  }
  if (completed !== nodes.length) problems.push(`${nodes.length} nodes instead of ${completed}`);
  if (leaves.length > 0 && !(state.length === 1 && state[0]?.['size'] === leaves.length && jsonEquals(state[0]['frontier'] as JsonValue, frontier as unknown as JsonValue))) {
    problems.push(`the state of the log is not that of its ${leaves.length} leaves`);
  }
  const chain = verifyCheckpointChain(checkpoints, { keys, verify: verifyEd25519, hash, fromFirst: true });
  if (!chain.valid) problems.push(`checkpoints: ${chain.reason} ${JSON.stringify(chain.at)}`);
  if (tables.checkpoints.some((row, index) => row['size'] !== checkpoints[index]?.size)) problems.push('a checkpoint lies under a size it does not state');
  if ((checkpoints.at(-1)?.size ?? 0) !== leaves.length) problems.push(`the last checkpoint is of ${checkpoints.at(-1)?.size ?? 0}, the log of ${leaves.length}`);
  return problems;
}
