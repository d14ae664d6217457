// Commands that answer items: an array of questions in, an array of answers out, in the same order and of the same length. One bad item
// never stops the others. What is not here: the answers (`deadline`, `authority`, `attribute`, each in its `*.command.ts`).
import { isJsonObject } from '@quanze/kernel';
import { CliFailure, type Io } from './io.js';
import { ITEMS_BYTES_MAX, readStream, textOfUtf8 } from './read-bytes.js';

export interface ItemError {
  readonly id: string | number | null;
  readonly error: { readonly code: string; readonly message: string };
}

/** Deeper than any question; what is deeper is somebody's attempt on the stack. */
const NESTING_MAX = 64;
// Answers are handed on in pieces of about this many characters, so that the whole output never lies in memory.
const PIECE_CHARACTERS = 256 * 1024;

/** Reads the questions. @throws CliFailure `INPUT.TOO_LARGE`, `INPUT.NOT_UTF8`, `INPUT.NOT_JSON`, `INPUT.NOT_ARRAY`, `INPUT.MISSING` */
export async function readItems(io: Io): Promise<readonly unknown[]> {
  const text = textOfUtf8(await readStream(io.input, ITEMS_BYTES_MAX));
  if (text === null) throw new CliFailure('INPUT.NOT_UTF8', 'The input is not UTF-8.');
  const items = parseJson(text);
  if (!Array.isArray(items)) throw new CliFailure('INPUT.NOT_ARRAY', 'The input must be a JSON array of items.');
  return items as readonly unknown[];
}

/** Writes one answer per question, one per line. @param known keys an item may have; keys that begin with `_` are the caller's own */
export async function answerItems(io: Io, items: readonly unknown[], known: readonly string[], answer: (item: unknown) => object): Promise<void> {
  let piece = '[';
  for (const [index, item] of items.entries()) {
    piece += `${index === 0 ? '\n' : ',\n'}${JSON.stringify(shapeError(item, known) ?? answer(item))}`;
    if (piece.length < PIECE_CHARACTERS) continue;
    await io.out(piece);
    piece = '';
  }
  await io.out(`${piece}${items.length === 0 ? ']' : '\n]'}\n`);
}

/** What is wrong with the shape of any item: a key nobody reads is refused, because the answer would be to another question. */
function shapeError(item: unknown, known: readonly string[]): ItemError | null {
  if (!isJsonObject(item)) return { id: null, error: { code: 'ITEM.NOT_AN_OBJECT', message: 'The item is not an object.' } };
  const id = typeof item['id'] === 'string' || typeof item['id'] === 'number' ? item['id'] : null;
  const unknown = Object.keys(item).find((key) => !known.includes(key) && !key.startsWith('_'));
  if (unknown !== undefined) return { id, error: { code: 'ITEM.UNKNOWN_KEY', message: `The item has an unknown key ${unknown.slice(0, 60)}; known are ${known.join(', ')}.` } };
  return isDeeperThan(item, NESTING_MAX) ? { id, error: { code: 'ITEM.TOO_DEEP', message: `The item is nested deeper than ${NESTING_MAX} levels.` } } : null;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser quotes the input; what stands there is not for a log.
    const place = / at position (\d+)/.exec((error as Error).message)?.[1];
    throw new CliFailure('INPUT.NOT_JSON', place === undefined ? 'The input is not JSON.' : `The input is not JSON: position ${place}.`);
  }
}
