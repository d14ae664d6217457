// Tagged hashes and the byte forms they need: hexadecimal and UTF-8.
// Every kind of statement is hashed under its own tag with the algorithm's name, so a digest of one kind can never pass for another,
// nor a SHA-256 digest for an SM3 one. Merkle hashes have their own one-byte prefixes (merkle.ts), which no tag begins with.
// Not here: a hash algorithm; it is handed in.
import { assert, Fault, type HashFunction, type HashHex } from '@quanze/kernel';

export type HashAlgorithm = HashFunction['algorithm'];

/** What is being hashed. The number behind it counts formats: a changed format gets a new number, never a changed meaning. */
export type HashTag = 'quanze-genesis/1' | 'quanze-entry/1' | 'quanze-sealed/1' | 'quanze-leaf/1' | 'quanze-checkpoint/1' | 'quanze-decision/1' | 'quanze-head/1' | 'quanze-content/1';

const HASH_PATTERN = /^[0-9a-f]{64}$/;
const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const NO_DIGIT = 255;
const DIGIT_OF_CODE = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = '0123456789abcdef'.indexOf(String.fromCharCode(code));
  return value === -1 ? NO_DIGIT : value;
});

/** Whether a value is a digest as written here: 64 lower-case hexadecimal digits. */
export function isHashHex(value: unknown): value is HashHex {
  return typeof value === 'string' && HASH_PATTERN.test(value);
}

/** The text that stands before every hashed or signed statement. Newlines cannot occur in either part. */
export function tagPrefix(tag: HashTag, algorithm: HashAlgorithm): string {
  return `${tag}\n${algorithm}\n`;
}

/** Digest of a text under its tag and algorithm name. */
export function taggedHash(tag: HashTag, text: string, hash: HashFunction): HashHex {
  return hash.ofText(tagPrefix(tag, hash.algorithm) + text);
}

export function hexOfBytes(bytes: Uint8Array): HashHex {
  let text = '';
  for (const byte of bytes) text += HEX_OF_BYTE[byte];
  return text as HashHex;
}

/** Writes the 32 bytes of a digest into `target` from `offset` on. */
export function writeHashBytes(digest: HashHex, target: Uint8Array, offset: number): void {
  assert(digest.length === 64, 'a digest has 64 digits');
  for (let index = 0; index < 32; index++) {
    const high = DIGIT_OF_CODE[digest.charCodeAt(2 * index)] ?? NO_DIGIT;
    const low = DIGIT_OF_CODE[digest.charCodeAt(2 * index + 1)] ?? NO_DIGIT;
    if (high > 15 || low > 15) throw new Fault('FAULT.ASSERTION', 'a digest has lower-case hexadecimal digits');
    target[offset + index] = (high << 4) | low;
  }
}

/** UTF-8 bytes of a text with whole surrogate pairs. Written out because the core assumes no host global beyond ECMAScript. */
export function utf8Of(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    assert(point < 0xd800 || point > 0xdfff, 'half a surrogate pair has no UTF-8 form');
    if (point < 0x80) bytes[length++] = point;
    else {
      const tail = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
      bytes[length++] = ((0xff00 >> (tail + 1)) & 0xff) | (point >> (6 * tail));
      for (let rest = tail - 1; rest >= 0; rest--) bytes[length++] = 0x80 | ((point >> (6 * rest)) & 0x3f);
    }
  }
  return bytes.slice(0, length);
}
