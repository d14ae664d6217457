// The changes of an office, each in the transaction that already holds the office's row and the entry. A change of posts or delegations
// raises the epoch of everybody whose authority may have moved, so that acts judged before are judged again.
import type { PersonId } from '@quanze/kernel';
import type { AppointmentRow, DelegationRow, OfficeWrite, PublishedDefinition, SubmittedDefinition } from '@quanze/application';
import type { Runner } from '../sql/database.js';
import { bytesParam } from '../sql/values.js';
import { endAbsence, insertAbsence } from './absences.js';
import { insertAnswer, insertAppeal, insertExemption, insertFinding } from '../responsibility/write-statements.js';
import { postInForce } from './facts.js';

type Change = OfficeWrite['change'];
type Applied = 'done' | 'missing';
type Appliers = { readonly [K in Change['kind']]: (on: Runner, write: OfficeWrite, change: Extract<Change, { kind: K }>) => Promise<Applied> };

/** `missing`: the person, post or delegation to be changed does not exist in this tenant, or was ended in the meantime. */
export function applyChange(on: Runner, write: OfficeWrite): Promise<Applied> {
  const apply = APPLIERS[write.change.kind] as (on: Runner, write: OfficeWrite, change: Change) => Promise<Applied>;
  return apply(on, write, write.change);
}

const APPLIERS: Appliers = {
  none: async () => 'done',
  'add-person': async (on, write, { person, passwordHash, mustChange = false }) => {
    await on.query({ text: 'INSERT INTO person (id, tenant, office, name, status) VALUES ($1, $2, $3, $4, $5)', values: [person.id, write.tenant, write.office, person.name, person.status] });
    await on.query({ text: 'INSERT INTO credential (person, login, password_hash, must_change) VALUES ($1, $2, $3, $4)', values: [person.id, person.login, passwordHash, mustChange] });
    for (const post of person.posts) await insertAppointment(on, write, post);
    return 'done';
  },
  'set-password': async (on, write, { person, passwordHash, mustChange, exceptSession }) => {
    const text = 'UPDATE credential SET password_hash = $2, must_change = $4 WHERE person = $1 AND EXISTS (SELECT FROM person p WHERE p.id = $1 AND p.tenant = $3)';
    const found = foundOne(await on.query({ text, values: [person, passwordHash, write.tenant, mustChange] }));
    // Whoever came in with the password before is put out; the one who just changed it stays.
    await on.query({
      text: `UPDATE session SET revoked_at = $2 WHERE person = $1 AND kind = 'session' AND revoked_at IS NULL AND token_hash IS DISTINCT FROM $3::bytea`,
      values: [person, write.entry.recordedAt, exceptSession === null ? null : bytesParam(exceptSession)],
    });
    return found;
  },
  appoint: async (on, write, { appointment }) => {
    await insertAppointment(on, write, appointment);
    await raiseEpochs(on, write, [appointment.person]);
    return 'done';
  },
  'end-appointment': async (on, write, { appointment, at }) => {
    const text = `UPDATE appointment SET until_at = $2 WHERE id = $1 AND tenant = $3 AND office = $4 AND (until_at IS NULL OR until_at > $2) RETURNING person`;
    const { rows } = await on.query<{ person: PersonId }>({ text, values: [appointment, at, write.tenant, write.office] });
    await raiseEpochs(on, write, rows.map((row) => row.person));
    return foundOne({ count: rows.length });
  },
  delegate: async (on, write, { delegation }) => {
    await insertDelegation(on, write, delegation);
    await raiseEpochs(on, write, [delegation.from, delegation.to]);
    return 'done';
  },
  'revoke-delegation': async (on, write, { delegation, at }) => {
    const text = `UPDATE delegation SET revoked_at = $2 WHERE id = $1 AND tenant = $3 AND office = $4 AND revoked_at IS NULL RETURNING from_person, to_person`;
    const { rows } = await on.query<{ from_person: PersonId; to_person: PersonId }>({ text, values: [delegation, at, write.tenant, write.office] });
    await raiseEpochs(on, write, rows.flatMap((row) => [row.from_person, row.to_person]));
    return foundOne({ count: rows.length });
  },
  'record-absence': async (on, write, { absence }) => foundOne(await insertAbsence(on, write, absence)),
  'end-absence': async (on, write, { absence, at }) => foundOne(await endAbsence(on, write, absence, at)),
  submit: async (on, write, { definition }) => {
    await insertSubmitted(on, write, definition);
    return 'done';
  },
  publish: async (on, write, { definition }) => {
    await on.query({ text: 'DELETE FROM submitted_definition WHERE tenant = $1 AND kind = $2 AND id = $3 AND version = $4', values: [write.tenant, definition.kind, definition.id, definition.version] });
    await insertPublished(on, write, definition);
    return 'done';
  },
  'commit-draws': async (on, write, { commitments }) => {
    const rows = commitments.map(({ number, commitment, sealed }) => ({ number, commitment: bytesParam(commitment), sealed }));
    const text = `INSERT INTO draw_commitment (office, number, commitment, sealed, seq, committed_at)
      SELECT $1, r.number, r.commitment, r.sealed, $2, $3 FROM json_to_recordset($4::json) AS r (number integer, commitment bytea, sealed text)`;
    await on.query({ text, values: [write.office, write.entry.seq, write.entry.recordedAt, JSON.stringify(rows)] });
    return 'done';
  },
  'record-finding': (on, write, { finding }) => insertFinding(on, write, finding).then(() => 'done'),
  'record-exemption': (on, write, { exemption }) => insertExemption(on, write, exemption).then(() => 'done'),
  'record-appeal': (on, write, { appeal }) => insertAppeal(on, write, appeal).then(() => 'done'),
  'answer-appeal': (on, write, { answer }) => insertAnswer(on, write, answer).then(() => 'done'),
};

function foundOne({ count }: { readonly count: number }): Applied {
  return count === 1 ? 'done' : 'missing';
}

async function insertAppointment(on: Runner, write: OfficeWrite, post: AppointmentRow): Promise<void> {
  await on.query({
    text: 'INSERT INTO appointment (id, tenant, person, office, role, department, portfolio, from_at, until_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    values: [post.id, write.tenant, post.person, post.office, post.role, post.department, post.portfolio, post.from, post.until],
  });
}

/** The post the principal delegates from is the highest leading one at the time of the entry; without one the delegation never stands. */
async function insertDelegation(on: Runner, write: OfficeWrite, row: DelegationRow): Promise<void> {
  await on.query({
    text: `INSERT INTO delegation (id, tenant, from_person, to_person, office, powers, paths, departments, from_at, until_at, order_number, revoked_at, principal_role)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, (SELECT a.role FROM appointment a WHERE a.tenant = $2 AND a.person = $3 AND a.office = $5
        AND a.role IN ('chief', 'deputy_chief') AND ${postInForce('a', '$13::timestamptz')} ORDER BY a.role LIMIT 1)`,
    values: [row.id, write.tenant, row.from, row.to, row.office, row.powers, row.paths, row.departments, row.fromAt, row.untilAt, row.order, row.revokedAt, write.entry.recordedAt],
  });
}

/** Also of those who act under a delegation from one of the persons: it stands and falls with the principal's post. Rows are locked in
 *  the order of their ids, so that two changes cannot wait for each other here. */
async function raiseEpochs(on: Runner, write: OfficeWrite, persons: readonly PersonId[]): Promise<void> {
  await on.query({
    text: `WITH concerned AS (SELECT id FROM person WHERE tenant = $1 AND (id = ANY($2::uuid[])
        OR id IN (SELECT d.to_person FROM delegation d WHERE d.from_person = ANY($2::uuid[]) AND d.until_at > $3)) ORDER BY id FOR NO KEY UPDATE)
      UPDATE person p SET epoch = p.epoch + 1 FROM concerned WHERE p.id = concerned.id`,
    values: [write.tenant, persons, write.entry.recordedAt],
  });
}

const DEFINITION_COLUMNS = 'tenant, kind, id, version, hash, effective_from, content';

function definitionValues(write: OfficeWrite, definition: SubmittedDefinition | PublishedDefinition): readonly unknown[] {
  return [write.tenant, definition.kind, definition.id, definition.version, bytesParam(definition.hash), definition.effectiveFrom, JSON.stringify(definition.content)];
}

/** Submitting a version again replaces what was waiting; a published version is taken for good. */
async function insertSubmitted(on: Runner, write: OfficeWrite, definition: SubmittedDefinition): Promise<void> {
  await on.query({
    text: `INSERT INTO submitted_definition (${DEFINITION_COLUMNS}, submitted_by, submitted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (tenant, kind, id, version) DO UPDATE SET hash = excluded.hash, effective_from = excluded.effective_from, content = excluded.content,
        submitted_by = excluded.submitted_by, submitted_at = excluded.submitted_at`,
    values: [...definitionValues(write, definition), definition.submittedBy, definition.submittedAt],
  });
}

async function insertPublished(on: Runner, write: OfficeWrite, definition: PublishedDefinition): Promise<void> {
  await on.query({
    text: `INSERT INTO definition (${DEFINITION_COLUMNS}, published_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [...definitionValues(write, definition), definition.publishedAt],
  });
}
