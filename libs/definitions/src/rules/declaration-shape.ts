// A declared fact or field makes sense in itself: an enum lists its values, limits belong to integers and are in order, and
// the initial value of a fact is one of its values.
import type { FactDeclaration, FieldDeclaration } from '@quanze/engine';
import type { Label } from '@quanze/kernel';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { fits, type Declaration } from './declared-types.js';
import type { Finding, Rule } from './rule.js';

/** Facts and fields of one document, with their places. */
export interface Declarations {
  readonly declarations: readonly { readonly pointer: string; readonly declaration: Declaration }[];
}

export const declarationShape: Rule<Declarations> = {
  id: 'declaration-shape',
  severity: 'error',
  *check({ declarations }) {
    for (const { pointer, declaration } of declarations) yield* shapeOf(declaration, pointer);
  },
};

function* shapeOf(declaration: Declaration, pointer: string): Generator<Finding> {
  const at = (key: string, message: Label): Finding => ({ key: pointerTo(pointer, key), on: 'key', message });
  const { type, values, min, max } = declaration;
  if (type === 'enum' && values === undefined) yield { key: pointer, on: 'key', message: label('enum 须列出 values', 'an enum needs its values') };
  if (values !== undefined && type !== 'enum' && type !== 'list') yield at('values', label('只有 enum 和 list 有 values', 'only an enum and a list have values'));
  if (type !== 'integer') {
    if (min !== undefined) yield at('min', label('只有 integer 有 min', 'only an integer has a min'));
    if (max !== undefined) yield at('max', label('只有 integer 有 max', 'only an integer has a max'));
  }
  if (min !== undefined && max !== undefined && min > max) yield at('min', label('min 大于 max', 'min is greater than max'));
  if ('initial' in declaration) yield* initialOf(declaration, pointer);
  else yield* fieldOnly(declaration, at);
}

function* initialOf(fact: FactDeclaration, pointer: string): Generator<Finding> {
  const { initial } = fact;
  if (initial === undefined) return;
  const members = Array.isArray(initial) ? (initial as readonly string[]) : null;
  const isFit = fact.type === 'list' ? members?.every((member) => fits(member, fact)) === true || initial === null
    : members === null && fits(initial as string | number | boolean | null, fact) && isWithin(initial as string | number | boolean | null, fact);
  if (!isFit) yield { key: pointerTo(pointer, 'initial'), message: label('初始值不是该事实的值', 'the initial value is not a value of the fact') };
}

function isWithin(value: string | number | boolean | null, { min, max }: FactDeclaration): boolean {
  return typeof value !== 'number' || ((min === undefined || value >= min) && (max === undefined || value <= max));
}

function* fieldOnly(field: FieldDeclaration, at: (key: string, message: Label) => Finding): Generator<Finding> {
  if (field.length !== undefined && field.type !== 'text') yield at('length', label('只有 text 有 length', 'only a text has a length'));
  if (field.sensitive === true && field.type !== 'text') yield at('sensitive', label('只有 text 可以是 sensitive', 'only a text can be sensitive'));
}
