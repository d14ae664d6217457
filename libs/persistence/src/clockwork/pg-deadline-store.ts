// The deadline ledger as the sweep sees it. The truth is `wake_at`; `armed_for` only remembers what the queue was told.
import type { DeadlineStore, DueDeadline } from '@quanze/application';
import type { Database } from '../sql/database.js';

const COLUMNS = 'tenant, case_id AS "caseId", clock, run, wake_at AS "wakeAt"';

export function createDeadlineStore(database: Database): DeadlineStore {
  return {
    unarmed: (until, limit) => database.rows<DueDeadline>(
      `SELECT ${COLUMNS} FROM deadline WHERE wake_at < $1 AND wake_at IS NOT NULL AND armed_for IS DISTINCT FROM wake_at ORDER BY wake_at LIMIT $2`, [until, limit]),
    // One that moved since it was read keeps its mark and so stays unarmed for its new moment.
    markArmed: async (deadlines) => {
      await database.query({
        text: `UPDATE deadline d SET armed_for = d.wake_at FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::timestamptz[]) AS m (case_id, clock, run, wake_at)
          WHERE d.case_id = m.case_id AND d.clock = m.clock AND d.run = m.run AND d.wake_at = m.wake_at`,
        values: [deadlines.map((d) => d.caseId), deadlines.map((d) => d.clock), deadlines.map((d) => d.run), deadlines.map((d) => d.wakeAt)],
      });
    },
    disarmAll: async () => (await database.query({ text: 'UPDATE deadline SET armed_for = NULL WHERE wake_at IS NOT NULL AND armed_for IS NOT NULL', values: [] })).count,
    missed: (at, limit) => database.rows<DueDeadline>(`SELECT ${COLUMNS} FROM deadline WHERE wake_at < $1 ORDER BY wake_at LIMIT $2`, [at, limit]),
  };
}
