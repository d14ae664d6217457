// Sealed fields: a sensitive value is replaced by a salted commitment, and value and salt are kept apart as an opening.
// Erasing the opening erases the value for good, since the salt cannot be guessed, and every hash above it stays as it was; showing
// the opening proves the value. Not here: where openings are kept and who may see or erase them.
import { isJsonObject, ok, refused, type HashFunction, type HashHex, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import { canonicalize } from './canonical.js';
import { isHashHex, taggedHash, type HashAlgorithm } from './hashing.js';
import { partsOf, pointerOf, replacedAt, valueAt } from './pointer.js';

const SEAL_KEY = '$sealed';
/** 128 bit at least, 512 at most, lower-case hexadecimal, whole bytes. */
export const SALT_PATTERN = /^(?:[0-9a-f]{2}){16,64}$/;

/** The codes `sealFields` refuses with. */
export const SEAL_REFUSALS = [
  'SEAL.RESERVED_KEY',
  'SEAL.SALT_COUNT',
  'SEAL.SALT_WEAK',
  'SEAL.SALT_REPEATED',
  'SEAL.PATH_MALFORMED',
  'SEAL.PATH_MISSING',
  'SEAL.PATHS_OVERLAP',
] as const;

/** What takes the value's place. */
export type SealedField = { readonly $sealed: { readonly alg: HashAlgorithm; readonly commitment: HashHex } };

/** What proves a sealed value. `path` is a JSON Pointer into the payload (RFC 6901). */
export type Opening = { readonly path: string; readonly salt: string; readonly value: JsonValue };

/** The digest that stands for a value. Two fields with equal values and different salts have unrelated commitments. */
export function commitmentOf(salt: string, value: JsonValue, hash: HashFunction): HashHex {
  return taggedHash('quanze-sealed/1', `${salt}\n${canonicalize(value)}`, hash);
}

/** Replaces the values at `paths` by commitments, each with its own salt (`salts[i]` for `paths[i]`).
 *  Refuses `SEAL.RESERVED_KEY` when the payload already holds a key `$sealed` (one who writes it could pretend a field was sealed),
 *  `SEAL.SALT_COUNT`, `SEAL.SALT_WEAK` (not 16..64 bytes of hexadecimal), `SEAL.SALT_REPEATED`, `SEAL.PATH_MALFORMED` (not a pointer, or
 *  the whole payload), `SEAL.PATH_MISSING` and `SEAL.PATHS_OVERLAP`.
 *  INVARIANT: `openSealed(payload, openings)` gives the original back. */
export function sealFields(payload: JsonObject, paths: readonly string[], salts: readonly string[], hash: HashFunction): Result<{ readonly payload: JsonObject; readonly openings: readonly Opening[] }> {
  if (holdsKey(payload, SEAL_KEY)) return refused('SEAL.RESERVED_KEY', { key: SEAL_KEY });
  if (salts.length !== paths.length) return refused('SEAL.SALT_COUNT', { paths: paths.length, salts: salts.length });
  if (!salts.every((salt) => SALT_PATTERN.test(salt))) return refused('SEAL.SALT_WEAK', {});
  if (new Set(salts).size !== salts.length) return refused('SEAL.SALT_REPEATED', {});
  let sealed: JsonObject = payload;
  const openings: Opening[] = [];
  for (const [index, path] of paths.entries()) {
    const parts = partsOf(path);
    if (parts === null || parts.length === 0) return refused('SEAL.PATH_MALFORMED', { path });
    if (paths.some((other, at) => at !== index && (other === path || path.startsWith(`${other}/`)))) return refused('SEAL.PATHS_OVERLAP', { path });
    const value = valueAt(payload, parts);
    if (value === undefined) return refused('SEAL.PATH_MISSING', { path });
    const salt = salts[index] as string;
    const field: SealedField = { $sealed: { alg: hash.algorithm, commitment: commitmentOf(salt, value, hash) } };
    sealed = replacedAt(sealed, parts, field) as JsonObject;
    openings.push({ path, salt, value });
  }
  return ok({ payload: sealed, openings });
}

/** Whether an opening fits the field at its path; null when it does, otherwise why not. */
export function openingDefect(payload: JsonObject, opening: Opening, hash: HashFunction): 'LEDGER.OPENING_WITHOUT_FIELD' | 'LEDGER.OPENING_MISMATCH' | null {
  const parts = partsOf(opening.path);
  const field = parts === null ? undefined : valueAt(payload, parts);
  if (field === undefined || !isSealedField(field)) return 'LEDGER.OPENING_WITHOUT_FIELD';
  const fits = field.$sealed.alg === hash.algorithm && SALT_PATTERN.test(opening.salt) && field.$sealed.commitment === commitmentOf(opening.salt, opening.value, hash);
  return fits ? null : 'LEDGER.OPENING_MISMATCH';
}

/** Whether salt and value are those that were sealed at the opening's path. */
export function verifyOpening(payload: JsonObject, opening: Opening, hash: HashFunction): boolean {
  return openingDefect(payload, opening, hash) === null;
}

/** Puts the opened values back; fields without an opening stay sealed. Refuses `LEDGER.OPENING_WITHOUT_FIELD` and
 *  `LEDGER.OPENING_MISMATCH` with the `path` of the first opening that does not fit. */
export function openSealed(payload: JsonObject, openings: readonly Opening[], hash: HashFunction): Result<JsonObject> {
  let opened = payload;
  for (const opening of openings) {
    const defect = openingDefect(payload, opening, hash);
    if (defect !== null) return refused(defect, { path: opening.path });
    opened = replacedAt(opened, partsOf(opening.path) as readonly string[], opening.value) as JsonObject;
  }
  return ok(opened);
}

/** Paths of all sealed fields of a payload, in the order of its keys. */
export function sealedPaths(payload: JsonObject): readonly string[] {
  const found: string[] = [];
  const visit = (value: JsonValue, parts: readonly (string | number)[]): void => {
    if (isSealedField(value)) found.push(pointerOf(parts));
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value) as [string, JsonValue][]) visit(child, [...parts, key]);
    }
  };
  visit(payload, []);
  return found;
}

/** Whether a value stands in the place of a sealed one. Anything beside the two known members makes it ordinary data. */
export function isSealedField(value: JsonValue): value is SealedField {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return false;
  const seal = value[SEAL_KEY];
  if (seal === undefined || !isJsonObject(seal) || Object.keys(seal).length !== 2) return false;
  return (seal['alg'] === 'sha-256' || seal['alg'] === 'sm3') && isHashHex(seal['commitment']);
}

function holdsKey(value: JsonValue, key: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, key) || Object.values(value).some((child: JsonValue) => holdsKey(child, key));
}
