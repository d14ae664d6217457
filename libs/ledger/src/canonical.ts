// The one text form of a JSON value (RFC 8785, JCS): what is hashed, signed and compared byte by byte.
// Not here: reading foreign input, which may hold anything (json-input.ts). This file takes values our own types promise to be JSON
// and treats a broken promise as a fault, because a hash over a guessed form would be evidence of nothing.
import { Fault, type JsonValue } from '@quanze/kernel';

/** Containers within containers that are accepted, here and in documents, so that no value exhausts the stack of whoever verifies it. */
export const JSON_DEPTH_MAX = 128;

// Up to this many keys, sorting by insertion beats the library's sort, and entries have few keys, mostly in order.
const FEW_KEYS = 16;
// Texts without quotation mark, backslash, control or surrogate are their own escaped form. Asking costs less than escaping.
const NEEDS_NO_ESCAPE = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
// The keys of entries are few and always the same, so their written form is kept; the bound keeps strangers' keys from filling memory.
const KEYS_KEPT_MAX = 2000;
const KEY_CHARACTERS_KEPT_MAX = 64;
const keptKeys = new Map<string, string>();
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The canonical text of a value: no white space, keys by UTF-16 code units, numbers as ECMAScript prints them, -0 as 0.
 *  @throws Fault `FAULT.NOT_CANONICAL` for undefined, holes, NaN, infinities, bigint, functions, class instances (`Date`, `Map`),
 *  half a surrogate pair, or more than `JSON_DEPTH_MAX` levels. Check what comes from outside with `readJson` first.
 *  @param levelsAbove containers the value is going to stand in later, counted against the limit already now
 *  INVARIANT: parsing the result and canonicalizing again gives the same text.   @source RFC 8785 section 3.2 */
export function canonicalize(value: JsonValue, levelsAbove = 0): string {
  const text = writeValue(value, levelsAbove);
  if (showsLoneSurrogate(text)) throw notCanonical('half a surrogate pair stands alone');
  return text;
}

/** Whether a text has only whole surrogate pairs and so can be written in UTF-8. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** Whether an object is a bare record, as opposed to an instance of a class; true across realms and for objects without prototype. */
export function isPlainRecord(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function writeValue(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeText(value);
    case 'number':
      if (!Number.isFinite(value)) throw notCanonical('a number is not finite');
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= JSON_DEPTH_MAX) throw notCanonical(`more than ${JSON_DEPTH_MAX} levels`);
      return Array.isArray(value) ? writeList(value, depth + 1) : writeRecord(value as Record<string, unknown>, depth + 1);
    default:
      throw notCanonical(`a ${typeof value} is not JSON`);
  }
}

function writeList(list: readonly unknown[], depth: number): string {
  let text = '[';
  for (let index = 0; index < list.length; index++) {
    if (index > 0) text += ',';
    text += writeValue(list[index], depth);
  }
  return text + ']';
}

function writeRecord(record: Record<string, unknown>, depth: number): string {
  if (!isPlainRecord(record)) throw notCanonical('an instance of a class is not JSON');
  const keys = sortedKeys(record);
  let text = '{';
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string;
    if (index > 0) text += ',';
    text += writeKey(key) + writeValue(record[key], depth);
  }
  return text + '}';
}

function writeText(text: string): string {
  return NEEDS_NO_ESCAPE.test(text) ? `"${text}"` : JSON.stringify(text);
}

function writeKey(key: string): string {
  const kept = keptKeys.get(key);
  if (kept !== undefined) return kept;
  const written = `${writeText(key)}:`;
  if (keptKeys.size < KEYS_KEPT_MAX && key.length <= KEY_CHARACTERS_KEPT_MAX) keptKeys.set(key, written);
  return written;
}

/** Keys by UTF-16 code units, which is how ECMAScript compares texts. */
function sortedKeys(record: object): string[] {
  const keys = Object.keys(record);
  if (keys.length > FEW_KEYS) return keys.sort();
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index] as string;
    let place = index;
    for (; place > 0 && (keys[place - 1] as string) > key; place--) keys[place] = keys[place - 1] as string;
    keys[place] = key;
  }
  return keys;
}

/** JSON.stringify escapes a text as RFC 8785 asks, except that it writes half a surrogate pair as `\\ud8xx` where the RFC wants an error.
 *  Looking for that once in the result costs far less than looking through every text; an escaped backslash before `ud` is none. */
function showsLoneSurrogate(text: string): boolean {
  return text.includes('\\ud') && text.replaceAll('\\\\', '').includes('\\ud');
}

function notCanonical(what: string): Fault {
  return new Fault('FAULT.NOT_CANONICAL', what);
}
