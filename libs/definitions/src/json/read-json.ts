// A document that is JSON from the first brace to the last: the same value and the same places as the YAML reader gives, in a tenth of
// the time, for long documents that programs wrote. Whatever is in any way unusual – a key twice, too deep, a number without a value –
// is left to the YAML reader, which says what is wrong. What is not here: what the value must look like (`../schema`).
import type { JsonValue } from '@quanze/kernel';
import { pointerTo, type Place, type Places } from '../places.js';
import { JSON_BYTES_MAX, NESTING_MAX, VALUES_MAX } from '../yaml/limits.js';
import { lineTable } from '../yaml/lines.js';
import type { YamlText } from '../yaml/read-yaml.js';
import { LazyPlaces } from './lazy-places.js';

/** Told where a value and the key before it begin. */
type Told = (pointer: string, value: number, key: number | null) => void;

/** Reads a JSON object; null when the text is none, or none that can be taken as it stands. Places are found when somebody asks. */
export function readJson(text: string): YamlText | null {
  if (!text.startsWith('{') || text.length > JSON_BYTES_MAX) return null;
  const value = parse(text, null);
  return value === null ? null : { value, places: new LazyPlaces(() => placesOf(text)) };
}

function placesOf(text: string): Places {
  const positionOf = lineTable(text);
  const places = new Map<string, Place>();
  parse(text, (pointer, value, key) => void places.set(pointer, { value: positionOf(value), ...(key === null ? {} : { key: positionOf(key) }) }));
  return places;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/ys;
const LITERAL = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** The text of a quoted string, as JSON has it: no line feed in it, no escape of another language. */
function stringOf(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    throw new Unusual();
  }
}

/** Thrown inside this file only: the text is not for this reader. */
class Unusual extends Error {}

function parse(text: string, told: Told | null): JsonValue | null {
  const parser = new Parser(text, told);
  try {
    return parser.document();
  } catch (error) {
    if (error instanceof Unusual) return null;
    throw error;
  }
}

class Parser {
  private at = 0;
  private values = 0;

  constructor(private readonly text: string, private readonly told: Told | null) {}

  document(): JsonValue {
    const value = this.value('', null, 0);
    this.match(SPACE);
    if (this.at !== this.text.length) throw new Unusual();
    return value;
  }

  private value(pointer: string, key: number | null, depth: number): JsonValue {
    this.match(SPACE);
    this.values += 1;
    if (depth > NESTING_MAX || this.values > VALUES_MAX) throw new Unusual();
    this.told?.(pointer, this.at, key);
    const first = this.text[this.at];
    if (first === '{') return this.object(pointer, depth + 1);
    if (first === '[') return this.list(pointer, depth + 1);
    return first === '"' ? this.string() : this.literal();
  }

  private object(pointer: string, depth: number): JsonValue {
    const value: Record<string, JsonValue> = {};
    this.at += 1;
    if (this.closes('}')) return value;
    do {
      this.match(SPACE);
      const at = this.at;
      const key = this.string();
      if (Object.hasOwn(value, key) || key === '__proto__') throw new Unusual();
      if (!this.closes(':')) throw new Unusual();
      value[key] = this.value(this.told === null ? '' : pointerTo(pointer, key), at, depth);
    } while (this.closes(','));
    if (!this.closes('}')) throw new Unusual();
    return value;
  }

  private list(pointer: string, depth: number): JsonValue {
    const value: JsonValue[] = [];
    this.at += 1;
    if (this.closes(']')) return value;
    do value.push(this.value(this.told === null ? '' : pointerTo(pointer, value.length), null, depth));
    while (this.closes(','));
    if (!this.closes(']')) throw new Unusual();
    return value;
  }

  private string(): string {
    const found = this.match(STRING);
    if (found === '') throw new Unusual();
    const value = stringOf(found);
    if (!value.isWellFormed()) throw new Unusual();
    return value;
  }

  private literal(): JsonValue {
    const found = this.match(LITERAL);
    if (found === '') throw new Unusual();
    const value = JSON.parse(found) as JsonValue;
    // A number that Node would round is told by the YAML reader as it is written.
    if (typeof value === 'number' && (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)) || Object.is(value, -0))) throw new Unusual();
    return value;
  }

  /** Whether the next sign is this one; it is then passed over. */
  private closes(sign: string): boolean {
    this.match(SPACE);
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}
