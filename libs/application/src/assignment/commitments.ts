// Commitments to secrets, made in advance and published in the journal of the office, used one after the other. What is not here: using
// them (`draw.ts`), and sealing the secrets, which the shell does.
import { commitmentOf, SECRET_BYTES } from '@quanze/assignment';
import { isUuid, ok, refused, type HashHex, type OfficeId, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import { changeOffice } from '../office/change.js';
import { mayReadOffice } from '../office/people.js';
import type { CommitmentRow } from '../ports/assignment-store.port.js';
import type { Identity } from '../ports/case-store.port.js';
import type { SealedCommitment } from '../ports/office-store.port.js';

export const COMMITMENTS_PER_STOCK_MAX = 200;
const TRIES_MAX = 5;

export interface Stock {
  readonly first: number;
  readonly last: number;
  readonly commitments: readonly HashHex[];
  /** Entry of the office's journal that publishes them. */
  readonly seq: number;
}

/** Commits to secrets for draws to come. @param count 1..200. Refuses `OFFICE.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `CASE.BUSY`.
 *  INVARIANT: a secret leaves this function sealed only. */
export async function commitDraws(deps: Deps, identity: Identity, office: string, count: number): Promise<Result<Stock>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const { last } = await deps.assignment.stock(office as OfficeId);
    const made = Array.from({ length: count }, (_, index) => makeOne(deps, last + index + 1));
    const commitments = made.map(({ commitment }) => commitment);
    const payload = { first: last + 1, commitments };
    const done = await changeOffice(deps, identity, { office: office as OfficeId, act: 'draw.commit', by: ['admin', 'case_mgmt'], payload }, async () => ok({ kind: 'commit-draws', commitments: made }));
    if (done.ok) return ok({ first: last + 1, last: last + count, commitments, seq: done.value.seq });
    // Somebody else made commitments of these numbers in between.
    if (done.refusal.code !== 'REQUEST.TAKEN') return done;
  }
  return refused('CASE.BUSY', { tries: TRIES_MAX });
}

function makeOne(deps: Deps, number: number): SealedCommitment {
  const secret = deps.random.hex(SECRET_BYTES);
  return { number, commitment: commitmentOf(secret, deps.hash), sealed: deps.secrets.seal(secret) };
}

export interface CommitmentPage {
  readonly items: readonly CommitmentRow[];
  /** Number to go on after; null at the end. */
  readonly next: number | null;
  readonly left: number;
}

/** Commitments of an office without their secrets. Refuses `OFFICE.NOT_FOUND`. @param after number, exclusive */
export async function commitmentsOf(deps: Deps, identity: Identity, office: string, after: number, limit: number): Promise<Result<CommitmentPage>> {
  const known = await mayReadOffice(deps, identity, office);
  if (!known.ok) return known;
  const [rows, stock] = await Promise.all([deps.assignment.commitments(office as OfficeId, after, limit + 1), deps.assignment.stock(office as OfficeId)]);
  const items = rows.slice(0, limit);
  return ok({ items, next: rows.length > limit ? (items.at(-1)?.number ?? null) : null, left: stock.last - stock.used });
}
