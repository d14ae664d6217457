// The one exception of the HTTP shell: a refusal on its way to the problem filter. What is not here: its text and status, which
// the catalogue knows.
import { refused, type Refusal, type RefusalParam, type Result } from '@quanze/kernel';

export class RefusalError extends Error {
  override readonly name = 'RefusalError';

  constructor(
    readonly refusal: Refusal,
    /** Headers the answer needs, such as `Retry-After`. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(refusal.code);
  }
}

/** Ends the request with a refusal. */
export function refuse(code: string, params: Readonly<Record<string, RefusalParam>> = {}, headers: Readonly<Record<string, string>> = {}): RefusalError {
  return new RefusalError(refused(code, params).refusal, headers);
}

/** The value of a use case, or its refusal thrown to the filter. */
export function answer<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RefusalError(result.refusal);
}

/** Whether something thrown is a refusal; by its shape, because tests run in another realm. */
export function isRefusalError(error: unknown): error is RefusalError {
  return typeof error === 'object' && error !== null && 'refusal' in error && 'headers' in error;
}
