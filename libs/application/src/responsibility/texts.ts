// The sealed words of statements: opened for who may read them, gone where they were erased. What is not here: who may read them.
import type { OfficeId } from '@quanze/kernel';
import type { Deps } from '../deps.js';

/** Sealed texts of entries of an office by field, as far as their openings still exist. */
export async function textsOf(deps: Deps, office: OfficeId, entries: readonly number[]): Promise<ReadonlyMap<number, Readonly<Record<string, string>>>> {
  const openings = entries.length === 0 ? [] : await deps.cases.openings(office, entries);
  const texts = new Map<number, Record<string, string>>();
  for (const { seq, path, value } of openings) {
    if (typeof value === 'string') texts.set(seq, { ...texts.get(seq), [path.replace('/input/', '')]: value });
  }
  return texts;
}
