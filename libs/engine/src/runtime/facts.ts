// Facts of the case: initial values, assignments by acts, and the context that expressions see.
import { ok, refused, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import type { Assignment, CompiledCondition } from '../compile/compiled.js';
import { evaluateCondition, type FeelContext } from '../compile/feel.js';
import type { CasePathDocument } from '../definition/case-path.js';
import type { FactValue } from '../definition/common.js';
import { problemOf } from './payload.js';

export type Facts = Readonly<Record<string, FactValue>>;

/** Facts at creation: the declared initial values overlaid by what the creator gives. Refuses `FACTS.INVALID`. */
export function initialFacts(path: CasePathDocument, given: JsonObject): Result<Facts> {
  const problems: string[] = [];
  const facts: Record<string, FactValue> = {};
  for (const key of Object.keys(given)) if (!Object.hasOwn(path.facts, key)) problems.push(`${key.slice(0, 60)}: unknown`);
  for (const [name, declaration] of Object.entries(path.facts)) {
    const value = given[name] ?? declaration.initial ?? null;
    if (value === null) {
      if (declaration.required === true) problems.push(`${name}: required`);
      continue;
    }
    const problem = problemOf(value, declaration);
    if (problem === null) facts[name] = value as FactValue;
    else problems.push(`${name}: ${problem}`);
  }
  return problems.length === 0 ? ok(facts) : refused('FACTS.INVALID', { problems });
}

// Explaining a case asks hundreds of times for the same facts without a payload.
const withoutPayload = new WeakMap<Facts, FeelContext>();
const NOTHING: JsonObject = {};

/** What expressions see. Facts are never changed in place, so their context can be remembered. */
export function contextOf(facts: Facts, payload: JsonObject = NOTHING): FeelContext {
  if (payload !== NOTHING) return { ...facts, payload } as FeelContext;
  const known = withoutPayload.get(facts);
  if (known !== undefined) return known;
  const context = { ...facts, payload } as FeelContext;
  withoutPayload.set(facts, context);
  return context;
}

/** Applies assignments; all read the facts before the act. Refuses `FACTS.OUT_OF_RANGE`, `RULE.NOT_EVALUABLE`. */
export function assign(path: CasePathDocument, facts: Facts, assignments: readonly Assignment[], payload: JsonObject): Result<Facts> {
  if (assignments.length === 0) return ok(facts);
  const context = contextOf(facts, payload);
  const next: Record<string, FactValue> = { ...facts };
  for (const { fact, expression } of assignments) {
    const value = expression.evaluate(context);
    if (!value.ok) return value;
    if (value.value === null) {
      delete next[fact];
      continue;
    }
    const declaration = path.facts[fact];
    const problem = declaration === undefined ? 'unknown' : problemOf(value.value as JsonValue, declaration);
    if (problem !== null) return refused('FACTS.OUT_OF_RANGE', { fact, reason: problem });
    next[fact] = value.value as FactValue;
  }
  return ok(next);
}

/** The conditions that do not hold, in order. One that cannot be evaluated counts as not holding: nothing fails open. */
export function unmetConditions(conditions: readonly CompiledCondition[], context: FeelContext): readonly CompiledCondition[] {
  if (conditions.length === 0) return conditions;
  return conditions.filter((condition) => {
    const result = evaluateCondition(condition.expression, context);
    return !(result.ok && result.value);
  });
}
