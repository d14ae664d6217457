// The shape of one row of the error catalogue and the helper its tables are written with.
// What is not here: any row, and how a text is filled in (`fill.ts`).
import type { Label } from '@quanze/kernel';

/** HTTP statuses a refusal may have. 404 also stands for what one may not know of. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 406 | 408 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** `debug` for what people do every day, `info` for what supervisors may count, `warn` for what somebody should look at,
 *  `error` for a fault of ours. */
export type ProblemLevel = 'debug' | 'info' | 'warn' | 'error';

/** One row. `text` may hold `{param}` or `{param:vocabulary}`, see `fill.ts`; `hint` says what the person can do next. */
export interface CatalogueEntry {
  readonly code: string;
  readonly status: ProblemStatus;
  readonly level: ProblemLevel;
  readonly text: Label;
  readonly hint: Label | null;
}

/** A table of one area, in order of precedence: of several refusals that apply, the one that stands higher is told. */
export type CatalogueTable = readonly CatalogueEntry[];

/** Writes one row; `hint` as `[zh, en]`. */
export function row(code: string, status: ProblemStatus, level: ProblemLevel, zh: string, en: string, hint?: readonly [string, string]): CatalogueEntry {
  return { code, status, level, text: { zh, en }, hint: hint === undefined ? null : { zh: hint[0], en: hint[1] } };
}
