// What assignment reads and keeps beside the cases: people with their loads, linked cases, and the stock of commitments to secrets with
// which draws are made. What is not here: judging any of it, and making secrets unreadable (`SecretBox`, which the shell has).
import type { PersonFacts } from '@quanze/engine';
import type { CaseId, HashHex, Instant, OfficeId, PersonId, TenantId } from '@quanze/kernel';
import type { ActWrite, CommitResult } from './case-store.port.js';

/** Somebody with a post in the office, and the open cases he or she handles, here or elsewhere. */
export interface CandidateRow {
  readonly name: string;
  /** Posts in force in this office only. */
  readonly facts: PersonFacts;
  readonly epoch: number;
  /** On leave from this office. */
  readonly absent: boolean;
  readonly open: readonly { readonly path: string; readonly count: number }[];
}

/** A case of the same proceedings: one with the same number in the other system, in the same office. */
export interface LinkedCase {
  readonly caseId: CaseId;
  readonly handler: PersonId;
}

/** A commitment as it may be shown to everybody. */
export interface CommitmentRow {
  readonly number: number;
  readonly commitment: HashHex;
  readonly committedAt: Instant;
  /** Entry of the office's journal that published it. */
  readonly seq: number;
  readonly used: boolean;
}

/** The commitment whose turn it is, with its secret as the shell sealed it. */
export interface NextCommitment {
  readonly number: number;
  readonly commitment: HashHex;
  readonly sealed: string;
}

export interface AssignmentStore {
  /** In the order of their ids. People who left are not there. */
  candidates(query: { readonly tenant: TenantId; readonly office: OfficeId; readonly at: Instant }): Promise<readonly CandidateRow[]>;
  /** Newest first. */
  linkedCases(tenant: TenantId, caseId: CaseId): Promise<readonly LinkedCase[]>;
  /** In the order of their numbers, from `after` exclusive. */
  commitments(office: OfficeId, after: number, limit: number): Promise<readonly CommitmentRow[]>;
  /** Number of the last commitment made, and of the last used; 0 for none. */
  stock(office: OfficeId): Promise<{ readonly last: number; readonly used: number }>;
  /** Null when the stock is used up. */
  nextCommitment(office: OfficeId): Promise<NextCommitment | null>;
  /** Commits a draw as `CaseStore.commit` does, and with it uses a commitment. `stale` also when it is not the turn of that commitment.
   *  INVARIANT: each commitment is used at most once and in order; nothing is used without its entry. */
  commitDraw(write: ActWrite, office: OfficeId, number: number): Promise<CommitResult>;
}

/** Makes a secret unreadable to whoever has only the database. */
export interface SecretBox {
  seal(secret: string): string;
  /** Null when it was sealed elsewhere or changed. */
  open(sealed: string): string | null;
}
