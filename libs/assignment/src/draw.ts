// The draw (随机分案): one person out of a pool, decided by a secret that was committed to before and by the head of the case's journal,
// which nobody knew when the secret was made. The same input always gives the same person. What is not here: checking a proof
// (`verify-draw.ts`) and who belongs into the pool (`rank.ts`, use cases).
import { ok, refused, type HashFunction, type HashHex, type Result } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';
import { commitmentOf } from './commitment.js';

export const DRAW_FORMAT = 'quanze-draw/1';
/** People in a pool, and people excluded from it. */
export const POOL_MAX = 1000;
/** Tickets of one person. */
export const TICKETS_MAX = 100;

const PREFIX_DIGITS = 12;
const PREFIX_RANGE = 2 ** 48;
const ID_CHARACTERS_MAX = 200;

/** Somebody in the pool. The chance of being chosen is the share of all tickets. */
export interface Ticketed {
  readonly person: string;
  /** 1..100. */
  readonly tickets: number;
}

/** Somebody who was looked at and is not in the pool. */
export interface Excluded {
  readonly person: string;
  /** A word such as `recused`; never free text. */
  readonly reason: string;
}

export interface DrawInput {
  readonly secret: string;
  readonly office: string;
  readonly caseId: string;
  /** Hash of the last journal entry of the case before the draw. */
  readonly head: HashHex;
  /** Number of the draw in the case, from 1. */
  readonly round: number;
  /** 1..1000 people, each once; the order does not matter. */
  readonly pool: readonly Ticketed[];
  readonly exclusions: readonly Excluded[];
}

/** Everything that is needed to repeat a draw. `pool` and `exclusions` are sorted by person. */
export interface DrawProof extends DrawInput {
  readonly format: typeof DRAW_FORMAT;
  readonly algorithm: HashFunction['algorithm'];
  /** As it was published before. */
  readonly commitment: HashHex;
  /** Attempts that were thrown away because they would have favoured the first tickets; nearly always 0. */
  readonly counter: number;
  /** Hash over everything that decides, with the counter; its first 48 bits are the number that was drawn. */
  readonly digest: HashHex;
  /** Number of the ticket, from 0, when the tickets of the pool are laid out in its order. */
  readonly ticket: number;
  readonly chosen: string;
}

/** Draws. Refuses `DRAW.POOL_INVALID` with `reason`: empty, large, tickets, twice, id, both.
 *  INVARIANT: every ticket has the same chance; the order of the pool does not matter; `verifyDraw` accepts the proof. */
export function drawFrom(input: DrawInput, hash: HashFunction): Result<DrawProof> {
  const problem = poolProblem(input.pool, input.exclusions);
  if (problem !== null) return refused('DRAW.POOL_INVALID', { reason: problem });
  const { secret, office, caseId, head, round } = input;
  const pool = [...input.pool].sort(byPerson).map(({ person, tickets }) => ({ person, tickets }));
  const exclusions = [...input.exclusions].sort(byPerson).map(({ person, reason }) => ({ person, reason }));
  const subject = { format: DRAW_FORMAT, algorithm: hash.algorithm, secret, office, caseId, head, round, pool, exclusions } as const;
  const total = pool.reduce((sum, { tickets }) => sum + tickets, 0);
  // Numbers from here on would make the first tickets likelier than the last.
  const fairBelow = PREFIX_RANGE - (PREFIX_RANGE % total);
  for (let counter = 0; ; counter += 1) {
    const digest = hash.ofText(canonicalize({ ...subject, counter }));
    const drawn = Number.parseInt(digest.slice(0, PREFIX_DIGITS), 16);
    if (drawn >= fairBelow) continue;
    const ticket = drawn % total;
    return ok({ ...subject, commitment: commitmentOf(secret, hash), counter, digest, ticket, chosen: holderOf(pool, ticket) });
  }
}

/** Why a pool cannot be drawn from, or null. */
export function poolProblem(pool: readonly Ticketed[], exclusions: readonly Excluded[]): string | null {
  if (pool.length === 0) return 'empty';
  if (pool.length > POOL_MAX || exclusions.length > POOL_MAX) return 'large';
  if (!pool.every(({ tickets }) => Number.isSafeInteger(tickets) && tickets >= 1 && tickets <= TICKETS_MAX)) return 'tickets';
  if (![...pool, ...exclusions].every(({ person }) => person.length > 0 && person.length <= ID_CHARACTERS_MAX)) return 'id';
  if (!exclusions.every(({ reason }) => reason.length > 0 && reason.length <= ID_CHARACTERS_MAX)) return 'id';
  const people = new Set(pool.map(({ person }) => person));
  const out = new Set(exclusions.map(({ person }) => person));
  if (people.size < pool.length || out.size < exclusions.length) return 'twice';
  return exclusions.some(({ person }) => people.has(person)) ? 'both' : null;
}

/** Whose ticket it is. */
function holderOf(pool: readonly Ticketed[], ticket: number): string {
  let before = 0;
  for (const { person, tickets } of pool) {
    before += tickets;
    if (ticket < before) return person;
  }
  throw new Error(`ticket ${ticket} belongs to nobody`);
}

/** By UTF-16 code units, which every language can repeat. */
function byPerson(a: { readonly person: string }, b: { readonly person: string }): number {
  return a.person < b.person ? -1 : a.person > b.person ? 1 : 0;
}
