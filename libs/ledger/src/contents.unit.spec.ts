// Documents and files of a bundle by example: what a valid one says, and the reason and place for every way to change, swap, drop or add one. What is
// not here: the chain itself (`bundle.unit.spec.ts`).
import type { HashHex, JsonObject } from '@quanze/kernel';
import { bodyOf, bundleOf, chainOfBodies, office, sha256, verifySignature, withSignedHead } from './fixtures.contract.js';
import { verifyDocument, type BundleDocument, type BundleFile, type CaseBundle, type VerifyOptions } from './index.js';

const options: VerifyOptions = { hashes: [sha256], verifySignature, trustedKeys: [office.publicKey] };
const digestOf = (text: string): HashHex => sha256.ofText(text);
const finding = (reason: string, at: object): unknown => ({ valid: false, reason: `LEDGER.${reason}`, at });

const issued = (n: number, content: string, more: JsonObject = {}): JsonObject => ({ document: 'notice', n, version: 1, template: 'a@1', number: `检通〔2026〕${n}号`, hash: digestOf(content), ...more });
const [OLD, SCAN, PHOTO, TRIED] = [digestOf('old'), digestOf('scan'), digestOf('photo'), digestOf('tried')];
const fileRecord = (hash: string, size: number): JsonObject => ({ hash, size, mediaType: 'application/pdf' });
/** One document, a file named before sizes were recorded, two files that are recorded, a refused attempt, a correction, an erasure of each kind. */
const PAYLOADS: readonly JsonObject[] = [
  { input: {}, document: issued(1, 'first') },
  { input: { file: OLD } },
  { input: { file: SCAN }, files: [fileRecord(SCAN, 4), fileRecord(OLD, 3)] },
  { input: { file: PHOTO }, files: [fileRecord(PHOTO, 5)] },
  { input: {}, document: issued(2, 'second', { corrects: 1 }) },
  { input: { file: SCAN }, erased: { document: 2 } },
  { input: {}, erased: { file: PHOTO } },
];
const entries = chainOfBodies([...PAYLOADS.map((payload, index) => bodyOf(index + 1, { payload })), bodyOf(8, { kind: 'refused', payload: { document: issued(9, 'never'), files: [fileRecord('ab'.repeat(32), 1)], erased: { document: 1 } } }), bodyOf(9, { kind: 'refused', payload: { input: { file: TRIED } } })]);
const document = (seq: number, how: Pick<BundleDocument, 'content'> | Pick<BundleDocument, 'absent'>): BundleDocument => ({ seq, ...(PAYLOADS[seq - 1]?.['document'] as unknown as Omit<BundleDocument, 'seq'>), ...how });
const file = (seq: number, hash: HashHex, size: number, more: Partial<BundleFile> = {}): BundleFile => ({ seq, hash, size, mediaType: 'application/pdf', name: null, ...more });
const documents = [document(1, { content: 'first' }), document(5, { absent: 'erased' })] as const;
const files = [file(2, OLD, 3), file(3, SCAN, 4, { name: '笔录.pdf' }), file(4, PHOTO, 5, { absent: 'erased' })] as const;
const bundle: CaseBundle = { ...bundleOf(0, 0), entries, publicKeys: [], documents, files, head: { length: entries.length, hash: entries.at(-1)?.hash as HashHex } };
const verdictOf = (change: Partial<CaseBundle>): unknown => verifyDocument({ ...bundle, ...change }, { ...options, trustedKeys: undefined } as never);
const withDocuments = (...all: readonly object[]): unknown => verdictOf({ documents: all as never });
const withFiles = (...all: readonly object[]): unknown => verdictOf({ files: all as never });

describe('documents and files of a bundle', () => {
  it('are proved by the entries, and what is gone or not shown is told', () => {
    expect(verdictOf({})).toMatchObject({
      valid: true, documents: { total: 2, shown: 1, absent: [{ seq: 5, n: 2, number: '检通〔2026〕2号', why: 'erased', erasedBy: 6 }] }, files: { total: 3, absent: [{ seq: 4, hash: PHOTO, erasedBy: 7 }] },
    });
    expect(withDocuments(document(1, { absent: 'erased' }), document(5, { absent: 'sealed' }))).toMatchObject({ valid: true, documents: { shown: 0, absent: [{ why: 'erased', erasedBy: null }, { why: 'sealed', erasedBy: null }] } });
  });

  it('are missing in bundles from before they were carried, which stay valid, signed or not', () => {
    const { documents: _d, files: _f, ...before } = bundle;
    expect(verifyDocument(before, { hashes: [sha256], verifySignature })).toMatchObject({ valid: true, documents: null, files: null });
    const signed = withSignedHead({ ...(before as CaseBundle), publicKeys: [office.publicKey] });
    expect(verifyDocument(signed, options)).toMatchObject({ valid: true, headStatedAt: signed.head.signed?.at, documents: null });
    expect(verifyDocument({ ...signed, documents }, options)).toEqual(finding('SIGNATURE_INVALID', { path: '/head/signed/signature/value' }));
  });

  it.each(['documents', 'files'] as const)('cannot be left out as a whole once the head is signed: %s', (part) => {
    const signed = withSignedHead({ ...bundle, publicKeys: [office.publicKey] });
    expect(verifyDocument(signed, options)).toMatchObject({ valid: true });
    const { [part]: _, ...rest } = signed;
    expect(verifyDocument(rest, options)).toEqual(finding('SIGNATURE_INVALID', { path: '/head/signed/signature/value' }));
  });
});

describe('a document', () => {
  const [first, second] = documents;
  it.each([
    ['its text is changed', [{ ...first, content: 'First' }, second], 'DOCUMENT_ALTERED', { path: '/documents/0/content', seq: 1 }],
    ['text and digest are changed', [{ ...first, content: 'x', hash: digestOf('x') }, second], 'DOCUMENT_NOT_IN_JOURNAL', { path: '/documents/0', seq: 1 }],
    ['its number is changed', [{ ...first, number: '检通〔2026〕7号' }, second], 'DOCUMENT_NOT_IN_JOURNAL', { path: '/documents/0', seq: 1 }],
    ['it hides what it corrects', [first, { ...document(5, { absent: 'erased' }), corrects: 7 }], 'DOCUMENT_NOT_IN_JOURNAL', { path: '/documents/1', seq: 5 }],
    ['it claims an entry that issued none', [first, { ...second, seq: 3 }], 'DOCUMENT_NOT_IN_JOURNAL', { path: '/documents/1', seq: 3 }],
    ['two are swapped', [second, first], 'DOCUMENT_MISSING', { path: '/documents', seq: 1 }],
    ['two swap their entries', [{ ...first, seq: 5 }, { ...second, seq: 1 }], 'DOCUMENT_MISSING', { path: '/documents', seq: 1 }],
    ['the first is dropped', [second], 'DOCUMENT_MISSING', { path: '/documents', seq: 1 }],
    ['the last is dropped', [first], 'DOCUMENT_MISSING', { path: '/documents', seq: 5 }],
    ['all are dropped', [], 'DOCUMENT_MISSING', { path: '/documents', seq: 1 }],
    ['one is listed twice', [first, first, second], 'DOCUMENT_NOT_IN_JOURNAL', { path: '/documents/1', seq: 1 }],
    ['one is added', [first, second, { ...first, seq: 6, n: 3 }], 'DOCUMENT_NOT_IN_JOURNAL', { path: '/documents/2', seq: 6 }],
    ['one of a refused attempt is added', [first, second, { seq: 8, ...issued(9, 'never'), content: 'never' }], 'DOCUMENT_NOT_IN_JOURNAL', { path: '/documents/2', seq: 8 }],
    ['it is neither shown nor absent', [{ seq: 1, ...issued(1, 'first') }, second], 'MALFORMED', { path: '/documents/0', seq: 1 }],
    ['it is shown and absent', [{ ...first, absent: 'erased' }, second], 'MALFORMED', { path: '/documents/0', seq: 1 }],
    ['it has a key too many', [{ ...first, remark: '' }, second], 'UNKNOWN_KEY', { path: '/documents/0/remark' }],
  ] as const)('is found when %s', (_what, all, reason, at) => {
    expect(withDocuments(...all)).toEqual(finding(reason, at));
  });
});

describe('a file', () => {
  const [old, scan, photo] = files;
  it.each([
    ['its digest is changed', [old, { ...scan, hash: 'cd'.repeat(32) }, photo], 'FILE_NOT_IN_JOURNAL', { path: '/files/1', seq: 3 }],
    ['its size is changed', [old, { ...scan, size: 9 }, photo], 'FILE_NOT_IN_JOURNAL', { path: '/files/1', seq: 3 }],
    ['its type is changed', [old, { ...scan, mediaType: 'text/plain' }, photo], 'FILE_NOT_IN_JOURNAL', { path: '/files/1', seq: 3 }],
    ['two are swapped', [old, { ...scan, hash: PHOTO }, { ...photo, hash: SCAN }], 'FILE_NOT_IN_JOURNAL', { path: '/files/1', seq: 3 }],
    ['it claims an entry that named it after it was recorded', [old, { ...scan, seq: 6 }, photo], 'FILE_NOT_IN_JOURNAL', { path: '/files/1', seq: 6 }],
    ['it claims a later entry', [{ ...old, seq: 4 }, scan, photo], 'FILE_NOT_IN_JOURNAL', { path: '/files/0', seq: 4 }],
    ['it claims an entry that only names another', [{ ...old, seq: 1 }, scan, photo], 'FILE_NOT_IN_JOURNAL', { path: '/files/0', seq: 1 }],
    ['an early one has another size than a later record', [{ ...old, size: 4 }, scan, photo], 'FILE_NOT_IN_JOURNAL', { path: '/files/0', seq: 2 }],
    ['one is dropped', [old, photo], 'FILE_MISSING', { path: '/files', seq: 3 }],
    ['an early one that was recorded later is dropped', [scan, photo], 'FILE_MISSING', { path: '/files', seq: 3 }],
    ['one is added', [old, scan, photo, file(1, 'ef'.repeat(32) as HashHex, 1)], 'FILE_NOT_IN_JOURNAL', { path: '/files/3', seq: 1 }],
    ['one of a refused attempt is added', [old, scan, photo, file(8, 'ab'.repeat(32) as HashHex, 1)], 'FILE_NOT_IN_JOURNAL', { path: '/files/3', seq: 8 }],
    ['one that a refused attempt typed is added', [old, scan, photo, file(9, TRIED, 1)], 'FILE_NOT_IN_JOURNAL', { path: '/files/3', seq: 9 }],
    ['one is listed twice', [old, scan, scan, photo], 'FILE_REPEATED', { path: '/files/2', seq: 3 }],
    ['it claims an entry beyond the end', [old, scan, photo, file(99, 'ef'.repeat(32) as HashHex, 1)], 'FILE_NOT_IN_JOURNAL', { path: '/files/3', seq: 99 }],
  ] as const)('is found when %s', (_what, all, reason, at) => {
    expect(withFiles(...all)).toEqual(finding(reason, at));
  });
});
