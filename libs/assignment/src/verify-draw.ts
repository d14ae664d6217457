// Checks the proof of a draw, whoever hands it in: nothing about it is taken for granted. The draw is done again and must give the same
// proof to the last character. What is not here: whether the proof belongs to the journal of its case (`verify-journal.ts`), and whether
// the commitment was published before, which only the journal of the office can tell.
import { isJsonObject, type HashFunction, type JsonObject, type JsonValue } from '@quanze/kernel';
import { isHashHex } from '@quanze/ledger';
import { commitmentOf, isSecret } from './commitment.js';
import { DRAW_FORMAT, drawFrom, poolProblem, type DrawProof, type Excluded, type Ticketed } from './draw.js';

export type DrawReason =
  | 'DRAW.MALFORMED' | 'DRAW.FORMAT_UNKNOWN' | 'DRAW.ALGORITHM_UNSUPPORTED' | 'DRAW.POOL_INVALID' | 'DRAW.COMMITMENT_MISMATCH' | 'DRAW.DIGEST_MISMATCH'
  | 'DRAW.CHOSEN_MISMATCH' | 'DRAW.CASE_MISMATCH' | 'DRAW.HEAD_MISMATCH' | 'DRAW.ROUND_MISMATCH' | 'DRAW.COMMITMENT_REUSED' | 'DRAW.RECORD_MISMATCH'
  | 'DRAW.NONE' | 'DRAW.COMMITMENT_UNPUBLISHED';

/** `path`: JSON Pointer into the document; `seq`: number of the journal entry, where there is one. */
export interface DrawPlace {
  readonly path: string;
  readonly seq?: number;
}

export type DrawVerdict = { readonly valid: true; readonly proof: DrawProof } | { readonly valid: false; readonly reason: DrawReason; readonly at: DrawPlace };

type Checks = { readonly [K in keyof DrawProof]: (value: JsonValue) => boolean };

const ID_CHARACTERS_MAX = 200;
const isId = (value: JsonValue): boolean => typeof value === 'string' && value.length > 0 && value.length <= ID_CHARACTERS_MAX && value.isWellFormed();
const isWhole = (value: JsonValue): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isListOf = (second: string, fits: (value: JsonValue) => boolean) => (value: JsonValue): boolean =>
  Array.isArray(value) && (value as readonly JsonValue[]).every((item) => isJsonObject(item) && Object.keys(item).length === 2 && isId(item['person'] ?? null) && fits(item[second] ?? null));

// In the order in which a stranger reads: what it is, what decides, what came out.
const SHAPE: Checks = {
  format: (value) => value === DRAW_FORMAT, algorithm: (value) => typeof value === 'string', commitment: isHashHex, secret: isSecret, office: isId, caseId: isId, head: isHashHex,
  round: (value) => isWhole(value) && value !== 0, pool: isListOf('tickets', isWhole), exclusions: isListOf('reason', isId),
  counter: isWhole, digest: isHashHex, ticket: isWhole, chosen: isId,
};

/** Repeats a draw. Any changed character of a proof is found.
 *  Reasons: `DRAW.FORMAT_UNKNOWN`, `DRAW.MALFORMED`, `DRAW.ALGORITHM_UNSUPPORTED` (another than `hash`), `DRAW.POOL_INVALID`,
 *  `DRAW.COMMITMENT_MISMATCH`, `DRAW.DIGEST_MISMATCH` (something that decides was changed), `DRAW.CHOSEN_MISMATCH`. */
export function verifyDraw(proof: unknown, hash: HashFunction): DrawVerdict {
  if (!isJsonObject(proof as JsonValue)) return invalid('DRAW.MALFORMED', '');
  const given = proof as JsonObject;
  if (given['format'] !== DRAW_FORMAT) return invalid('DRAW.FORMAT_UNKNOWN', '/format');
  const malformed = misfitOf(given);
  if (malformed !== null) return invalid('DRAW.MALFORMED', `/${malformed}`);
  const claimed = given as unknown as DrawProof;
  if (claimed.algorithm !== hash.algorithm) return invalid('DRAW.ALGORITHM_UNSUPPORTED', '/algorithm');
  if (poolProblem(claimed.pool, claimed.exclusions) !== null || !isSorted(claimed.pool)) return invalid('DRAW.POOL_INVALID', '/pool');
  if (!isSorted(claimed.exclusions)) return invalid('DRAW.POOL_INVALID', '/exclusions');
  if (commitmentOf(claimed.secret, hash) !== claimed.commitment) return invalid('DRAW.COMMITMENT_MISMATCH', '/commitment');
  return compare(claimed, hash);
}

function compare(claimed: DrawProof, hash: HashFunction): DrawVerdict {
  const again = drawFrom(claimed, hash);
  if (!again.ok) return invalid('DRAW.POOL_INVALID', '/pool');
  if (again.value.digest !== claimed.digest) return invalid('DRAW.DIGEST_MISMATCH', '/digest');
  if (again.value.counter !== claimed.counter) return invalid('DRAW.DIGEST_MISMATCH', '/counter');
  if (again.value.ticket !== claimed.ticket) return invalid('DRAW.CHOSEN_MISMATCH', '/ticket');
  if (again.value.chosen !== claimed.chosen) return invalid('DRAW.CHOSEN_MISMATCH', '/chosen');
  return { valid: true, proof: again.value };
}

/** Name of the first key that is missing, too many or of the wrong shape. */
function misfitOf(given: JsonObject): string | null {
  const extra = Object.keys(given).find((key) => !Object.hasOwn(SHAPE, key));
  if (extra !== undefined) return extra.slice(0, 60);
  return Object.entries(SHAPE).find(([key, fits]) => !Object.hasOwn(given, key) || !fits(given[key] as JsonValue))?.[0] ?? null;
}

function isSorted(list: readonly (Ticketed | Excluded)[]): boolean {
  return list.every(({ person }, index) => index === 0 || (list[index - 1]?.person ?? '') < person);
}

function invalid(reason: DrawReason, path: string): DrawVerdict {
  return { valid: false, reason, at: { path } };
}
