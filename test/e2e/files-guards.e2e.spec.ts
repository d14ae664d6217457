// What is taken as a name and as a content, exactly at the limits; that a digest known from elsewhere opens nothing; and a file that was erased.
// The ordinary life of a file is in `files.e2e.spec.ts`.
import { createHash } from 'node:crypto';
import { accept, assign, openCase, send, walk, type OpenedCase } from './arrest-case.js';
import { withOwner } from './audit/rows.js';
import type { Answer } from './client.js';
import { startHost, type RunningHost } from './host.js';
import { step } from './responsibility-cases.js';

const BYTES_MAX = 2000;
const HANDLER = 'procurator1';
let host: RunningHost;
beforeAll(async () => {
  host = await startHost({ works: false, env: { QUANZE_FILE_BYTES_MAX: String(BYTES_MAX) } });
}, 180_000);
afterAll(() => host.close());

const begin = async (): Promise<OpenedCase> => {
  const opened = await openCase(host.as);
  return { ...opened, version: await walk(host.as, opened.caseId, opened.version, [accept('2026-01-05'), assign()]) };
};
const content = (length: number, seed: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 7 + seed) % 256));
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const upload = (where: OpenedCase, bytes: Buffer, name = '笔录.pdf', headers: Record<string, string> = {}): Promise<Answer> =>
  host.as(HANDLER)({ method: 'POST', url: `/api/v1/cases/${where.caseId}/files?name=${encodeURIComponent(name)}`, headers: { 'content-type': 'application/pdf', ...headers }, payload: bytes });
const attach = (where: OpenedCase, file: string): Promise<Answer> => send(host.as, where.caseId, where.version, step(HANDLER, 'attach-file', { file, title: '扫描件' }));
const read = (where: OpenedCase, file: string): Promise<Answer> => host.as(HANDLER)({ url: `/api/v1/cases/${where.caseId}/files/${file}` });
const codeOf = (answer: Answer): readonly unknown[] => (answer.statusCode < 400 ? [answer.statusCode] : [answer.statusCode, answer.json().code]);

it('has a name as people give it: not blank, without a folder, without what cannot be seen, of at most 200 characters', async () => {
  const where = await begin();
  const named = async (name: string) => codeOf(await upload(where, content(9, 1), name));
  const refused = ['  ', '甲/乙.pdf', '甲\\乙.pdf', '甲\u0007.pdf', '甲\u202egpj.pdf', `${'长'.repeat(197)}.pdf`];
  expect(await Promise.all(refused.map(named))).toEqual(refused.map(() => [422, 'FILE.NAME_INVALID']));
  expect(await named(`${'长'.repeat(196)}.pdf`)).toEqual([201]);
});

it('is as large as the installation takes, to the byte', async () => {
  const where = await begin();
  expect([await upload(where, content(BYTES_MAX, 2)), await upload(where, content(BYTES_MAX + 1, 2))].map(codeOf)).toEqual([[201], [413, 'FILE.TOO_LARGE']]);
});

it('is what its sender says it is, or nothing', async () => {
  const where = await begin();
  const bytes = content(20, 3);
  const saying = async (digest: string) => codeOf(await upload(where, bytes, '笔录.pdf', { 'x-content-sha256': digest }));
  expect([await saying(sha(content(20, 4))), await saying(sha(bytes).toUpperCase()), await saying('x')]).toEqual(Array(3).fill([422, 'FILE.HASH_MISMATCH']));
  expect(codeOf(await attach(where, sha(bytes)))).toEqual([422, 'FILE.NOT_STORED']);
  expect(await saying(sha(bytes))).toEqual([201]);
});

it('of one case is not read through another, though the reader sees both and knows the digest', async () => {
  const [mine, other] = [await begin(), await begin()];
  const bytes = content(30, 5);
  await upload(mine, bytes);
  expect(codeOf(await attach(mine, sha(bytes)))).toEqual([200]);
  expect([codeOf(await read(mine, sha(bytes))), codeOf(await read(other, sha(bytes))), codeOf(await read(mine, sha(bytes).toUpperCase()))]).toEqual([[200], [404, 'FILE.NOT_FOUND'], [404, 'FILE.NOT_FOUND']]);
  await upload(other, bytes);
  expect(codeOf(await read(other, sha(bytes)))).toEqual([404, 'FILE.NOT_FOUND']);
});

it('that was erased stays in the list without its name, and neither comes back nor is named again', async () => {
  const [where, other] = [await begin(), await begin()];
  const bytes = content(40, 6);
  for (const each of [where, other]) await upload(each, bytes);
  const done = await attach(where, sha(bytes));
  const rows = await withOwner(host.databaseUrl, (client) => client.query(`SELECT erase_file(tenant, hash, now()) AS erased FROM stored_file WHERE hash = decode($1, 'hex')`, [sha(bytes)]));
  expect([done.statusCode, rows.rows]).toEqual([200, [{ erased: true }]]);
  const after = { ...where, version: (done.json() as { version: number }).version };
  expect([codeOf(await read(after, sha(bytes))), codeOf(await upload(after, bytes)), codeOf(await attach(other, sha(bytes)))]).toEqual([[404, 'FILE.ERASED'], [409, 'FILE.ERASED_BEFORE'], [422, 'FILE.NOT_STORED']]);
  expect((await host.as(HANDLER)({ url: `/api/v1/cases/${where.caseId}/files` })).json()).toMatchObject([{ hash: sha(bytes), size: 40, name: null, erased: true }]);
});
