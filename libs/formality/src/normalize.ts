// A text as copies of it are compared: what a person changes without rewriting – width, case, spaces, punctuation – is gone.
// Traditional and simplified characters are not made equal. What is not here: comparing.

const NOT_WORDS = /[^\p{L}\p{N}]+/gu;

/** Letters, numerals and Han characters in the compatibility form of Unicode (NFKC), lower case, nothing between them. */
export function normalizeText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(NOT_WORDS, '');
}

/** Length of a normalised text in characters, not in units of UTF-16. */
export function lengthOf(normalized: string): number {
  let length = 0;
  for (const _ of normalized) length += 1;
  return length;
}
