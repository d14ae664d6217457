// Every reference to a state names a state of the path: sources, targets, homes, `while`, `initial`, `default`, `main`,
// and the earlier decision that bars its handler (`differentHandler`).
// A reference into a decision (`stage.outcome.chief`) is left to the rule that knows the bound flow.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { suggestion } from '../suggest.js';
import { decisionAround, decisionsOf, targetsOf, type PathModel, type StateNode } from './path-model.js';
import { linksOf } from './path-uses.js';
import type { Finding, Rule } from './rule.js';

export const stateUnknown: Rule<PathModel> = {
  id: 'state-unknown',
  severity: 'error',
  *check(model) {
    yield* rootReferences(model);
    for (const node of model.states.values()) yield* stateReferences(model, node);
    for (const { node, state } of decisionsOf(model)) {
      yield* references(model, state.home, pointerTo(node.pointer, 'home'));
      yield* references(model, state.while, pointerTo(node.pointer, 'while'));
      if (state.differentHandler !== undefined) yield* reference(model, state.differentHandler.from, pointerTo(node.pointer, 'differentHandler', 'from'));
      for (const [name, option] of Object.entries(state.options)) yield* reference(model, option.to, pointerTo(node.pointer, 'options', name, 'to'));
    }
    for (const [name, act] of Object.entries(model.document.acts)) {
      const pointer = pointerTo('/acts', name);
      yield* references(model, act.from, pointerTo(pointer, 'from'), ['*', 'new']);
      yield* references(model, act.while, pointerTo(pointer, 'while'));
      for (const target of targetsOf(act.to, pointer)) yield* reference(model, target.to, target.pointer);
    }
    for (const { link, pointer } of linksOf(model)) {
      yield* references(model, link.from, pointerTo(pointer, 'from'), ['*']);
      yield* references(model, link.while, pointerTo(pointer, 'while'));
    }
  },
};

function* rootReferences({ document }: PathModel): Generator<Finding> {
  const names = Object.keys(document.states);
  if (document.initial !== undefined) yield* localReference(document.initial, names, '/initial');
  if (document.main !== undefined) yield* localReference(document.main, names, '/main');
}

function* stateReferences(model: PathModel, node: StateNode): Generator<Finding> {
  if (node.state.type === 'group') yield* localReference(node.state.initial, Object.keys(node.state.states), pointerTo(node.pointer, 'initial'));
  if (node.state.type === 'history') yield* reference(model, node.state.default, pointerTo(node.pointer, 'default'));
}

function* references(model: PathModel, refs: readonly string[] | undefined, pointer: string, words: readonly string[] = []): Generator<Finding> {
  for (const [index, ref] of (refs ?? []).entries()) yield* reference(model, ref, pointerTo(pointer, index), words);
}

function* reference(model: PathModel, ref: string, pointer: string, words: readonly string[] = []): Generator<Finding> {
  if (words.includes(ref) || model.states.has(ref) || decisionAround(model, ref) !== null) return;
  const meant = suggestion(ref, [...model.states.keys(), ...words]);
  yield { key: pointer, message: label(`没有状态 ${ref}${meant.zh}`, `there is no state ${ref}${meant.en}`) };
}

function* localReference(name: string, known: readonly string[], pointer: string): Generator<Finding> {
  if (known.includes(name)) return;
  const meant = suggestion(name, known);
  yield { key: pointer, message: label(`此处没有状态 ${name}${meant.zh}`, `there is no state ${name} here${meant.en}`) };
}
