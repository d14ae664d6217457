// What an expression plainly gives fits its place: true or false for a condition, a value of the fact for an assignment.
// Only what can be seen without running it is judged: literals, facts, payload fields and the branches of an `if`.
import { label } from '../problem.js';
import { declarationOf, fits, wantedBy, type Declaration } from './declared-types.js';
import type { Outcome } from './feel-analysis.js';
import type { PathModel } from './path-model.js';
import { expressionsOf, type ExpressionUse } from './path-uses.js';
import type { Finding, Rule } from './rule.js';

const TRUTH: Declaration = { type: 'boolean', label: { zh: '是否', en: 'true or false' } };

export const feelType: Rule<PathModel> = {
  id: 'feel-type',
  severity: 'error',
  *check(model) {
    for (const use of expressionsOf(model)) {
      const wanted = use.sets === null ? TRUTH : declarationOf(model, null, { of: 'fact', name: use.sets });
      if (wanted === undefined) continue;
      for (const outcome of model.analyse(use.text)?.outcomes ?? []) yield* misfit(model, use, outcome, wanted);
    }
  },
};

function* misfit(model: PathModel, use: ExpressionUse, outcome: Outcome, wanted: Declaration): Generator<Finding> {
  if (outcome === 'other') return;
  if (outcome === 'truth') {
    if (wanted.type !== 'boolean') yield finding(use, 'true/false', wanted);
    return;
  }
  if ('literal' in outcome) {
    // A list is never a single literal, and a condition may not be null.
    const isFit = wanted.type === 'list' ? outcome.literal === null : fits(outcome.literal, wanted) && !(use.sets === null && outcome.literal === null);
    if (!isFit) yield finding(use, String(outcome.literal), wanted);
    return;
  }
  const given = declarationOf(model, use.payload, outcome.operand);
  if (given !== undefined && !isAssignable(given, wanted)) yield finding(use, `${outcome.operand.name} (${wantedBy(given)})`, wanted);
}

/** Whether every value of one declaration is a value of the other. */
function isAssignable(given: Declaration, wanted: Declaration): boolean {
  if (given.type === 'people' || given.type === 'files') return wanted.type === 'list' && wanted.values === undefined;
  if (wanted.type === 'text') return given.type === 'text' || given.type === 'enum' || given.type === 'person' || given.type === 'date' || given.type === 'file';
  if (given.type !== wanted.type) return false;
  const { values } = wanted;
  return values === undefined || (given.values ?? []).length > 0 && (given.values ?? []).every((value) => values.includes(value));
}

function finding(use: ExpressionUse, given: string, wanted: Declaration): Finding {
  return { key: use.pointer, message: label(`表达式的结果 ${given} 不符合 ${wantedBy(wanted)}`, `the expression gives ${given}, but ${wantedBy(wanted)} is needed here`) };
}
