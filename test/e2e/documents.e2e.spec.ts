// Documents over HTTP: drafted, versioned, numbered without gaps when the act that carries them is done, never changed after, corrected by another.
// What is not here: which documents have templates (workflows), and rendering (libs/documents).
import type { Answer } from './client.js';
import { accept, assign, findings, openAndWalk, propose, decideAlone, send, walk, type OpenedCase, type Step } from './arrest-case.js';
import { startHost, type RunningHost } from './host.js';

const TODAY = '2026-03-02';
const HANDLER = 'procurator1';
const ISSUE: Step = { by: HANDLER, act: 'outcome.issue', payload: {} };
const APPROVAL = { document: 'arrest-approval', fields: { suspect: '张某' } };

interface Doc {
  readonly n: number;
  readonly latest: number;
  readonly missing: readonly string[];
  readonly issued: { readonly number: string; readonly seq: number; readonly hash: string } | null;
  readonly blocks: readonly { readonly kind: string; readonly text?: string; readonly lines?: readonly string[] }[];
  readonly proof: { readonly inJournal: boolean; readonly text: string; readonly hash: string; readonly entryHash: string } | null;
}

let host: RunningHost;
beforeAll(async () => {
  host = await startHost({ works: false });
}, 180_000);
afterAll(() => host.close());

const decided = (): Promise<OpenedCase> => openAndWalk(host.as, [accept(TODAY), assign(), findings(), propose(), decideAlone()]);
const call = (by: string, method: string, where: OpenedCase, path: string, payload?: object): Promise<Answer> =>
  host.as(by)({ method, url: `/api/v1/cases/${where.caseId}/documents${path}`, ...(payload === undefined ? {} : { payload }) });
const codeOf = (answer: Answer): string => (answer.json() as { code?: string }).code ?? String(answer.statusCode);
const open = (where: OpenedCase, body: object = APPROVAL, by = HANDLER): Promise<Answer> => call(by, 'POST', where, '', body);
const read = async (where: OpenedCase, n: number, by = HANDLER): Promise<Doc> => (await call(by, 'GET', where, `/${n}`)).json() as Doc;
const issue = (where: OpenedCase, payload: object = {}, headers: Record<string, string> = {}): Promise<Answer> => send(host.as, where.caseId, where.version, { ...ISSUE, payload: { ...payload } }, headers);

describe('an act that makes a document', () => {
  it('is refused while something is missing, with its names, and does not take a typed number', async () => {
    const where = await decided();
    const refused = await issue(where);
    expect([refused.statusCode, refused.json()]).toMatchObject([422, { code: 'DOCUMENT.INCOMPLETE', params: { document: 'arrest-approval', fields: ['suspect'] } }]);
    expect(codeOf(await issue(where, { documentNumber: '云岭检批捕〔2026〕99号' }))).toBe('DOCUMENT.NUMBER_GIVEN');
    expect((await call(HANDLER, 'GET', where, '')).json()).toMatchObject({ items: [] });
  });

  it('tells who may not do it at all before what the document lacks', async () => {
    expect(codeOf(await send(host.as, (await decided()).caseId, 6, { by: 'head1', act: 'outcome.issue', payload: {} }))).toMatch(/^(AUTHORITY|CASE)\./);
  });

  it('asks for no number in the list of acts, and for one where there is no template', async () => {
    const acts = (await host.as(HANDLER)({ method: 'GET', url: `/api/v1/cases/${(await decided()).caseId}/acts` })).json() as { acts: { act: string; makes?: string; fields: object }[] };
    expect(acts.acts.find(({ act }) => act === 'outcome.issue')).toMatchObject({ makes: 'arrest-approval', fields: {} });
  });

  it('gives number, digest and place in the journal, which the text proves', async () => {
    const where = await decided();
    await open(where);
    const done = (await issue(where)).json() as { seq: number; document: { number: string; n: number; hash: string } };
    expect(done.document.number).toMatch(/^云岭检批捕〔2026〕\d+号$/);
    const doc = await read(where, done.document.n);
    expect(doc).toMatchObject({ missing: [], issued: { number: done.document.number, seq: done.seq, hash: done.document.hash }, proof: { inJournal: true, text: 'matches', hash: done.document.hash } });
    const [entry] = ((await host.as('chief')({ method: 'GET', url: `/api/v1/cases/${where.caseId}/trace?after=${done.seq - 1}` })).json() as { lines: { entry: { payload: { document: object; input: object } } }[] }).lines;
    expect(entry?.entry.payload.document).toEqual({ ...done.document, document: 'arrest-approval', version: 1, template: 'criminal-arrest@2026.1' });
    expect(entry?.entry.payload.input).toEqual({ documentNumber: done.document.number });
    expect(JSON.stringify(entry)).not.toContain('张某');
    expect(doc.blocks.map(({ text }) => text).join()).toContain('决定批准逮捕犯罪嫌疑人张某');
  });

  it('answers the same to the same key and issues once', async () => {
    const where = await decided();
    await open(where);
    const [first, second] = [await issue(where, {}, { 'idempotency-key': 'document-once' }), await issue(where, {}, { 'idempotency-key': 'document-once' })];
    expect((second.json() as { document: object }).document).toEqual((first.json() as { document: object }).document);
    expect(((await call(HANDLER, 'GET', where, '')).json() as { items: object[] }).items).toHaveLength(1);
  });

  it('takes its own number when many are issued at once, without a gap', async () => {
    const places = await Promise.all(Array.from({ length: 6 }, decided));
    await Promise.all(places.map((where) => open(where)));
    const numbers = (await Promise.all(places.map((where) => issue(where)))).map((answer) => Number(/〕(\d+)号$/.exec((answer.json() as { document: { number: string } }).document.number)?.[1]));
    const first = Math.min(...numbers);
    expect([...numbers].sort((a, b) => a - b)).toEqual(places.map((_, index) => first + index));
  });

  it('issues the draft that was read, or nothing', async () => {
    const where = await decided();
    await open(where);
    const issueSeen = (draft: object, act = 'outcome.issue', payload: object = {}): Promise<Answer> =>
      host.as(HANDLER)({ method: 'POST', url: `/api/v1/cases/${where.caseId}/acts`, payload: { act, payload, expectedVersion: where.version, draft } });
    await call(HANDLER, 'POST', where, '/1/versions', { fields: { suspect: '李某' }, expectedVersion: 1 });
    const refused = await issueSeen({ n: 1, version: 1 });
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'DOCUMENT.VERSION_CONFLICT', params: { expected: 1 } }]);
    expect([codeOf(await issueSeen({ n: 2, version: 1 })), codeOf(await issueSeen({ n: 1, version: 2 }, 'add-note', { text: '附记' })), codeOf(await issueSeen({ n: 1 })), codeOf(await issueSeen([]))])
      .toEqual(['DOCUMENT.NOT_OF_ACT', 'DOCUMENT.NOT_OF_ACT', 'REQUEST.INVALID', 'REQUEST.INVALID']);
    // A newer draft does not come in place of the one that was read.
    await open(where, { document: 'arrest-approval', fields: { suspect: '王某' } });
    const done = (await issueSeen({ n: 1, version: 2 })).json() as { document: { n: number; version: number } };
    expect([done.document, (await read(where, 1)).blocks.map(({ text }) => text).join()]).toMatchObject([{ n: 1, version: 2 }, expect.stringContaining('犯罪嫌疑人李某')]);
  });

  it('is done once when two issue the same decision at once', async () => {
    const where = await decided();
    await open(where);
    const statuses = (await Promise.all([issue(where), issue(where)])).map(({ statusCode }) => statusCode).sort();
    expect(statuses).toEqual([200, 409]);
  });
});

describe('a draft', () => {
  it('keeps its versions; who writes after an older one is told', async () => {
    const where = await decided();
    expect((await open(where, { document: 'arrest-approval', fields: {} })).json()).toEqual({ n: 1, version: 1 });
    expect((await read(where, 1)).missing).toEqual(['suspect']);
    expect((await call(HANDLER, 'POST', where, '/1/versions', { fields: { suspect: '张某' }, expectedVersion: 1 })).json()).toEqual({ n: 1, version: 2 });
    expect(codeOf(await call(HANDLER, 'POST', where, '/1/versions', { fields: { suspect: '李某' }, expectedVersion: 1 }))).toBe('DOCUMENT.VERSION_CONFLICT');
    expect((await call(HANDLER, 'GET', where, '/1/versions')).json()).toMatchObject([{ version: 1, fields: {} }, { version: 2, fields: { suspect: '张某' } }]);
    await walk(host.as, where.caseId, where.version, [ISSUE]);
    expect(codeOf(await call(HANDLER, 'POST', where, '/1/versions', { fields: { suspect: '李某' }, expectedVersion: 2 }))).toBe('DOCUMENT.ISSUED');
  });

  it('is written by the team alone, and seen like the case', async () => {
    const where = await decided();
    expect([codeOf(await open(where, APPROVAL, 'chief')), codeOf(await open(where, APPROVAL, 'procurator2'))]).toEqual(['AUTHORITY.NOT_YOUR_ROLE', 'CASE.NOT_FOUND']);
    await open(where);
    expect([(await call('chief', 'GET', where, '/1')).statusCode, codeOf(await call('procurator2', 'GET', where, '/1')), codeOf(await call('chief', 'GET', where, '/2'))]).toEqual([200, 'CASE.NOT_FOUND', 'DOCUMENT.NOT_FOUND']);
  });

  it.each([
    [{ document: 'arrest-approval', fields: { office: '某院' } }, 'DOCUMENT.FIELDS_INVALID'], [{ document: 'arrest-approval', fields: { suspect: 5 } }, 'DOCUMENT.FIELDS_INVALID'],
    [{ document: 'indictment', fields: {} }, 'DOCUMENT.NO_TEMPLATE'], [{ document: 'receipt', fields: {} }, 'DOCUMENT.NO_TEMPLATE'],
    [{ document: 'arrest-approval', fields: {}, corrects: 7 }, 'DOCUMENT.NOT_FOUND'], [{ document: 'arrest-approval', fields: [] }, 'REQUEST.INVALID'],
  ])('%j is refused with %s', async (body, code) => {
    expect(codeOf(await open(await decided(), body))).toBe(code);
  });

  it('prints what was typed as text that does nothing', async () => {
    const where = await decided();
    await open(where, { document: 'arrest-approval', fields: { suspect: '<script>alert(1)</script>{office}' } });
    const page = await call(HANDLER, 'GET', where, '/1/print');
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'sha256-/) });
    expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{office}');
    expect(page.body).not.toContain('<script');
    expect((await call(HANDLER, 'GET', where, '/1/print?as=text')).body).toContain('批准逮捕决定书');
  });
});

describe('a correction', () => {
  it('is a new document that names the old one, which stays', async () => {
    const where = await decided();
    await open(where);
    const { document, version } = (await issue(where)).json() as { document: { number: string; hash: string }; version: number };
    expect((await open(where, { document: 'arrest-approval', fields: { suspect: '张某某' }, corrects: 1 })).json()).toEqual({ n: 2, version: 1 });
    expect(codeOf(await call('chief', 'POST', where, '/2/issue', { expectedVersion: version }))).toBe('AUTHORITY.NOT_YOUR_ROLE');
    const done = (await call(HANDLER, 'POST', where, '/2/issue', { expectedVersion: version })).json() as { document: object; states: unknown };
    expect(done.document).toMatchObject({ n: 2, corrects: 1, number: expect.not.stringMatching(document.number) });
    const [old, corrected] = [await read(where, 1), await read(where, 2)];
    expect([old.proof, corrected.proof]).toMatchObject([{ hash: document.hash, text: 'matches', inJournal: true }, { text: 'matches', inJournal: true }]);
    expect(JSON.stringify(corrected.blocks)).toContain('犯罪嫌疑人张某某');
    expect(codeOf(await call(HANDLER, 'POST', where, '/2/issue', { expectedVersion: version + 1 }))).toBe('DOCUMENT.ISSUED');
  });

  it('is not what an act carries', async () => {
    const where = await decided();
    await open(where);
    expect(codeOf(await call(HANDLER, 'POST', where, '/1/issue', { expectedVersion: where.version }))).toBe('DOCUMENT.NOT_A_CORRECTION');
  });
});
