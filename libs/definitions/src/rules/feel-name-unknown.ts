// An expression reads declared facts only, and `payload` only where there is one. An option is offered before anybody has
// given a payload, so its conditions cannot read one.
import { label } from '../problem.js';
import { suggestion } from '../suggest.js';
import type { PathModel } from './path-model.js';
import { expressionsOf } from './path-uses.js';
import type { Rule } from './rule.js';

export const feelNameUnknown: Rule<PathModel> = {
  id: 'feel-name-unknown',
  severity: 'error',
  *check(model) {
    const facts = Object.keys(model.document.facts);
    for (const { text, pointer, payload } of expressionsOf(model)) {
      for (const name of model.analyse(text)?.names ?? []) {
        if (facts.includes(name)) continue;
        if (name === 'payload') {
          if (payload === null) yield { key: pointer, message: label('此处不能读取 payload', 'payload cannot be read here') };
          continue;
        }
        const meant = suggestion(name, facts);
        yield { key: pointer, message: label(`表达式读取了未声明的事实 ${name}${meant.zh}`, `the expression reads ${name}, which is not a declared fact${meant.en}`) };
      }
    }
  },
};
