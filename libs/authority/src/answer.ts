// The machine contract of `quanze authority`: one item in, one answer out. A malformed item gets an error and does not stop the
// others. What is not here: reading standard input and choosing the list (the command line).
import { isJsonObject, type Refusal } from '@quanze/kernel';
import type { CompiledPowerList } from './compile.js';
import { judge } from './judge.js';
import type { AuthorityQuery, Reason, Verdict } from './query.js';
import type { Body } from './vocabulary.js';

export type AuthorityAnswer =
  | {
    readonly id: string | number | null;
    readonly result: 'allow' | 'needs-approval-of' | 'deny';
    /** Present with `needs-approval-of` only. */
    readonly of?: readonly Body[];
    readonly rule: string;
    readonly reasons: readonly Reason[];
    readonly listVersion: string;
  }
  | { readonly id: string | number | null; readonly error: { readonly code: string; readonly message: string } };

const RESULT = { permit: 'allow', refer: 'needs-approval-of', refuse: 'deny' } as const satisfies Record<Verdict['verdict'], string>;

/** Answers one item `{id, actor, action, case?, list?}`. An item of another shape gives `AUTHORITY.MALFORMED_QUERY`; everything that
 *  has the shape is judged, so an unknown power or role is a `deny` with its reason. */
export function answer(compiled: CompiledPowerList, item: unknown): AuthorityAnswer {
  const id = isJsonObject(item) && (typeof item.id === 'string' || typeof item.id === 'number') ? item.id : null;
  const malformed = shapeProblem(item);
  if (malformed !== null) return { id, error: malformed };
  const { verdict, of, rule, reasons, listVersion } = judge(compiled, item as unknown as AuthorityQuery);
  const base = { id, result: RESULT[verdict], rule, reasons, listVersion };
  return verdict === 'refer' ? { ...base, of } : base;
}

function shapeProblem(item: unknown): { code: string; message: string } | null {
  if (!isJsonObject(item)) return malformed('the item is not an object');
  if (!isJsonObject(item.actor)) return malformed('actor is not an object');
  if (typeof item.actor.role !== 'string') return malformed('actor.role is not text');
  if (typeof item.action !== 'string') return malformed('action is not text');
  if (item.case !== undefined && item.case !== null && !isJsonObject(item.case)) return malformed('case is not an object');
  if (item.list !== undefined && item.list !== null && typeof item.list !== 'string') return malformed('list is not text');
  return null;
}

function malformed(message: string): { code: Refusal['code']; message: string } {
  return { code: 'AUTHORITY.MALFORMED_QUERY', message };
}
