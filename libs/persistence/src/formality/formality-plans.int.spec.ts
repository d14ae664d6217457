// The plans of the statements about formality over 40,000 texts: along an index. Statistics are fresh, as after autovacuum.
import type { Identity } from '@quanze/application';
import type { Instant } from '@quanze/kernel';
import { commitStatement } from '../cases/commit.js';
import { withClient } from '../embedded/databases.js';
import { nextAct, openCase } from '../testing/case-fixtures.contract.js';
import { plansOver } from '../testing/plans.contract.js';
import { addPerson, NOW, SHA256, withWorld } from '../testing/fixtures.contract.js';
import { addManyCases } from '../testing/many-cases.contract.js';
import { flaggedStatement, sharesStatement } from './pg-formality-store.js';
import { TRACE_COLUMNS } from './traces.js';

jest.setTimeout(120_000);
const { world, url } = withWorld();
const BIG = ['formality_check', 'act_text', 'case_reading', 'case_file', 'journal'];
let chief: Identity;
beforeAll(async () => {
  chief = await addPerson(world(), { role: 'chief' });
  await addManyCases(world(), 20_000);
  const { database } = world().stores;
  await database.rows(`INSERT INTO formality_check (case_id, seq, tenant, office, department, person, act, capacity, recorded_at, rules)
    SELECT case_id, s, tenant, office, department, $2, 'outcome.review', 'review', opened_at, CASE WHEN s = 2 THEN ARRAY['EMPTY'] ELSE '{}' END FROM case_file, generate_series(2, 3) s WHERE tenant = $1`, [world().tenant, chief.person]);
  await database.rows(`INSERT INTO act_text (case_id, seq, field, tenant, person, recorded_at, length, digest, sketch, keys)
    SELECT case_id, seq, 'reasons', tenant, person, recorded_at, 100, '\\x00', array_fill(1::smallint, ARRAY[64]), (SELECT array_agg((random() * 2000000000)::integer) FROM generate_series(1, 16 + 0 * seq)) FROM formality_check`);
  await database.rows(`INSERT INTO case_reading (case_id, person, seq, tenant, first_at, last_at) SELECT case_id, $1, 1, tenant, opened_at, opened_at FROM case_file`, [chief.person]);
  await withClient(url(), (owner) => owner.query('VACUUM ANALYZE'));
}, 120_000);

const planOf = plansOver(world, BIG);

const LOOKUP = { scanned: [], rowsMost: expect.any(Number) };

describe('over 40,000 texts', () => {
  it('the traces of an act are looked up by case and by keys', async () => {
    const caseId = await openCase(world(), null);
    const [one] = await world().stores.database.rows<{ keys: readonly number[] }>('SELECT keys FROM act_text LIMIT 1');
    const plan = await planOf({ text: `SELECT $4::uuid[], $5::timestamptz, $6::text,${TRACE_COLUMNS}`, values: [world().tenant, caseId, chief.person, [], NOW, null, one?.keys ?? []] });
    expect(plan.scanned).toEqual([]);
    expect(plan.rowsMost).toBeLessThan(40);
  });

  it('a checked act writes by keys', async () => {
    const caseId = await openCase(world(), null);
    const text = { field: 'reasons', length: 40, digest: SHA256.ofText('x'), sketch: Array.from({ length: 64 }, () => 1), keys: [1, 2, 3] };
    const act = await nextAct(world(), caseId, chief, { checked: { act: 'outcome.review', capacity: 'review', rules: ['EMPTY'], texts: [text] } });
    expect(await planOf(commitStatement(act))).toEqual(LOOKUP);
  });

  const query = () => ({ tenant: world().tenant, office: world().office, departments: null, from: '2026-01-01T00:00:00.000Z' as Instant, until: '2026-02-01T00:00:00.000Z' as Instant, limit: 50 });
  it('a page of flagged acts is read along its index', async () => {
    const plan = await planOf(flaggedStatement(query(), null, 51));
    expect(plan.scanned).toEqual([]);
    expect(plan.rowsMost).toBeLessThan(60);
  });

  it('shares of a short period read that period', async () => {
    const plan = await planOf(sharesStatement({ ...query(), until: '2026-01-01T01:00:00.000Z' as Instant }, null, 51));
    expect(plan.scanned).toEqual([]);
    expect(plan.rowsMost).toBeLessThan(400);
  });
});
