// All declared facts and fields of a case path or an approval flow.
import type { ApprovalFlowDocument, FieldDeclaration } from '@quanze/engine';
import { pointerTo } from '../places.js';
import type { Declarations } from './declaration-shape.js';
import { decisionsOf, type PathModel } from './path-model.js';

type Found = Declarations['declarations'][number];

export function declarationsOfPath(model: PathModel): Declarations {
  const facts = Object.entries(model.document.facts).map(([name, declaration]): Found => ({ pointer: pointerTo('/facts', name), declaration }));
  const acts = Object.entries(model.document.acts).flatMap(([name, act]) => fields(act.fields, pointerTo('/acts', name)));
  const decisions = decisionsOf(model).flatMap(({ node, state }) => [
    ...fields(state.fields, node.pointer),
    ...Object.entries(state.options).flatMap(([name, option]) => fields(option.fields, pointerTo(node.pointer, 'options', name))),
  ]);
  return { declarations: [...facts, ...acts, ...decisions] };
}

export function declarationsOfFlow(flow: ApprovalFlowDocument): Declarations {
  return { declarations: Object.entries(flow.acts).flatMap(([name, act]) => fields(act.fields, pointerTo('/acts', name))) };
}

function fields(declared: Readonly<Record<string, FieldDeclaration>> | undefined, pointer: string): readonly Found[] {
  return Object.entries(declared ?? {}).map(([name, declaration]) => ({ pointer: pointerTo(pointer, 'fields', name), declaration }));
}
