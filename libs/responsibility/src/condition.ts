// Conditions of the table: how they are read, evaluated and which facts they looked at. Three-valued logic is not needed, because
// the program gives every declared fact a value. What is not here: where the values come from.
import { assert, type Label } from '@quanze/kernel';
import type { LenientReader } from './lenient-reader.js';

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: string; readonly in: readonly string[] };

/** A fact a condition may read, with its values. */
export interface FactDeclaration {
  readonly label: Label;
  readonly values: Readonly<Record<string, Label>>;
}

export type FactTable = Readonly<Record<string, FactDeclaration>>;
export type FactValues = Readonly<Record<string, string>>;

/** Reads `{all}`, `{any}`, `{not}`, `{fact, is}` or `{fact, in}`. Refuses `TABLE.UNKNOWN_FACT`, `TABLE.UNKNOWN_VALUE`, and
 *  `TABLE.MALFORMED` for an empty list: an empty `any` never holds and an empty `all` always does, which nobody means. */
export function parseCondition(reader: LenientReader, facts: FactTable, value: unknown, path: string): Condition {
  const fields = reader.object(value, path, ['all', 'any', 'not', 'fact', 'is', 'in']);
  const keys = Object.keys(fields);
  const group = keys.length === 1 ? keys[0] : undefined;
  if (group === 'all' || group === 'any') {
    const parts = reader.array(fields[group], `${path}.${group}`).map((item, i) => parseCondition(reader, facts, item, `${path}.${group}[${i}]`));
    if (parts.length === 0) reader.malformed(`${path}.${group}`, 'at least one condition');
    return group === 'all' ? { all: parts } : { any: parts };
  }
  if (group === 'not') return { not: parseCondition(reader, facts, fields.not, `${path}.not`) };
  if (fields.fact === undefined || keys.length !== 2) reader.malformed(path, 'all, any, not, or a fact with is or in');
  const fact = reader.text(fields.fact, `${path}.fact`);
  const values = Object.hasOwn(facts, fact) ? facts[fact]?.values : undefined;
  if (values === undefined) reader.reject('TABLE.UNKNOWN_FACT', `${path}.fact`, { fact });
  const allowed = fields.in === undefined ? [fields.is] : reader.array(fields.in, `${path}.in`);
  const at = (i: number): string => (fields.in === undefined ? `${path}.is` : `${path}.in[${i}]`);
  const wanted = allowed.map((item, i) => reader.text(item, at(i)));
  if (wanted.length === 0) reader.malformed(`${path}.in`, 'at least one value');
  wanted.forEach((each, i) => {
    if (values !== undefined && !Object.hasOwn(values, each)) reader.reject('TABLE.UNKNOWN_VALUE', at(i), { fact, value: each });
  });
  return { fact, in: wanted };
}

/** Whether a condition holds. `null` always does. @throws Fault when a fact has no value: the parser admits declared facts only. */
export function holds(condition: Condition | null, values: FactValues): boolean {
  if (condition === null) return true;
  if ('all' in condition) return condition.all.every((part) => holds(part, values));
  if ('any' in condition) return condition.any.some((part) => holds(part, values));
  if ('not' in condition) return !holds(condition.not, values);
  const value = values[condition.fact];
  assert(value !== undefined, `fact ${condition.fact} has no value`);
  return condition.in.includes(value);
}

/** The facts on which a condition that holds rests, in the order of the text: of an `any`, only the first part that holds. */
export function restsOn(condition: Condition | null, values: FactValues): readonly string[] {
  if (condition === null) return [];
  if ('all' in condition) return condition.all.flatMap((part) => restsOn(part, values));
  if ('any' in condition) {
    const part = condition.any.find((each) => holds(each, values));
    return part === undefined ? [] : restsOn(part, values);
  }
  if ('not' in condition) return namesIn(condition.not);
  return [condition.fact];
}

/** Every fact a condition can look at. */
export function namesIn(condition: Condition | null): readonly string[] {
  if (condition === null) return [];
  if ('all' in condition) return condition.all.flatMap(namesIn);
  if ('any' in condition) return condition.any.flatMap(namesIn);
  if ('not' in condition) return namesIn(condition.not);
  return [condition.fact];
}
