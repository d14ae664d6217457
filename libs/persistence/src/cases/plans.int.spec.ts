// The plans of the hot statements over 20,000 cases: along an index, never through a whole table. Statistics are fresh, as after autovacuum.
import type { Identity } from '@quanze/application';
import type { CaseId, PersonId } from '@quanze/kernel';
import { withClient } from '../embedded/databases.js';
import { addPerson, changeOffice, delegationRow, NOW, withWorld } from '../testing/fixtures.contract.js';
import { addManyCases } from '../testing/many-cases.contract.js';
import { answerTo, deadlineRow, nextAct, openCase } from '../testing/case-fixtures.contract.js';
import { plansOver } from '../testing/plans.contract.js';
import { listStatement } from './case-list.js';
import { ENTRIES_OF } from './case-reader.js';
import { commitStatement } from './commit.js';
import { inboxStatement } from './inbox.js';
import { OPENED_FROM, UNDONE } from './link-events.js';

jest.setTimeout(120_000);
const { world, url } = withWorld();
const BIG = ['case_file', 'journal', 'task', 'deadline', 'decision', 'idempotency', 'log_pending', 'sealed_value', 'link_event'];
const HANDLER = '00000000-0000-4000-8000-000000000001' as PersonId;
let chief: Identity;
let head: Identity;
let delegate: Identity;
let registrar: Identity;
let caseId: CaseId;
beforeAll(async () => {
  chief = await addPerson(world(), { role: 'chief' });
  head = await addPerson(world(), { role: 'dept_head', department: 'd1' });
  delegate = await addPerson(world(), { role: 'deputy_chief', portfolio: [] });
  registrar = await addPerson(world(), { role: 'registrar' });
  await changeOffice(world(), { kind: 'delegate', delegation: delegationRow(world(), chief.person, delegate.person) });
  await addManyCases(world(), 20_000);
  caseId = await openCase(world(), null);
  await withClient(url(), (owner) => owner.query(`INSERT INTO link_event (tenant, case_id, seq, origin, link, hash, reach, recorded_at, done_at)
    SELECT tenant, case_id, 1, case_id, 'advice', head, '{}', now(), CASE WHEN case_id = $1 THEN NULL ELSE now() END FROM case_file`, [caseId]));
  await withClient(url(), (owner) => owner.query('VACUUM ANALYZE'));
}, 120_000);

const planOf = plansOver(world, BIG);

const scopeOf = (person: PersonId) => ({ tenant: world().tenant, person, at: NOW });
const LOOKUP = { scanned: [], rowsMost: expect.any(Number) };

describe('over 20,000 cases', () => {
  it.each([
    ['the chief, the first page', () => listStatement(scopeOf(chief.person), { limit: 50 }, null, 51), 200],
    ['the chief, a later page', () => listStatement(scopeOf(chief.person), { limit: 50 }, ['2026-01-05T00:00:00.000Z', caseId], 51), 200],
    ['the head of a department', () => listStatement(scopeOf(head.person), { limit: 50 }, null, 51), 200],
    ['a handler, by team', () => listStatement(scopeOf(HANDLER), { limit: 50 }, null, 51), 200],
    ['the cases of one handler', () => listStatement(scopeOf(chief.person), { limit: 50, handler: HANDLER }, null, 51), 200],
    ['a search', () => listStatement(scopeOf(chief.person), { limit: 50, text: '12345' }, null, 51), 200],
    ['an open path', () => listStatement(scopeOf(chief.person), { limit: 50, path: 'path-3', status: 'open' }, null, 51), 400],
    ['the inbox of a handler', () => inboxStatement(scopeOf(HANDLER), null, 51), 200],
    ['the inbox of a delegate', () => inboxStatement(scopeOf(delegate.person), null, 51), 2000],
    ['the inbox of an own role', () => inboxStatement(scopeOf(registrar.person), null, 51), 200],
    ['the inbox of a head', () => inboxStatement(scopeOf(head.person), null, 51), 2000],
  ] as const)('the list reads a page along an index: %s', async (_, statement, rowsMax) => {
    const { scanned, rowsMost } = await planOf(statement());
    expect(scanned).toEqual([]);
    expect(rowsMost).toBeLessThanOrEqual(rowsMax);
  });

  it('an act reads and writes by keys', async () => {
    const act = await nextAct(world(), caseId, chief, { idempotency: answerTo('plan'), change: { tasks: { opened: [], closed: ['x'] }, deadlines: [deadlineRow('review', NOW)] } });
    expect(await planOf(commitStatement(act))).toEqual(LOOKUP);
  });

  it('an act of a linked case, and one that takes notice of another, reads and writes by keys', async () => {
    const linked = await nextAct(world(), caseId, null);
    const change = { ...(linked.change as NonNullable<typeof linked.change>), reach: { states: ['a'], clocks: [] } };
    const told = { ...linked, change: { ...change, snapshot: { ...change.snapshot, origin: { case: caseId, link: 'advice', path: 'x' } } }, notice: { case: caseId, seq: 1 } };
    expect(commitStatement(linked).text).not.toContain('link_event');
    expect(await planOf(commitStatement(told))).toEqual(LOOKUP);
  });

  it.each([['what waits', UNDONE, 0], ['what was opened from a case', OPENED_FROM, null]] as const)('the round and the file read what there is and not the rest: %s', async (_, text, after) => {
    const plan = await planOf({ text, values: [after ?? caseId, 100] });
    expect([plan.scanned, plan.rowsMost]).toEqual([[], 1]);
  });

  it.each([
    ['journal', 'SELECT entry, hash FROM journal WHERE chain = $1 AND seq > 0 ORDER BY seq LIMIT 10'],
    ['decisions', 'SELECT record FROM decision WHERE case_id = $1 ORDER BY seq'],
    ['deadlines', 'SELECT clock FROM deadline WHERE case_id = $1'],
  ])('one case is read by its key: %s', async (_, text) => {
    expect(await planOf({ text, values: [caseId] })).toEqual(LOOKUP);
  });

  it('what one person did in a case is read by the key of the case', async () => {
    expect(await planOf({ text: ENTRIES_OF, values: [caseId, chief.person] })).toEqual(LOOKUP);
  });

  it.each([
    ['unarmed', `SELECT clock FROM deadline WHERE wake_at < $1 AND wake_at IS NOT NULL AND armed_for IS DISTINCT FROM wake_at ORDER BY wake_at LIMIT 500`],
    ['missed', 'SELECT clock FROM deadline WHERE wake_at < $1 ORDER BY wake_at LIMIT 500'],
  ])('the sweep reads what is due and not what is not: %s', async (_, text) => {
    const plan = await planOf({ text, values: ['2026-12-01T00:00:00Z'] });
    expect(plan.scanned).toEqual([]);
    expect(plan.rowsMost).toBeLessThan(10);
  });
});
