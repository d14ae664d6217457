// What a FEEL expression says without being run: names and functions it uses, payload fields it reads, which fact or field is
// compared with which literal, and what it can give. Syntax and names come from the engine, so that a document accepted here
// compiles there.
import { compileExpression, parseFeel, type SyntaxTree } from '@quanze/engine';
import { evaluate } from 'feelin';

export type Literal = string | number | boolean | null;

/** A fact, or a field of the payload. */
export interface Operand {
  readonly of: 'fact' | 'payload';
  readonly name: string;
}

export interface Comparison {
  readonly operand: Operand;
  readonly literals: readonly Literal[];
}

/** What the whole expression can give, where that is plain to see. */
export type Outcome = { readonly literal: Literal } | { readonly operand: Operand } | 'truth' | 'other';

export interface FeelAnalysis {
  readonly names: readonly string[];
  readonly functions: readonly string[];
  readonly payloadFields: readonly string[];
  readonly comparisons: readonly Comparison[];
  readonly outcomes: readonly Outcome[];
}

type Node = SyntaxTree['topNode'];

const LITERALS: ReadonlySet<string> = new Set(['StringLiteral', 'NumericLiteral', 'BooleanLiteral', 'null']);
const TRUTHS: ReadonlySet<string> = new Set(['Comparison', 'Conjunction', 'Disjunction', 'QuantifiedExpression']);
const MEMBER_LISTS: ReadonlySet<string> = new Set(['PositiveUnaryTests', 'PositiveUnaryTest', 'List', 'ParenthesizedExpression']);

// Shared parts bring the same expressions into many paths, and many rules ask about each. The limit only stops a hostile stream of texts.
const analysed = new Map<string, FeelAnalysis | null>();
const ANALYSED_MAX = 5000;

/** Analyses an expression; null when it does not parse. */
export function analyseFeel(text: string): FeelAnalysis | null {
  const known = analysed.get(text);
  if (known !== undefined) return known;
  if (analysed.size >= ANALYSED_MAX) analysed.clear();
  const analysis = analyseOnce(text);
  analysed.set(text, analysis);
  return analysis;
}

function analyseOnce(text: string): FeelAnalysis | null {
  const compiled = compileExpression(text);
  if (!compiled.ok) return null;
  const top = parseFeel(text).topNode;
  const analysis = { functions: new Set<string>(), payloadFields: new Set<string>(), comparisons: [] as Comparison[] };
  for (const node of descendants(top)) {
    if (node.name === 'FunctionInvocation' && node.firstChild !== null) analysis.functions.add(textOf(node.firstChild, text));
    const operand = operandOf(node, text);
    if (operand?.of === 'payload') analysis.payloadFields.add(operand.name);
    if (node.name === 'Comparison' || isMembership(node, text)) analysis.comparisons.push(...comparisonOf(node, text));
  }
  return {
    names: compiled.value.names, functions: [...analysis.functions], payloadFields: [...analysis.payloadFields],
    comparisons: analysis.comparisons, outcomes: outcomesOf(top.firstChild, text),
  };
}

/** Whether FEEL has a built-in function of a name. */
export function isFeelFunction(name: string): boolean {
  try {
    return typeof evaluate(name, {}).value === 'function';
  } catch {
    return false;
  }
}

function* descendants(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* descendants(child);
}

function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

function textOf(node: Node, text: string): string {
  return text.slice(node.from, node.to);
}

function operandOf(node: Node, text: string): Operand | null {
  if (node.name === 'VariableName') {
    const name = textOf(node, text);
    return name === 'payload' ? null : { of: 'fact', name };
  }
  if (node.name !== 'PathExpression' || node.firstChild === null || node.lastChild === null) return null;
  return textOf(node.firstChild, text) === 'payload' ? { of: 'payload', name: textOf(node.lastChild, text) } : null;
}

function isMembership(node: Node, text: string): boolean {
  return node.name === 'FunctionInvocation' && node.firstChild !== null && textOf(node.firstChild, text) === 'list contains';
}

/** The one operand of a comparison with the literals it is compared with; nothing when two operands are compared. */
function comparisonOf(node: Node, text: string): readonly Comparison[] {
  const parts = node.name === 'Comparison' ? childrenOf(node) : childrenOf(node).filter((child) => child.name === 'PositionalParameters').flatMap(childrenOf);
  const members = parts.flatMap(flatten);
  const operands = members.map((member) => operandOf(member, text)).filter((operand) => operand !== null);
  const literals = members.filter((member) => LITERALS.has(member.name)).map((member) => literalOf(member, text));
  const [operand] = operands;
  return operand === undefined || operands.length > 1 || literals.length === 0 ? [] : [{ operand, literals }];
}

function flatten(node: Node): readonly Node[] {
  return MEMBER_LISTS.has(node.name) ? childrenOf(node).flatMap(flatten) : [node];
}

function literalOf(node: Node, text: string): Literal {
  const source = textOf(node, text);
  switch (node.name) {
    case 'StringLiteral':
      return unquote(source);
    case 'NumericLiteral':
      return Number(source.replace(/\s/g, ''));
    case 'BooleanLiteral':
      return source === 'true';
    default:
      return null;
  }
}

function unquote(source: string): string {
  try {
    return String(JSON.parse(source));
  } catch {
    return source.slice(1, -1);
  }
}

function outcomesOf(node: Node | null, text: string): readonly Outcome[] {
  if (node === null) return ['other'];
  if (LITERALS.has(node.name)) return [{ literal: literalOf(node, text) }];
  const operand = operandOf(node, text);
  if (operand !== null) return [{ operand }];
  if (TRUTHS.has(node.name)) return ['truth'];
  const children = childrenOf(node);
  if (node.name === 'ParenthesizedExpression') return outcomesOf(children.find((child) => child.name !== '(') ?? null, text);
  if (node.name === 'IfExpression') return children.filter((child) => child.prevSibling?.name === 'then' || child.prevSibling?.name === 'else').flatMap((child) => outcomesOf(child, text));
  return ['other'];
}
