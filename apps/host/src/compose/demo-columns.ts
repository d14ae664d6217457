// Columns on a terminal. A Chinese character takes two cells, so text is padded by what it occupies and not by its length.
// What is not here: colours; a table has to read the same in a file.

// Ideographs, full-width forms and the punctuation between them; what a terminal in an East Asian width shows in two cells.
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** Cells a text occupies on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** Fills up with spaces to a width in cells; a longer text stays as it is. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Rows as lines with aligned columns, two spaces between them; no blanks at the end of a line. */
export function alignRows(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, widthOf(cell))));
  return rows.map((row) => row.map((cell, index) => padTo(cell, widths[index] ?? 0)).join('  ').trimEnd());
}
