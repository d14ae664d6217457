// The outbox: messages are told by the statement that removes them, so a crash repeats them and never loses one. Several processes may tell at
// once; each takes rows that no other holds. The removal does not wait for the disk: what a crash of the server takes back is told again,
// and no act waits behind it. What is not here: listening (the host does).
import type { OutboxStore } from '@quanze/application';
import type { Database } from '../sql/database.js';

/** The channel on which hosts listen: JSON texts of `id`, `topic` and `payload`. */
export const EVENT_CHANNEL = 'quanze_events';
// PostgreSQL carries notices of fewer than 8,000 bytes.
const BYTES_MAX = 7000;

const TELL = `
WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
taken AS (SELECT o.id FROM unhurried, outbox o ORDER BY o.id LIMIT $1 FOR UPDATE OF o SKIP LOCKED),
gone AS (DELETE FROM outbox o USING taken WHERE o.id = taken.id RETURNING o.id, o.topic, o.payload),
notices AS (SELECT id, json_build_object('id', id::text, 'topic', topic, 'payload', payload)::text AS whole,
  json_build_object('id', id::text, 'topic', topic, 'payload', json_build_object('caseId', payload->'caseId', 'office', payload->'office'))::text AS short FROM gone ORDER BY id),
told AS (SELECT pg_notify('${EVENT_CHANNEL}', CASE WHEN octet_length(whole) <= ${BYTES_MAX} THEN whole ELSE short END) FROM notices)
SELECT count(*)::integer AS n FROM told`;

export function createOutboxStore(database: Database): OutboxStore {
  return {
    tell: async (limit) => (await database.rows<{ n: number }>(TELL, [limit], 'outbox-tell'))[0]?.n ?? 0,
  };
}
