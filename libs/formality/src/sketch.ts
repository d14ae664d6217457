// Fingerprints of texts, so that a copy is found without the text being kept. A text is the set of its grams (runs of three characters of the
// normalised text); its sketch is one minimum for each of 64 orders of all grams. What is guaranteed:
//   – texts with the same normalised form have the same sketch and the same keys, so an exact copy is always found;
//   – the share of equal slots is an estimate of J, the share of common grams (Jaccard), with standard deviation at most 1/16: for J = 0.6 a
//     threshold of 0.8 is passed about once in two thousand times, for J = 0.95 it is missed less than once in a million times;
//   – two texts of one owner with share J have a key in common with probability 1 − (1 − J⁴)¹⁶: 0.9998 for J = 0.8, 0.02 for J = 0.2.
// The orders are fixed, so equal texts are equal for ever. A sketch is no secret keeping: whoever guesses a text can confirm the guess,
// which is why the store removes it when the text is erased. What is not here: which texts are compared (`copies.ts`).

export const GRAM_LENGTH = 3;
export const SLOTS = 64;
const BANDS = 16;
const SLOTS_PER_BAND = SLOTS / BANDS;
const FNV_BASE = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A permutation of 32 bits whose every bit depends on every other (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const ORDERS: readonly number[] = Array.from({ length: SLOTS }, (_, slot) => mix(Math.imul(slot + 1, 0x9e3779b1)));

function fold(hash: number, value: number): number {
  return Math.imul(hash ^ value, FNV_PRIME);
}

/** Hashes of the grams of a normalised text, each once; a shorter text than a gram has none. */
export function gramsOf(normalized: string): ReadonlySet<number> {
  const points = Array.from(normalized, (character) => character.codePointAt(0) ?? 0);
  const grams = new Set<number>();
  for (let start = 0; start + GRAM_LENGTH <= points.length; start += 1) {
    let hash = FNV_BASE;
    for (const point of points.slice(start, start + GRAM_LENGTH)) hash = fold(hash, point);
    grams.add(mix(hash));
  }
  return grams;
}

/** 64 whole numbers of 16 bits with sign; empty for a text without grams. */
export function sketchOf(normalized: string): readonly number[] {
  const grams = gramsOf(normalized);
  if (grams.size === 0) return [];
  const least = new Uint32Array(SLOTS).fill(0xffffffff);
  for (const gram of grams) {
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const value = mix(gram ^ (ORDERS[slot] as number));
      if (value < (least[slot] as number)) least[slot] = value;
    }
  }
  // The low half of a minimum is as good as random; two different minima share it once in 65,536 times.
  return Array.from(least, (value) => (value << 16) >> 16);
}

/** Estimated share of common grams, 0..1. Two texts without grams have nothing in common. */
export function shareOf(a: readonly number[], b: readonly number[]): number {
  if (a.length !== SLOTS || b.length !== SLOTS) return 0;
  return a.filter((value, slot) => value === b[slot]).length / SLOTS;
}

/** Numbers (32 bits with sign) by which near copies of the same owner find each other in an index.
 *  @param owner whose texts are compared, e.g. a person: texts of different owners have no key in common but by chance */
export function keysOf(sketch: readonly number[], owner: string): readonly number[] {
  if (sketch.length !== SLOTS) return [];
  let salt = FNV_BASE;
  for (const character of owner) salt = fold(salt, character.codePointAt(0) ?? 0);
  const keys = Array.from({ length: BANDS }, (_, band) => {
    const slots = sketch.slice(band * SLOTS_PER_BAND, (band + 1) * SLOTS_PER_BAND);
    return mix(slots.reduce((hash, slot) => mix(fold(hash, slot)), fold(salt, band))) | 0;
  });
  return [...new Set(keys)];
}
