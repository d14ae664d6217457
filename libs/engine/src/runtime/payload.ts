// Payloads of acts against their declared fields. All problems of a payload are reported at once, each with its field.
import { isUuid, ok, parseLocalDate, refused, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import type { FactDeclaration, FieldDeclaration } from '../definition/common.js';

const TEXT_LENGTH_DEFAULT = 2000;
const LIST_LENGTH_MAX = 200;

/** Checks a payload. Refuses `PAYLOAD.INVALID` with `problems`: `field: reason` where reason is one of
 *  unknown, required, type, value, min, max, length, date, person, file. */
export function checkPayload(payload: JsonObject, fields: Readonly<Record<string, FieldDeclaration>>): Result<JsonObject> {
  const problems: string[] = [];
  for (const key of Object.keys(payload)) if (!Object.hasOwn(fields, key)) problems.push(`${key.slice(0, 60)}: unknown`);
  for (const [name, field] of Object.entries(fields)) {
    const value = payload[name];
    if (value === undefined || value === null) {
      if (field.required === true) problems.push(`${name}: required`);
      continue;
    }
    const problem = problemOf(value, field);
    if (problem !== null) problems.push(`${name}: ${problem}`);
  }
  return problems.length === 0 ? ok(withoutNulls(payload)) : refused('PAYLOAD.INVALID', { problems });
}

/** Why a value does not fit a declaration, or null. Serves facts as well. */
export function problemOf(value: JsonValue, field: FieldDeclaration | FactDeclaration): string | null {
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'type';
    case 'integer':
      return integerProblem(value, field.min, field.max);
    case 'date':
      return parseLocalDate(value).ok ? null : 'date';
    case 'person':
      return isUuid(value) ? null : 'person';
    case 'people':
      return listProblem(value, (item) => isUuid(item)) === null ? null : 'person';
    case 'file':
      return isDigest(value) ? null : 'file';
    case 'files':
      return listProblem(value, isDigest) === null ? null : 'file';
    case 'enum':
      return typeof value === 'string' && (field.values ?? []).includes(value) ? null : 'value';
    case 'list':
      return listProblem(value, (item) => field.values === undefined || field.values.includes(item));
    case 'text':
      return textProblem(value, ('length' in field ? field.length : undefined) ?? TEXT_LENGTH_DEFAULT, 'required' in field && field.required === true);
  }
}

/** The form alone: whether such a file is stored is not known here. */
function isDigest(value: JsonValue): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/u.test(value);
}

function integerProblem(value: JsonValue, min: number | undefined, max: number | undefined): string | null {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'type';
  if (min !== undefined && value < min) return 'min';
  return max !== undefined && value > max ? 'max' : null;
}

function listProblem(value: JsonValue, fits: (item: string) => boolean): string | null {
  if (!Array.isArray(value)) return 'type';
  if (value.length > LIST_LENGTH_MAX) return 'length';
  return value.every((item) => typeof item === 'string' && item.length <= 200 && fits(item)) && new Set(value).size === value.length ? null : 'value';
}

function textProblem(value: JsonValue, lengthMax: number, required: boolean): string | null {
  if (typeof value !== 'string') return 'type';
  if (value.length > lengthMax) return 'length';
  // PostgreSQL cannot hold NUL and a lone surrogate has no UTF-8 form.
  if (value.includes('\u0000') || !value.isWellFormed()) return 'value';
  return required && value.trim() === '' ? 'required' : null;
}

function withoutNulls(payload: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== null)) as JsonObject;
}
