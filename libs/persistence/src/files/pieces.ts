// Bytes as they come in pieces of one size, so that neither a content of one-byte packets nor a packet of many megabytes makes rows of its own shape.
// What is not here: storing them.

/** Bytes of a stored piece; the last may be shorter. */
export const PIECE_BYTES = 262_144;

/** What a source gives, cut anew into pieces of `PIECE_BYTES` and a shorter last one, none of them empty. Holds one piece at a time. */
export async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let piece = Buffer.allocUnsafe(PIECE_BYTES);
  let filled = 0;
  for await (const bytes of source) {
    for (let taken = 0; taken < bytes.length;) {
      const step = Math.min(PIECE_BYTES - filled, bytes.length - taken);
      piece.set(bytes.subarray(taken, taken + step), filled);
      filled += step;
      taken += step;
      if (filled < PIECE_BYTES) continue;
      yield piece;
      piece = Buffer.allocUnsafe(PIECE_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
