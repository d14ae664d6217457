// The lexical tokens of a text, looked at before they are parsed. The parser recurses with the nesting and builds patterns as wide as
// the indentation, so a few hundred kilobytes of brackets could end the process; such a text is refused here, cheaply.
import { CST, Lexer } from 'yaml';
import type { Label } from '@quanze/kernel';
import { label } from '../problem.js';
import { INDENT_MAX, NESTING_MAX, TOKENS_MAX } from './limits.js';

export interface LexicalProblem {
  readonly rule: 'yaml-too-large' | 'yaml-nesting';
  readonly offset: number;
  readonly message: Label;
}

interface Cursor {
  offset: number;
  lineStart: number;
  /** Open brackets. */
  depth: number;
  /** Block indicators (`-`, `?`) on the current line; each opens a level. */
  indicators: number;
}

// Marks of the lexer that are not in the text: start of a document, end of a broken flow, start of a scalar.
const MARKS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

export type Scanned = { readonly ok: true; readonly tokens: readonly string[] } | { readonly ok: false; readonly excess: LexicalProblem };

/** The tokens of a text, or its first lexical excess. Time and memory grow with the text, never with its nesting. */
export function scan(text: string): Scanned {
  const cursor: Cursor = { offset: 0, lineStart: 0, depth: 0, indicators: 0 };
  const tokens: string[] = [];
  let isScalar = false;
  for (const source of new Lexer().lex(text)) {
    if (tokens.push(source) > TOKENS_MAX) return { ok: false, excess: tooLarge(cursor.offset) };
    if (!isScalar && MARKS.has(source)) {
      isScalar = source === CST.SCALAR;
      continue;
    }
    // The text of a scalar may look like any indicator; it nests nothing.
    if (!isScalar && nestsTooDeep(cursor, source)) return { ok: false, excess: tooDeep(cursor.offset) };
    isScalar = false;
    advance(cursor, source);
  }
  return { ok: true, tokens };
}

function nestsTooDeep(cursor: Cursor, source: string): boolean {
  switch (CST.tokenType(source)) {
    case 'flow-seq-start':
    case 'flow-map-start':
      return ++cursor.depth > NESTING_MAX;
    case 'flow-seq-end':
    case 'flow-map-end':
      cursor.depth = Math.max(0, cursor.depth - 1);
      return false;
    case 'seq-item-ind':
    case 'explicit-key-ind':
      return ++cursor.indicators > NESTING_MAX || cursor.offset - cursor.lineStart > INDENT_MAX;
    case 'space':
      // Inside brackets the indentation means nothing, so long continued lists may be laid out freely.
      return cursor.depth === 0 && cursor.offset === cursor.lineStart && source.length > INDENT_MAX;
    default:
      return false;
  }
}

function advance(cursor: Cursor, source: string): void {
  const lineEnd = source.lastIndexOf('\n');
  if (lineEnd >= 0) {
    cursor.lineStart = cursor.offset + lineEnd + 1;
    cursor.indicators = 0;
  }
  cursor.offset += source.length;
}

function tooLarge(offset: number): LexicalProblem {
  return { rule: 'yaml-too-large', offset, message: label(`文件内容过多（超过 ${TOKENS_MAX} 个记号）`, `the document has more than ${TOKENS_MAX} tokens`) };
}

function tooDeep(offset: number): LexicalProblem {
  return {
    rule: 'yaml-nesting', offset,
    message: label(`嵌套过深（超过 ${NESTING_MAX} 层或缩进超过 ${INDENT_MAX} 列）`, `nested more than ${NESTING_MAX} levels or indented more than ${INDENT_MAX} columns`),
  };
}
