// Outcome of an operation that may be refused. A refusal is a value; a fault (bug, lost database) is thrown.

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused<R> {
  readonly ok: false;
  readonly refusal: R;
}

export type Result<T, R = Refusal> = Ok<T> | Refused<R>;

/** Why something was not done, as a value with a stable code.
 *  `code` is `AREA.REASON`, never reused; `params` holds ids, field names and numbers, never personal data;
 *  `source` is the article or list row. The text in both languages lives in the catalogue of `@quanze/contract`. */
export interface Refusal {
  readonly code: string;
  readonly params: Readonly<Record<string, RefusalParam>>;
  readonly source?: string;
}

export type RefusalParam = string | number | boolean | readonly string[] | null;

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function refused(code: string, params: Readonly<Record<string, RefusalParam>> = {}, source?: string): Refused<Refusal> {
  return { ok: false, refusal: source === undefined ? { code, params } : { code, params, source } };
}

/** A broken promise of our own code: thrown, never caught to go on. */
export class Fault extends Error {
  override readonly name = 'Fault';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** States an invariant. @throws Fault `FAULT.ASSERTION` when it does not hold. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Fault('FAULT.ASSERTION', message);
}

/** Takes the value out. @throws Fault `FAULT.ASSERTION` when the result is a refusal: for places where a refusal would be a bug. */
export function expectOk<T>(result: Result<T, Refusal>, what: string): T {
  if (!result.ok) throw new Fault('FAULT.ASSERTION', `${what}: ${result.refusal.code} ${JSON.stringify(result.refusal.params)}`);
  return result.value;
}
