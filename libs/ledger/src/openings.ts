// Checking the openings a document brings along, for both kinds of document.
import type { HashFunction, JsonObject } from '@quanze/kernel';
import { openingDefect, type Opening } from './sealed.js';
import { invalid, type Invalid } from './verdict.js';

/** How many fields of a document are sealed, and how many of them it opens. Fewer opened than sealed is no defect. */
export interface SealedCount {
  readonly total: number;
  readonly opened: number;
}

/** The first opening that fits no sealed field (`LEDGER.OPENING_WITHOUT_FIELD`, also for an entry that is not there), shows another value
 *  (`OPENING_MISMATCH`) or comes a second time (`OPENING_REPEATED`); null when all fit. The place is `/openings/i` with the entry's number. */
export function openingsFinding(openings: readonly (Opening & { readonly seq: number })[], payloadOf: (seq: number) => JsonObject | undefined, hash: HashFunction): Invalid | null {
  const seen = new Set<string>();
  for (const [index, opening] of openings.entries()) {
    const at = { path: `/openings/${index}`, seq: opening.seq };
    const field = `${opening.seq}${opening.path}`;
    if (seen.has(field)) return invalid('LEDGER.OPENING_REPEATED', at);
    seen.add(field);
    const payload = payloadOf(opening.seq);
    const defect = payload === undefined ? 'LEDGER.OPENING_WITHOUT_FIELD' : openingDefect(payload, opening, hash);
    if (defect !== null) return invalid(defect, at);
  }
  return null;
}
