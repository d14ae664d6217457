// Contents that go with an act: a document's text, what one case holds of a file, and nothing when the act is not written. What is not here: who may
// erase (use cases), and erasing a file from all cases at once (`files.int.spec.ts`).
import { createHash } from 'node:crypto';
import type { CaseId, HashHex } from '@quanze/kernel';
import type { ContentErasure, DocumentWrite, Identity } from '@quanze/application';
import { addPerson, NOW, SHA256, withWorld } from '../testing/fixtures.contract.js';
import { nextAct, openCase } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld(10);
let handler: Identity;
beforeAll(async () => {
  handler = await addPerson(world(), { role: 'procurator' });
});

const files = () => world().stores.files;
const hashOf = (text: string): HashHex => createHash('sha256').update(text).digest('hex') as HashHex;
async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
const put = (caseId: CaseId, text: string) => files().put({ tenant: world().tenant, caseId, person: handler.person, name: '笔录.pdf', mediaType: 'application/pdf', at: NOW, bytesMax: 1000 }, once(text));
const read = async (text: string): Promise<string> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of files().read(world().tenant, hashOf(text))) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};
const act = async (caseId: CaseId, more: object) => world().stores.cases.commit(await nextAct(world(), caseId, handler, more));
const name = (caseId: CaseId, text: string) => act(caseId, { files: [hashOf(text)] });
const erase = (caseId: CaseId, erased: ContentErasure) => act(caseId, { erase: erased });
const isErased = async (caseId: CaseId, text: string) => (await files().find(world().tenant, caseId, hashOf(text)))?.erased;
/** A case that holds a content by an act. */
const holding = async (text: string): Promise<CaseId> => {
  const caseId = await openCase(world(), handler);
  await put(caseId, text);
  await name(caseId, text);
  return caseId;
};

describe('a file that a case lets go', () => {
  it('is gone from it, and stays with every other case until the last lets go', async () => {
    const [one, two] = [await holding('甲'), await holding('甲')];
    expect(await erase(one, { file: hashOf('甲') })).toBe('committed');
    expect(await files().find(world().tenant, one, hashOf('甲'))).toMatchObject({ name: null, erased: true, namedSeq: 2, size: 3 });
    expect([await isErased(two, '甲'), await read('甲')]).toEqual([false, '甲']);
    expect([await name(one, '甲'), await name(two, '甲'), await put(one, '甲')]).toEqual(['stale', 'committed', { kind: 'erased', hash: hashOf('甲') }]);
    expect(await erase(two, { file: hashOf('甲') })).toBe('committed');
    expect(await isErased(two, '甲')).toBe(true);
    await expect(read('甲')).rejects.toMatchObject({ code: 'FAULT.FILE_DAMAGED' });
  });

  it('is not kept by an upload that no act named', async () => {
    const [one, other] = [await holding('乙'), await openCase(world(), handler)];
    await put(other, '乙');
    await erase(one, { file: hashOf('乙') });
    await expect(read('乙')).rejects.toMatchObject({ code: 'FAULT.FILE_DAMAGED' });
    expect([await name(other, '乙'), await put(other, '乙')]).toEqual(['stale', { kind: 'erased', hash: hashOf('乙') }]);
  });

  it('goes when the last two cases let go at the same moment', async () => {
    const [one, two] = [await holding('丙'), await holding('丙')];
    expect(await Promise.all([erase(one, { file: hashOf('丙') }), erase(two, { file: hashOf('丙') })])).toEqual(['committed', 'committed']);
    await expect(read('丙')).rejects.toMatchObject({ code: 'FAULT.FILE_DAMAGED' });
  });

  it('is either named by another case or gone when both happen at the same moment', async () => {
    const told = [];
    for (let round = 0; round < 12; round += 1) {
      const text = `round ${round}`;
      const [one, other] = [await holding(text), await openCase(world(), handler)];
      await put(other, text);
      const [erased, named] = await Promise.all([erase(one, { file: hashOf(text) }), name(other, text)]);
      const there = await read(text).then(() => true, () => false);
      told.push([erased, (named === 'committed') === there]);
    }
    expect(told).toEqual(told.map(() => ['committed', true]));
  });

  it('takes the titles it was attached under with it', async () => {
    const caseId = await holding('丁');
    const opening = (path: string) => ({ path, salt: 'ab'.repeat(16), value: '扫描件' });
    await act(caseId, { openings: [opening('/input/title'), opening('/input/reasons')] });
    await erase(caseId, { file: hashOf('丁'), titles: [3] });
    expect((await world().stores.cases.openings(caseId, [3])).map(({ path }) => path)).toEqual(['/input/reasons']);
  });
});

describe('an erasure', () => {
  const issued: DocumentWrite = { n: 1, document: 'notice', office: '' as never, word: 'erasing', year: 2026, serial: 1, number: '1号', template: 'a@1', hash: SHA256.ofText('text'), content: 'text', version: 1, fresh: true };

  it('takes the text of a document with the act, and leaves the number', async () => {
    const caseId = await openCase(world(), handler);
    await act(caseId, { document: { ...issued, office: world().office } });
    expect(await erase(caseId, { document: 1 })).toBe('committed');
    expect([await world().stores.documents.text(caseId, 1), (await world().stores.documents.list(caseId))[0]?.issued?.number]).toEqual([null, '1号']);
  });

  it('does not happen when the act comes too late', async () => {
    const caseId = await holding('戊');
    await act(caseId, { document: { ...issued, office: world().office, word: 'late' } });
    const late = [await nextAct(world(), caseId, handler, { erase: { document: 1 } }), await nextAct(world(), caseId, handler, { erase: { file: hashOf('戊') } })];
    await act(caseId, {});
    expect([await world().stores.cases.commit(late[0] as never), await world().stores.cases.commit(late[1] as never)]).toEqual(['stale', 'stale']);
    expect([await world().stores.documents.text(caseId, 1), await isErased(caseId, '戊'), await read('戊')]).toEqual(['text', false, '戊']);
  });

  it('of a file is no right of the application beside the functions', async () => {
    for (const text of ['UPDATE file_upload SET erased_at = NULL', `UPDATE file_upload SET erased_at = now()`]) await expect(world().stores.database.rows(text)).rejects.toMatchObject({ code: '42501' });
  });
});
