// Strict shapes of foreign documents: every key is known, every value has its form, or the first deviation is named with its place.
// Strict on purpose: a key nobody checks is a place to write something that looks as if it had been verified.
import { endOfLawDate, isJsonObject, parseLocalDate, startOfLawDate, type JsonObject, type JsonValue, type LocalDate } from '@quanze/kernel';
import { isHashHex } from './hashing.js';
import { pointerOf } from './pointer.js';
import { invalid, placedAt, type Invalid } from './verdict.js';

/** Looks at a value and gives the first deviation, placed relative to the value; null when there is none. */
export type Shape = (value: JsonValue) => Invalid | null;

const PATH_PART_MAX = 100;

/** A predicate as a shape; failing it is `LEDGER.MALFORMED`. */
function matching(holds: (value: JsonValue) => boolean): Shape {
  return (value) => (holds(value) ? null : invalid('LEDGER.MALFORMED', { path: '' }));
}

export const anyJson: Shape = () => null;
export const anyRecord: Shape = matching(isJsonObject);
export const digest: Shape = matching(isHashHex);

// The same set as what the kernel's parseInstant gives back unchanged, at a quarter of its cost: every sealed entry is asked twice.
const INSTANT = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const INSTANT_FIRST = startOfLawDate('1992-01-01' as LocalDate);
const INSTANT_END = endOfLawDate('2199-12-31' as LocalDate);

/** An instant in its one written form: UTC with milliseconds, within the years the kernel knows. */
export const instant: Shape = matching((value) => typeof value === 'string' && INSTANT.test(value) && value >= INSTANT_FIRST && value < INSTANT_END && parseLocalDate(value.slice(0, 10)).ok);

/** A text of 1..max UTF-16 units. */
export function text(max: number): Shape {
  return matching((value) => typeof value === 'string' && value.length >= 1 && value.length <= max);
}

export function matchingText(pattern: RegExp, max: number): Shape {
  return matching((value) => typeof value === 'string' && value.length <= max && pattern.test(value));
}

export function oneOf(...allowed: readonly string[]): Shape {
  return matching((value) => typeof value === 'string' && allowed.includes(value));
}

/** A whole number from `min` that a JSON reader does not round. */
export function wholeFrom(min: number): Shape {
  return matching((value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= min);
}

export function nullOr(shape: Shape): Shape {
  return (value) => (value === null ? null : shape(value));
}

export function listOf(shape: Shape, max: number): Shape {
  return (value) => {
    if (!Array.isArray(value) || value.length > max) return invalid('LEDGER.MALFORMED', { path: '' });
    for (const [index, item] of (value as readonly JsonValue[]).entries()) {
      const finding = shape(item);
      if (finding !== null) return under(index, finding);
    }
    return null;
  };
}

/** Exactly these keys, the optional ones may be absent. `LEDGER.UNKNOWN_KEY` and `LEDGER.MISSING_KEY` name the key in the path. */
export function record(required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape {
  return (value) => {
    if (!isJsonObject(value)) return invalid('LEDGER.MALFORMED', { path: '' });
    for (const key of Object.keys(value)) {
      const shape = shapeOf(key, required) ?? shapeOf(key, optional);
      if (shape === undefined) return under(key, invalid('LEDGER.UNKNOWN_KEY', { path: '' }));
      const finding = shape(value[key] as JsonValue);
      if (finding !== null) return under(key, finding);
    }
    return missingKey(value, required);
  };
}

function missingKey(value: JsonObject, required: Readonly<Record<string, Shape>>): Invalid | null {
  const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key));
  return missing === undefined ? null : under(missing, invalid('LEDGER.MISSING_KEY', { path: '' }));
}

function shapeOf(key: string, shapes: Readonly<Record<string, Shape>>): Shape | undefined {
  return Object.hasOwn(shapes, key) ? shapes[key] : undefined;
}

function under(part: string | number, finding: Invalid): Invalid {
  // An unknown key is the stranger's text: cut, so that an answer stays small.
  const name = typeof part === 'string' ? part.slice(0, PATH_PART_MAX) : part;
  return placedAt(finding, pointerOf([name]));
}
