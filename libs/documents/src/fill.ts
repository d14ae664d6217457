// The values of the fields: from the case where it has them, else from what the drafter typed. What is missing is named, never blank.
// What is not here: where the data is read, and the text around the values (`render.ts`).
import { parseLocalDate, type JsonObject, type JsonValue, type LocalDate } from '@quanze/kernel';
import { documentDate, documentInteger } from './chinese.js';
import { parseSource, type Source, type SourceWord } from './source.js';
import type { DocumentTemplate, TemplateField } from './template.js';

/** Everything a document can speak of. */
export interface DocumentData {
  readonly words: Readonly<Partial<Record<SourceWord, JsonValue>>>;
  readonly facts: JsonObject;
  readonly values: JsonObject;
  /** What the drafter typed. */
  readonly typed: JsonObject;
}

/** A field's value in words; several for a list. */
export type Filled = ReadonlyMap<string, readonly string[]>;

const TYPED_LENGTH_DEFAULT = 2000;
const LIST_MEMBERS_MAX = 200;
// Control characters but line breaks and tabs: they cannot be stored, printed or compared by eye. So with marks that turn the direction of a text.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const EACH_UNPRINTABLE = new RegExp(UNPRINTABLE, 'g');

/** What of typed values does not fit their fields, as `field: reason` (unknown, type, value, length, date).
 *  Only fields with the source `typed` can be typed: nobody types who decided, or a number. */
export function checkTyped(template: DocumentTemplate, typed: JsonObject): readonly string[] {
  return Object.entries(typed).flatMap(([name, value]) => {
    const field = Object.hasOwn(template.fields, name) ? template.fields[name] : undefined;
    if (field === undefined || field.from?.includes('typed') !== true) return [`${name.slice(0, 60)}: unknown`];
    const problem = problemOf(value, field);
    return problem === null ? [] : [`${name}: ${problem}`];
  });
}

/** The values of all fields, and the required ones that have none, in the order of the template. */
export function fillFields(template: DocumentTemplate, data: DocumentData): { readonly filled: Filled; readonly missing: readonly string[] } {
  const filled = new Map<string, readonly string[]>();
  const missing: string[] = [];
  for (const [name, field] of Object.entries(template.fields)) {
    const value = (field.from ?? []).map((from) => spoken(valueFrom(from, name, data), field)).find((words) => words.length > 0);
    if (value !== undefined) filled.set(name, value);
    else if (field.required === true) missing.push(name);
  }
  return { filled, missing };
}

function valueFrom(from: string, name: string, data: DocumentData): JsonValue | undefined {
  const source: Source | null = parseSource(from);
  if (source === null) return undefined;
  if (source.kind === 'fact') return own(data.facts, source.name);
  if (source.kind === 'value') return own(data.values, source.name);
  return source.word === 'typed' ? own(data.typed, name) : data.words[source.word];
}

function own(values: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** A value in words; none when it is blank or does not fit the field: what cannot be said is missing. What the case has is neither too
 *  long, nor is it refused for a character that does not print. */
function spoken(given: JsonValue | undefined, field: TemplateField): readonly string[] {
  const value = printable(given);
  if (value === undefined || value === null || problemOf(value, { ...field, length: Number.MAX_SAFE_INTEGER }) !== null) return [];
  if (Array.isArray(value)) return value.map((member) => inWords(String(member), field));
  if (typeof value === 'number') return [documentInteger(value)];
  if (field.type === 'date') return [documentDate(value as LocalDate)];
  return [inWords(String(value), field)];
}

function printable(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value === 'string') return value.toWellFormed().replace(/\r\n?/g, '\n').replace(EACH_UNPRINTABLE, '');
  return Array.isArray(value) ? value.map((member) => printable(member as JsonValue) as JsonValue) : value;
}

function inWords(text: string, { words }: TemplateField): string {
  return words !== undefined && Object.hasOwn(words, text) ? (words[text] as string) : text.trim();
}

function problemOf(value: JsonValue, field: TemplateField): string | null {
  switch (field.type) {
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) ? null : 'type';
    case 'date':
      return parseLocalDate(value).ok ? null : 'date';
    case 'list':
      if (!Array.isArray(value)) return 'type';
      if (value.length === 0 || value.length > LIST_MEMBERS_MAX) return 'count';
      return value.map((member) => textProblem(member as JsonValue, field)).find((problem) => problem !== null) ?? null;
    case 'text':
      // Several names from the case stand in one text.
      if (Array.isArray(value)) return value.every((member) => textProblem(member as JsonValue, field) === null) && value.length > 0 ? null : 'type';
      return textProblem(value, field);
  }
}

function textProblem(value: JsonValue, { length }: TemplateField): string | null {
  if (typeof value !== 'string') return 'type';
  if (value.length > (length ?? TYPED_LENGTH_DEFAULT)) return 'length';
  return value.trim() === '' || UNPRINTABLE.test(value.replace(/\r\n?/g, '\n')) || !value.isWellFormed() ? 'value' : null;
}
