// Bytes that are not UTF-8 are refused at the first wrong one; a byte order mark is no part of the text.
import { problemsOf } from '../fixtures/edited.contract.js';
import { readDocumentBytes } from '../read-document.js';
import { decodeUtf8, utf8Length } from './bytes.js';
import { DOCUMENT_BYTES_MAX } from './limits.js';

const bytes = (...values: readonly (number | string)[]): Uint8Array => Uint8Array.from(values.flatMap((value) => (typeof value === 'number' ? [value] : [...new TextEncoder().encode(value)])));

test('decodes UTF-8 and drops the byte order mark', () => {
  expect(decodeUtf8(bytes(0xef, 0xbb, 0xbf, 'a: 权\n'))).toEqual({ ok: true, text: 'a: 权\n' });
  expect(utf8Length('a权😀')).toBe(8);
});

test('names the first byte that is not UTF-8', () => {
  // 检 in GB 18030, on the second line after one character.
  expect(decodeUtf8(bytes('责: 1\na', 0xbc, 0xec, '\n'))).toEqual({ ok: false, at: { line: 2, column: 2 } });
  expect(decodeUtf8(bytes(0xff))).toEqual({ ok: false, at: { line: 1, column: 1 } });
  // A character cut off at the end.
  expect(decodeUtf8(bytes('ab', 0xe6, 0x9d))).toEqual({ ok: false, at: { line: 1, column: 3 } });
});

test('a document in another encoding is refused with its place', () => {
  const read = readDocumentBytes(bytes('kind: release\nid: ', 0xbc, 0xec), { file: 'x.yaml' });
  expect(read.ok ? null : read.refusal.problems).toEqual([
    { rule: 'text-encoding', severity: 'error', file: 'x.yaml', line: 2, column: 5, key: '', message: { zh: '文件不是 UTF-8 编码', en: 'the file is not UTF-8' } },
  ]);
});

test('bytes beyond the limit are refused before they are decoded', () => {
  const read = readDocumentBytes(new Uint8Array(DOCUMENT_BYTES_MAX + 1).fill(0xff), { file: 'x.yaml' });
  expect(read.ok ? null : read.refusal.problems.map((problem) => problem.rule)).toEqual(['yaml-too-large']);
  expect(problemsOf('')).toHaveLength(1);
});
