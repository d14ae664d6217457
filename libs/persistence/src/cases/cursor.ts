// Page marks: where the next page begins, as text that callers hand back and need not understand. A mark that is not ours is refused.
import { isUuid, ok, parseInstant, refused, type Result } from '@quanze/kernel';

/** Kinds of the values a mark holds, in order. `due` is an instant or null for "never". */
export type MarkKind = 'instant' | 'due' | 'uuid' | 'text';
export type Mark = readonly (string | null)[];

const LENGTH_MAX = 1000;
const KEY_CHARACTERS_MAX = 500;

export function writeCursor(mark: Mark): string {
  return Buffer.from(JSON.stringify(mark), 'utf8').toString('base64url');
}

/** Reads a mark; null when there is none, that is for the first page. Refuses `REQUEST.CURSOR_MALFORMED`. */
export function readCursor(cursor: string | undefined, kinds: readonly MarkKind[]): Result<Mark | null> {
  if (cursor === undefined) return ok(null);
  const mark = decode(cursor);
  const isGood = Array.isArray(mark) && mark.length === kinds.length && kinds.every((kind, index) => fits(kind, mark[index]));
  return isGood ? ok(mark as Mark) : refused('REQUEST.CURSOR_MALFORMED');
}

function decode(cursor: unknown): unknown {
  if (typeof cursor !== 'string' || cursor.length > LENGTH_MAX || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function fits(kind: MarkKind, value: unknown): boolean {
  switch (kind) {
    case 'uuid':
      return isUuid(value);
    case 'text':
      // PostgreSQL's text cannot hold the null character.
      return typeof value === 'string' && value.length <= KEY_CHARACTERS_MAX && !value.includes('\u0000');
    case 'due':
      return value === null || fits('instant', value);
    case 'instant': {
      const read = parseInstant(value);
      return read.ok && read.value === value;
    }
  }
}
