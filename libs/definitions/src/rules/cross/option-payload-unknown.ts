// What the effects of an option read from the payload is given by somebody: by the proposal (fields of the decision and of the
// option, except sensitive ones, which are sealed at once), or by the act of the bound flow that decides or issues.
import { isDeciding, type ApprovalFlowDocument } from '@quanze/engine';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { suggestion } from '../../suggest.js';
import type { PathModel } from '../path-model.js';
import { clockEffectsOf, expressionsOf, optionsOf, type Payload } from '../path-uses.js';
import type { Rule } from '../rule.js';
import { templateValues } from '../template-values.js';
import { boundFlowOf, type Placed } from './surroundings.js';

interface Read {
  readonly field: string;
  readonly pointer: string;
}

export const optionPayloadUnknown: Rule<Placed<PathModel>> = {
  id: 'option-payload-unknown',
  severity: 'error',
  *check({ subject, around }) {
    const reads = readsOf(subject);
    for (const { node, pointer, payload } of optionsOf(subject)) {
      const flow = boundFlowOf(around, subject.document.id, node.id);
      if (flow === undefined) continue;
      for (const read of reads.filter((candidate) => candidate.pointer.startsWith(`${pointer}/`))) {
        const known = [...kept(payload), ...given(flow, read.pointer.startsWith(pointerTo(pointer, 'onIssue')))];
        if (known.includes(read.field)) continue;
        const meant = suggestion(read.field, known);
        yield { key: read.pointer, message: label(`此时没有字段 ${read.field}${meant.zh}`, `no field ${read.field} is given at this moment${meant.en}`) };
      }
    }
  },
};

function readsOf(model: PathModel): readonly Read[] {
  const expressions = [...expressionsOf(model)].flatMap(({ text, pointer }) => (model.analyse(text)?.payloadFields ?? []).map((field) => ({ field, pointer })));
  const effects = [...clockEffectsOf(model)].flatMap((use) => [...templateValues(use)]);
  const moments = effects.filter(({ value }) => value.startsWith('payload.')).map(({ value, pointer }) => ({ field: value.slice('payload.'.length), pointer }));
  return [...expressions, ...moments];
}

/** Fields of the proposal that outlive it. */
function kept({ fields }: Payload): readonly string[] {
  return Object.entries(fields).filter(([, field]) => field.sensitive !== true).map(([name]) => name);
}

/** Fields of the acts of a flow that decide (or issue), as far as every such act has them. */
function given(flow: ApprovalFlowDocument, isIssued: boolean): readonly string[] {
  const acts = Object.values(flow.acts).filter((act) => (isIssued ? act.kind === 'issue' : isDeciding(act.kind)));
  const [first, ...others] = acts.map((act) => Object.keys(act.fields ?? {}));
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)));
}
