// Open cases of an office: with their tasks, by path and department, only those with questions, page by page along an index.
import type { CaseId, Instant, LocalDate, OfficeId } from '@quanze/kernel';
import type { OpenCaseQuery } from '@quanze/application';
import { withClient } from '../embedded/databases.js';
import { addPerson, newId, NOW, withWorld } from '../testing/fixtures.contract.js';
import { openCase } from '../testing/case-fixtures.contract.js';
import { addManyCases } from '../testing/many-cases.contract.js';
import { openCasesStatement } from './open-cases.js';

jest.setTimeout(120_000);
const { world } = withWorld();
const query = (more: Partial<OpenCaseQuery> = {}): OpenCaseQuery => ({ tenant: world().tenant, office: world().office, paths: null, departments: null, withQuestions: false, limit: 50, ...more });
async function page(more: Partial<OpenCaseQuery> = {}) {
  const read = await world().stores.cases.openCases(query(more));
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
}
const at = (minute: number): Instant => `2026-05-06T02:${String(minute).padStart(2, '0')}:00.000Z` as Instant;
let ids: readonly CaseId[];

beforeAll(async () => {
  const { person } = await addPerson(world(), { role: 'procurator' });
  const tasks = [{ key: 'main.review.work', state: 'main.review.work', verb: 'handle', role: 'handler', person, dueAt: NOW }, { key: 'main.a', state: 'main.a', verb: 'decide', role: 'chief' }] as const;
  ids = [
    await openCase(world(), null, { tasks, snapshot: { openedAt: at(1) } }),
    await openCase(world(), null, { snapshot: { openedAt: at(2), department: 'd2', decisions: { 'main.outcome': { round: 1 } as never } } }),
    await openCase(world(), null, { snapshot: { openedAt: at(3), path: 'other', recusals: [{ person, state: 'requested', requestedAt: NOW }] } }),
    await openCase(world(), null, { snapshot: { openedAt: at(4), recusals: [{ person, state: 'rejected', requestedAt: NOW }] } }),
    await openCase(world(), null, { snapshot: { openedAt: at(5), status: 'ended', ending: 'closed' } }),
  ];
}, 120_000);

it('come newest first with their tasks, and not those that ended', async () => {
  const { items, next } = await page();
  expect([items.map(({ head }) => head.caseId), next]).toEqual([[ids[3], ids[2], ids[1], ids[0]], null]);
  expect(items.at(-1)).toMatchObject({ snapshot: { caseId: ids[0], path: 'arrest-review' }, tasks: [{ key: 'main.a', role: 'chief' }, { key: 'main.review.work', role: 'handler', dueAt: NOW }] });
  expect(items[0]?.tasks).toEqual([]);
});

it('are those of a path, of departments, or with something that waits for an answer', async () => {
  const of = async (more: Partial<OpenCaseQuery>) => (await page(more)).items.map(({ head }) => head.caseId);
  expect(await of({ paths: ['other'] })).toEqual([ids[2]]);
  expect(await of({ departments: ['d2'] })).toEqual([ids[1]]);
  expect(await of({ withQuestions: true })).toEqual([ids[2], ids[1]]);
  expect([await of({ office: world().superior }), await of({ office: 'x' as OfficeId }), await of({ tenant: newId() })]).toEqual([[], [], []]);
});

it('wait for an answer while a reconsideration or the validity of earlier acts is open', async () => {
  const { person } = await addPerson(world(), { role: 'procurator' });
  const base = { person, requestedAt: NOW } as const;
  const reconsideration = { askedOn: '2026-05-06' as LocalDate, seq: 3 };
  const earlier = [{ seq: 2, act: 'note', at: NOW, validity: 'stands' }] as const;
  const made = [
    { ...base, state: 'rejected', reconsideration }, { ...base, state: 'rejected', reconsideration: { ...reconsideration, answeredAt: NOW } },
    { ...base, state: 'ordered', earlier: [...earlier, { seq: 4, act: 'note', at: NOW, validity: 'waiting' }] }, { ...base, state: 'ordered', earlier },
  ] as const;
  const opened: CaseId[] = [];
  for (const recusal of made) opened.push(await openCase(world(), null, { snapshot: { path: 'recusals', recusals: [recusal] } }));
  const open = await page({ withQuestions: true, paths: ['recusals'] });
  expect(open.items.map(({ head }) => head.caseId).sort()).toEqual([opened[0], opened[2]].sort());
});

it('are read page by page; a mark that is not ours is refused', async () => {
  const first = await page({ limit: 3, paths: ['arrest-review', 'other'] });
  const second = await page({ limit: 3, paths: ['arrest-review', 'other'], after: first.next ?? '' });
  expect([...first.items, ...second.items].map(({ head }) => head.caseId)).toEqual([ids[3], ids[2], ids[1], ids[0]]);
  expect(second.next).toBeNull();
  expect(await world().stores.cases.openCases(query({ after: '!' }))).toMatchObject({ ok: false, refusal: { code: 'REQUEST.CURSOR_MALFORMED' } });
});

describe('over 20,000 cases', () => {
  const many = withWorld();

  it('cost a page and not the office: they are read along the index', async () => {
    await addManyCases(many.world(), 20_000);
    await withClient(many.url(), (owner) => owner.query('VACUUM ANALYZE case_file, task'));
    const { text, values } = openCasesStatement(query({ tenant: many.world().tenant, office: many.world().office }), null, 51);
    const plan = await many.world().stores.database.rows<{ 'QUERY PLAN': unknown }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
    const shown = JSON.stringify(plan);
    expect(shown).not.toContain('Seq Scan');
    expect(Math.max(...[...shown.matchAll(/"Actual Rows":([\d.]+)/g)].map((found) => Number(found[1])))).toBeLessThanOrEqual(200);
  });
});
