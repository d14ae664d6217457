// FEEL expressions of definitions, behind one small interface. The `feelin` library parses and evaluates; because the
// language is free of side effects, a result depends only on the values of the names it reads, so results are remembered.
// What is not here: which names a definition may read (checked when it is compiled).
import { evaluate, parseExpression } from 'feelin';
import { ok, refused, type JsonValue, type Result } from '@quanze/kernel';

export type FeelContext = Readonly<Record<string, JsonValue | undefined>>;

export interface Expression {
  readonly text: string;
  /** Names the expression reads, without function names, in order of first use. */
  readonly names: readonly string[];
  /** Evaluates; refuses `RULE.NOT_EVALUABLE` when a name is unknown or the result is not a value. Unset facts are `null`. */
  evaluate(context: FeelContext): Result<JsonValue>;
}

// A path has about a hundred expressions over small value sets; the limit only stops a hostile stream of texts.
const REMEMBERED_MAX = 512;
const REMEMBERED_KEY_LENGTH_MAX = 400;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

// The same few expressions stand in many places of a path, and in every release of it.
const compiled = new Map<string, Result<Expression>>();
const COMPILED_MAX = 5000;

/** Compiles an expression. Refuses `DEFINITION.FEEL_SYNTAX` when it does not parse. */
export function compileExpression(text: string): Result<Expression> {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  const fresh = compileOnce(text);
  compiled.set(text, fresh);
  return fresh;
}

function compileOnce(text: string): Result<Expression> {
  const names = namesOf(text);
  if (names === null) return refused('DEFINITION.FEEL_SYNTAX', { expression: text });
  const remembered = new Map<string, Result<JsonValue>>();
  return ok({
    text,
    names,
    evaluate(context) {
      const key = keyOf(names, context);
      const known = key === null ? undefined : remembered.get(key);
      if (known !== undefined) return known;
      const result = evaluateOnce(text, names, context);
      if (key !== null) {
        if (remembered.size >= REMEMBERED_MAX) remembered.clear();
        remembered.set(key, result);
      }
      return result;
    },
  });
}

/** Evaluates a condition: exactly `true` or `false`. Anything else refuses `RULE.NOT_EVALUABLE`: nothing fails open. */
export function evaluateCondition(expression: Expression, context: FeelContext): Result<boolean> {
  const result = expression.evaluate(context);
  if (!result.ok) return result;
  return typeof result.value === 'boolean' ? ok(result.value) : notEvaluable(expression.text);
}

function evaluateOnce(text: string, names: readonly string[], context: FeelContext): Result<JsonValue> {
  const scope: Record<string, JsonValue> = {};
  for (const name of names) scope[name] = context[name] ?? null;
  try {
    const { value, warnings } = evaluate(text, scope);
    // An unknown function or property is a slip in the definition; a comparison with an unset fact (null) is not.
    const slip = warnings.some((w: { type: string }) => w.type === 'NO_FUNCTION_FOUND' || w.type === 'NO_VARIABLE_FOUND');
    return slip || !isPlain(value) ? notEvaluable(text) : ok(value);
  } catch {
    return notEvaluable(text);
  }
}

function notEvaluable(text: string): Result<never> {
  return refused('RULE.NOT_EVALUABLE', { expression: text });
}

function isPlain(value: unknown): value is JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return Array.isArray(value) && value.every(isPlain);
}

function keyOf(names: readonly string[], context: FeelContext): string | null {
  if (names.length === 0) return '';
  const key = JSON.stringify(names.map((name) => context[name] ?? null));
  return key.length > REMEMBERED_KEY_LENGTH_MAX ? null : key;
}

export type SyntaxTree = ReturnType<typeof parseExpression>;

// Whoever asks for the tree has just compiled the expression.
let lastParsed: { readonly text: string; readonly tree: SyntaxTree } | null = null;

/** The syntax tree of an expression as the library gives it: what does not parse is marked in it. @throws where the library gives up */
export function parseFeel(text: string): SyntaxTree {
  if (lastParsed?.text !== text) lastParsed = { text, tree: parseExpression(text, {}, undefined) };
  return lastParsed.tree;
}

/** Names read by an expression, or null when it does not parse. Function names are not names of facts. */
function namesOf(text: string): readonly string[] | null {
  try {
    const names = new Set<string>();
    const cursor = parseFeel(text).cursor();
    do {
      // The parser recovers from errors and marks them in the tree.
      if (cursor.type.isError) return null;
      if (cursor.name !== 'VariableName') continue;
      const name = text.slice(cursor.from, cursor.to);
      const parent = cursor.node.parent;
      const isFunction = parent?.name === 'FunctionInvocation' && parent.firstChild?.from === cursor.from;
      const isProperty = parent?.name === 'PathExpression' && parent.firstChild?.from !== cursor.from;
      if (!isFunction && !isProperty && NAME.test(name)) names.add(name);
      else if (!isFunction && !isProperty) return null;
    } while (cursor.next());
    return [...names];
  } catch {
    return null;
  }
}
