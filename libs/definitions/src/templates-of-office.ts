// Problems of document templates that an office publishes, against the paths that its cases start on: the rules are those that templates of the product
// are checked by. What is not here: the rules (`./rules/template-fields`, `./rules/cross/template-references`).
import type { JsonValue } from '@quanze/kernel';
import { stored } from './duties-of-release.js';
import { arrangeProblems, type Problem } from './problem.js';
import { readDocument } from './read-document.js';
import { checkAgainst } from './rules/cross/index.js';
import { surroundingsOf } from './rules/cross/surroundings.js';

/** Its own problems, and those against the paths; empty when there are none. What does not fit its schema is not looked at further.
 *  @param paths whole, as releases hold them */
export function problemsOfTemplates(content: JsonValue, paths: readonly JsonValue[]): readonly Problem[] {
  // JSON is YAML, so the same reader gives the same problems.
  const read = readDocument(JSON.stringify(content), { file: 'content', kind: 'document-template' });
  if (!read.ok) return read.refusal.problems;
  return arrangeProblems([...read.value.warnings, ...checkAgainst(read.value, surroundingsOf(paths.map((path) => stored('case-path', path))))]);
}
