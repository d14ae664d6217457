// What the shell must hand in because the core may not ask for it.
import type { Instant } from './time.js';
import type { HashHex } from './ids.js';

/** The engine's clock. In production it never runs backwards within one process. */
export interface Clock {
  now(): Instant;
}

/** Source of new ids (UUID). */
export interface IdSource {
  next(): string;
}

/** Source of unpredictable bytes as lower-case hexadecimal, for salts and draws. */
export interface RandomSource {
  hex(bytes: number): string;
}

/** A hash function over UTF-8 text or bytes. `algorithm` is written beside every digest. */
export interface HashFunction {
  readonly algorithm: 'sha-256' | 'sm3';
  ofText(text: string): HashHex;
  ofBytes(bytes: Uint8Array): Uint8Array;
}
