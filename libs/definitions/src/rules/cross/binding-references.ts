// A binding names paths, decisions and flows that exist; `*` stands for all.
import type { FlowBindingDocument } from '@quanze/engine';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { suggestion } from '../../suggest.js';
import { decisionsOf } from '../path-model.js';
import type { Finding, Rule } from '../rule.js';
import { fits, type Placed, type Surroundings } from './surroundings.js';

type Entry = FlowBindingDocument['bindings'][number];

export const bindingReferences: Rule<Placed<FlowBindingDocument>> = {
  id: 'binding-reference-unknown',
  severity: 'error',
  *check({ subject, around }) {
    for (const [index, entry] of subject.bindings.entries()) {
      const pointer = pointerTo('/bindings', index);
      if (entry.path !== '*' && !around.paths.has(entry.path)) yield unknown(pointerTo(pointer, 'path'), label('办案流程', 'case path'), entry.path, around.paths.keys());
      if (!around.flows.has(entry.flow)) yield unknown(pointerTo(pointer, 'flow'), label('审批流程', 'approval flow'), entry.flow, around.flows.keys());
      const decisions = decisionIds(around, entry);
      if (entry.decision !== '*' && decisions !== null && !decisions.includes(entry.decision)) yield unknown(pointerTo(pointer, 'decision'), label('决定点', 'decision'), entry.decision, decisions);
    }
  },
};

/** Ids of the decisions an entry may mean; null when its path is unknown, which is the problem to mend first. */
function decisionIds(around: Surroundings, entry: Entry): readonly string[] | null {
  const paths = [...around.paths].filter(([id]) => fits(entry.path, id)).map(([, model]) => model);
  return paths.length === 0 ? null : paths.flatMap((model) => decisionsOf(model).map(({ node }) => node.id));
}

function unknown(key: string, what: { readonly zh: string; readonly en: string }, name: string, known: Iterable<string>): Finding {
  const meant = suggestion(name, known);
  return { key, message: label(`没有${what.zh} ${name}${meant.zh}`, `there is no ${what.en} ${name}${meant.en}`) };
}
