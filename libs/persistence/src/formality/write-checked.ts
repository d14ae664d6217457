// The part of the statement of an act that writes what was checked: one row for the act, one for the fingerprints of each of its texts. Like
// every other part it reads from `moved`. What is not here: the flags, which are in the entry.
import type { ActWrite } from '@quanze/application';
import type { PersonId } from '@quanze/kernel';
import type { Bound } from '../cases/act-parts.js';
import type { StatementBuilder } from '../sql/statement-builder.js';
import { bytesParam } from '../sql/values.js';

export function withChecked(statement: StatementBuilder, bound: Bound, person: PersonId | null, checked: ActWrite['checked']): void {
  if (checked === undefined || person === null) return;
  const who = statement.bind(person, 'uuid');
  statement.with('q', `checked AS (INSERT INTO formality_check (case_id, seq, tenant, office, department, person, act, capacity, recorded_at, rules)
    SELECT ${bound.caseId}, ${bound.seq}, ${bound.tenant}, moved.office, moved.department, ${who}, ${statement.bind(checked.act, 'text')},
      ${statement.bind(checked.capacity, 'text')}, ${bound.at}, ${statement.bind(checked.rules, 'text[]')} FROM moved)`);
  if (checked.texts.length === 0) return;
  const rows = checked.texts.map(({ field, length, digest, sketch, keys }) => ({ field, length, digest: bytesParam(digest), sketch, keys }));
  statement.with('k', `texts AS (INSERT INTO act_text (case_id, seq, field, tenant, person, recorded_at, length, digest, sketch, keys)
    SELECT ${bound.caseId}, ${bound.seq}, r.field, ${bound.tenant}, ${who}, ${bound.at}, r.length, r.digest, r.sketch, r.keys
      FROM moved, json_to_recordset(${statement.bind(JSON.stringify(rows), 'json')}) AS r (field text, length integer, digest bytea, sketch smallint[], keys integer[]))`);
}
