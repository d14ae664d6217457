// Whether an expression holds on the facts of a case, for choosing only: what is chosen wrongly is refused by the engine, and that is no harm.
// Acts that change no fact hand the same object on, so answers are kept by that object. What is not here: anything the engine decides by.
import type { CaseSnapshot, Expression } from '@quanze/engine';

const known = new WeakMap<CaseSnapshot['facts'], Map<Expression, boolean>>();

export function evaluateHolds(expression: Expression, facts: CaseSnapshot['facts']): boolean {
  let answers = known.get(facts);
  if (answers === undefined) {
    answers = new Map();
    known.set(facts, answers);
  }
  const before = answers.get(expression);
  if (before !== undefined) return before;
  const result = expression.evaluate(facts);
  const holds = result.ok && result.value === true;
  answers.set(expression, holds);
  return holds;
}
