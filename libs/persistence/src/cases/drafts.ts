// What people keep for acts they have not done (暂存): one text per person, case and act. Not in the journal, and read by nobody else: every
// statement asks for the person. What is not here: forgetting it when the act is done, which the act itself does (`act-parts.ts`).
import type { Draft, DraftKey } from '@quanze/application';
import type { Runner } from '../sql/database.js';

const WHERE = 'WHERE tenant = $1 AND case_id = $2 AND person = $3 AND act = $4';

const keyOf = ({ tenant, caseId, person, act }: DraftKey): readonly unknown[] => [tenant, caseId, person, act];

export async function readDraft(on: Runner, key: DraftKey): Promise<Draft | null> {
  const { rows } = await on.query<{ payload: string; saved_at: Draft['savedAt'] }>({ name: 'draft', text: `SELECT payload, saved_at FROM draft ${WHERE}`, values: keyOf(key) });
  return rows[0] === undefined ? null : { payload: JSON.parse(rows[0].payload) as Draft['payload'], savedAt: rows[0].saved_at };
}

/** The row of the case is locked while the draft is written: an act that is being committed is waited for, and moves the version.
 *  @returns false when the case has another version than the one looked at */
export async function saveDraft(on: Runner, key: DraftKey, draft: Draft & { readonly reach: readonly string[]; readonly version: number }): Promise<boolean> {
  const { count } = await on.query({
    name: 'draft-save',
    text: `INSERT INTO draft (tenant, case_id, person, act, payload, reach, saved_at)
      SELECT c.tenant, c.case_id, $3::uuid, $4::text, $5::text, $6::text[], $7::timestamptz FROM case_file c WHERE c.tenant = $1 AND c.case_id = $2 AND c.version = $8 FOR SHARE
      ON CONFLICT (case_id, person, act) DO UPDATE SET payload = excluded.payload, reach = excluded.reach, saved_at = excluded.saved_at`,
    values: [...keyOf(key), JSON.stringify(draft.payload), draft.reach, draft.savedAt, draft.version],
  });
  return count === 1;
}

/** @returns false when there was none */
export async function dropDraft(on: Runner, key: DraftKey): Promise<boolean> {
  return (await on.query({ name: 'draft-drop', text: `DELETE FROM draft ${WHERE}`, values: keyOf(key) })).count > 0;
}
