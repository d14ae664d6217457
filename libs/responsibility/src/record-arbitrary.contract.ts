// For specs: decision records as a fast-check arbitrary, drawn from a list of numbers that shrinks towards shorter and plainer records.
// What is not here: how a record is made from numbers (`generated-records.model.ts`).
import fc from 'fast-check';
import { recordMaker, type RawRecord } from './generated-records.model.js';

const STEPS = 10_000;

/** Records of which nearly all can be read. What the list has no number for takes the plainest choice. */
export const records: fc.Arbitrary<RawRecord> = fc.array(fc.nat(STEPS - 1), { maxLength: 200, size: 'max' }).map((list) => {
  let next = 0;
  return recordMaker(() => 1 - ((list[next++] ?? 0) + 1) / STEPS)();
});
