// A declared fact is read by some expression or clock, or feeds the authority gate. One that nobody reads is usually a rest
// of an older wording.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import { clockEffectsOf, expressionsOf } from './path-uses.js';
import type { Rule } from './rule.js';
import { templateValues } from './template-values.js';

export const factUnused: Rule<PathModel> = {
  id: 'fact-unused',
  severity: 'warning',
  *check(model) {
    const used = new Set<string>(model.document.custody === undefined ? [] : [model.document.custody.fact]);
    for (const { text } of expressionsOf(model)) for (const name of model.analyse(text)?.names ?? []) used.add(name);
    for (const use of clockEffectsOf(model)) for (const { value } of templateValues(use)) if (value.startsWith('fact.')) used.add(value.slice('fact.'.length));
    for (const [name, fact] of Object.entries(model.document.facts)) {
      // A fact with rights of its own is there for people to read.
      if (used.has(name) || fact.authority !== undefined || fact.access !== undefined) continue;
      yield { key: pointerTo('/facts', name), on: 'key', message: label(`没有地方读取事实 ${name}`, `nothing reads the fact ${name}`) };
    }
  },
};
