// Reads a JSON document field by field and keeps the first thing that is wrong, with its path. After a problem every further
// read gives a harmless value, so that the readers stay straight lines; the caller looks at `problem` once, at the end.
// What is not here: what the fields of a power list mean.
import { isJsonObject, parseLocalDate, type Label, type LocalDate, type Refusal, type SourceStatus } from '@quanze/kernel';

export type Fields = Readonly<Record<string, unknown>>;

const ID_PATTERN = /^[a-z][a-z0-9_.-]{0,79}$/;

export class JsonReader {
  problem: Refusal | null = null;

  /** Remembers the first problem only: what follows is often its consequence. */
  reject(code: string, path: string, params: Readonly<Record<string, string>> = {}): void {
    this.problem ??= { code, params: { path, ...params } };
  }

  private expected(path: string, shape: string): void {
    this.reject('POWER_LIST.MALFORMED', path, { expected: shape });
  }

  /** An object none of whose keys is outside `known`. */
  object(value: unknown, path: string, known: readonly string[]): Fields {
    const fields = this.map(value, path);
    for (const key of Object.keys(fields)) {
      if (!known.includes(key)) this.reject('POWER_LIST.UNKNOWN_KEY', `${path}.${key}`, { key });
    }
    return fields;
  }

  /** An object with free keys. */
  map(value: unknown, path: string): Fields {
    if (isJsonObject(value)) return value;
    this.expected(path, 'object');
    return {};
  }

  array(value: unknown, path: string): readonly unknown[] {
    if (Array.isArray(value)) return value as readonly unknown[];
    this.expected(path, 'array');
    return [];
  }

  text(value: unknown, path: string): string {
    if (typeof value === 'string' && value.length > 0 && value.length <= 400) return value;
    this.expected(path, 'text of 1..400 characters');
    return '';
  }

  /** Lower-case words joined by `.`, `_` or `-`, at most 80 characters. */
  id(value: unknown, path: string): string {
    if (typeof value === 'string' && ID_PATTERN.test(value)) return value;
    this.expected(path, 'id');
    return '';
  }

  flag(value: unknown, path: string, absent: boolean): boolean {
    if (value === undefined) return absent;
    if (typeof value === 'boolean') return value;
    this.expected(path, 'true or false');
    return absent;
  }

  integer(value: unknown, path: string): number {
    if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 1_000_000) return value;
    this.expected(path, 'whole number');
    return 0;
  }

  oneOf<T extends string>(value: unknown, path: string, allowed: readonly T[]): T {
    if (typeof value === 'string' && (allowed as readonly string[]).includes(value)) return value as T;
    this.expected(path, allowed.join(' | '));
    return allowed[0] as T;
  }

  /** A list of distinct words out of `allowed`; `absent` when the field is missing. */
  someOf<T extends string>(value: unknown, path: string, allowed: readonly T[], absent: readonly T[]): readonly T[] {
    if (value === undefined) return absent;
    return this.distinct(this.array(value, path).map((item, i) => this.oneOf(item, `${path}[${i}]`, allowed)), path);
  }

  texts(value: unknown, path: string): readonly string[] {
    if (value === undefined) return [];
    return this.distinct(this.array(value, path).map((item, i) => this.text(item, `${path}[${i}]`)), path);
  }

  /** A list of distinct ids that must be keys of `table`; empty when the field is missing. */
  references(value: unknown, path: string, table: Readonly<Record<string, unknown>>): readonly string[] {
    const ids = this.texts(value, path);
    for (const id of ids) if (!Object.hasOwn(table, id)) this.reject('POWER_LIST.UNKNOWN_REFERENCE', path, { id });
    return ids;
  }

  private distinct<T extends string>(items: readonly T[], path: string): readonly T[] {
    const twice = items.find((item, i) => items.indexOf(item) !== i);
    if (twice !== undefined) this.reject('POWER_LIST.DUPLICATE_ID', path, { id: twice });
    return items;
  }

  label(value: unknown, path: string): Label {
    const fields = this.object(value, path, ['zh', 'en']);
    return { zh: this.text(fields.zh, `${path}.zh`), en: this.text(fields.en, `${path}.en`) };
  }

  status(value: unknown, path: string): SourceStatus {
    return this.oneOf(value, path, ['verified', 'secondary', 'unverified'] as const);
  }

  date(value: unknown, path: string): LocalDate {
    const date = parseLocalDate(value);
    if (date.ok) return date.value;
    this.expected(path, 'YYYY-MM-DD');
    return '1900-01-01' as LocalDate;
  }
}
