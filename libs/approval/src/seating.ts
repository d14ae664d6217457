// Changes of a panel under way: adding a signer (加签), taking an added one away (减签), handing a seat on (转办), asking for an opinion
// (委派). All of them end with the answer of the seat they belong to.
// INVARIANT: none of them makes it easier to pass; see `outcomeOf` for added seats. Nobody sits twice.
import { ok, refused, type PersonId, type Result } from '@quanze/kernel';
import { ownSeat } from './answering.js';
import { SEATS_MAX, seatOf, withSeat, type Panel, type Seat } from './panel.js';
import { outcomeOf } from './outcome.js';
import type { Place } from './rule.js';

/** Adds a signer to one's own seat. Before and beside only while it is unanswered; after also when it has answered.
 *  Refuses `PANEL.SETTLED`, `PANEL.NOT_SEATED`, `PANEL.ANSWERED`, `PANEL.ADD_NOT_ALLOWED`, `PANEL.ALREADY_SEATED`, `PANEL.TOO_MANY`. */
export function addSigner(panel: Panel, by: PersonId, person: PersonId, place: Place): Result<Panel> {
  const own = place === 'after' ? heldSeat(panel, by) : ownSeat(panel, by);
  if (!own.ok) return own;
  if (!panel.rule.add.includes(place)) return refused('PANEL.ADD_NOT_ALLOWED', { place });
  const taken = refuseSeated(panel, person);
  if (taken !== null) return taken;
  if (panel.seats.length >= SEATS_MAX) return refused('PANEL.TOO_MANY', { max: SEATS_MAX });
  const seat: Seat = { id: panel.nextId, holders: [person], weight: own.value.weight, added: { by: own.value.id, place } };
  return ok({ ...panel, seats: [...panel.seats, seat], nextId: panel.nextId + 1 });
}

/** Takes back a signer one has added. Refuses `PANEL.SETTLED`, `PANEL.NOT_SEATED`, `PANEL.NOT_ADDED_BY_YOU`, `PANEL.ANSWERED`, and
 *  `PANEL.HAS_ADDED` while that signer has added others. */
export function removeSigner(panel: Panel, by: PersonId, person: PersonId): Result<Panel> {
  const own = heldSeat(panel, by);
  if (!own.ok) return own;
  const seat = seatOf(panel, person);
  if (seat?.added?.by !== own.value.id) return refused('PANEL.NOT_ADDED_BY_YOU', { person });
  if (seat.answer !== undefined) return refused('PANEL.ANSWERED', { person });
  if (panel.seats.some(({ added }) => added?.by === seat.id)) return refused('PANEL.HAS_ADDED', { person });
  return ok({ ...panel, seats: panel.seats.filter((other) => other !== seat) });
}

/** Hands the own seat on; it is the other one's from now on. Refuses as `ownSeat`, and `PANEL.TRANSFER_NOT_ALLOWED`,
 *  `PANEL.OPINION_MISSING`, `PANEL.ALREADY_SEATED`, `PANEL.HELD_BEFORE`. */
export function transferSeat(panel: Panel, by: PersonId, to: PersonId): Result<Panel> {
  const own = ownSeat(panel, by);
  if (!own.ok) return own;
  if (!panel.rule.transfer) return refused('PANEL.TRANSFER_NOT_ALLOWED', {});
  if (own.value.entrusted !== undefined && own.value.entrusted.opinion === undefined) return refused('PANEL.OPINION_MISSING', {});
  if (own.value.holders.includes(to)) return refused('PANEL.HELD_BEFORE', { person: to });
  const taken = refuseSeated(panel, to);
  return taken ?? ok(withSeat(panel, { ...own.value, holders: [...own.value.holders, to] }));
}

/** Asks somebody for an opinion before one's own answer. Refuses as `ownSeat`, and `PANEL.ENTRUST_NOT_ALLOWED`, `PANEL.ENTRUSTED`,
 *  `PANEL.ALREADY_SEATED`. */
export function entrust(panel: Panel, by: PersonId, to: PersonId): Result<Panel> {
  const own = ownSeat(panel, by);
  if (!own.ok) return own;
  if (!panel.rule.entrust) return refused('PANEL.ENTRUST_NOT_ALLOWED', {});
  if (own.value.entrusted !== undefined) return refused('PANEL.ENTRUSTED', {});
  const taken = refuseSeated(panel, to);
  return taken ?? ok(withSeat(panel, { ...own.value, entrusted: { to } }));
}

/** Takes back a question that was not answered. Refuses as `ownSeat`, and `PANEL.NOT_ENTRUSTED`. */
export function recallOpinion(panel: Panel, by: PersonId): Result<Panel> {
  const own = ownSeat(panel, by);
  if (!own.ok) return own;
  const { entrusted, ...seat } = own.value;
  return entrusted === undefined || entrusted.opinion !== undefined ? refused('PANEL.NOT_ENTRUSTED', {}) : ok(withSeat(panel, seat));
}

function heldSeat(panel: Panel, person: PersonId): Result<Seat> {
  if (outcomeOf(panel) !== 'pending') return refused('PANEL.SETTLED', { outcome: outcomeOf(panel) });
  const seat = seatOf(panel, person);
  return seat === undefined ? refused('PANEL.NOT_SEATED', {}) : ok(seat);
}

/** Nobody sits twice, and who is asked for an opinion or held a seat before does not judge on another one. */
function refuseSeated(panel: Panel, person: PersonId): ReturnType<typeof refused> | null {
  const isSeated = panel.seats.some((seat) => seat.holders.includes(person) || seat.entrusted?.to === person);
  return isSeated ? refused('PANEL.ALREADY_SEATED', { person }) : null;
}

/** Everybody who has anything to do with the panel, for the check that nobody fills two conflicting capacities. */
export function peopleOf(panel: Panel): readonly PersonId[] {
  return [...new Set(panel.seats.flatMap((seat) => [...seat.holders, ...(seat.entrusted === undefined ? [] : [seat.entrusted.to])]))];
}
