// Where a case path uses expressions, clock effects, payload fields and powers, each with its place and with what may be read
// there. Rules walk these lists instead of the document, so that no rule forgets a corner of it.
import type { ActDeclaration, ClockEffect, Condition, FactAssignments, FieldDeclaration, LinkDeclaration, OptionDeclaration } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { decisionsOf, targetsOf, type PathModel, type StateNode } from './path-model.js';

/** Payload fields at a place. `open`: the approval flow may add fields which the path does not know. */
export interface Payload {
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
  readonly open: boolean;
}

export interface ExpressionUse {
  readonly pointer: string;
  readonly text: string;
  /** What `payload` is here; null where an expression may read facts only. */
  readonly payload: Payload | null;
  /** The fact that is set; null for a condition, which must be true or false. */
  readonly sets: string | null;
}

export interface EffectUse {
  readonly pointer: string;
  readonly effect: ClockEffect;
  readonly payload: Payload;
}

export interface MatterUse {
  readonly pointer: string;
  readonly matter: string;
}

const NOTHING: Payload = { fields: {}, open: false };

// A dozen rules walk the same lists.
const expressions = new WeakMap<PathModel, readonly ExpressionUse[]>();

export function expressionsOf(model: PathModel): readonly ExpressionUse[] {
  const known = expressions.get(model) ?? [...findExpressions(model)];
  expressions.set(model, known);
  return known;
}

function* findExpressions(model: PathModel): Generator<ExpressionUse> {
  for (const [name, act] of Object.entries(model.document.acts)) yield* expressionsOfAct(act, pointerTo('/acts', name));
  for (const { node, state } of decisionsOf(model)) {
    yield* conditions(state.when, pointerTo(node.pointer, 'when'), null);
  }
  for (const { option, pointer, payload } of optionsOf(model)) {
    yield* conditions(option.when, pointerTo(pointer, 'when'), null);
    if (option.must !== undefined) yield { pointer: pointerTo(pointer, 'must', 'if'), text: option.must.if, payload: null, sets: null };
    yield* assignments(option.set, pointerTo(pointer, 'set'), payload);
    yield* assignments(option.onIssue?.set, pointerTo(pointer, 'onIssue', 'set'), payload);
  }
  for (const [name, clock] of Object.entries(model.document.clocks)) yield* assignments(clock.onExpiry?.set, pointerTo('/clocks', name, 'onExpiry', 'set'), null);
  for (const { link, pointer } of linksOf(model)) {
    yield* conditions(link.when, pointerTo(pointer, 'when'), null);
    for (const [index, { set }] of (link.follow ?? []).entries()) yield* assignments(set, pointerTo(pointer, 'follow', index, 'set'), null);
  }
}

/** Links with their places. */
export function linksOf({ document }: PathModel): readonly { readonly name: string; readonly link: LinkDeclaration; readonly pointer: string }[] {
  return Object.entries(document.links ?? {}).map(([name, link]) => ({ name, link, pointer: pointerTo('/links', name) }));
}

function* expressionsOfAct(act: ActDeclaration, pointer: string): Generator<ExpressionUse> {
  const payload = payloadOf(act);
  yield* conditions(act.when, pointerTo(pointer, 'when'), payload);
  for (const [index, target] of targetsOf(act.to, pointer).entries()) {
    if (target.entry?.if !== undefined) yield { pointer: pointerTo(pointer, 'to', index, 'if'), text: target.entry.if, payload, sets: null };
  }
  yield* assignments(act.set, pointerTo(pointer, 'set'), payload);
}

function* conditions(list: readonly Condition[] | undefined, pointer: string, payload: Payload | null): Generator<ExpressionUse> {
  for (const [index, condition] of (list ?? []).entries()) yield { pointer: pointerTo(pointer, index, 'if'), text: condition.if, payload, sets: null };
}

function* assignments(set: FactAssignments | undefined, pointer: string, payload: Payload | null): Generator<ExpressionUse> {
  for (const [fact, text] of Object.entries(set ?? {})) yield { pointer: pointerTo(pointer, fact), text, payload, sets: fact };
}

export function* clockEffectsOf(model: PathModel): Generator<EffectUse> {
  for (const [name, act] of Object.entries(model.document.acts)) yield* effects(act.clocks, pointerTo('/acts', name, 'clocks'), payloadOf(act));
  for (const { option, pointer, payload } of optionsOf(model)) {
    yield* effects(option.clocks, pointerTo(pointer, 'clocks'), payload);
    yield* effects(option.onIssue?.clocks, pointerTo(pointer, 'onIssue', 'clocks'), payload);
  }
  for (const { link, pointer } of linksOf(model)) {
    for (const [index, { clocks }] of (link.follow ?? []).entries()) yield* effects(clocks, pointerTo(pointer, 'follow', index, 'clocks'), NOTHING);
  }
}

function* effects(list: readonly ClockEffect[] | undefined, pointer: string, payload: Payload): Generator<EffectUse> {
  for (const [index, effect] of (list ?? []).entries()) yield { pointer: pointerTo(pointer, index), effect, payload };
}

export function* mattersOf(model: PathModel): Generator<MatterUse> {
  for (const [name, act] of Object.entries(model.document.acts)) {
    if (act.matter !== undefined) yield { pointer: pointerTo('/acts', name, 'matter'), matter: act.matter };
  }
  for (const { option, pointer } of optionsOf(model)) yield { pointer: pointerTo(pointer, 'matter'), matter: option.matter };
}

interface OptionUse {
  readonly node: StateNode;
  readonly option: OptionDeclaration;
  readonly pointer: string;
  /** What effects may read when it is decided and when it is issued: what the proposal gave, and what the flow adds. */
  readonly payload: Payload;
}

export function optionsOf(model: PathModel): readonly OptionUse[] {
  return decisionsOf(model).flatMap(({ node, state }) => Object.entries(state.options).map(([name, option]) => {
    const payload: Payload = { fields: { ...state.fields, ...option.fields }, open: true };
    return { node, option, pointer: pointerTo(node.pointer, 'options', name), payload };
  }));
}

/** Name of the clock an effect is about, and the key that names it. */
export function clockOf(effect: ClockEffect): { readonly key: string; readonly clock: string } {
  if ('start' in effect) return { key: 'start', clock: effect.start };
  if ('satisfy' in effect) return { key: 'satisfy', clock: effect.satisfy };
  return 'stop' in effect ? { key: 'stop', clock: effect.stop } : { key: 'event', clock: effect.event };
}

export function payloadOf(act: ActDeclaration): Payload {
  return act.fields === undefined ? NOTHING : { fields: act.fields, open: false };
}
