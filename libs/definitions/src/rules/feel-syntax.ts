// Every expression parses as FEEL.
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import { expressionsOf } from './path-uses.js';
import type { Rule } from './rule.js';

export const feelSyntax: Rule<PathModel> = {
  id: 'feel-syntax',
  severity: 'error',
  *check(model) {
    for (const { text, pointer } of expressionsOf(model)) {
      if (model.analyse(text) === null) yield { key: pointer, message: label(`表达式“${text}”不是有效的 FEEL`, `“${text}” is not a FEEL expression`) };
    }
  },
};
