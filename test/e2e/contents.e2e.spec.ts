// Documents and files over HTTP as they leave the house and as they go for good: carried and proved by the bundle of the case, erased by two persons,
// told of ever after. What is not here: making documents and bringing files (`documents.e2e.spec.ts`, `files.e2e.spec.ts`), and each single forgery of a
// bundle (`libs/ledger`).
import { createHash } from 'node:crypto';
import { verifyDocument, type CaseBundle } from '@quanze/ledger';
import { HASHES, verifySignature } from '../../apps/cli/src/node-crypto.js';
import type { Answer } from './client.js';
import { accept, assign, decideAlone, findings, openAndWalk, personId, propose, send, type OpenedCase, type Step } from './arrest-case.js';
import { startHost, type RunningHost } from './host.js';

const HANDLER = 'procurator1';
const RECEIVED = '2026-01-05';
const TEXT = '讯问笔录全文';
const HASH = createHash('sha256').update(TEXT).digest('hex');
const NAME = '张某讯问笔录.txt';
const WHY = { ground: 'personal-data', reasons: '当事人申请删除' };

let host: RunningHost;
beforeAll(async () => {
  host = await startHost({ works: false });
}, 180_000);
afterAll(() => host.close());

const post = (by: string, { caseId }: OpenedCase, path: string, payload: object, headers: Record<string, string> = {}): Promise<Answer> => host.as(by)({ method: 'POST', url: `/api/v1/cases/${caseId}${path}`, payload, headers });
const get = (by: string, { caseId }: OpenedCase, path: string): Promise<Answer> => host.as(by)({ url: `/api/v1/cases/${caseId}${path}` });
const codeOf = (answer: Answer): readonly unknown[] => [answer.statusCode, answer.json().code];
const moved = async (where: OpenedCase, tried: Step): Promise<OpenedCase> => {
  const answer = await send(host.as, where.caseId, where.version, tried);
  expect([answer.statusCode, answer.json().code]).toEqual([200, undefined]);
  return { ...where, version: answer.json().version };
};
const upload = (where: OpenedCase): Promise<Answer> => host.as(HANDLER)({ method: 'POST', url: `/api/v1/cases/${where.caseId}/files?name=${encodeURIComponent(NAME)}`, headers: { 'content-type': 'text/plain' }, payload: Buffer.from(TEXT) });
/** A case with an issued document and a file attached under a title. */
const withContents = async (): Promise<OpenedCase> => {
  const decided = await openAndWalk(host.as, [accept(RECEIVED), assign(), findings(), propose(), decideAlone()]);
  await upload(decided);
  const attached = await moved(decided, { by: HANDLER, act: 'attach-file', payload: { file: HASH, title: '笔录扫描件' } });
  return moved(attached, { by: HANDLER, act: 'outcome.issue', payload: {}, draft: { document: 'arrest-approval', fields: { suspect: '张某' } } });
};
/** The same when the case has ended: until then its documents are kept. */
const overWithContents = async (): Promise<OpenedCase> => {
  const executed = await moved(await withContents(), { by: 'intake', act: 'register-execution', payload: { executedOn: new Date().toISOString().slice(0, 10) } });
  return moved(executed, { by: HANDLER, act: 'close-approved', payload: {} });
};
const ask = (where: OpenedCase, what: object, by = HANDLER, headers: Record<string, string> = {}): Promise<Answer> => post(by, where, '/erasures', { ...WHY, ...what, expectedVersion: where.version }, headers);
const answerTo = (where: OpenedCase, how: 'consent' | 'decline', by = 'chief', number: number | string = 1): Promise<Answer> => post(by, where, `/erasures/${number}/${how}`, { reasons: '经审查同意', expectedVersion: where.version });
const after = (where: OpenedCase, answer: Answer): OpenedCase => ({ ...where, version: answer.json().version });
const bundleOf = async (where: OpenedCase, openings: boolean): Promise<CaseBundle> => (await get('chief', where, `/bundle?openings=${openings}`)).json() as CaseBundle;
const verdictOf = (bundle: object): unknown => {
  const { keyId, algorithm, publicKey } = host.application.deps.signer;
  return verifyDocument(bundle, { hashes: HASHES, verifySignature, trustedKeys: [{ keyId, algorithm, publicKey }] });
};

describe('a bundle', () => {
  it('carries what was issued and named, and shows texts and names only with the openings', async () => {
    const where = await withContents();
    const [open, closed] = [await bundleOf(where, true), await bundleOf(where, false)];
    expect(open.documents).toMatchObject([{ n: 1, document: 'arrest-approval', template: 'criminal-arrest@2026.1', version: 1, number: expect.stringMatching(/^云岭检批捕/), content: expect.stringContaining('犯罪嫌疑人张某') }]);
    expect(open.files).toMatchObject([{ hash: HASH, size: Buffer.byteLength(TEXT), mediaType: 'text/plain', name: NAME }]);
    expect([JSON.stringify(closed).includes('张某'), closed.documents?.[0]?.absent, closed.files?.[0]?.name]).toEqual([false, 'sealed', null]);
    expect([verdictOf(open), verdictOf(closed)]).toMatchObject([
      { valid: true, documents: { total: 1, shown: 1, absent: [] }, files: { total: 1, absent: [] } },
      { valid: true, documents: { total: 1, shown: 0, absent: [{ n: 1, why: 'sealed', erasedBy: null }] }, files: { total: 1, absent: [] } },
    ]);
  });

  it('is not valid with another text, without a document, or without its lists', async () => {
    const bundle = await bundleOf(await withContents(), true);
    const { head: { signed: _signed, ...head } } = bundle;
    const unsigned = { ...bundle, head };
    const [document] = bundle.documents ?? [];
    expect(verdictOf({ ...unsigned, documents: [{ ...document, content: document?.content?.replace('张某', '李某') }] })).toMatchObject({ valid: false, reason: 'LEDGER.DOCUMENT_ALTERED' });
    expect([verdictOf({ ...unsigned, documents: [] }), verdictOf({ ...unsigned, files: [] })]).toMatchObject([{ reason: 'LEDGER.DOCUMENT_MISSING' }, { reason: 'LEDGER.FILE_MISSING' }]);
    const { documents: _documents, ...without } = bundle;
    expect(verdictOf(without)).toMatchObject({ valid: false, reason: 'LEDGER.SIGNATURE_INVALID' });
  });
});

describe('a content that is erased', () => {
  it('of a document goes when the chief consents; number, digest and proofs stay, and readers are told why', async () => {
    const where = await overWithContents();
    const before = await bundleOf(where, true);
    const asked = await ask(where, { document: 1 }, HANDLER, { 'idempotency-key': 'erase-once' });
    expect([asked.statusCode, asked.json()]).toMatchObject([201, { erasure: 1, version: where.version + 1, replayed: false }]);
    expect((await ask(where, { document: 1 }, HANDLER, { 'idempotency-key': 'erase-once' })).json()).toMatchObject({ erasure: 1, replayed: true });
    expect((await get(HANDLER, where, '/documents/1')).json().proof).toMatchObject({ text: 'matches', erasure: null });
    const waiting = async () => ((await host.as('chief')({ url: '/api/v1/inbox?limit=200' })).json().items as readonly { readonly task: { readonly key: string }; readonly case: { readonly caseId: string } }[]).filter((item) => item.case.caseId === where.caseId && item.task.key === 'erasure#1').length;
    expect(await waiting()).toBe(1);
    const done = await answerTo(after(where, asked), 'consent');
    expect([done.statusCode, done.json().erasure, await waiting()]).toEqual([200, 1, 0]);
    const erased = { erasure: 1, ground: 'personal-data', askedBy: personId(HANDLER), by: personId('chief'), seq: done.json().seq, source: expect.stringContaining('47') };
    expect((await get(HANDLER, where, '/documents/1')).json()).toMatchObject({ blocks: [], fields: {}, issued: { hash: before.documents?.[0]?.hash }, proof: { inJournal: true, text: 'erased', erasure: erased } });
    const printed = (await get(HANDLER, where, '/documents/1/print?as=text')).json();
    expect(printed).toMatchObject({ code: 'DOCUMENT.ERASED', params: { ground: 'personal-data', seq: done.json().seq }, detailZh: expect.stringContaining('个人信息'), source: erased.source });
    const bundle = await bundleOf(where, true);
    expect(verdictOf(bundle)).toMatchObject({ valid: true, documents: { shown: 0, absent: [{ n: 1, why: 'erased', erasedBy: done.json().seq }] } });
    expect(verdictOf(before)).toMatchObject({ valid: true, documents: { shown: 1 } });
    expect((await get('chief', where, '/erasures')).json()).toMatchObject([{ number: 1, of: { document: 1 }, reasons: WHY.reasons, answerReasons: '经审查同意', answer: { consented: true, by: personId('chief') } }]);
    const trace = (await get('chief', where, `/trace?after=${done.json().seq - 1}`)).json();
    expect([trace.lines[0].actLabel.zh, JSON.stringify(trace.lines[0].entry).includes('经审查')]).toEqual(['同意删除内容', false]);
  });

  it('of a file goes with its name and title, and does not come back', async () => {
    const where = await withContents();
    const asked = await ask(where, { file: HASH }, 'intake');
    const done = await answerTo(after(where, asked), 'consent');
    expect(done.statusCode).toBe(200);
    expect((await get(HANDLER, where, '/files')).json()).toMatchObject([{ hash: HASH, erased: true, name: null, attached: [{ title: null }], erasure: { erasure: 1, ground: 'personal-data', askedBy: personId('intake') } }]);
    const refused = (await get(HANDLER, where, `/files/${HASH}`)).json();
    expect(refused).toMatchObject({ code: 'FILE.ERASED', params: { seq: done.json().seq }, detailEn: expect.stringContaining('Personal data') });
    expect([codeOf(await upload(where)), codeOf(await ask(after(where, done), { file: HASH }))]).toEqual([[409, 'FILE.ERASED_BEFORE'], [404, 'FILE.ERASED']]);
    expect(verdictOf(await bundleOf(where, true))).toMatchObject({ valid: true, files: { total: 1, absent: [{ hash: HASH, erasedBy: done.json().seq }] } });
  });

  it('stays when the chief declines, and may be asked for again', async () => {
    const where = await overWithContents();
    const declined = await answerTo(after(where, await ask(where, { document: 1 })), 'decline');
    expect((await get(HANDLER, where, '/documents/1')).json().proof.text).toBe('matches');
    expect((await ask(after(where, declined), { document: 1 })).json().erasure).toBe(2);
  });
});

describe('an erasure is refused', () => {
  it('to whoever does not keep the case, and to whoever asked', async () => {
    const where = await overWithContents();
    expect([codeOf(await ask(where, { document: 1 }, 'chief')), codeOf(await ask(where, { document: 1 }, 'procurator2')), codeOf(await ask(where, { document: 1 }, 'admin'))]).toEqual([[403, 'AUTHORITY.NOT_YOUR_ROLE'], [404, 'CASE.NOT_FOUND'], [404, 'CASE.NOT_FOUND']]);
    const asked = after(where, await ask(where, { document: 1 }));
    expect([codeOf(await answerTo(asked, 'consent', HANDLER)), codeOf(await answerTo(asked, 'consent', 'deputy')), codeOf(await answerTo(asked, 'consent', 'chief', 2)), codeOf(await answerTo(asked, 'consent', 'chief', 'x'))])
      .toEqual([[403, 'AUTHORITY.NOT_YOUR_ROLE'], [403, 'AUTHORITY.NOT_YOUR_ROLE'], [404, 'ERASURE.NOT_FOUND'], [404, 'ERASURE.NOT_FOUND']]);
    expect((await get(HANDLER, where, '/documents/1')).json().proof.text).toBe('matches');
  });

  it('for what is not there, not issued, twice, or not said', async () => {
    const decided = await overWithContents();
    // The draft of a correction.
    await post(HANDLER, decided, '/documents', { document: 'arrest-approval', fields: {}, corrects: 1 });
    expect([codeOf(await ask(decided, { document: 2 })), codeOf(await ask(decided, { document: 3 })), codeOf(await ask(decided, { file: 'ab'.repeat(32) })), codeOf(await ask(decided, {})), codeOf(await ask(decided, { document: 1, file: HASH }))])
      .toEqual([[409, 'DOCUMENT.NOT_ISSUED'], [404, 'DOCUMENT.NOT_FOUND'], [404, 'FILE.NOT_FOUND'], [422, 'ERASURE.TARGET_INVALID'], [422, 'ERASURE.TARGET_INVALID']]);
    expect([codeOf(await ask(decided, { document: 1, ground: 'record-sealed' })), codeOf(await ask(decided, { document: 1, reasons: ' ' }))]).toEqual([[422, 'REQUEST.INVALID'], [422, 'REQUEST.INVALID']]);
    const where = await withContents();
    const asked = after(where, await ask(where, { file: HASH }));
    expect([codeOf(await ask(asked, { file: HASH }, 'intake')), codeOf(await ask({ ...asked, version: 1 }, { document: 1 }))]).toEqual([[409, 'ERASURE.PENDING'], [409, 'CASE.VERSION_CONFLICT']]);
  });

  it('for a document of a case that runs', async () => {
    const where = await withContents();
    expect(codeOf(await ask(where, { document: 1 }))).toEqual([409, 'ERASURE.CASE_OPEN']);
    expect((await get(HANDLER, where, '/documents/1')).json().proof.text).toBe('matches');
  });

  it('where the file is evidence of a case that runs', async () => {
    const open = await openAndWalk(host.as, [accept(RECEIVED), assign()]);
    await upload(open);
    const where = await moved(open, { by: HANDLER, act: 'register-evidence', payload: { kind: 'documentary', title: '笔录', organ: 'police', file: HASH } });
    expect(codeOf(await ask(where, { file: HASH }))).toEqual([409, 'ERASURE.EVIDENCE_IN_USE']);
  });
});
