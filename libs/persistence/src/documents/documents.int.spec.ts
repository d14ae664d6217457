// Documents on PostgreSQL: versions, numbers that nobody takes twice, the draft that is locked with its act, texts that can be erased and
// nothing else. What is not here: making documents (use cases).
import type { CaseId } from '@quanze/kernel';
import type { DocumentWrite, Identity, NewVersion } from '@quanze/application';
import { eraseDocument, MAKING } from './pg-document-store.js';
import { addPerson, NOW, SHA256, withWorld } from '../testing/fixtures.contract.js';
import { nextAct, openCase } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld(10);
let handler: Identity;
beforeAll(async () => {
  handler = await addPerson(world(), { role: 'procurator' });
});

const store = () => world().stores.documents;
const version = (caseId: CaseId, fields = {}): NewVersion => ({ tenant: world().tenant, caseId, person: handler.person, at: NOW, fields });
const draft = (caseId: CaseId, corrects: number | null = null) => store().open({ ...version(caseId, { suspect: '张某' }), document: 'notice', corrects });
const written = (word: string, serial: number, more: Partial<DocumentWrite> = {}): DocumentWrite => ({
  n: 1, document: 'notice', office: world().office, word, year: 2026, serial, number: `检${word}〔2026〕${serial}号`, template: 'a@1', hash: SHA256.ofText('text'), content: 'text', version: 1, fresh: true, ...more,
});
const issue = async (caseId: CaseId, document: DocumentWrite) => world().stores.cases.commit(await nextAct(world(), caseId, handler, { document }));
const making = (caseId: CaseId, word: string, n?: number) =>
  store().making({ tenant: world().tenant, caseId, document: 'notice', word, year: 2026, ...(n === undefined ? {} : { n }), seqs: [1], people: [handler.person] });

describe('a draft', () => {
  it('gets a version for each edit; who follows an older one writes nothing', async () => {
    const caseId = await openCase(world(), handler);
    expect(await draft(caseId)).toBe(1);
    expect(await store().save({ ...version(caseId, { suspect: '李某' }), n: 1, expected: 1 })).toBe(2);
    expect(await store().save({ ...version(caseId), n: 1, expected: 1 })).toBe('stale');
    expect(await store().save({ ...version(caseId), n: 9, expected: 1 })).toBe('unknown');
    expect((await store().versions(caseId, 1)).map(({ version: number, fields }) => [number, fields])).toEqual([[1, { suspect: '张某' }], [2, { suspect: '李某' }]]);
  });

  it('is written by one of two who follow the same version', async () => {
    const caseId = await openCase(world(), handler);
    await draft(caseId);
    const both = await Promise.all([1, 2].map(() => store().save({ ...version(caseId), n: 1, expected: 1 })));
    expect(both.map(String).sort()).toEqual(['2', 'stale']);
  });

  it('is what a document is made from: the latest that corrects none, or the one that is asked for', async () => {
    const caseId = await openCase(world(), handler);
    expect(await making(caseId, 'm')).toMatchObject({ draft: null, lastN: 0, lastSerial: 0, title: '张三涉嫌盗窃案' });
    await draft(caseId);
    expect(await making(caseId, 'm')).toMatchObject({ draft: { n: 1, version: 1, fields: { suspect: '张某' }, corrects: null }, lastN: 1 });
    await issue(caseId, written('m', 1, { fresh: false }));
    expect([await draft(caseId, 1), await draft(caseId, 7)]).toEqual([2, null]);
    expect(await making(caseId, 'm')).toMatchObject({ draft: null, lastN: 2, lastSerial: 1 });
    expect(await making(caseId, 'm', 2)).toMatchObject({ draft: { n: 2, corrects: 1 } });
  });

  it('is not there for another tenant', async () => {
    const caseId = await openCase(world(), handler);
    expect(await store().making({ tenant: '00000000-0000-4000-8000-00000000dead' as never, caseId, document: 'notice', word: 'm', year: 2026, seqs: [], people: [] })).toBeNull();
  });
});

describe('issuing', () => {
  it('writes number, digest and text with the act', async () => {
    const caseId = await openCase(world(), handler);
    expect(await issue(caseId, written('a', 1))).toBe('committed');
    expect(await store().list(caseId)).toEqual([{
      n: 1, document: 'notice', corrects: null, latest: 1, openedAt: NOW,
      issued: { number: '检a〔2026〕1号', template: 'a@1', version: 1, seq: 2, hash: SHA256.ofText('text'), issuedAt: NOW },
    }]);
    expect(await store().text(caseId, 1)).toBe('text');
  });

  it('gives a number once: the other of two loses everything and may come again', async () => {
    const [one, two] = [await openCase(world(), handler), await openCase(world(), handler)];
    const results = await Promise.all([issue(one, written('b', 1)), issue(two, written('b', 1))]);
    expect([...results].sort()).toEqual(['committed', 'stale']);
    const loser = results[0] === 'stale' ? one : two;
    expect([await store().list(loser), (await world().stores.cases.journal(loser, 0, 9)).length]).toEqual([[], 1]);
    expect((await making(loser, 'b'))?.lastSerial).toBe(1);
    expect(await issue(loser, written('b', 2))).toBe('committed');
  });

  it('counts each word of an office for itself', async () => {
    const [one, two] = [await openCase(world(), handler), await openCase(world(), handler)];
    expect([await issue(one, written('c', 1)), await issue(two, written('d', 1))]).toEqual(['committed', 'committed']);
  });

  it('takes the version it was made from and no other', async () => {
    const caseId = await openCase(world(), handler);
    await draft(caseId);
    await store().save({ ...version(caseId), n: 1, expected: 1 });
    expect(await issue(caseId, written('e', 1, { fresh: false, version: 1 }))).toBe('stale');
    expect(await issue(caseId, written('e', 1, { fresh: false, version: 2 }))).toBe('committed');
    expect(await store().save({ ...version(caseId), n: 1, expected: 2 })).toBe('issued');
    expect(await issue(caseId, written('e', 2, { fresh: false, version: 2 }))).toBe('stale');
  });

  it('leaves nothing of a document whose act came too late', async () => {
    const caseId = await openCase(world(), handler);
    const late = await nextAct(world(), caseId, handler, { document: written('f', 1) });
    await world().stores.cases.commit(await nextAct(world(), caseId, handler));
    expect([await world().stores.cases.commit(late), await store().list(caseId), (await making(caseId, 'f'))?.lastSerial]).toEqual(['stale', [], 0]);
  });
});

describe('what is issued', () => {
  it('is erased by the one function that may: number and digest stay', async () => {
    const caseId = await openCase(world(), handler);
    await issue(caseId, written('g', 1));
    expect(await eraseDocument(world().stores.database, caseId, 1)).toBe(true);
    expect([await store().text(caseId, 1), await store().versions(caseId, 1), (await store().list(caseId))[0]?.issued?.number]).toEqual([null, [], '检g〔2026〕1号']);
    expect(await eraseDocument(world().stores.database, caseId, 1)).toBe(false);
  });

  it.each([
    `UPDATE issued_document SET number = 'x'`, 'DELETE FROM issued_document', `UPDATE document_text SET content = 'x'`, 'DELETE FROM document_text',
    `UPDATE document_version SET fields = '{}'`, `UPDATE case_document SET document = 'x'`, 'DELETE FROM case_document',
  ])('refuses to the application: %s', async (statement) => {
    const caseId = await openCase(world(), handler);
    await issue(caseId, written(`h${statement.length}`, 1));
    await expect(world().stores.database.rows(statement)).rejects.toThrow(/permission denied|append-only/);
  });
});

it('finds what a document is made from along indexes', async () => {
  const caseId = await openCase(world(), handler);
  const rows = await world().stores.database.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${MAKING.replaceAll('$1', `'${world().tenant}'::uuid`).replaceAll('$2', `'${caseId}'::uuid`).replaceAll('$3', `'notice'`)
    .replaceAll('$4', `'a'`).replaceAll('$5', '2026').replaceAll('$6::integer', 'NULL::integer').replaceAll('$6', 'NULL').replaceAll('$7::integer[]', `'{1}'::integer[]`).replaceAll('$8::uuid[]', `'{}'::uuid[]`)}`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('issued_document_serial');
  expect(plan).not.toMatch(/Seq Scan on (issued_document|sealed_value|decision|case_file)/);
});
