// What may only be erased, and only by its function: documents and files are changed by nobody, the owner included; an erasure takes what it
// names and nothing beside it; columns that say what a row is never change; one tenant reads nothing of another.
import { createHash } from 'node:crypto';
import type { CaseId, HashHex, TenantId } from '@quanze/kernel';
import type { DocumentWrite, Identity } from '@quanze/application';
import { eraseDocument } from '../documents/pg-document-store.js';
import { withClient } from '../embedded/databases.js';
import { eraseFile } from '../files/pg-file-store.js';
import { addPerson, newId, NOW, SHA256, withWorld } from '../testing/fixtures.contract.js';
import { nextAct, openCase } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world, url } = withWorld(5);
let handler: Identity;
let caseId: CaseId;
const files: HashHex[] = [];
const hashOf = (text: string): HashHex => createHash('sha256').update(text).digest('hex') as HashHex;

async function* whole(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
const contentOf = async (hash: HashHex, tenant: TenantId = world().tenant): Promise<string> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of world().stores.files.read(tenant, hash)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};
const issued = (n: number): DocumentWrite => ({
  n, document: 'notice', office: world().office, word: 'z', year: 2026, serial: n, number: `检z〔2026〕${n}号`, template: 'a@1', hash: SHA256.ofText(`text ${n}`), content: `text ${n}`, version: 1, fresh: true,
});
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: { code?: string }) => error.code ?? 'no code');
const asOwner = (text: string, values: readonly unknown[] = []) => codeOf(withClient(url(), (client) => client.query(text, [...values])));
const asApplication = (text: string) => codeOf(world().stores.database.rows(text));

beforeAll(async () => {
  handler = await addPerson(world(), { role: 'procurator' });
  caseId = await openCase(world(), handler);
  for (const n of [1, 2]) expect(await world().stores.cases.commit(await nextAct(world(), caseId, handler, { document: issued(n) }))).toBe('committed');
  for (const text of ['甲', '乙']) {
    await world().stores.files.put({ tenant: world().tenant, caseId, person: handler.person, name: `${text}.pdf`, mediaType: 'application/pdf', at: NOW, bytesMax: 1000 }, whole(text));
    files.push(hashOf(text));
  }
  await world().stores.cases.commit(await nextAct(world(), caseId, handler, { files }));
});

it.each([
  ['issued_document', 'number = number'], ['document_version', 'fields = fields'], ['document_text', 'content = content'], ['file_chunk', 'n = n'],
])('%s is changed and emptied by nobody', async (table, change) => {
  expect([await asApplication(`UPDATE ${table} SET ${change}`), await asApplication(`DELETE FROM ${table}`), await asApplication(`TRUNCATE ${table} CASCADE`)]).toEqual(Array(3).fill('42501'));
  expect([await asOwner(`UPDATE ${table} SET ${change}`), await asOwner(`DELETE FROM ${table}`), await asOwner(`TRUNCATE ${table} CASCADE`)]).toEqual(Array(3).fill('23000'));
});

it.each(['document_version', 'document_text', 'file_chunk', 'act_text', 'stored_file', 'file_upload', 'link_event', 'case_document', 'case_reading'])('the application erases nothing of %s by saying that it erases', async (table) => {
  const attempt = world().stores.database.transaction(async (on) => {
    await on.query({ text: `SET LOCAL quanze.erasure = 'on'`, values: [] });
    await on.query({ text: `DELETE FROM ${table}`, values: [] });
  });
  expect(await codeOf(attempt)).toBe('42501');
});

it.each([
  'UPDATE case_document SET n = n', 'UPDATE case_document SET tenant = tenant', 'UPDATE case_document SET corrects = corrects', 'UPDATE case_document SET opened_at = opened_at', 'UPDATE case_document SET document = document',
  'UPDATE file_upload SET hash = hash', 'UPDATE file_upload SET case_id = case_id', 'UPDATE file_upload SET tenant = tenant', 'UPDATE stored_file SET content = content', 'UPDATE act_text SET digest = digest', 'UPDATE formality_check SET rules = rules',
])('what a row is does not change: %s', async (statement) => {
  expect(await asApplication(statement)).toBe('42501');
});

it.each([
  [`INSERT INTO issued_document SELECT case_id, 3, office, word, year, 1, number, template, version, seq, hash, issued_at FROM issued_document WHERE n = 1`, '23505'],
  [`INSERT INTO issued_document SELECT case_id, 3, office, word, year, 0, number, template, version, seq, hash, issued_at FROM issued_document WHERE n = 1`, '23514'],
  [`INSERT INTO document_text VALUES ('${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}', 1, 'x')`, '23503'],
  [`INSERT INTO document_version SELECT case_id, n, 0, person, saved_at, fields FROM document_version LIMIT 1`, '23514'],
  [`INSERT INTO stored_file SELECT tenant, 'x', size, content, stored_at FROM stored_file LIMIT 1`, '23514'],
  [`INSERT INTO file_chunk VALUES ('${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}', 0, '')`, '23514'],
  [`INSERT INTO file_chunk VALUES ('${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}', -1, 'x')`, '23514'],
  [`INSERT INTO file_upload SELECT case_id, sha256('none'), tenant, person, name, media_type, uploaded_at FROM file_upload LIMIT 1`, '23503'],
])('the tables hold what they are for: %#', async (statement, code) => {
  expect(await asOwner(statement)).toBe(code);
});

it('one tenant reads no file of another, whose digest it knows', async () => {
  expect(await contentOf(files[0] as HashHex)).toBe('甲');
  await expect(contentOf(files[0] as HashHex, newId<TenantId>())).rejects.toMatchObject({ code: 'FAULT.FILE_DAMAGED' });
  expect(await world().stores.files.find(newId<TenantId>(), caseId, files[0] as HashHex)).toBeNull();
  expect(await eraseFile(world().stores.database, newId<TenantId>(), files[0] as HashHex, NOW)).toBe(false);
  expect(await contentOf(files[0] as HashHex)).toBe('甲');
});

it('an erasure takes the document and the file it names, and leaves those beside them', async () => {
  expect(await eraseDocument(world().stores.database, caseId, 1)).toBe(true);
  expect(await eraseFile(world().stores.database, world().tenant, files[0] as HashHex, NOW)).toBe(true);
  const { documents, files: store } = world().stores;
  expect([await documents.text(caseId, 1), await documents.text(caseId, 2), (await documents.versions(caseId, 1)).length, (await documents.versions(caseId, 2)).length]).toEqual([null, 'text 2', 0, 1]);
  expect((await documents.list(caseId)).map((row) => row.issued?.number)).toEqual([issued(1).number, issued(2).number]);
  expect((await store.list(world().tenant, caseId)).map(({ name, erased }) => [name, erased]).sort()).toEqual([['乙.pdf', false], [null, true]].sort());
  expect(await contentOf(files[1] as HashHex)).toBe('乙');
  await expect(contentOf(files[0] as HashHex)).rejects.toMatchObject({ code: 'FAULT.FILE_DAMAGED' });
});
