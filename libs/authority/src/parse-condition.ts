// Reads conditions and fact declarations of a power list, and checks that conditions speak only of declared facts and values.
// What is not here: the rest of the list (`parse-power-list.ts`) and the compiled form (`compile-condition.ts`).
import { BUILTIN_FACTS } from './builtin-facts.js';
import type { PowerListReader } from './power-list-reader.js';
import type { Condition, FactCondition, FactDeclaration } from './power-list.js';

export type FactTable = ReadonlyMap<string, FactDeclaration>;

const BUILTIN = new Map(BUILTIN_FACTS);
const FACT_KEYS = ['fact', 'is', 'in', 'stated', 'above', 'atLeast', 'aboveFact', 'atMostHalfOf'] as const;
// One bit per value in the compiled form, and the sign bit stays free.
const VALUES_MAX = 30;

/** Reads the declared facts. Refuses a name that is built in (`POWER_LIST.DUPLICATE_ID`), a literal that two values of one fact
 *  accept, a default outside the values, and `sameAs` of anything but a choice without default (`POWER_LIST.UNKNOWN_FACT`):
 *  with a default, a contradiction between the two names could not be seen. */
export function parseFacts(reader: PowerListReader, value: unknown): Record<string, FactDeclaration> {
  const fields = reader.map(value, 'facts');
  const facts: Record<string, FactDeclaration> = {};
  for (const name of Object.keys(fields)) {
    reader.id(name, `facts.${name}`);
    if (BUILTIN.has(name) || name.startsWith('actor.')) reader.reject('POWER_LIST.DUPLICATE_ID', `facts.${name}`, { id: name });
    facts[name] = parseFact(reader, fields[name], `facts.${name}`);
  }
  for (const [name, fact] of Object.entries(facts)) {
    const target = fact.sameAs === undefined ? undefined : facts[fact.sameAs];
    if (fact.sameAs !== undefined && (target?.values === undefined || target.default !== undefined)) {
      reader.reject('POWER_LIST.UNKNOWN_FACT', `facts.${name}.sameAs`, { fact: fact.sameAs });
    }
  }
  return facts;
}

function parseFact(reader: PowerListReader, value: unknown, path: string): FactDeclaration {
  const fields = reader.object(value, path, ['label', 'values', 'number', 'sameAs', 'default', 'checked']);
  const label = reader.label(fields.label, `${path}.label`);
  const checked = reader.oneOf(fields.checked ?? 'always', `${path}.checked`, ['always', 'when_read', 'never'] as const);
  const shapes = ['values', 'number', 'sameAs'].filter((key) => fields[key] !== undefined);
  if (shapes.length !== 1 || (fields.default !== undefined && shapes[0] !== 'values')) {
    reader.reject('POWER_LIST.MALFORMED', path, { expected: 'one of values, number, sameAs; default only with values' });
  }
  if (fields.sameAs !== undefined) return { label, checked, sameAs: reader.id(fields.sameAs, `${path}.sameAs`) };
  if (fields.number !== undefined) {
    const range = reader.object(fields.number, `${path}.number`, ['min', 'max']);
    // Negative numbers are kept free: the compiled form marks a missing and an unreadable fact with them.
    const [min, max] = [reader.integer(range.min, `${path}.number.min`), reader.integer(range.max, `${path}.number.max`)];
    if (min < 0 || max < min) reader.reject('POWER_LIST.MALFORMED', `${path}.number`, { expected: '0 <= min <= max' });
    return { label, checked, number: { min, max } };
  }
  const values = parseValues(reader, fields.values, `${path}.values`);
  if (fields.default === undefined) return { label, checked, values };
  const fallback = reader.text(fields.default, `${path}.default`);
  if (!Object.hasOwn(values, fallback)) reader.reject('POWER_LIST.UNKNOWN_VALUE', `${path}.default`, { value: fallback });
  return { label, checked, values, default: fallback };
}

function parseValues(reader: PowerListReader, value: unknown, path: string): Record<string, readonly (string | boolean)[]> {
  const fields = reader.map(value, path);
  const names = Object.keys(fields);
  if (names.length > VALUES_MAX) reader.reject('POWER_LIST.MALFORMED', path, { expected: `at most ${VALUES_MAX} values` });
  const values: Record<string, readonly (string | boolean)[]> = {};
  const taken = new Set<string | boolean>();
  for (const name of names) {
    const literals = reader.array(fields[name], `${path}.${name}`).map((literal, i) => {
      if (typeof literal === 'boolean') return literal;
      return reader.text(literal, `${path}.${name}[${i}]`);
    });
    for (const literal of [name, ...literals]) {
      if (taken.has(literal)) reader.reject('POWER_LIST.DUPLICATE_ID', `${path}.${name}`, { id: String(literal) });
      taken.add(literal);
    }
    values[name] = literals;
  }
  return values;
}

/** Reads one condition. Refuses `POWER_LIST.UNKNOWN_FACT` and `POWER_LIST.UNKNOWN_VALUE`; `all` and `any` may not be empty. */
export function parseCondition(reader: PowerListReader, facts: FactTable, value: unknown, path: string): Condition {
  const fields = reader.object(value, path, ['all', 'any', 'not', ...FACT_KEYS]);
  const keys = Object.keys(fields);
  if (keys.length === 1 && (keys[0] === 'all' || keys[0] === 'any')) {
    const items = reader.array(fields[keys[0]], `${path}.${keys[0]}`);
    if (items.length === 0) reader.reject('POWER_LIST.MALFORMED', path, { expected: 'at least one condition' });
    const parts = items.map((item, i) => parseCondition(reader, facts, item, `${path}.${keys[0]}[${i}]`));
    return keys[0] === 'all' ? { all: parts } : { any: parts };
  }
  if (keys.length === 1 && keys[0] === 'not') return { not: parseCondition(reader, facts, fields.not, `${path}.not`) };
  if (keys.length !== 2 || fields.fact === undefined) {
    reader.reject('POWER_LIST.MALFORMED', path, { expected: 'all, any, not, or a fact with one test' });
    return { any: [] };
  }
  return parseTest(reader, facts, fields, path);
}

/** A condition that may be missing; null means always. */
export function optionalCondition(reader: PowerListReader, facts: FactTable, value: unknown, path: string): Condition | null {
  return value === undefined ? null : parseCondition(reader, facts, value, path);
}

function parseTest(reader: PowerListReader, facts: FactTable, fields: Readonly<Record<string, unknown>>, path: string): FactCondition {
  const name = reader.text(fields.fact, `${path}.fact`);
  const fact = declared(reader, facts, name, `${path}.fact`);
  const values = fact?.values;
  if (fields.stated !== undefined) return { fact: name, stated: reader.flag(fields.stated, `${path}.stated`, true) };
  if (fields.is !== undefined) return { fact: name, is: valueOf(reader, values, fields.is, `${path}.is`) };
  if (fields.in !== undefined) {
    return { fact: name, in: reader.array(fields.in, `${path}.in`).map((item, i) => valueOf(reader, values, item, `${path}.in[${i}]`)) };
  }
  if (fact !== undefined && fact.number === undefined) reader.reject('POWER_LIST.MALFORMED', path, { expected: 'a comparison needs a number' });
  if (fields.above !== undefined) return { fact: name, above: reader.integer(fields.above, `${path}.above`) };
  if (fields.atLeast !== undefined) return { fact: name, atLeast: reader.integer(fields.atLeast, `${path}.atLeast`) };
  const key = fields.aboveFact === undefined ? 'atMostHalfOf' : 'aboveFact';
  const other = reader.text(fields[key], `${path}.${key}`);
  const otherFact = declared(reader, facts, other, `${path}.${key}`);
  if (otherFact !== undefined && otherFact.number === undefined) reader.reject('POWER_LIST.MALFORMED', path, { expected: 'a comparison needs a number' });
  return key === 'aboveFact' ? { fact: name, aboveFact: other } : { fact: name, atMostHalfOf: other };
}

function declared(reader: PowerListReader, facts: FactTable, name: string, path: string): FactDeclaration | undefined {
  const fact = facts.get(name);
  // A second name for a fact is for queries only: conditions use the one name.
  if (fact === undefined || fact.sameAs !== undefined) reader.reject('POWER_LIST.UNKNOWN_FACT', path, { fact: name });
  return fact;
}

function valueOf(reader: PowerListReader, values: FactDeclaration['values'], value: unknown, path: string): string {
  const text = reader.text(value, path);
  if (values === undefined || !Object.hasOwn(values, text)) reader.reject('POWER_LIST.UNKNOWN_VALUE', path, { value: text });
  return text;
}
