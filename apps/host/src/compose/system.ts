// Clock, ids, chance and hash as a running process has them. The core is given them and asks for nothing.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { instantOfEpochMs, type Clock, type HashFunction, type HashHex, type IdSource, type RandomSource } from '@quanze/kernel';

/** The system's clock, which within this process never runs backwards: when it is set back, time stands still until it has caught up. */
export function createClock(read: () => number = Date.now): Clock {
  let last = 0;
  return { now: () => instantOfEpochMs((last = Math.max(last, read()))) };
}

export const ids: IdSource = { next: () => randomUUID() };
export const random: RandomSource = { hex: (bytes) => randomBytes(bytes).toString('hex') };
export const sha256: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex') as HashHex,
  ofBytes: (bytes) => createHash('sha256').update(bytes).digest(),
};
