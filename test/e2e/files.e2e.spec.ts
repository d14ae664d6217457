// Files over HTTP: brought as bytes, named by acts, read back as they were by whoever sees the case, and never given out damaged. What is not here:
// the store (`libs/persistence`), and what an item of evidence is checked for (`evidence.e2e.spec.ts`).
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { CaseBundle } from '@quanze/ledger';
import pg from 'pg';
import { namedFile } from '../../apps/cli/src/named-file.js';
import { accept, assign, openCase, send, walk, type OpenedCase, type Step } from './arrest-case.js';
import type { Answer } from './client.js';
import { startHost, type RunningHost } from './host.js';
import { step } from './responsibility-cases.js';

const BYTES_MAX = 1_000_000;
let host: RunningHost;
let made: OpenedCase;
beforeAll(async () => {
  host = await startHost({ works: false, env: { QUANZE_FILE_BYTES_MAX: String(BYTES_MAX) } });
  made = await begin();
}, 180_000);
afterAll(() => host.close());

const begin = async (): Promise<OpenedCase> => {
  const opened = await openCase(host.as);
  return { ...opened, version: await walk(host.as, opened.caseId, opened.version, [accept('2026-01-05'), assign()]) };
};
const url = (caseId = made.caseId): string => `/api/v1/cases/${caseId}/files`;
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const content = (length: number, seed: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 7 + seed) % 256));
const upload = (bytes: Buffer, { login = 'procurator1', caseId = made.caseId, name = '价格认定结论书.pdf', headers = {} }: { readonly login?: string; readonly caseId?: string; readonly name?: string; readonly headers?: Record<string, string> } = {}): Promise<Answer> =>
  host.as(login)({ method: 'POST', url: `${url(caseId)}?name=${encodeURIComponent(name)}`, headers: { 'content-type': 'application/pdf', ...headers }, payload: bytes });
const act = async (tried: Step): Promise<readonly unknown[]> => {
  const answer = await send(host.as, made.caseId, made.version, tried);
  if (answer.statusCode === 200) made = { ...made, version: answer.json().version };
  return [answer.statusCode, answer.json().code];
};
const attach = (file: string, by = 'procurator1'): Step => step(by, 'attach-file', { file, title: '扫描件' });
const codeOf = (answer: Answer): readonly unknown[] => [answer.statusCode, answer.json().code];
const download = async (hash: string, login = 'procurator1', caseId = made.caseId): Promise<Response> =>
  fetch(`http://127.0.0.1:${host.port}${url(caseId)}/${hash}`, { headers: { cookie: `quanze_session=${await host.cookieOf(login)}` } });
const list = async (login = 'procurator1') => (await host.as(login)({ url: url() })).json();

describe('a file of a case', () => {
  it('has no effect until an act names it, and comes back byte by byte', async () => {
    const bytes = content(700_001, 1);
    const answer = await upload(bytes, { headers: { 'x-content-sha256': sha(bytes) } });
    expect([answer.statusCode, answer.json()]).toEqual([201, { hash: sha(bytes), size: 700_001, mediaType: 'application/pdf' }]);
    expect([await list(), (await download(sha(bytes))).status]).toEqual([[], 404]);
    expect(await act(step('procurator1', 'register-evidence', { kind: 'expert', title: '价格认定结论书', organ: 'police', file: sha(bytes) }))).toEqual([200, undefined]);
    const given = await download(sha(bytes), 'chief');
    expect(Buffer.from(await given.arrayBuffer()).equals(bytes)).toBe(true);
    const header = (name: string): string | null => given.headers.get(name);
    expect([given.status, header('content-type'), header('content-length'), header('x-content-type-options')]).toEqual([200, 'application/pdf', '700001', 'nosniff']);
    expect(header('content-disposition')).toBe(`attachment; filename="${sha(bytes)}"; filename*=UTF-8''${encodeURIComponent('价格认定结论书.pdf')}`);
    expect(header('content-security-policy')).toMatch(/default-src 'none'.*sandbox$/);
    expect(await list()).toMatchObject([{ hash: sha(bytes), size: 700_001, name: '价格认定结论书.pdf', evidence: [1], attached: [], erased: false }]);
    const trace = (await host.as('chief')({ url: `/api/v1/cases/${made.caseId}/trace?limit=200` })).json();
    expect(trace.lines.at(-1).payload.input.file).toBe(sha(bytes));
  });

  it('is attached with its title sealed, and withdrawn it stays', async () => {
    const bytes = content(10, 2);
    await upload(bytes, { login: 'intake' });
    expect([await act(attach(sha(bytes), 'intake')), await act(attach(sha(bytes)))]).toEqual([[200, undefined], [409, 'FILE.ALREADY_ATTACHED']]);
    expect(await act(step('procurator1', 'detach-file', { file: sha(bytes), reasons: '与本案无关' }))).toEqual([200, undefined]);
    const [row] = (await list()).filter(({ hash }: { hash: string }) => hash === sha(bytes));
    expect(row).toMatchObject({ attached: [{ number: 1, title: '扫描件', withdrawnSeq: expect.any(Number) }], mediaType: 'application/pdf' });
    const { snapshot } = (await host.as('chief')({ url: `/api/v1/cases/${made.caseId}` })).json();
    expect(snapshot.files['1']).toMatchObject({ hash: sha(bytes), size: 10, mediaType: 'application/pdf' });
    expect([JSON.stringify(snapshot).includes('扫描件'), (await download(sha(bytes))).status]).toEqual([false, 200]);
  });

  it('is proved by the bundle of the case: the entry that named it holds its digest', async () => {
    const bytes = content(40, 12);
    await upload(bytes);
    expect([await act(attach('cd'.repeat(32))), await act(attach(sha(bytes)))]).toEqual([[422, 'FILE.NOT_STORED'], [200, undefined]]);
    const bundle = (await host.as('chief')({ url: `/api/v1/cases/${made.caseId}/bundle` })).json() as CaseBundle;
    const [mine, another] = [join(host.dataDir, 'mine.pdf'), join(host.dataDir, 'another.pdf')];
    await writeFile(mine, bytes);
    await writeFile(another, content(40, 13));
    expect(await namedFile(mine, bundle)).toEqual({ hash: sha(bytes), size: 40, namedBy: [bundle.entries.at(-1)?.seq] });
    expect(await namedFile(another, bundle)).toMatchObject({ size: 40, namedBy: [] });
  });

  it('must have been uploaded for this very case', async () => {
    const other = await begin();
    const bytes = content(11, 3);
    await upload(bytes, { caseId: other.caseId });
    expect([await act(attach(sha(bytes))), await act(attach('ab'.repeat(32))), await act(attach(sha(bytes), 'procurator2'))]).toEqual([[422, 'FILE.NOT_STORED'], [422, 'FILE.NOT_STORED'], [404, 'CASE.NOT_FOUND']]);
    const check = await host.as('procurator1')({ method: 'POST', url: `/api/v1/cases/${made.caseId}/acts/check`, payload: { act: 'attach-file', payload: { file: sha(bytes), title: '扫描件' } } });
    expect(check.json()).toMatchObject({ permitted: false, refusal: { code: 'FILE.NOT_STORED' } });
    await upload(bytes);
    expect(await act(attach(sha(bytes)))).toEqual([200, undefined]);
  });

  it('is visible as the case is, and brought by whoever has standing in it', async () => {
    const [row] = await list();
    expect([(await download(row.hash, 'procurator2')).status, codeOf(await host.as('procurator2')({ url: url() })), codeOf(await upload(content(5, 4), { login: 'procurator2' }))]).toEqual([404, [404, 'CASE.NOT_FOUND'], [404, 'CASE.NOT_FOUND']]);
    expect(codeOf(await upload(content(5, 4), { login: 'inspector' }))).toEqual([403, 'AUTHORITY.NOT_YOUR_ROLE']);
    expect((await download('x')).status).toBe(404);
  });
});

describe('an upload', () => {
  it('is refused when it is too large, empty, of another type, nameless, or not what it says', async () => {
    const bytes = content(20, 5);
    const large = content(BYTES_MAX + 1, 6);
    expect([
      await upload(large), await upload(Buffer.alloc(0)), await upload(bytes, { headers: { 'content-type': 'text/html' } }),
      await upload(bytes, { headers: { 'content-type': 'application/json' } }), await upload(bytes, { name: '../x' }), await upload(bytes, { headers: { 'x-content-sha256': sha(large) } }), await upload(bytes, { headers: { 'x-content-sha256': 'x' } }),
    ].map(codeOf)).toEqual([
      [413, 'FILE.TOO_LARGE'], [422, 'FILE.EMPTY'], [415, 'FILE.TYPE_NOT_ALLOWED'], [400, 'REQUEST.MALFORMED'], [422, 'FILE.NAME_INVALID'], [422, 'FILE.HASH_MISMATCH'], [422, 'FILE.HASH_MISMATCH'],
    ]);
    expect(codeOf(await host.as('procurator1')({ method: 'POST', url: url(), headers: { 'content-type': 'text/plain', 'content-disposition': `attachment; filename*=UTF-8''%E7%AC%94%E5%BD%95.txt` }, payload: bytes }))).toEqual([201, undefined]);
    expect(await act(attach(sha(bytes)))).toEqual([200, undefined]);
    expect((await list()).at(-1)).toMatchObject({ name: '笔录.txt', mediaType: 'text/plain' });
  });

  it('whose length nobody announced is cut at the limit, and the sender still reads why', async () => {
    expect(await inParts(Array.from({ length: 8 }, (_, n) => content(200_000, n)))).toEqual([413, 'FILE.TOO_LARGE']);
  });

  it('that breaks off leaves nothing', async () => {
    const cookie = await host.cookieOf('procurator1');
    const outgoing = request({ host: '127.0.0.1', port: host.port, method: 'POST', path: `${url()}?name=a.pdf`, headers: { cookie: `quanze_session=${cookie}`, 'content-type': 'application/pdf', 'content-length': '900000' }, agent: false });
    outgoing.on('error', () => undefined);
    await new Promise<void>((sent) => outgoing.write(content(600_000, 8), () => sent()));
    await untilRows('SELECT 1 FROM file_incoming', 1);
    outgoing.destroy();
    await untilRows('SELECT 1 FROM file_incoming', 0);
    expect(await rows(`SELECT 1 FROM file_chunk WHERE content NOT IN (SELECT content FROM stored_file)`)).toBe(0);
  });

  it('of another kind is taken at no other address', async () => {
    const answer = await host.as('procurator1')({ method: 'POST', url: `/api/v1/cases/${made.caseId}/acts`, headers: { 'content-type': 'application/pdf' }, payload: content(5, 9) });
    expect(codeOf(answer)).toEqual([415, 'REQUEST.MEDIA_TYPE']);
  });
});

describe('a damaged store', () => {
  const damaged = async (length: number, n: number): Promise<string> => {
    const bytes = content(length, length % 200);
    await upload(bytes);
    expect(await act(attach(sha(bytes)))).toEqual([200, undefined]);
    await withClient(host.databaseUrl, async (owner) => {
      await owner.query('ALTER TABLE file_chunk DISABLE TRIGGER USER');
      await owner.query(`UPDATE file_chunk SET bytes = set_byte(bytes, 3, 255 - get_byte(bytes, 3)) WHERE n = $2 AND content = (SELECT content FROM stored_file WHERE hash = decode($1, 'hex'))`, [sha(bytes), n]);
      await owner.query('ALTER TABLE file_chunk ENABLE TRIGGER USER');
    });
    return sha(bytes);
  };

  it('is found before a small file is given, and in the middle of a large one, and told', async () => {
    const small = await download(await damaged(3000, 0));
    expect([small.status, ((await small.json()) as { code: string }).code]).toEqual([500, 'FAULT.FILE_DAMAGED']);
    const hash = await damaged(800_000, 1);
    const large = await download(hash);
    expect(large.status).toBe(200);
    await expect(large.arrayBuffer()).rejects.toThrow();
    const told = host.lines.filter((line) => line.includes('FAULT.FILE_DAMAGED') && line.includes(hash)).map((line) => JSON.parse(line) as { level: string });
    expect(told).toMatchObject([{ level: 'error' }]);
    expect((await host.call({ url: '/metrics' })).body).toMatch(/code="FAULT.FILE_DAMAGED"\} 2/);
  });
});

describe('what nobody named', () => {
  it('goes in a round after a day', async () => {
    const bytes = content(33, 10);
    await upload(bytes);
    expect(await host.application.files.removeUnnamed()).toBe(0);
    await withClient(host.databaseUrl, (owner) => owner.query(`UPDATE file_upload SET uploaded_at = uploaded_at - interval '25 hours'`));
    expect(await host.application.files.removeUnnamed()).toBeGreaterThan(0);
    expect([await act(attach(sha(bytes))), (await list()).length > 0]).toEqual([[422, 'FILE.NOT_STORED'], true]);
  });
});

/** As the owner of the tables. */
async function withClient<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

async function rows(text: string): Promise<number> {
  return (await withClient(host.databaseUrl, (owner) => owner.query(text))).rowCount ?? -1;
}

async function untilRows(text: string, wanted: number): Promise<void> {
  for (let tries = 0; (await rows(text)) !== wanted; tries += 1) if (tries > 2000) throw new Error(`${text} never gave ${wanted} rows`);
}

/** Sends parts one after another without a length. */
async function inParts(parts: readonly Buffer[]): Promise<readonly unknown[]> {
  const cookie = await host.cookieOf('procurator1');
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: host.port, method: 'POST', path: `${url()}?name=a.pdf`, headers: { cookie: `quanze_session=${cookie}`, 'content-type': 'application/pdf', 'transfer-encoding': 'chunked' }, agent: false }, (incoming) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => resolve([incoming.statusCode, (JSON.parse(body) as { code: string }).code]));
    });
    outgoing.on('error', reject);
    for (const part of parts) outgoing.write(part);
    outgoing.end();
  });
}
