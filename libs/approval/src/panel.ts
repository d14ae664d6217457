// A panel under way: its seats, who holds them, what they answered. Plain data without `null` members, so that it can be kept in a
// snapshot and folded from a journal. What is not here: the outcome (`./outcome`) and the operations (`./answering`, `./seating`).
import type { HashHex, PersonId } from '@quanze/kernel';
import type { PanelRule, Place } from './rule.js';

export type Choice = 'agree' | 'disagree' | 'abstain';

export interface Answer {
  readonly choice: Choice;
  readonly by: PersonId;
  /** Number of the journal entry that holds the reasons. */
  readonly seq: number;
  /** Digest of what was in front of the person; an answer counts only for that. */
  readonly content: HashHex;
}

/** Somebody else's opinion that the holder asked for. The holder answers; the opinion never counts. */
export interface Entrusted {
  readonly to: PersonId;
  readonly opinion?: { readonly choice: Choice; readonly seq: number };
}

export interface Seat {
  readonly id: number;
  /** Everybody who held the seat, the present holder last. A seat that was handed on is not handed back. */
  readonly holders: readonly PersonId[];
  readonly weight: number;
  readonly chair?: boolean;
  /** A disagreement of this seat ends the matter. */
  readonly veto?: boolean;
  /** By which seat it was added and where; absent for the seats the panel began with. */
  readonly added?: { readonly by: number; readonly place: Place };
  readonly entrusted?: Entrusted;
  readonly answer?: Answer;
}

export interface Panel {
  readonly rule: PanelRule;
  /** In the order in which they are asked. */
  readonly seats: readonly Seat[];
  /** Closed while answers were missing. */
  readonly closed?: boolean;
  /** Number the next seat gets: numbers of seats that were taken away are not used again. */
  readonly nextId: number;
}

export interface Invited {
  readonly person: PersonId;
  /** 1 when left out. */
  readonly weight?: number;
  readonly chair?: boolean;
  readonly veto?: boolean;
}

export const SEATS_MAX = 60;
export const WEIGHT_MAX = 1_000_000;

export function holderOf(seat: Seat): PersonId {
  return seat.holders[seat.holders.length - 1] as PersonId;
}

/** The seat a person holds now. */
export function seatOf(panel: Panel, person: PersonId): Seat | undefined {
  return panel.seats.find((seat) => holderOf(seat) === person);
}

/** Seats that are asked at this moment: unanswered, with everybody answered who comes before them. */
export function askedSeats(panel: Panel): readonly Seat[] {
  const waiting = panel.seats.filter((seat) => seat.answer === undefined);
  const free = waiting.filter((seat) => isFree(panel, seat));
  if (panel.rule.order === 'together') return free;
  // In turn: the first of the original seats, and whatever was added to it or stands open beside others.
  const turn = waiting.find((seat) => seat.added === undefined);
  return free.filter((seat) => seat.added !== undefined || seat === turn);
}

/** Nothing that was added to be asked first is waiting, and whatever this seat was added after has answered. */
function isFree(panel: Panel, seat: Seat): boolean {
  const isBlocked = panel.seats.some((other) => other.answer === undefined && other.added?.by === seat.id && other.added.place === 'before');
  const adder = seat.added?.place === 'after' ? panel.seats.find((other) => other.id === seat.added?.by) : undefined;
  return !isBlocked && (adder === undefined || adder.answer !== undefined);
}

/** The panel with one seat changed. */
export function withSeat(panel: Panel, seat: Seat): Panel {
  return { ...panel, seats: panel.seats.map((other) => (other.id === seat.id ? seat : other)) };
}
