// The outbox: messages are published inside the transaction that removes them, so a crash repeats them and never loses one. Several
// processes may drain at once; each takes rows that no other holds.
import type { JsonObject } from '@quanze/kernel';
import type { OutboxStore } from '@quanze/application';
import type { Database } from '../sql/database.js';

type Message = { readonly id: string; readonly topic: string; readonly payload: JsonObject };

const TAKE = `
WITH taken AS (SELECT id FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED), gone AS (DELETE FROM outbox o USING taken WHERE o.id = taken.id RETURNING o.id, o.topic, o.payload)
SELECT id::text, topic, payload FROM gone ORDER BY gone.id`;

export function createOutboxStore(database: Database): OutboxStore {
  return {
    drain: (limit, publish) => database.transaction(async (on) => {
      const { rows } = await on.query<Message>({ text: TAKE, values: [limit] });
      // Deleted already, but only for this transaction: when publishing fails it is rolled back and they are all there again.
      if (rows.length > 0) await publish(rows);
      return rows.length;
    }),
  };
}
