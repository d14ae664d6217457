// Every matter is a power of the power list. What the list does not name falls to its residual rule, and a misspelt power
// would so give a major matter to the wrong body.
import type { ApprovalFlowDocument } from '@quanze/engine';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { suggestion } from '../../suggest.js';
import type { PathModel } from '../path-model.js';
import { mattersOf, type MatterUse } from '../path-uses.js';
import type { Finding, Rule } from '../rule.js';
import type { Placed } from './surroundings.js';

export const matterUnknownInPath: Rule<Placed<PathModel>> = {
  id: 'matter-unknown',
  severity: 'error',
  check: ({ subject, around }) => unknown(mattersOf(subject), around.powers),
};

export const matterUnknownInFlow: Rule<Placed<ApprovalFlowDocument>> = {
  id: 'matter-unknown',
  severity: 'error',
  check: ({ subject, around }) => unknown(mattersOfFlow(subject), around.powers),
};

function* unknown(uses: Iterable<MatterUse>, powers: ReadonlySet<string>): Generator<Finding> {
  for (const { matter, pointer } of uses) {
    if (powers.has(matter)) continue;
    const meant = suggestion(matter, powers);
    yield { key: pointer, message: label(`职权清单没有 ${matter}${meant.zh}`, `the power list has no ${matter}${meant.en}`) };
  }
}

function mattersOfFlow(flow: ApprovalFlowDocument): readonly MatterUse[] {
  return Object.entries(flow.acts).flatMap(([name, { matter }]) => (matter === undefined ? [] : [{ pointer: pointerTo('/acts', name, 'matter'), matter }]));
}
