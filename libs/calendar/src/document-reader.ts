// Reads plain JSON values of an administrator's document and collects every problem with the place it was found at.
// What is not here: what a calendar or a deadline rule must contain, and the lines of a YAML file (the loader maps places to lines).
import { isJsonObject, ok, parseLocalDate, refused, type Label, type LocalDate, type Refusal, type RefusalParam, type Result, type SourceStatus } from '@quanze/kernel';
import { parsePeriod, type Period } from './period.js';

/** What every document of `workflows/` says about itself. */
export interface DocumentHead {
  readonly id: string;
  readonly version: string;
  readonly label: Label;
  readonly source: string;
  readonly status: SourceStatus;
}

export const HEAD_KEYS = ['kind', 'id', 'version', 'label', 'source', 'status'] as const;
const NO_PERIOD: Period = { years: 0, months: 0, halfMonth: false, days: 0, hours: 0 };
const STATUSES: readonly SourceStatus[] = ['verified', 'secondary', 'unverified'];

/** Collects problems while reading. A reading method gives a harmless value after a problem, so that one pass finds all of
 *  them; `result` then refuses. Every refusal carries `path`, a JSON pointer (RFC 6901) into the document. */
export class DocumentReader {
  readonly problems: Refusal[] = [];

  refuse(code: string, path: string, params: Readonly<Record<string, RefusalParam>>): void {
    this.problems.push(refused(code, { path, ...params }).refusal);
  }

  /** An object with all `required` keys and no key beyond `required` and `optional`. */
  object(value: unknown, path: string, required: readonly string[], optional: readonly string[] = []): Readonly<Record<string, unknown>> {
    if (!isJsonObject(value)) {
      this.refuse('DEFINITION.WRONG_TYPE', path, { expected: 'object' });
      return {};
    }
    for (const key of Object.keys(value)) {
      if (!required.includes(key) && !optional.includes(key)) this.refuse('DEFINITION.UNKNOWN_KEY', `${path}/${escapePointer(key)}`, { key });
    }
    for (const key of required) {
      if (!Object.hasOwn(value, key)) this.refuse('DEFINITION.MISSING_KEY', path, { key });
    }
    return value;
  }

  text(value: unknown, path: string): string {
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (value !== undefined) this.refuse('DEFINITION.WRONG_TYPE', path, { expected: 'text' });
    return '';
  }

  flag(value: unknown, path: string): boolean {
    if (typeof value !== 'boolean' && value !== undefined) this.refuse('DEFINITION.WRONG_TYPE', path, { expected: 'true or false' });
    return value === true;
  }

  /** A whole number of at least one. */
  count(value: unknown, path: string): number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
    this.refuse('DEFINITION.WRONG_TYPE', path, { expected: 'whole number from 1' });
    return 1;
  }

  list<T>(value: unknown, path: string, read: (item: unknown, path: string) => T): readonly T[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.map((item, index) => read(item, `${path}/${index}`));
    this.refuse('DEFINITION.WRONG_TYPE', path, { expected: 'list' });
    return [];
  }

  label(value: unknown, path: string): Label {
    if (value === undefined) return { zh: '', en: '' };
    const fields = this.object(value, path, ['zh', 'en']);
    return { zh: this.text(fields['zh'], `${path}/zh`), en: this.text(fields['en'], `${path}/en`) };
  }

  choice<T extends string>(value: unknown, path: string, choices: readonly T[]): T {
    const found = choices.find((choice) => choice === value);
    if (found === undefined && value !== undefined) this.refuse('DEFINITION.BAD_VALUE', path, { expected: choices });
    return found ?? (choices[0] as T);
  }

  period(value: unknown, path: string): Period {
    if (value === undefined) return NO_PERIOD;
    const period = parsePeriod(value);
    if (!period.ok) this.refuse('DEFINITION.BAD_VALUE', path, { expected: ['ISO 8601 period'] });
    return period.ok ? period.value : NO_PERIOD;
  }

  date(value: unknown, path: string): LocalDate | null {
    if (value === undefined) return null;
    const date = parseLocalDate(value);
    if (!date.ok) this.refuse('DEFINITION.BAD_VALUE', path, { expected: ['date YYYY-MM-DD'] });
    return date.ok ? date.value : null;
  }

  /** The common head, and that the document is of the kind expected. */
  head(fields: Readonly<Record<string, unknown>>, kind: string): DocumentHead {
    this.choice(fields['kind'], '/kind', [kind]);
    return {
      id: this.text(fields['id'], '/id'),
      version: this.text(fields['version'], '/version'),
      label: this.label(fields['label'], '/label'),
      source: this.text(fields['source'], '/source'),
      status: this.choice(fields['status'], '/status', STATUSES),
    };
  }

  /** Every problem found, in document order, or what was read. */
  result<T>(value: T): Result<T, readonly Refusal[]> {
    return this.problems.length === 0 ? ok(value) : { ok: false, refusal: this.problems };
  }
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
