// An expression calls only functions that FEEL has; a misspelt one would give null at run time and refuse every act.
import { label } from '../problem.js';
import { isFeelFunction } from './feel-analysis.js';
import type { PathModel } from './path-model.js';
import { expressionsOf } from './path-uses.js';
import type { Rule } from './rule.js';

export const feelFunctionUnknown: Rule<PathModel> = {
  id: 'feel-function-unknown',
  severity: 'error',
  *check(model) {
    for (const { text, pointer } of expressionsOf(model)) {
      for (const name of model.analyse(text)?.functions ?? []) {
        if (!isFeelFunction(name)) yield { key: pointer, message: label(`FEEL 没有函数 ${name}`, `FEEL has no function ${name}`) };
      }
    }
  },
};
