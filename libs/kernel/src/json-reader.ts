// Reads a JSON document field by field and keeps the first thing that is wrong, with its path. After a problem every further read gives
// a harmless value, so that readers stay straight lines; the caller looks at `problem` once, at the end.
// What is not here: what the fields of any document mean; libraries extend the reader by what their documents need.
import { isJsonObject } from './json.js';
import type { Refusal } from './result.js';
import type { Label, SourceStatus } from './ids.js';

export type Fields = Readonly<Record<string, unknown>>;

const TEXT_MAX = 400;
const KEY_SHOWN_MAX = 80;

export class JsonReader {
  problem: Refusal | null = null;

  /** @param area first half of the codes of this reader: `<area>.MALFORMED`, `<area>.UNKNOWN_KEY` */
  constructor(protected readonly area: string) {}

  /** Remembers the first problem only: what follows is often its consequence. */
  reject(code: string, path: string, params: Readonly<Record<string, string>> = {}): void {
    this.problem ??= { code, params: { path, ...params } };
  }

  malformed(path: string, expected: string): void {
    this.reject(`${this.area}.MALFORMED`, path, { expected });
  }

  /** An object none of whose keys is outside `known`. */
  object(value: unknown, path: string, known: readonly string[]): Fields {
    const fields = this.map(value, path);
    for (const key of Object.keys(fields)) if (!known.includes(key)) this.reject(`${this.area}.UNKNOWN_KEY`, `${path}.${key}`, { key: key.slice(0, KEY_SHOWN_MAX) });
    return fields;
  }

  /** An object with free keys. */
  map(value: unknown, path: string): Fields {
    if (isJsonObject(value)) return value;
    this.malformed(path, 'object');
    return {};
  }

  array(value: unknown, path: string): readonly unknown[] {
    if (Array.isArray(value)) return value as readonly unknown[];
    this.malformed(path, 'array');
    return [];
  }

  /** Text that is more than blanks. */
  text(value: unknown, path: string): string {
    if (typeof value === 'string' && value.trim().length > 0 && value.length <= TEXT_MAX) return value;
    this.malformed(path, `text of 1..${TEXT_MAX} characters`);
    return '';
  }

  /** True or false; `absent` when the field is missing. */
  flag(value: unknown, path: string, absent: boolean): boolean {
    if (value === undefined) return absent;
    if (typeof value === 'boolean') return value;
    this.malformed(path, 'true or false');
    return absent;
  }

  oneOf<T extends string>(value: unknown, path: string, allowed: readonly T[]): T {
    if (typeof value === 'string' && (allowed as readonly string[]).includes(value)) return value as T;
    this.malformed(path, allowed.join(' | '));
    return allowed[0] as T;
  }

  label(value: unknown, path: string): Label {
    const fields = this.object(value, path, ['zh', 'en']);
    return { zh: this.text(fields['zh'], `${path}.zh`), en: this.text(fields['en'], `${path}.en`) };
  }

  status(value: unknown, path: string): SourceStatus {
    return this.oneOf(value, path, ['verified', 'secondary', 'unverified'] as const);
  }
}
