// Checking what comes in against the DTO classes: unknown fields are refused, and all problems are told at once, each as
// `field: reason` in the words of the catalogue.
import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';
import { parseInstant } from '@quanze/kernel';
import { isStorable } from './json-body.js';
import { refuse } from './refusal-error.js';

const PROBLEMS_MAX = 50;
const REASONS: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown', isDefined: 'required', isCleanText: 'length', isLawInstant: 'instant', isUuid: 'id', isIn: 'value', matches: 'value',
  min: 'min', max: 'max', arrayMinSize: 'count', arrayMaxSize: 'count', arrayUnique: 'value', isNotEmpty: 'required',
};
const BASE = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, transform: true, stopAtFirstError: false } as const;

/** One pipe for bodies (422 `REQUEST.INVALID`) and one for queries and paths (400 `REQUEST.PARAMETER_INVALID`), chosen by place. */
export class StrictValidationPipe extends ValidationPipe {
  private readonly query = new ValidationPipe({ ...BASE, exceptionFactory: (errors) => refuse('REQUEST.PARAMETER_INVALID', { problems: problemsOf(errors) }) });

  constructor() {
    super({ ...BASE, exceptionFactory: (errors) => refuse('REQUEST.INVALID', { problems: problemsOf(errors) }) });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'query') return withOriginals(await this.query.transform(value, metadata), value);
    if (metadata.type === 'param') return this.query.transform(value, metadata);
    if (metadata.type !== 'body') return super.transform(value, metadata);
    // An absent body is an empty object: then every required field is named.
    const body = value ?? {};
    return withOriginals(await super.transform(body, metadata), body);
  }
}

/** What was checked, as a plain object: without the fields that were not given, and with objects and lists exactly as they came,
 *  because the copy the transformer makes of free JSON leaves out keys such as `toString`. */
function withOriginals(checked: unknown, given: unknown): unknown {
  if (typeof checked !== 'object' || checked === null || typeof given !== 'object' || given === null) return checked;
  const original = given as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(checked).filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, typeof original[name] === 'object' && original[name] !== null ? original[name] : value]));
}

/** Every problem as `field: reason`; nested fields with dots. Names are cut, values are never told. */
export function problemsOf(errors: readonly ValidationError[], prefix = ''): string[] {
  const problems = errors.flatMap((error) => {
    const field = `${prefix}${error.property.slice(0, 60)}`;
    const reasons = Object.keys(error.constraints ?? {});
    const missing = error.value === undefined && reasons.length > 0 && !reasons.includes('whitelistValidation');
    // A number where text is wanted is not text of a wrong length.
    const noText = reasons.includes('isCleanText') && typeof error.value !== 'string' && !Array.isArray(error.value);
    const named = missing ? ['required'] : [...new Set(reasons.map((reason) => REASONS[reason] ?? 'type')), ...(noText ? ['type'] : [])];
    // A value of the wrong type breaks every other rule too; the type is what helps.
    const told = named.includes('type') ? ['type'] : named.slice(0, 1);
    return [...told.map((reason) => `${field}: ${reason}`), ...problemsOf(error.children ?? [], `${field}.`)];
  });
  return problems.slice(0, PROBLEMS_MAX);
}

/** The field may be left out. Null is a value like any other and refused like one: whoever reads the field knows text or nothing. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

/** Text of `min`..`max` characters that can be stored; blanks alone do not count. */
export function IsCleanText(min: number, max: number, options?: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isStorable(value) && value.length <= max && value.trim().length >= min;
  return ValidateBy({ name: 'isCleanText', constraints: [min, max], validator: { validate, defaultMessage: () => `${min}..${max} characters` } }, options);
}

/** An instant with its offset; arrives in the form the kernel uses. */
export function IsLawInstant(): PropertyDecorator {
  const toUtc = Transform(({ value }: { value: unknown }) => {
    const parsed = parseInstant(value);
    return parsed.ok ? parsed.value : value;
  });
  const check = ValidateBy({ name: 'isLawInstant', validator: { validate: (value: unknown) => parseInstant(value).ok, defaultMessage: () => 'an instant' } });
  return (target, key) => {
    toUtc(target, key);
    check(target, key);
  };
}

/** A whole number in a query; anything but digits stays text and is refused as a type. */
export function ToWholeNumber(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value));
}
