// UTF-8 bytes to text, with the place of the first byte that is not UTF-8: a document saved as GB 18030 is the usual cause.
import type { Position } from '../places.js';
import { lineTable } from './lines.js';

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly at: Position };

/** Decodes strictly. A leading byte order mark is dropped. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const text = tryDecode(bytes, false);
  if (text !== null) return { ok: true, text };
  // The decoder does not say where it failed, so the longest good beginning is found by halving.
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (tryDecode(bytes.subarray(0, middle), true) === null) bad = middle;
    else good = middle;
  }
  const before = tryDecode(bytes.subarray(0, good), true) ?? '';
  return { ok: false, at: lineTable(before)(before.length) };
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

function tryDecode(bytes: Uint8Array, isPartial: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isPartial });
  } catch {
    return null;
  }
}
