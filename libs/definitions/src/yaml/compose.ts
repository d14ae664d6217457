// From the nodes of a parsed YAML document to a JSON value and, for whoever asks, the place of everything in it. Only what JSON can
// hold passes: no tags, no infinities, no inexact integers, no characters a database or a canonical text would refuse.
import { isAlias, isMap, isScalar, isSeq, type Alias, type Document, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { JsonValue, Label } from '@quanze/kernel';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { ALIASES_MAX, NESTING_MAX, VALUES_MAX } from './limits.js';

export interface ComposeProblem {
  readonly rule: string;
  readonly offset: number;
  readonly pointer: string;
  readonly message: Label;
}

export interface Composed {
  readonly value: JsonValue;
  readonly problems: readonly ComposeProblem[];
}

/** Told where a value begins, and the key before it (undefined for members of a list and for the document). */
export type Told = (pointer: string, value: number, key: number | undefined) => void;

interface Composer {
  readonly told: Told | null;
  readonly problems: ComposeProblem[];
  /** Anchored nodes met so far. The library would search the whole document for every alias. */
  readonly anchors: Map<string, Node>;
  values: number;
  aliases: number;
  /** Set when a limit was hit: the rest is not visited. */
  stopped: boolean;
}

// Half a surrogate pair has no UTF-8 form, NUL cannot be stored as text, and other controls are invisible to a reviewer.
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const UNPRINTABLE = /\p{Surrogate}|[\u0000-\u0008\u000B-\u001F\u007F\uFEFF]/u;
const DECIMAL_INTEGER = /^[-+]?\d+$/;

/** @param told of every place, when given: a document without problems needs none, and they cost more than the value */
export function compose(document: Document, told: Told | null): Composed {
  const composer: Composer = { told, problems: [], anchors: new Map(), values: 0, aliases: 0, stopped: false };
  const value = composeNode(composer, document.contents as Node | null, '', undefined, 0);
  return { value, problems: composer.problems };
}

function composeNode(composer: Composer, node: Node | null, pointer: string, key: number | undefined, depth: number): JsonValue {
  const offset = startOf(node);
  composer.told?.(pointer, offset ?? key ?? 0, key);
  if (++composer.values > VALUES_MAX || depth > NESTING_MAX) return stop(composer, offset ?? 0, pointer);
  if (node === null) return null;
  if (isAlias(node)) {
    const target = resolveAlias(composer, node, pointer);
    // A place inside an alias is where the anchor stands: that is the text to change. A cycle ends at the nesting limit.
    return target === null ? null : composeNode(composer, target, pointer, key, depth + 1);
  }
  const { anchor } = node as { readonly anchor?: string };
  if (anchor !== undefined) composer.anchors.set(anchor, node);
  if (hasForeignTag(node)) {
    return report(composer, 'yaml-tag', offset ?? 0, pointer, label(`不支持标签 ${node.tag ?? ''}`, `the tag ${node.tag ?? ''} is not supported`));
  }
  if (isMap(node)) return composeMap(composer, node, pointer, depth);
  if (isSeq(node)) {
    const items: JsonValue[] = [];
    for (const [index, item] of node.items.entries()) {
      if (composer.stopped) break;
      items.push(composeNode(composer, item as Node | null, pointerTo(pointer, index), undefined, depth + 1));
    }
    return items;
  }
  return isScalar(node) ? composeScalar(composer, node, pointer) : null;
}

function composeMap(composer: Composer, map: YAMLMap, pointer: string, depth: number): JsonValue {
  const members = new Map<string, JsonValue>();
  for (const [name, { offset, node }] of readMembers(composer, map, pointer)) {
    if (composer.stopped) break;
    members.set(name, composeNode(composer, node, pointerTo(pointer, name), offset, depth + 1));
  }
  // From entries, so that a key such as `__proto__` becomes an ordinary member.
  return Object.fromEntries(members);
}

interface Member {
  readonly offset: number;
  readonly node: Node | null;
}

function readMembers(composer: Composer, map: YAMLMap, pointer: string): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const pair of map.items as Pair<Node, Node | null>[]) {
    const offset = startOf(pair.key) ?? 0;
    const name = isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : null;
    if (name === null) {
      report(composer, 'yaml-key', offset, pointer, label('键必须是文本', 'a key must be a text'));
    } else if (name === '<<') {
      // Editors disagree about what a merge key means in YAML 1.2, so what is reviewed could differ from what runs.
      report(composer, 'yaml-merge', offset, pointerTo(pointer, name), label('YAML 1.2 没有合并键 <<，请逐项写出', 'YAML 1.2 has no merge key <<: write the keys out'));
    } else if (members.has(name)) {
      report(composer, 'yaml-duplicate-key', offset, pointerTo(pointer, name), label(`键 ${name} 重复`, `the key ${name} occurs twice`));
    } else {
      checkText(composer, name, offset, pointer);
      members.set(name, { offset, node: pair.value });
    }
  }
  return members;
}

/** The node an alias stands for, or null after a problem. */
function resolveAlias(composer: Composer, node: Alias, pointer: string): Node | null {
  const offset = startOf(node) ?? 0;
  if (++composer.aliases > ALIASES_MAX) {
    composer.stopped = true;
    return report(composer, 'yaml-aliases', offset, pointer, label(`引用（*）超过 ${ALIASES_MAX} 处`, `more than ${ALIASES_MAX} aliases (*)`));
  }
  const target = composer.anchors.get(node.source);
  return target ?? report(composer, 'yaml-alias-unknown', offset, pointer, label('引用（*）没有对应的锚点（&）', 'the alias (*) names no anchor (&) before it'));
}

function composeScalar(composer: Composer, node: Scalar, pointer: string): JsonValue {
  const { value } = node;
  const offset = startOf(node) ?? 0;
  if (typeof value === 'string') {
    checkText(composer, value, offset, pointer);
    return value;
  }
  if (typeof value === 'number') {
    const inexact = !Number.isFinite(value) || (DECIMAL_INTEGER.test(node.source ?? '') && !Number.isSafeInteger(value));
    return inexact ? report(composer, 'yaml-number', offset, pointer, label('数值超出范围', 'the number cannot be represented exactly')) : value;
  }
  return typeof value === 'boolean' ? value : null;
}

function checkText(composer: Composer, text: string, offset: number, pointer: string): void {
  if (UNPRINTABLE.test(text)) report(composer, 'yaml-character', offset, pointer, label('文本含有不可用的控制字符', 'the text has a control character that is not allowed'));
}

// The parser writes the implied tags too; only an explicit one that is not of the core schema changes what is meant.
function hasForeignTag(node: Node): boolean {
  const { tag } = node as { readonly tag?: string };
  return tag !== undefined && !/^tag:yaml\.org,2002:(map|seq|str|int|float|bool|null)$/.test(tag);
}

function startOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}

function report(composer: Composer, rule: string, offset: number, pointer: string, message: Label): null {
  composer.problems.push({ rule, offset, pointer, message });
  return null;
}

function stop(composer: Composer, offset: number, pointer: string): null {
  if (composer.stopped) return null;
  composer.stopped = true;
  return report(composer, 'yaml-too-large', offset, pointer, label('展开引用后内容过多或嵌套过深', 'the document is too large or too deeply nested once aliases are resolved'));
}
