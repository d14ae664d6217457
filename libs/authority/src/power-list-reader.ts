// The reader of power lists: what their fields need beyond those of any document. What is not here: what the fields mean.
import { JsonReader, parseLocalDate, type LocalDate } from '@quanze/kernel';

const ID_PATTERN = /^[a-z][a-z0-9_.-]{0,79}$/;
const NUMBER_MAX = 1_000_000;

export class PowerListReader extends JsonReader {
  constructor() {
    super('POWER_LIST');
  }

  /** Lower-case words joined by `.`, `_` or `-`, at most 80 characters. */
  id(value: unknown, path: string): string {
    if (typeof value === 'string' && ID_PATTERN.test(value)) return value;
    this.malformed(path, 'id');
    return '';
  }

  integer(value: unknown, path: string): number {
    if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= NUMBER_MAX) return value;
    this.malformed(path, 'whole number');
    return 0;
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

  date(value: unknown, path: string): LocalDate {
    const date = parseLocalDate(value);
    if (date.ok) return date.value;
    this.malformed(path, 'YYYY-MM-DD');
    return '1900-01-01' as LocalDate;
  }
}
