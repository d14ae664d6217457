// Every fact that is set, filled into an event or watched for custody is declared under `facts`.
// What expressions read is `./feel-name-unknown`.
import { pointerTo, type On } from '../places.js';
import { label } from '../problem.js';
import { suggestion } from '../suggest.js';
import type { PathModel } from './path-model.js';
import { clockEffectsOf, expressionsOf } from './path-uses.js';
import type { Finding, Rule } from './rule.js';
import { templateValues } from './template-values.js';

export const factUnknown: Rule<PathModel> = {
  id: 'fact-unknown',
  severity: 'error',
  *check(model) {
    for (const use of expressionsOf(model)) if (use.sets !== null) yield* unknown(model, use.sets, use.pointer, 'key');
    for (const use of clockEffectsOf(model)) {
      for (const { value, pointer } of templateValues(use)) if (value.startsWith('fact.')) yield* unknown(model, value.slice('fact.'.length), pointer, 'value');
    }
    for (const [name, { writes }] of Object.entries(model.document.acts)) {
      if (writes === undefined || writes === '*') continue;
      for (const [index, fact] of writes.entries()) yield* unknown(model, fact, pointerTo('/acts', name, 'writes', index), 'value');
    }
    const { custody } = model.document;
    if (custody !== undefined) yield* unknown(model, custody.fact, pointerTo('/custody', 'fact'), 'value');
  },
};

function* unknown({ document }: PathModel, fact: string, key: string, on: On): Generator<Finding> {
  if (Object.hasOwn(document.facts, fact)) return;
  const meant = suggestion(fact, Object.keys(document.facts));
  yield { key, on, message: label(`未声明事实 ${fact}${meant.zh}`, `the fact ${fact} is not declared${meant.en}`) };
}
