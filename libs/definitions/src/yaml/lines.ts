// From an offset in a text to its line and column. The parser has a table of its own, but it loses lines inside a quoted text
// that is never closed, which is just when a place is needed.
import type { Position } from '../places.js';

/** A function from an offset (in UTF-16 units, clamped to the text) to its position. Lines end with a line feed. */
export function lineTable(text: string): (offset: number) => Position {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return (wanted) => {
    const offset = Math.min(Math.max(wanted, 0), text.length);
    let line = 0;
    let beyond = starts.length;
    while (beyond - line > 1) {
      const middle = (line + beyond) >>> 1;
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else beyond = middle;
    }
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}
