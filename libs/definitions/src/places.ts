// Where in the text a JSON pointer stands, so that a refusal found long after reading still names a line.
// What is not here: reading the text (`./yaml`).

/** 1-based line and column; the column counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a value begins, and where the key before it begins (absent for members of a list and for the document). */
export interface Place {
  readonly value: Position;
  readonly key?: Position;
  /** Name of the file when it is another one than the document's: what a shared part brings in. */
  readonly file?: string;
}

/** JSON pointer → place. The empty pointer is the document. */
export type Places = ReadonlyMap<string, Place>;

/** Which of the two a problem is about: a wrong name is on the key, a wrong content on the value. */
export type On = 'key' | 'value';

export const DOCUMENT_START: Position = { line: 1, column: 1 };

const NEEDS_ESCAPE = /[~/]/;

/** Appends members to a JSON pointer, escaping `~` and `/` as RFC 6901 asks. */
export function pointerTo(base: string, ...members: readonly (string | number)[]): string {
  let pointer = base;
  for (const member of members) pointer += `/${typeof member === 'string' && NEEDS_ESCAPE.test(member) ? member.replaceAll('~', '~0').replaceAll('/', '~1') : member}`;
  return pointer;
}

/** The members a JSON pointer names, unescaped. */
export function membersOf(pointer: string): readonly string[] {
  return pointer.split('/').slice(1).map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Reads the path of a refusal as a JSON pointer. Accepts a pointer (`/a/0`), which is given back as it is, and the dotted
 *  form that people write (`$.a[0].b`, `a[0]`). A key that has dots itself is recognised by `places`, where it stands. */
export function pointerOfPath(path: string, places: Places = new Map()): string {
  if (path === '' || path.startsWith('/')) return path;
  const parts = path.replace(/^\$\.?/, '').replace(/\[(\d+)\]/g, '.$1').split('.').filter((part) => part !== '');
  let pointer = '';
  for (let first = 0; first < parts.length;) {
    let last = first + 1;
    while (last < parts.length && !places.has(pointerTo(pointer, parts.slice(first, last).join('.')))) last++;
    // Where no run of parts is a key of the text, the path names something that is missing: its parts are taken one by one.
    if (!places.has(pointerTo(pointer, parts.slice(first, last).join('.')))) last = first + 1;
    pointer = pointerTo(pointer, parts.slice(first, last).join('.'));
    first = last;
  }
  return pointer;
}

/** A position, and the file when it is not the document's own. */
export interface PlaceInFile extends Position {
  readonly file?: string;
}

/** The place of a JSON pointer. A pointer that is not in the text (a missing key) gives the key of the nearest ancestor
 *  that is; a value without a key of its own gives the value. Never fails: the document start is the last resort. */
export function placeOf(places: Places, pointer: string, on: On = 'value'): PlaceInFile {
  const exact = places.get(pointer);
  if (exact !== undefined) return inFile(on === 'key' ? (exact.key ?? exact.value) : exact.value, exact);
  for (let rest = parentOf(pointer); rest !== null; rest = parentOf(rest)) {
    const place = places.get(rest);
    if (place !== undefined) return inFile(place.key ?? place.value, place);
  }
  return DOCUMENT_START;
}

function inFile(position: Position, { file }: Place): PlaceInFile {
  return file === undefined ? position : { ...position, file };
}

function parentOf(pointer: string): string | null {
  const slash = pointer.lastIndexOf('/');
  return slash < 0 ? null : pointer.slice(0, slash);
}
