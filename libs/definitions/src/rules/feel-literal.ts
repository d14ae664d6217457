// A literal in an expression can be a value of what it is compared with. A condition `kind = "grnat"` is simply never true,
// which nobody notices until the lawful option is missing.
import { label } from '../problem.js';
import { suggestion } from '../suggest.js';
import { declarationOf, fits, wantedBy } from './declared-types.js';
import type { PathModel } from './path-model.js';
import { expressionsOf } from './path-uses.js';
import type { Rule } from './rule.js';

export const feelLiteral: Rule<PathModel> = {
  id: 'feel-literal',
  severity: 'error',
  *check(model) {
    for (const { text, pointer, payload } of expressionsOf(model)) {
      for (const { operand, literals } of model.analyse(text)?.comparisons ?? []) {
        const declaration = declarationOf(model, payload, operand);
        if (declaration === undefined) continue;
        for (const literal of literals.filter((value) => !fits(value, declaration))) {
          const meant = suggestion(String(literal), declaration.values ?? []);
          const wanted = wantedBy(declaration);
          yield {
            key: pointer,
            message: label(`${String(literal)} 不是 ${operand.name} 的值（${wanted}）${meant.zh}`, `${String(literal)} is not a value of ${operand.name} (${wanted})${meant.en}`),
          };
        }
      }
    }
  },
};
