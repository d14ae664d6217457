// Who may not write, read or correct documents, and that a text which is not the one of the digest is shown as none. The life of a document
// is in `documents.e2e.spec.ts`.
import type { Answer } from './client.js';
import { accept, assign, decideAlone, findings, openAndWalk, propose, type OpenedCase, type Step } from './arrest-case.js';
import { withOwner } from './audit/rows.js';
import { startHost, type RunningHost } from './host.js';

const HANDLER = 'procurator1';
const APPROVAL = { document: 'arrest-approval', fields: { suspect: '张某' } };
const ISSUE: Step = { by: HANDLER, act: 'outcome.issue', payload: {} };

let host: RunningHost;
beforeAll(async () => {
  host = await startHost({ works: false });
}, 180_000);
afterAll(() => host.close());

const decided = (): Promise<OpenedCase> => openAndWalk(host.as, [accept('2026-03-02'), assign(), findings(), propose(), decideAlone()]);
const call = (by: string, method: string, where: OpenedCase, path: string, payload?: object): Promise<Answer> =>
  host.as(by)({ method, url: `/api/v1/cases/${where.caseId}/documents${path}`, ...(payload === undefined ? {} : { payload }) });
const codeOf = (answer: Answer): string => (answer.json() as { code?: string }).code ?? String(answer.statusCode);
const edit = (by: string, where: OpenedCase, n = 1, expectedVersion = 1): Promise<Answer> => call(by, 'POST', where, `/${n}/versions`, { fields: { suspect: '李某' }, expectedVersion });
const act = (where: OpenedCase): Promise<Answer> => host.as(HANDLER)({ method: 'POST', url: `/api/v1/cases/${where.caseId}/acts`, payload: { act: ISSUE.act, payload: {}, expectedVersion: where.version } });

it('is edited by nobody outside the team, and nobody else learns of it', async () => {
  const where = await decided();
  await call(HANDLER, 'POST', where, '', APPROVAL);
  expect([codeOf(await edit('chief', where)), codeOf(await edit('procurator2', where)), codeOf(await edit(HANDLER, where, 2))]).toEqual(['AUTHORITY.NOT_YOUR_ROLE', 'CASE.NOT_FOUND', 'DOCUMENT.NOT_FOUND']);
  const seen = await Promise.all(['', '/1', '/1/versions', '/1/print'].map((path) => call('procurator2', 'GET', where, path)));
  expect([...seen, await call('procurator2', 'POST', where, '/1/issue', { expectedVersion: where.version })].map(codeOf)).toEqual(Array(5).fill('CASE.NOT_FOUND'));
  expect((await call(HANDLER, 'GET', where, '/1/versions')).json()).toHaveLength(1);
});

it('in an edit is held to the fields of its template', async () => {
  const where = await decided();
  await call(HANDLER, 'POST', where, '', APPROVAL);
  expect(codeOf(await call(HANDLER, 'POST', where, '/1/versions', { fields: { office: '某院' }, expectedVersion: 1 }))).toBe('DOCUMENT.FIELDS_INVALID');
});

it('corrects only what is issued, and only a document of its own kind', async () => {
  const where = await decided();
  await call(HANDLER, 'POST', where, '', APPROVAL);
  expect(codeOf(await call(HANDLER, 'POST', where, '', { ...APPROVAL, corrects: 1 }))).toBe('DOCUMENT.NOT_ISSUED');
  expect((await act(where)).statusCode).toBe(200);
  expect(codeOf(await call(HANDLER, 'POST', where, '', { document: 'arrest-refusal', fields: {}, corrects: 1 }))).toBe('DOCUMENT.NOT_FOUND');
  expect(codeOf(await call(HANDLER, 'POST', where, '/7/issue', { expectedVersion: where.version + 1 }))).toBe('DOCUMENT.NOT_FOUND');
});

it('is printed as a page or as text, never while something is missing, and a number that is none is that of no document', async () => {
  const where = await decided();
  await call(HANDLER, 'POST', where, '', { ...APPROVAL, fields: {} });
  expect((await call(HANDLER, 'GET', where, '/1/print')).json()).toMatchObject({ code: 'DOCUMENT.INCOMPLETE', params: { fields: ['suspect'] } });
  await edit(HANDLER, where);
  expect([(await call(HANDLER, 'GET', where, '/1/print')).body.startsWith('<!'), (await call(HANDLER, 'GET', where, '/1/print?as=text')).body.includes('<')]).toEqual([true, false]);
  expect([codeOf(await call(HANDLER, 'GET', where, '/1.0')), codeOf(await call(HANDLER, 'GET', where, '/01'))]).toEqual(['DOCUMENT.NOT_FOUND', 'DOCUMENT.NOT_FOUND']);
});

describe('what is issued and then changed in the database', () => {
  const changed = async (where: OpenedCase, statement: string): Promise<readonly unknown[]> => {
    await withOwner(host.databaseUrl, async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query(statement, [where.caseId]);
    });
    const doc = (await call(HANDLER, 'GET', where, '/1')).json() as { proof: { text: string; inJournal: boolean }; blocks: readonly unknown[] };
    const printed = await call(HANDLER, 'GET', where, '/1/print');
    return [doc.proof.text, doc.proof.inJournal, doc.blocks.length > 0, printed.statusCode === 200 ? 'printed' : codeOf(printed)];
  };

  it.each([
    ['text', `UPDATE document_text SET content = replace(content, '张某', '李某') WHERE case_id = $1`, ['differs', true, false, 'DOCUMENT.ERASED']],
    ['text that is gone', 'DELETE FROM document_text WHERE case_id = $1', ['erased', true, false, 'DOCUMENT.ERASED']],
    ['number', `UPDATE issued_document SET number = number || '改' WHERE case_id = $1`, ['matches', false, true, 'printed']],
    ['digest', `UPDATE issued_document SET hash = sha256('x') WHERE case_id = $1`, ['differs', false, false, 'DOCUMENT.ERASED']],
  ])('is told as such: its %s', async (_what, statement, expected) => {
    const where = await decided();
    await call(HANDLER, 'POST', where, '', APPROVAL);
    expect((await act(where)).statusCode).toBe(200);
    expect(await changed(where, statement)).toEqual(expected);
  });
});
