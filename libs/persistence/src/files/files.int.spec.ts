// Files on PostgreSQL: contents that go in and come out piece by piece, are stored once, count only when they came whole, belong to a case with the
// act that names them, go when nobody names them, and can be erased. What is not here: who may do any of it (use cases).
import { createHash } from 'node:crypto';
import { addMs, type CaseId, type HashHex, type Instant } from '@quanze/kernel';
import type { Identity, NewUpload, Uploaded } from '@quanze/application';
import { withClient } from '../embedded/databases.js';
import { addPerson, NOW, withWorld } from '../testing/fixtures.contract.js';
import { nextAct, openCase } from '../testing/case-fixtures.contract.js';
import { eraseFile } from './pg-file-store.js';
import { PIECE_BYTES } from './pieces.js';

jest.setTimeout(60_000);
const { world, url } = withWorld(10);
let handler: Identity;
beforeAll(async () => {
  handler = await addPerson(world(), { role: 'procurator' });
});

const DAY_MS = 86_400_000;
const LATER = addMs(NOW, 2 * DAY_MS);
const store = () => world().stores.files;
const database = () => world().stores.database;
const hashOf = (...parts: readonly Uint8Array[]): HashHex => createHash('sha256').update(Buffer.concat(parts)).digest('hex') as HashHex;
const bytesOf = (length: number, seed: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 31 + seed) % 251));
const content = (text: string): Buffer => Buffer.from(text);

async function* packets(whole: Buffer, length: number, before?: (taken: number) => Promise<void>): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < whole.length; at += length) {
    await before?.(at);
    yield whole.subarray(at, at + length);
  }
}
const upload = (caseId: CaseId, more: Partial<NewUpload> = {}): NewUpload => ({ tenant: world().tenant, caseId, person: handler.person, name: '讯问笔录.pdf', mediaType: 'application/pdf', at: NOW, bytesMax: 10_000_000, ...more });
const put = (caseId: CaseId, whole: Buffer, more: Partial<NewUpload> = {}): Promise<Uploaded> => store().put(upload(caseId, more), packets(whole, 65_536));
const read = async (hash: HashHex): Promise<readonly Uint8Array[]> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of store().read(world().tenant, hash)) pieces.push(piece);
  return pieces;
};
const name = async (caseId: CaseId, ...files: readonly HashHex[]) => world().stores.cases.commit(await nextAct(world(), caseId, handler, { files }));
const load = async (caseId: CaseId, files: readonly HashHex[], keys?: readonly number[]) =>
  (await world().stores.cases.loadForAct({ tenant: world().tenant, caseId, person: handler.person, named: [], at: NOW, idempotencyKey: null, files, ...(keys === undefined ? {} : { keys }) }))?.files;
const rowsIn = async (table: string): Promise<number> => (await database().rows<{ n: number }>(`SELECT count(*)::integer AS n FROM ${table}`))[0]?.n ?? -1;
const left = async (): Promise<readonly number[]> => [await rowsIn('file_chunk'), await rowsIn('stored_file'), await rowsIn('file_incoming')];
const asOwner = (text: string, values: readonly unknown[] = []) => withClient(url(), (client) => client.query(text, [...values]));

describe('a content', () => {
  it.each([['one byte', 1], ['one piece', PIECE_BYTES], ['one piece and a byte', PIECE_BYTES + 1], ['several pieces', 3 * PIECE_BYTES + 77]])('comes out as it went in: %s', async (_what, length) => {
    const caseId = await openCase(world(), handler);
    const whole = bytesOf(length, length % 7);
    const done = await put(caseId, whole);
    expect(done).toEqual({ kind: 'stored', hash: hashOf(whole), size: length });
    const pieces = await read(hashOf(whole));
    expect(Buffer.concat(pieces).equals(whole)).toBe(true);
    expect(pieces.map((piece) => piece.length)).toEqual(Array.from({ length: Math.ceil(length / PIECE_BYTES) }, (_, n) => Math.min(PIECE_BYTES, length - n * PIECE_BYTES)));
  });

  it('is written while it comes: never more than one piece is waiting', async () => {
    const caseId = await openCase(world(), handler);
    const whole = bytesOf(4 * PIECE_BYTES, 11);
    const before = await rowsIn('file_chunk');
    const behind: number[] = [];
    const watched = packets(whole, PIECE_BYTES / 2, async (taken) => void behind.push(taken - PIECE_BYTES * ((await rowsIn('file_chunk')) - before)));
    await store().put(upload(caseId), watched);
    expect([behind.length, Math.max(...behind) <= PIECE_BYTES, Math.min(...behind)]).toEqual([8, true, 0]);
  });

  it('leaves nothing when it breaks off, is empty, too large or not what was expected', async () => {
    const caseId = await openCase(world(), handler);
    const before = await left();
    const whole = bytesOf(2 * PIECE_BYTES, 3);
    const broken = packets(whole, PIECE_BYTES, (taken) => (taken === 0 ? Promise.resolve() : Promise.reject(new Error('hung up'))));
    await expect(store().put(upload(caseId), broken)).rejects.toThrow('hung up');
    expect(await put(caseId, Buffer.alloc(0))).toEqual({ kind: 'empty' });
    expect(await put(caseId, whole, { bytesMax: whole.length - 1 })).toEqual({ kind: 'too-large' });
    expect(await put(caseId, whole, { expected: hashOf(content('another')) })).toEqual({ kind: 'mismatch', hash: hashOf(whole) });
    expect(await left()).toEqual(before);
    expect(await put(caseId, whole, { bytesMax: whole.length, expected: hashOf(whole) })).toMatchObject({ kind: 'stored' });
  });

  it('is stored once for a tenant, also when two upload it at the same moment', async () => {
    const [one, two] = [await openCase(world(), handler), await openCase(world(), handler)];
    const whole = bytesOf(PIECE_BYTES + 5, 17);
    const [chunks = 0, files = 0] = await left();
    const [first, second] = await Promise.all([put(one, whole), put(two, whole)]);
    expect([first, second]).toEqual([first, first]);
    await put(one, whole);
    expect(await left()).toEqual([chunks + 2, files + 1, 0]);
    expect([await load(one, [hashOf(whole)]), await load(two, [hashOf(whole)])].map((found) => found?.get(hashOf(whole)))).toEqual([{ size: whole.length, mediaType: 'application/pdf' }, { size: whole.length, mediaType: 'application/pdf' }]);
  });

  it.each([
    ['a changed byte', `UPDATE file_chunk SET bytes = set_byte(bytes, 5, (get_byte(bytes, 5) + 1) % 256) WHERE n = 1`],
    ['a missing piece', 'DELETE FROM file_chunk WHERE n = 1'], ['a piece cut short', `UPDATE file_chunk SET bytes = substring(bytes FROM 1 FOR 9) WHERE n = 2`],
  ])('that was damaged is never given out whole: %s', async (_what, damage) => {
    const caseId = await openCase(world(), handler);
    const whole = bytesOf(2 * PIECE_BYTES + 40, damage.length);
    await put(caseId, whole);
    await asOwner('ALTER TABLE file_chunk DISABLE TRIGGER USER');
    await asOwner(`${damage} AND content = (SELECT content FROM stored_file WHERE hash = $1)`, [Buffer.from(hashOf(whole), 'hex')]);
    await asOwner('ALTER TABLE file_chunk ENABLE TRIGGER USER');
    const given: Uint8Array[] = [];
    await expect((async () => { for await (const piece of store().read(world().tenant, hashOf(whole))) given.push(piece); })()).rejects.toMatchObject({ code: 'FAULT.FILE_DAMAGED' });
    expect(Buffer.concat(given).length).toBeLessThan(whole.length);
  });

  it('cannot be changed or deleted by the application', async () => {
    for (const [text, code] of [['UPDATE file_chunk SET n = n', '42501'], ['DELETE FROM file_chunk', '42501'], ['DELETE FROM stored_file', '42501'], ['DELETE FROM file_upload', '42501'], ['UPDATE stored_file SET erased_at = NULL', '42501']] as const) {
      await expect(database().rows(text)).rejects.toMatchObject({ code });
    }
    await expect(asOwner('DELETE FROM file_chunk')).rejects.toMatchObject({ code: '23000' });
  });
});

describe('a file that an act names', () => {
  it('is found with the case when it was uploaded for it, and belongs to it by the first entry that names it', async () => {
    const [caseId, other] = [await openCase(world(), handler), await openCase(world(), handler)];
    const [a, b] = [content('甲'), content('乙')];
    await put(caseId, a);
    await put(other, b);
    expect([...(await load(caseId, [hashOf(a), hashOf(b)]))?.keys() ?? []]).toEqual([hashOf(a)]);
    expect([...(await load(caseId, [hashOf(a)], [1, 2]))?.keys() ?? []]).toEqual([hashOf(a)]);
    expect(await store().list(world().tenant, caseId)).toEqual([]);
    expect([await name(caseId, hashOf(a)), await name(caseId, hashOf(a))]).toEqual(['committed', 'committed']);
    await put(caseId, a, { name: '改名.pdf', at: LATER });
    const row = { hash: hashOf(a), size: 3, mediaType: 'application/pdf', name: '讯问笔录.pdf', by: handler.person, uploadedAt: NOW, namedSeq: 2, erased: false };
    expect([await store().list(world().tenant, caseId), await store().find(world().tenant, caseId, hashOf(a)), await store().find(world().tenant, caseId, hashOf(b))]).toEqual([[row], row, null]);
    expect(await store().list('00000000-0000-4000-8000-00000000dead' as never, caseId)).toEqual([]);
  });

  it('that is not stored for the case keeps the act from being written', async () => {
    const [caseId, other] = [await openCase(world(), handler), await openCase(world(), handler)];
    const [a, b] = [content('丙'), content('丁')];
    await put(caseId, a);
    await put(other, b);
    expect([await name(caseId, hashOf(a), hashOf(b)), await name(caseId, hashOf(content('none')))]).toEqual(['stale', 'stale']);
    expect([(await world().stores.cases.journal(caseId, 0, 9)).length, await store().list(world().tenant, caseId)]).toEqual([1, []]);
  });
});

describe('what nobody names', () => {
  it('goes after a day, the content with its last upload; what is named stays', async () => {
    const [caseId, other] = [await openCase(world(), handler), await openCase(world(), handler)];
    const [kept, shared, alone] = [bytesOf(900, 1), bytesOf(901, 2), bytesOf(902, 3)];
    for (const whole of [kept, shared, alone]) await put(caseId, whole);
    await put(other, shared);
    await name(caseId, hashOf(kept));
    await name(other, hashOf(shared));
    expect(await store().removeUnnamed(addMs(NOW, -1) as Instant)).toBe(0);
    expect(await store().removeUnnamed(LATER)).toBeGreaterThanOrEqual(2);
    expect(await load(caseId, [hashOf(kept), hashOf(shared), hashOf(alone)])).toEqual(new Map([[hashOf(kept), { size: 900, mediaType: 'application/pdf' }]]));
    expect(Buffer.concat(await read(hashOf(shared))).equals(shared)).toBe(true);
    await expect(read(hashOf(alone))).rejects.toMatchObject({ code: 'FAULT.FILE_DAMAGED' });
    expect([await name(caseId, hashOf(alone)), await put(caseId, alone)]).toEqual(['stale', { kind: 'stored', hash: hashOf(alone), size: 902 }]);
  });

  it('goes as well when the process died before the end', async () => {
    const dead = '00000000-0000-4000-8000-0000000000fd';
    await asOwner(`INSERT INTO file_incoming VALUES ($1, $2, $3)`, [dead, world().tenant, NOW]);
    await asOwner(`INSERT INTO file_chunk VALUES ($1, 0, 'abc')`, [dead]);
    await store().removeUnnamed(NOW);
    expect((await database().rows('SELECT 1 AS found FROM file_chunk WHERE content = $1', [dead])).length).toBe(1);
    await store().removeUnnamed(LATER);
    expect(await database().rows('SELECT 1 AS found FROM file_chunk WHERE content = $1', [dead])).toEqual([]);
  });
});

describe('erasing', () => {
  it('takes bytes and names and leaves digest, size and entry; the content does not come back', async () => {
    const caseId = await openCase(world(), handler);
    const whole = bytesOf(1234, 9);
    await put(caseId, whole);
    await name(caseId, hashOf(whole));
    expect([await eraseFile(database(), world().tenant, hashOf(whole), NOW), await eraseFile(database(), world().tenant, hashOf(whole), NOW)]).toEqual([true, false]);
    expect(await store().find(world().tenant, caseId, hashOf(whole))).toMatchObject({ name: null, size: 1234, namedSeq: 2, erased: true });
    expect([await load(caseId, [hashOf(whole)]), await name(caseId, hashOf(whole))]).toEqual([new Map(), 'stale']);
    await expect(read(hashOf(whole))).rejects.toMatchObject({ code: 'FAULT.FILE_DAMAGED' });
    const before = await left();
    expect(await put(caseId, whole)).toEqual({ kind: 'erased', hash: hashOf(whole) });
    await store().removeUnnamed(LATER);
    expect([await left(), (await world().stores.cases.journal(caseId, 0, 9)).length]).toEqual([before, 2]);
  });
});
