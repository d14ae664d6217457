// The reader of records and tables: null says as much as a missing field, and what only describes may have any simple form.
// What is not here: what the fields mean.
import { JsonReader } from '@quanze/kernel';

export class LenientReader extends JsonReader {
  constructor(area: 'TABLE' | 'RECORD') {
    super(area);
  }

  /** A list that may be missing. */
  list<T>(value: unknown, path: string, read: (item: unknown, path: string) => T): readonly T[] {
    if (value === undefined || value === null) return [];
    return this.array(value, path).map((item, i) => read(item, `${path}[${i}]`));
  }

  /** Text that may be missing or empty. A truth value or a number is taken as its text: these fields only describe. */
  description(value: unknown, path: string): string | null {
    if (value === undefined || value === null || value === '') return null;
    if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
    if (Array.isArray(value)) return value.map((item, i) => this.text(item, `${path}[${i}]`)).join('; ');
    return this.text(value, path);
  }

  override flag(value: unknown, path: string, absent: boolean): boolean {
    return super.flag(value ?? undefined, path, absent);
  }

  /** As `oneOf`; a missing field or null gives `absent`. */
  optional<T extends string, A>(value: unknown, path: string, allowed: readonly T[], absent: A): T | A {
    return value === undefined || value === null ? absent : this.oneOf(value, path, allowed);
  }
}
