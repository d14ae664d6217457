// What responsibility keeps on PostgreSQL: participation goes with its decision in one statement, statements of people with their entry and
// nobody else's news, pages walk along an index. What is not here: rows of responsibility, which are computed.
import type { ActWrite, FindingRow, Identity } from '@quanze/application';
import { addMs, type CaseId, type Instant, type PersonId } from '@quanze/kernel';
import { commitAct } from '../cases/commit.js';
import { withClient } from '../embedded/databases.js';
import { MIGRATIONS } from '../migrations/index.js';
import type { Runner, Statement } from '../sql/database.js';
import { decisionRecord, handledBy, nextAct, openCase } from '../testing/case-fixtures.contract.js';
import { addPerson, EARLIER, LATER, newId, NOW, officeWrite, withWorld } from '../testing/fixtures.contract.js';
import { addManyCases } from '../testing/many-cases.contract.js';
import { officeStatement, personStatement } from './pg-responsibility-store.js';

jest.setTimeout(180_000);
const { world, url } = withWorld();
let chief: Identity;
let handler: Identity;
beforeAll(async () => {
  chief = await addPerson(world(), { role: 'chief' });
  handler = await addPerson(world(), { role: 'procurator', department: 'd1' });
});

interface Decided { readonly caseId: CaseId; readonly act: ActWrite }

/** A case with a handler, and the act by which the chief decides it. */
async function aboutToDecide(): Promise<Decided> {
  const caseId = await openCase(world(), chief, { snapshot: { team: handledBy(handler.person) } });
  const bare = await nextAct(world(), caseId, chief, { kind: 'decision' });
  return { caseId, act: { ...bare, change: { ...bare.change as NonNullable<ActWrite['change']>, record: decisionRecord(caseId, 2, chief.person) } } };
}

async function decided(): Promise<CaseId> {
  const { caseId, act } = await aboutToDecide();
  if ((await world().stores.cases.commit(act)) !== 'committed') throw new Error('the decision was not committed');
  return caseId;
}

const rowsOf = (caseId: CaseId) => world().stores.database.rows<{ person: string; capacity: string; office: string }>('SELECT person, capacity, office FROM participation WHERE case_id = $1 ORDER BY capacity', [caseId]);
const TOOK_PART = () => [{ person: chief.person, capacity: 'decide', office: world().office }, { person: handler.person, capacity: 'handle', office: world().office }];
const pageOf = (person: PersonId, until: Instant, more: object = {}) => world().stores.responsibility.decisionsOfPerson({ tenant: world().tenant, person, offices: null, until, limit: 200, ...more });

describe('participation', () => {
  it('is written with the decision, in one statement', async () => {
    const { caseId, act } = await aboutToDecide();
    const statements: Statement[] = [];
    const counting: Runner = { query: (statement) => { statements.push(statement); return world().stores.database.query(statement); } };
    expect(await commitAct(counting, act)).toBe('committed');
    expect(statements).toHaveLength(1);
    expect(await rowsOf(caseId)).toEqual(TOOK_PART());
  });

  it('is not written when the decision is not', async () => {
    const { caseId, act } = await aboutToDecide();
    expect(await world().stores.cases.commit({ ...act, expectedSeq: 7 })).toBe('stale');
    expect(await rowsOf(caseId)).toEqual([]);
  });

  it('is made up for decisions of before from their records and teams', async () => {
    const caseId = await decided();
    await withClient(url(), async (owner) => {
      await owner.query('ALTER TABLE participation DISABLE TRIGGER ALL');
      await owner.query('DELETE FROM participation WHERE case_id = $1', [caseId]);
      await owner.query('ALTER TABLE participation ENABLE TRIGGER ALL');
    });
    const migration = MIGRATIONS.map((Migration) => new Migration()).find(({ name }) => name.startsWith('CreateResponsibility')) as unknown as { indexDecisions(runner: object): Promise<void> };
    await withClient(url(), async (owner) => {
      await owner.query('BEGIN');
      await owner.query(`CREATE TEMPORARY TABLE participation (LIKE public.participation) ON COMMIT DROP`);
      await migration.indexDecisions({ query: (text: string) => owner.query(text) });
      const { rows } = await owner.query('SELECT person, capacity, office FROM participation WHERE case_id = $1 ORDER BY capacity', [caseId]);
      expect(rows).toEqual(TOOK_PART());
      await owner.query('ROLLBACK');
    });
  });

  it('is read newest first, up to a moment, in offices one may ask about, and page by page', async () => {
    const person = (await addPerson(world(), { role: 'chief' })).person;
    const at = [0, 1, 1, 2].map((hours) => addMs(NOW, hours * 3_600_000));
    for (const decidedAt of at) {
      const { caseId, act } = await aboutToDecide();
      const record = { ...decisionRecord(caseId, 2, person), decidedAt };
      await world().stores.cases.commit({ ...act, change: { ...act.change as NonNullable<ActWrite['change']>, record } });
    }
    const all = await pageOf(person, addMs(NOW, 86_400_000));
    const items = all.ok ? all.value.items : [];
    expect(items.map(({ decidedAt, capacities }) => [decidedAt, capacities])).toEqual([at[3], at[2], at[1], at[0]].map((one) => [one, ['decide']]));
    const then = await pageOf(person, LATER);
    expect(then.ok && then.value.items).toHaveLength(3);
    const elsewhere = await pageOf(person, addMs(NOW, 86_400_000), { offices: [world().superior] });
    expect(elsewhere.ok && elsewhere.value.items).toEqual([]);
    const walked: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await pageOf(person, addMs(NOW, 86_400_000), { limit: 1, ...(after === undefined ? {} : { after }) });
      if (!page.ok) throw new Error(page.refusal.code);
      walked.push(...page.value.items.map(({ caseId }) => caseId));
      if (page.value.next === null) break;
      after = page.value.next;
    }
    expect(walked).toEqual(items.map(({ caseId }) => caseId));
    const strange = Buffer.from(JSON.stringify([NOW, newId<string>(), 'x'])).toString('base64url');
    expect(await pageOf(person, NOW, { after: strange })).toMatchObject({ ok: false, refusal: { code: 'REQUEST.CURSOR_MALFORMED' } });
  });
});

describe('statements of people', () => {
  const finding = (caseId: CaseId, more: Partial<FindingRow> = {}): FindingRow => ({
    id: newId<string>(), office: world().office, caseId, seq: 2, person: handler.person, recordedBy: chief.person, recordedAt: NOW, entry: 0,
    area: 'facts', fault: 'gross', role: null, about: 'misstatement', crime: true, outcome: { result: 'wrong', serious: true, causes: ['facts'] }, ...more,
  });
  const fileOf = async (caseId: CaseId, until: Instant) => (await world().stores.responsibility.files(world().tenant, [caseId], until))[0];

  it('are on file from their moment, whole, with the number of their entry; nobody else hears of them', async () => {
    const caseId = await decided();
    const row = finding(caseId);
    const write = await officeWrite(world(), { kind: 'record-finding', finding: row }, { openings: [{ path: '/input/reasons', salt: 'ab'.repeat(16), value: '理由' }] });
    const [before] = await world().stores.database.rows<{ n: number }>('SELECT count(*)::integer AS n FROM outbox');
    expect(await world().stores.office.write(write)).toBe('committed');
    expect((await fileOf(caseId, NOW))?.findings).toEqual([{ ...row, entry: write.entry.seq }]);
    expect((await fileOf(caseId, EARLIER))?.findings).toEqual([]);
    expect(await world().stores.cases.openings(world().office, [write.entry.seq])).toMatchObject([{ path: '/input/reasons', value: '理由' }]);
    const [after] = await world().stores.database.rows<{ n: number }>('SELECT count(*)::integer AS n FROM outbox');
    expect(after).toEqual(before);
  });

  it('put somebody who took no part into the index, and nobody twice', async () => {
    const [caseId, stranger] = [await decided(), await addPerson(world(), { role: 'case_mgmt' })];
    for (const person of [stranger.person, stranger.person, handler.person]) {
      await world().stores.office.write(await officeWrite(world(), { kind: 'record-finding', finding: finding(caseId, { person }) }));
    }
    expect((await rowsOf(caseId)).map(({ person, capacity }) => [person, capacity])).toEqual([[chief.person, 'decide'], [stranger.person, 'found'], [handler.person, 'handle']]);
  });

  it('are answered once', async () => {
    const caseId = await decided();
    const { area: _area, fault: _fault, role: _role, about: _about, crime: _crime, outcome: _outcome, ...statement } = finding(caseId);
    await world().stores.office.write(await officeWrite(world(), { kind: 'record-appeal', appeal: { ...statement, area: null } }));
    const answer = { appeal: statement.id, upheld: true, answeredBy: chief.person, answeredAt: LATER, entry: 0 };
    const answering = async () => {
      const bare = await officeWrite(world(), { kind: 'answer-appeal', answer });
      return world().stores.office.write(bare);
    };
    expect([await answering(), await answering()]).toEqual(['committed', 'taken']);
    expect(await world().stores.responsibility.appeal(world().tenant, statement.id)).toMatchObject({ caseId, area: null, recordedAt: NOW, answer: { upheld: true, answeredAt: NOW } });
    expect(await world().stores.responsibility.appeal(newId(), statement.id)).toBeNull();
  });

  it('and reads of them are told to who is concerned', async () => {
    const caseId = await decided();
    const read = { tenant: world().tenant, reader: chief.person, at: NOW, what: 'decision', office: world().office, caseId, seq: 2, person: null };
    await world().stores.responsibility.logRead(read);
    await world().stores.responsibility.logRead({ ...read, seq: 9 });
    const reads = await world().stores.responsibility.readsOf(world().tenant, handler.person, 10);
    expect(reads.filter((one) => one.caseId === caseId)).toEqual([read]);
  });
});

describe('over 20,000 cases', () => {
  const many = withWorld();
  const HANDLER = '00000000-0000-4000-8000-000000000001' as PersonId;
  beforeAll(async () => {
    await addManyCases(many.world(), 20_000);
    await many.world().stores.database.rows(`INSERT INTO participation (case_id, seq, person, capacity, tenant, office, decided_at)
      SELECT c.case_id, 2, c.handler, x.capacity, c.tenant, c.office, c.opened_at FROM case_file c, unnest(ARRAY['handle', 'propose']) AS x (capacity) WHERE c.tenant = $1 AND c.handler IS NOT NULL`, [many.world().tenant]);
    await withClient(many.url(), (owner) => owner.query('VACUUM ANALYZE'));
  });

  it.each([
    ['the first page of a dossier', () => personStatement({ tenant: many.world().tenant, person: HANDLER, offices: null, until: '2026-12-01T00:00:00.000Z' as Instant }, null, 51)],
    ['a dossier in one office', () => personStatement({ tenant: many.world().tenant, person: HANDLER, offices: [many.world().office], until: '2026-12-01T00:00:00.000Z' as Instant }, null, 51)],
    ['a page of an office', () => officeStatement({ tenant: many.world().tenant, office: many.world().office, until: '2026-12-01T00:00:00.000Z' as Instant }, ['2026-01-08T00:00:00.000Z', newId<string>(), '2'], 51)],
  ] as const)('%s walks along an index', async (_, statement) => {
    const { text, values } = statement();
    const rows = await many.world().stores.database.rows<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
    const nodes = nodesOf(rows[0]?.['QUERY PLAN'][0]?.Plan as PlanNode);
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    expect(Math.max(...nodes.map((node) => node['Actual Rows'] ?? 0))).toBeLessThanOrEqual(200);
  });
});

interface PlanNode { readonly 'Node Type': string; readonly 'Actual Rows'?: number; readonly Plans?: readonly PlanNode[] }
const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
