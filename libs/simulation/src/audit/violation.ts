// What an auditor says when something is not as it must be. The numbers are those of the invariants the whole system promises.
export const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'] as const;
export type Invariant = (typeof INVARIANTS)[number];

export interface Violation {
  readonly invariant: Invariant;
  readonly what: string;
  /** Entry of the journal it was noticed at; 0 = before the first or beside the journal. */
  readonly seq: number;
}
