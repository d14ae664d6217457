// `quanze ledger verify` on genuine and on altered documents. What is proved in which way is the ledger library's own test.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTestFolder } from '@quanze/testkit';
import { bundleBy, bundleWithContents, newOffice, receiptBy } from './bundle-fixtures.contract.js';
import { errorOf, FIRST_START_LIMIT_MS, LIMIT_MS, quanze } from './spawn-cli.contract.js';

jest.setTimeout(LIMIT_MS);
beforeAll(() => quanze(['--version']), FIRST_START_LIMIT_MS);

const folder = await makeTestFolder('cli-ledger');
const office = newOffice('office-2026');
const stranger = newOffice('office-2026');
let files = 0;

function fileWith(content: unknown): string {
  const file = join(folder, `document-${(files += 1)}.json`);
  writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return file;
}

async function verify(content: unknown, ...more: string[]) {
  const run = await quanze(['ledger', 'verify', fileWith(content), ...more]);
  return { exit: run.exit, ...(JSON.parse(run.out) as { valid: boolean; reason?: string; at?: { path?: string } }) };
}

interface Contents {
  documents: object[];
  files: object[];
}

/** A deep copy with one thing changed. */
function altered<T>(document: T, change: (draft: T) => void): T {
  const copy = structuredClone(document);
  change(copy);
  return copy;
}

describe('a genuine document', () => {
  const bundle = bundleBy(office, 4);

  it('is valid, with a summary that says whose keys were believed', async () => {
    expect(await verify(bundle)).toMatchObject({ exit: 0, valid: true, document: 'bundle', length: 4, anchoredLength: 4, notYetAnchored: 0, keySource: 'document' });
    expect(await verify(bundle, '--trusted-keys', fileWith([office.publicKey]))).toMatchObject({ exit: 0, valid: true, keySource: 'trusted', keyIds: ['office-2026'] });
    expect(await verify(receiptBy(office), '--trusted-keys', fileWith({ publicKeys: [office.publicKey] }))).toMatchObject({ exit: 0, valid: true, document: 'receipt', seq: 2, keySource: 'trusted' });
  });

  it('is asked whether it names a content; no is an answer', async () => {
    const answer = await verify(bundle, '--file', fileWith('not of this case'));
    expect(answer).toMatchObject({ exit: 1, valid: true, file: { hash: createHash('sha256').update('not of this case').digest('hex'), size: 16, namedBy: [] } });
    expect(await verify(altered(bundle, (draft) => Object.assign(draft, { remark: '' })), '--file', fileWith('x'))).not.toHaveProperty('file');
    expect(errorOf(await quanze(['ledger', 'verify', fileWith(bundle), '--file', '/nowhere/scan.pdf'])).code).toBe('FILE.UNREADABLE');
  });

  it('tells which documents and files of the case it carries, and what is gone', async () => {
    const answer = await verify(bundleWithContents(office), '--trusted-keys', fileWith([office.publicKey]));
    expect(answer).toMatchObject({
      exit: 0, valid: true, documents: { total: 1, shown: 1, absent: [] },
      files: { total: 1, absent: [{ seq: 3, hash: createHash('sha256').update('scan').digest('hex'), erasedBy: 4 }] },
    });
    expect(await verify(bundle)).toMatchObject({ valid: true, documents: null, files: null });
    expect(await verify(bundleWithContents(office), '--file', fileWith('scan'))).toMatchObject({ exit: 0, file: { size: 4, namedBy: [3] } });
  });

  it('is read from standard input as well', async () => {
    const run = await quanze(['ledger', 'verify', '-'], JSON.stringify(bundle));
    expect([run.exit, JSON.parse(run.out)]).toMatchObject([0, { valid: true }]);
  });

  it('may be hashed with SM3', async () => {
    expect(await verify(bundleBy(office, 2, 'sm3'))).toMatchObject({ exit: 0, valid: true, algorithm: 'sm3' });
  });

  it('may be signed with SM2', async () => {
    const sm2 = newOffice('sm2-2026', 'sm2');
    const signed = bundleBy(sm2, 2, 'sm3');
    expect(await verify(signed, '--trusted-keys', fileWith([sm2.publicKey]))).toMatchObject({ exit: 0, valid: true, keySource: 'trusted', keyIds: ['sm2-2026'] });
    const moved = altered(signed, (draft) => Object.assign(draft.head as object, { signed: { ...signed.head.signed, at: '2026-03-20T00:00:00.000Z' } }));
    expect(await verify(moved)).toMatchObject({ exit: 1, valid: false, reason: 'LEDGER.SIGNATURE_INVALID', at: { path: '/head/signed/signature/value' } });
  });
});

describe('an altered document', () => {
  const bundle = bundleBy(office, 4);
  const entries = bundle.entries;

  it.each([
    ['an entry changed', altered(bundle, (draft) => Object.assign(draft.entries[2] as object, { act: 'outcome.override' })), 'LEDGER.ENTRY_ALTERED', '/entries/2'],
    ['an entry dropped', { ...bundle, entries: [entries[0], entries[1], entries[3]] }, 'LEDGER.SEQ_GAP', '/entries/2'],
    ['two entries swapped', { ...bundle, entries: [entries[0], entries[2], entries[1], entries[3]] }, 'LEDGER.SEQ_GAP', '/entries/1'],
    ['the tail cut off', { ...bundle, entries: entries.slice(0, 3) }, 'LEDGER.TRUNCATED', '/entries/3'],
    ['the number of the case changed', { ...bundle, case: { number: '另一号' } }, 'LEDGER.SIGNATURE_INVALID', '/head/signed/signature/value'],
    ['a key added', { ...bundle, publicKeys: [office.publicKey, { ...stranger.publicKey, keyId: 'other' }] }, 'LEDGER.KEY_UNUSED', '/publicKeys/1'],
    ['an unknown key of the document', { ...bundle, remark: '' }, 'LEDGER.UNKNOWN_KEY', '/remark'],
    ['a receipt whose decision changed', { ...receiptBy(office), decision: { outcome: '不起诉', seq: 2 } }, 'LEDGER.DECISION_MISMATCH', '/decision'],
  ])('is not valid: %s', async (_name, document, reason, path) => {
    expect(await verify(document)).toMatchObject({ exit: 1, valid: false, reason, at: { path } });
  });

  it.each([
    ['the text of a document changed', (draft: Contents) => { draft.documents[0] = { ...draft.documents[0], content: '不批准逮捕决定书' }; }, 'LEDGER.DOCUMENT_ALTERED', '/documents/0/content'],
    ['a document dropped', (draft: Contents) => { draft.documents = []; }, 'LEDGER.DOCUMENT_MISSING', '/documents'],
    ['a document added', (draft: Contents) => { draft.documents.push({ ...draft.documents[0], seq: 4 }); }, 'LEDGER.DOCUMENT_NOT_IN_JOURNAL', '/documents/1'],
    ['a file swapped', (draft: Contents) => { draft.files[0] = { ...draft.files[0], hash: 'ab'.repeat(32) }; }, 'LEDGER.FILE_NOT_IN_JOURNAL', '/files/0'],
  ] as const)('is not valid, with whatever head: %s', async (_name, change, reason, path) => {
    const draft = altered(bundleWithContents(office), (copy) => change(copy as unknown as Contents));
    const { signed: _signed, ...head } = draft.head;
    expect(await verify({ ...draft, head })).toMatchObject({ exit: 1, valid: false, reason, at: { path } });
    expect(await verify(draft)).toMatchObject({ exit: 1, valid: false, reason: 'LEDGER.SIGNATURE_INVALID' });
  });

  it('is not valid when a stranger wrote all of it anew under the name of the office', async () => {
    const forged = bundleBy(stranger, 4);
    expect(await verify(forged)).toMatchObject({ exit: 0, keySource: 'document' });
    expect(await verify(forged, '--trusted-keys', fileWith([office.publicKey]))).toMatchObject({ exit: 1, valid: false, reason: 'LEDGER.KEY_CONTRADICTED' });
    expect(await verify({ ...forged, publicKeys: [] }, '--trusted-keys', fileWith([office.publicKey]))).toMatchObject({ exit: 1, reason: 'LEDGER.SIGNATURE_INVALID' });
    expect(await verify(forged, '--trusted-keys', fileWith([]))).toMatchObject({ exit: 1, reason: 'LEDGER.KEY_UNKNOWN' });
  });

  it('is not valid when the key is of another kind than its name says', async () => {
    // Node would verify this signature without a word: it goes by the key and not by the name.
    const rsa = newOffice('office-2026', 'ed25519', generateKeyPairSync('rsa', { modulusLength: 2048 }));
    expect(await verify(bundleBy(rsa, 2), '--trusted-keys', fileWith([rsa.publicKey]))).toMatchObject({ exit: 1, reason: 'LEDGER.SIGNATURE_INVALID' });
  });

  it('is not valid when one key is written twice, which another reader may understand otherwise', async () => {
    const text = JSON.stringify(bundle).replace('"case":{', '"case":{"numb\\u0065r":"另一号",');
    expect(await verify(text)).toMatchObject({ exit: 1, valid: false, reason: 'LEDGER.MALFORMED', at: { path: '/case/number' } });
    const inList = JSON.stringify(bundle).replace('"act":"outcome.decide"', '"act":"x","act":"outcome.decide"');
    expect(await verify(inList)).toMatchObject({ reason: 'LEDGER.MALFORMED', at: { path: '/entries/0/act' } });
  });

  it.each([['no JSON', '{'], ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])], ['empty', '']])('is not valid: %s', async (_name, content) => {
    expect(await verify(content)).toMatchObject({ exit: 1, valid: false, reason: 'LEDGER.NOT_JSON', at: { path: '' } });
  });

  it.each([['a number', '7'], ['another document', '{"format":"x"}']])('is not valid: %s', async (_name, content) => {
    expect(await verify(content)).toMatchObject({ exit: 1, valid: false, reason: 'LEDGER.FORMAT_UNKNOWN' });
  });
});

describe('trusted keys', () => {
  it.each([['no JSON', 'x'], ['no list', '{"keys":[]}'], ['a key without its kind', [{ keyId: 'a', publicKey: 'AAAA' }]]])('are refused rather than passed over: %s', async (_name, content) => {
    const run = await quanze(['ledger', 'verify', fileWith(bundleBy(office, 1)), '--trusted-keys', fileWith(content)]);
    expect([run.exit, run.out, errorOf(run).code]).toEqual([2, '', 'KEYS.MALFORMED']);
  });
});
