// The declaration behind an operand of an expression, and whether a literal can be its value.
import { parseLocalDate } from '@quanze/kernel';
import type { FactDeclaration, FieldDeclaration } from '@quanze/engine';
import type { Literal, Operand } from './feel-analysis.js';
import type { PathModel } from './path-model.js';
import type { Payload } from './path-uses.js';

export type Declaration = FactDeclaration | FieldDeclaration;

export function declarationOf(model: PathModel, payload: Payload | null, operand: Operand): Declaration | undefined {
  const declared: Readonly<Record<string, Declaration>> = operand.of === 'fact' ? model.document.facts : (payload?.fields ?? {});
  return Object.hasOwn(declared, operand.name) ? declared[operand.name] : undefined;
}

/** Whether a literal is a possible value, or for a list a possible member. Null means “not known” and fits everything. */
export function fits(literal: Literal, declaration: Declaration): boolean {
  if (literal === null) return true;
  switch (declaration.type) {
    case 'boolean':
      return typeof literal === 'boolean';
    case 'integer':
      return typeof literal === 'number' && Number.isSafeInteger(literal);
    case 'date':
      return parseLocalDate(literal).ok;
    case 'enum':
      return typeof literal === 'string' && (declaration.values ?? []).includes(literal);
    case 'list':
      return typeof literal === 'string' && (declaration.values?.includes(literal) ?? true);
    default:
      return typeof literal === 'string';
  }
}

/** What can stand there, for a message. */
export function wantedBy(declaration: Declaration): string {
  return declaration.values === undefined ? declaration.type : declaration.values.join(', ');
}
