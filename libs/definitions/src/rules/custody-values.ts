// The values that mean “held” are values of the custody fact; a misspelt one would move the end of a custody clock.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { suggestion } from '../suggest.js';
import { fits, wantedBy } from './declared-types.js';
import type { PathModel } from './path-model.js';
import type { Rule } from './rule.js';

export const custodyValues: Rule<PathModel> = {
  id: 'custody-values',
  severity: 'error',
  *check({ document }) {
    const { custody } = document;
    const fact = custody === undefined || !Object.hasOwn(document.facts, custody.fact) ? undefined : document.facts[custody.fact];
    if (custody === undefined || fact === undefined) return;
    for (const [index, value] of custody.held.entries()) {
      if (fact.type === 'enum' && fits(value, fact)) continue;
      const meant = suggestion(value, fact.values ?? []);
      yield { key: pointerTo('/custody/held', index), message: label(`${value} 不是 ${custody.fact} 的值（${wantedBy(fact)}）${meant.zh}`, `${value} is not a value of ${custody.fact} (${wantedBy(fact)})${meant.en}`) };
    }
  },
};
