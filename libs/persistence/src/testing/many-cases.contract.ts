// A tenant of many cases made inside the database, for looking at plans and sizes. The rows are not chained; nothing that verifies reads them.
import type { World } from './fixtures.contract.js';
import { RELEASE } from './case-fixtures.contract.js';

/** Adds cases, each with a task and a running deadline, spread over an office's departments and many handlers. */
export async function addManyCases(world: World, count: number): Promise<void> {
  const { database } = world.stores;
  await database.rows(`
    INSERT INTO case_file (case_id, tenant, office, department, path, release, number, title, handler, team, status, states, version, seq, head, opened_at, changed_at, recorded_at, snapshot)
    SELECT id, $1, $2, 'd' || (n % 20), 'path-' || (n % 7), $3, '多〔2026〕' || n || '号', '第' || n || '人涉嫌' || (ARRAY['盗窃','诈骗','伤害'])[1 + n % 3] || '案', handler, ARRAY[handler],
      CASE WHEN n % 4 = 0 THEN 'ended' ELSE 'open' END, ARRAY['main.work'], 1, 1, $3, '2026-01-01'::timestamptz + n * interval '1 minute', now(), now(), jsonb_build_object('team', '[]'::jsonb)
    FROM generate_series(1, $4::integer) n, LATERAL (SELECT gen_random_uuid() AS id, ('00000000-0000-4000-8000-' || lpad(to_hex(n % 500), 12, '0'))::uuid AS handler) made`,
  [world.tenant, world.office, `\\x${RELEASE}`, count]);
  await database.rows(`
    INSERT INTO task (case_id, key, tenant, office, department, state, verb, role, person, opened_at)
    SELECT case_id, 'main.work', tenant, office, department, 'main.work', 'handle', CASE WHEN version % 2 = 0 THEN 'dept_head' ELSE 'handler' END, handler, opened_at FROM case_file WHERE tenant = $1`, [world.tenant]);
  await database.rows(`
    INSERT INTO deadline (case_id, clock, tenant, rule, run, phase, ends_at, wake_at, armed_for, provisional)
    SELECT case_id, 'review', tenant, 'r', 1, 'running', opened_at + interval '1 year', opened_at + interval '1 year', opened_at + interval '1 year', false FROM case_file WHERE tenant = $1`, [world.tenant]);
  await database.rows(`
    INSERT INTO journal (chain, tenant, recorded_at, seq, kind, hash, entry) SELECT case_id, tenant, opened_at, s, 'act', $2, '{}' FROM case_file, generate_series(1, 3) s WHERE tenant = $1`, [world.tenant, `\\x${RELEASE}`]);
  await database.rows(`INSERT INTO decision (case_id, seq, tenant, decided_at, level, power, outcome, record) SELECT case_id, 2, tenant, opened_at, 'chief', 'p', 'o', '{}' FROM case_file WHERE tenant = $1`, [world.tenant]);
}
