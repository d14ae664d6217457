// What a rule on documents is: a stable id, a severity, and a function from the prepared document to findings. One rule stands
// in one file. What is not here: the rules, and the places in the text (the findings carry JSON pointers).
import type { Label } from '@quanze/kernel';
import type { On, Places } from '../places.js';
import { problemAt, type Problem, type Severity } from '../problem.js';

export interface Finding {
  /** JSON pointer of what is wrong. */
  readonly key: string;
  readonly on?: On;
  /** Where a document of some origin is only warned of what is an error elsewhere. */
  readonly severity?: Severity;
  readonly message: Label;
}

export interface Rule<Subject> {
  /** Stable kebab-case id, shown with every problem. */
  readonly id: string;
  readonly severity: Severity;
  check(subject: Subject): Iterable<Finding>;
}

/** Runs rules over one document. */
export function runRules<Subject>(rules: readonly Rule<Subject>[], subject: Subject, where: { readonly file: string; readonly places: Places }): readonly Problem[] {
  return rules.flatMap((rule) => [...rule.check(subject)].map((finding) => problemAt(where, { rule: rule.id, severity: rule.severity, ...finding })));
}
