// Candidates with their loads, linked cases, and the stock of commitments on a real database: used in order, once each, with their entry
// or not at all. What is not here: drawing.
import { randomBytes } from 'node:crypto';
import type { Identity, SealedCommitment } from '@quanze/application';
import type { CaseId, HashHex, OfficeId, PersonId } from '@quanze/kernel';
import { withClient } from '../embedded/databases.js';
import type { Statement } from '../sql/database.js';
import { addPerson, changeOffice, newId, NOW, LATER, EARLIER, officeWrite, withWorld } from '../testing/fixtures.contract.js';
import { answerTo, nextAct, openCase, rowsOf } from '../testing/case-fixtures.contract.js';
import { addManyCases } from '../testing/many-cases.contract.js';
import { candidatesStatement, linkedStatement } from './pg-assignment-store.js';

jest.setTimeout(120_000);
const { world } = withWorld();
const store = () => world().stores.assignment;
const commitment = (number: number): SealedCommitment => ({ number, commitment: randomBytes(32).toString('hex') as HashHex, sealed: `sealed ${number}` });
let intake: Identity;
let handler: Identity;
let other: Identity;
beforeAll(async () => {
  intake = await addPerson(world(), { role: 'case_mgmt' });
  handler = await addPerson(world(), { role: 'procurator', department: 'd1' }, { role: 'committee_member' });
  other = await addPerson(world(), { role: 'procurator', department: 'd1' });
});

describe('candidates', () => {
  const open = (more: Parameters<typeof openCase>[2]): Promise<CaseId> => openCase(world(), null, more);
  const candidate = async (person: PersonId, at = NOW) => (await store().candidates({ tenant: world().tenant, office: world().office, at })).find(({ facts }) => facts.person === person);

  it('are people with a post here, with their open cases by path, and nobody’s ended ones', async () => {
    for (const path of ['a', 'a', 'b']) await open({ handler: handler.person, snapshot: { path } });
    await open({ handler: handler.person, snapshot: { path: 'a', status: 'ended' } });
    await open({});
    expect(await candidate(handler.person)).toEqual({
      name: '某人', epoch: 1, absent: false, open: [{ path: 'a', count: 2 }, { path: 'b', count: 1 }],
      facts: { person: handler.person, delegations: [], posts: expect.arrayContaining([expect.objectContaining({ role: 'procurator', department: 'd1' }), expect.objectContaining({ role: 'committee_member' })]) },
    });
    expect((await candidate(intake.person))?.open).toEqual([]);
  });

  it('are not those who left, who have no post here now, or whose post is elsewhere', async () => {
    const [elsewhere, former, future, gone] = [
      await addPerson(world(), { role: 'procurator', office: world().superior }), await addPerson(world(), { role: 'procurator', until: NOW }), await addPerson(world(), { role: 'procurator', from: LATER }), await addPerson(world(), { role: 'procurator' }),
    ];
    await world().stores.database.rows(`UPDATE person SET status = 'left' WHERE id = $1`, [gone.person]);
    for (const { person } of [elsewhere, former, future, gone]) expect(await candidate(person)).toBeUndefined();
    expect((await candidate(future.person, LATER))?.facts.posts).toHaveLength(1);
    expect((await candidate(former.person, EARLIER))?.facts.posts).toHaveLength(1);
  });

  it('are known to be on leave while they are', async () => {
    const away = await addPerson(world(), { role: 'procurator' });
    const absence = { id: newId<string>(), person: away.person, office: world().office, from: NOW, until: LATER, reason: 'annual' as const, recordedBy: intake.person, recordedAt: NOW, endedAt: null };
    await changeOffice(world(), { kind: 'record-absence', absence });
    expect([(await candidate(away.person, EARLIER))?.absent, (await candidate(away.person))?.absent, (await candidate(away.person, LATER))?.absent]).toEqual([false, true, false]);
  });
});

describe('linked cases', () => {
  it('are those of the same number in the other system, in this office, that somebody handles', async () => {
    const own = await openCase(world(), null, { foreignNumber: '全国1号' });
    const linked = await openCase(world(), null, { foreignNumber: '全国1号', handler: other.person });
    await openCase(world(), null, { foreignNumber: '全国1号' });
    await openCase(world(), null, { foreignNumber: '全国2号', handler: handler.person });
    await openCase(world(), null, { foreignNumber: '全国1号', handler: handler.person, snapshot: { office: world().superior } });
    expect(await store().linkedCases(world().tenant, own)).toEqual([{ caseId: linked, handler: other.person }]);
    expect(await store().linkedCases(newId(), own)).toEqual([]);
    expect(await store().linkedCases(world().tenant, await openCase(world(), null, { handler: other.person }))).toEqual([]);
  });
});

describe('a stock', () => {
  const office = (): OfficeId => world().office;
  const useNext = async (caseId: CaseId, number: number, more: Parameters<typeof nextAct>[3] = {}) => store().commitDraw(await nextAct(world(), caseId, intake, more), office(), number);

  it('begins empty, grows by a change of the office, and shows what may be shown', async () => {
    expect([await store().stock(office()), await store().nextCommitment(office())]).toEqual([{ last: 0, used: 0 }, null]);
    const made = [commitment(1), commitment(2), commitment(3), commitment(4), commitment(5), commitment(6)];
    await changeOffice(world(), { kind: 'commit-draws', commitments: made });
    expect(await store().stock(office())).toEqual({ last: 6, used: 0 });
    expect(await store().nextCommitment(office())).toEqual({ number: 1, commitment: made[0]?.commitment, sealed: 'sealed 1' });
    expect(await store().commitments(office(), 1, 1)).toEqual([{ number: 2, commitment: made[1]?.commitment, committedAt: NOW, seq: expect.any(Number), used: false }]);
    expect(await store().nextCommitment(world().superior)).toBeNull();
  });

  it('has each number and each commitment once', async () => {
    expect(await world().stores.office.write(await officeWrite(world(), { kind: 'commit-draws', commitments: [commitment(6)] }))).toBe('taken');
    const [first] = await store().commitments(office(), 0, 1);
    expect(await world().stores.office.write(await officeWrite(world(), { kind: 'commit-draws', commitments: [{ ...commitment(7), commitment: first?.commitment as HashHex }] }))).toBe('taken');
    expect((await store().stock(office())).last).toBe(6);
  });

  it('is used in order: a later number, a number that is none and a used one are stale and leave nothing', async () => {
    const caseId = await openCase(world(), null);
    const before = await rowsOf(world(), caseId);
    for (const number of [2, 99, 0]) expect([number, await useNext(caseId, number)]).toEqual([number, 'stale']);
    expect([await rowsOf(world(), caseId), await store().stock(office())]).toEqual([before, { last: 6, used: 0 }]);
    expect(await useNext(caseId, 1)).toBe('committed');
    expect(await useNext(caseId, 1)).toBe('stale');
    expect((await store().commitments(office(), 0, 2)).map(({ used }) => used)).toEqual([true, false]);
  });

  it('is not used by a draw that does not come about: stale case, changed identity, used key', async () => {
    const caseId = await openCase(world(), null);
    const act = await nextAct(world(), caseId, intake);
    expect(await store().commitDraw({ ...act, expectedSeq: 7 }, office(), 2)).toBe('stale');
    expect(await store().commitDraw({ ...act, identity: { ...intake, epoch: 99 } }, office(), 2)).toBe('identity-changed');
    expect(await store().commitDraw({ ...act, judgedOn: [{ person: handler.person, epoch: 99 }] }, office(), 2)).toBe('identity-changed');
    expect(await useNext(caseId, 2, { idempotency: answerTo('once') })).toBe('committed');
    expect(await useNext(caseId, 3, { idempotency: answerTo('once') })).toBe('key-used');
    expect(await store().stock(office())).toEqual({ last: 6, used: 2 });
  });

  it('goes to one of two draws of different cases at once; the other finds its turn gone', async () => {
    const cases = [await openCase(world(), null), await openCase(world(), null), await openCase(world(), null)];
    const acts = await Promise.all(cases.map((caseId) => nextAct(world(), caseId, intake)));
    const results = await Promise.all(acts.map((act) => store().commitDraw(act, office(), 3)));
    expect([...results].sort()).toEqual(['committed', 'stale', 'stale']);
    const lengths = await Promise.all(cases.map(async (caseId) => (await rowsOf(world(), caseId))['journal']));
    expect(lengths).toEqual(results.map((result) => (result === 'committed' ? 2 : 1)));
    expect((await store().stock(office())).used).toBe(3);
  });
});

describe('over 20,000 cases', () => {
  const many = withWorld();
  interface PlanNode {
    readonly 'Node Type': string;
    readonly 'Relation Name'?: string;
    readonly 'Actual Rows'?: number;
    readonly Plans?: readonly PlanNode[];
  }
  async function planOf({ text, values }: Statement): Promise<{ readonly scanned: readonly unknown[]; readonly rowsMost: number }> {
    const rows = await many.world().stores.database.rows<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
    const nodes: PlanNode[] = [];
    const visit = (node: PlanNode): void => {
      nodes.push(node);
      node.Plans?.forEach(visit);
    };
    visit(rows[0]?.['QUERY PLAN'][0]?.Plan as PlanNode);
    return { scanned: nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'case_file'), rowsMost: Math.max(...nodes.map((node) => node['Actual Rows'] ?? 0)) };
  }

  it('loads and links are read along their indexes', async () => {
    await addManyCases(many.world(), 20_000);
    const { person } = await addPerson(many.world(), { role: 'procurator' });
    await many.world().stores.database.rows(`UPDATE case_file SET handler = $1 WHERE handler = '00000000-0000-4000-8000-000000000001'`, [person]);
    const linked = await openCase(many.world(), null, { foreignNumber: '全国9号' });
    await withClient(many.url(), (owner) => owner.query('VACUUM ANALYZE'));
    const candidates = await planOf(candidatesStatement({ tenant: many.world().tenant, office: many.world().office, at: NOW }));
    expect([candidates.scanned, candidates.rowsMost < 200]).toEqual([[], true]);
    const links = await planOf(linkedStatement(many.world().tenant, linked));
    expect([links.scanned, links.rowsMost < 10]).toEqual([[], true]);
  });
});
