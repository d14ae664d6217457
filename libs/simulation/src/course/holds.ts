// Whether an expression holds on the facts of a case, for choosing only: what is chosen wrongly is refused by the engine, and that is no harm.
import type { CaseSnapshot, Expression } from '@quanze/engine';

export function evaluateHolds(expression: Expression, facts: CaseSnapshot['facts']): boolean {
  const result = expression.evaluate(facts);
  return result.ok && result.value === true;
}
