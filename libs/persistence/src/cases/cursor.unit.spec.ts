// Page marks: what was written is read back, and nothing else is.
import { readCursor, writeCursor, type MarkKind } from './cursor.js';

const KINDS: readonly MarkKind[] = ['due', 'instant', 'uuid', 'text'];
const MARK = [null, '2026-05-06T01:00:00.000Z', '3f0c9a52-7b1e-4c55-9a6e-0d8a3d6c2b11', 'main.审查#甲'];

it('reads what it wrote', () => {
  expect(readCursor(writeCursor(MARK), KINDS)).toEqual({ ok: true, value: MARK });
  expect(readCursor(undefined, KINDS)).toEqual({ ok: true, value: null });
});

it.each([
  ['no text of ours', 'hello world'], ['empty', ''], ['not JSON', Buffer.from('{').toString('base64url')], ['another shape', writeCursor(['a'])],
  ['an id that is none', writeCursor([null, MARK[1] as string, 'x', 'k'])], ['an instant that is none', writeCursor([null, '2026', MARK[2] as string, 'k'])],
  ['an instant in another form', writeCursor([null, '2026-05-06T01:00:00Z', MARK[2] as string, 'k'])], ['a due date that is none', writeCursor(['soon', ...MARK.slice(1)])],
  ['a null character', writeCursor([...MARK.slice(0, 3), 'a\u0000'])], ['an endless one', 'a'.repeat(1001)], ['a number', 7 as unknown as string],
])('refuses %s', (_, cursor) => {
  expect(readCursor(cursor, KINDS)).toEqual({ ok: false, refusal: { code: 'REQUEST.CURSOR_MALFORMED', params: {} } });
});
