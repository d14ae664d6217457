// Conditions of targets: FEEL over the fields of the tables, rewritten to the names that facts have here. The type of a field is what the
// conditions compare it with; where nothing says otherwise it is a text. What is not here: whether a condition holds to the rules of
// definitions, which the rules themselves say (`./import-tables`).
import type { FactType } from '@quanze/engine';
import { parseExpression } from 'feelin';
import { analyseFeel } from '../rules/feel-analysis.js';
import { EXPRESSION_LENGTH_MAX } from '../schema/parts.js';

const rewritten = new WeakMap<ReadonlyMap<string, string>, Map<string, string | null>>();

/** As `rewriteOnce`, each text once for the same facts: a path is built again when a rule refuses a condition. */
export function rewriteCondition(text: string, facts: ReadonlyMap<string, string>): string | null {
  const known = rewritten.get(facts) ?? new Map<string, string | null>();
  rewritten.set(facts, known);
  const done = known.get(text);
  if (done !== undefined) return done;
  const condition = rewriteOnce(text, facts);
  known.set(text, condition);
  return condition;
}

/** The condition over facts; null when it does not parse or reads anything but declared fields. @param facts names of facts by field */
function rewriteOnce(text: string, facts: ReadonlyMap<string, string>): string | null {
  if (text.trim() === '' || text.length > EXPRESSION_LENGTH_MAX) return null;
  const renamed = rename(text, facts);
  const analysis = renamed === null || renamed.length > EXPRESSION_LENGTH_MAX ? null : analyseFeel(renamed);
  const declared = new Set(facts.values());
  return analysis === null || analysis.names.some((name) => !declared.has(name)) ? null : renamed;
}

function rename(text: string, facts: ReadonlyMap<string, string>): string | null {
  try {
    let renamed = '';
    let copied = 0;
    const cursor = parseExpression(text, {}, undefined).cursor();
    do {
      if (cursor.type.isError) return null;
      if (cursor.name !== 'VariableName') continue;
      const { parent } = cursor.node;
      const isFunction = parent?.name === 'FunctionInvocation' && parent.firstChild?.from === cursor.from;
      const isProperty = parent?.name === 'PathExpression' && parent.firstChild?.from !== cursor.from;
      const name = facts.get(text.slice(cursor.from, cursor.to));
      if (isFunction || isProperty) continue;
      // A name here that the tables do not have must not be taken for a fact that got it in their place.
      if (name === undefined) return null;
      renamed += `${text.slice(copied, cursor.from)}${name}`;
      copied = cursor.to;
    } while (cursor.next());
    return `${renamed}${text.slice(copied)}`;
  } catch {
    // The parser of the library gives up on what is no expression at all.
    return null;
  }
}

/** Types of the facts that conditions say something about. A fact that is compared with things of several types has none of them. */
export function typesOf(conditions: Iterable<string>): ReadonlyMap<string, FactType> {
  const found = new Map<string, Set<FactType>>();
  const add = (name: string, type: FactType): void => void found.set(name, (found.get(name) ?? new Set()).add(type));
  for (const text of conditions) {
    const analysis = analyseFeel(text);
    for (const { operand, literals } of analysis?.comparisons ?? []) for (const literal of literals) if (literal !== null) add(operand.name, typeOf(literal));
    for (const name of truthsIn(text)) add(name, 'boolean');
    for (const outcome of analysis?.outcomes ?? []) if (outcome !== 'truth' && outcome !== 'other' && 'operand' in outcome) add(outcome.operand.name, 'boolean');
  }
  return new Map([...found].flatMap(([name, types]) => (types.size === 1 ? [[name, [...types][0] as FactType] as const] : [])));
}

const JOINTS: readonly string[] = ['Conjunction', 'Disjunction'];

/** Names that stand by themselves between `and` and `or`. */
function truthsIn(text: string): readonly string[] {
  const names: string[] = [];
  const cursor = parseExpression(text, {}, undefined).cursor();
  do if (cursor.name === 'VariableName' && JOINTS.includes(cursor.node.parent?.name ?? '')) names.push(text.slice(cursor.from, cursor.to));
  while (cursor.next());
  return names;
}

function typeOf(literal: string | number | boolean): FactType {
  return typeof literal === 'boolean' ? 'boolean' : typeof literal === 'number' ? 'integer' : 'text';
}
