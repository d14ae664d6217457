// What is wrong with a document, in the one shape in which editors, the command line and the API show it.
// What is not here: finding problems (`./yaml`, `./schema`, `./rules`).
import type { Label, Refusal, Refused } from '@quanze/kernel';
import type { On, Places } from './places.js';
import { placeOf } from './places.js';

/** An `error` keeps a document from being used; a `warning` asks the author to look again. */
export type Severity = 'error' | 'warning';

export interface Problem {
  /** Stable kebab-case id of the rule, e.g. `state-unknown`; never reused for another demand. */
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  /** 1-based line. */
  readonly line: number;
  /** 1-based column in UTF-16 units, as editors count. */
  readonly column: number;
  /** JSON pointer (RFC 6901) of the offending key or value; empty for the document itself. */
  readonly key: string;
  readonly message: Label;
}

/** A document that may not be used. `code` is `DEFINITION.INVALID`; `params` name the file and count the errors. */
export interface DefinitionRefusal extends Refusal {
  readonly code: 'DEFINITION.INVALID';
  readonly problems: readonly Problem[];
}

// A reader fixes the first few problems and runs again; a hostile document must not produce a report larger than itself.
export const PROBLEMS_PER_DOCUMENT_MAX = 200;

export function label(zh: string, en: string): Label {
  return { zh, en };
}

/** A problem at the place of a JSON pointer. */
export function problemAt(
  where: { readonly file: string; readonly places: Places },
  what: { readonly rule: string; readonly severity?: Severity; readonly key: string; readonly on?: On; readonly message: Label },
): Problem {
  const { line, column, file } = placeOf(where.places, what.key, what.on ?? 'value');
  return { rule: what.rule, severity: what.severity ?? 'error', file: file ?? where.file, line, column, key: what.key, message: what.message };
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/** Problems in reading order, errors before warnings at the same place, and at most `PROBLEMS_PER_DOCUMENT_MAX`:
 *  what is left out is counted in a last problem `problems-left-out`. */
export function arrangeProblems(problems: readonly Problem[]): readonly Problem[] {
  const sorted = [...problems].sort(inReadingOrder);
  const first = sorted[PROBLEMS_PER_DOCUMENT_MAX];
  if (first === undefined) return sorted;
  const rest = sorted.slice(PROBLEMS_PER_DOCUMENT_MAX);
  const left = rest.length;
  return [...sorted.slice(0, PROBLEMS_PER_DOCUMENT_MAX), {
    ...first,
    rule: 'problems-left-out',
    severity: hasErrors(rest) ? 'error' : 'warning',
    message: label(`另有 ${left} 个问题未列出`, `${left} more problems are not listed`),
  }];
}

function inReadingOrder(a: Problem, b: Problem): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column
    || compareText(a.severity, b.severity) || compareText(a.rule, b.rule) || compareText(a.key, b.key);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The refusal for a document with problems. */
export function invalid(file: string, problems: readonly Problem[]): Refused<DefinitionRefusal> {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return { ok: false, refusal: { code: 'DEFINITION.INVALID', params: { file, errors }, problems: arrangeProblems(problems) } };
}

/** One line for a terminal: `file:line:column severity rule message`. */
export function formatProblem(problem: Problem, language: 'zh' | 'en'): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem.severity} ${problem.rule} ${problem.message[language]}`;
}
