// Opening a panel, answering and closing it. Who may do any of it by office is the gate's to say; here is what the panel itself forbids.
import { ok, refused, type HashHex, type PersonId, type Result } from '@quanze/kernel';
import { askedSeats, holderOf, seatOf, SEATS_MAX, WEIGHT_MAX, withSeat, type Answer, type Choice, type Invited, type Panel, type Seat } from './panel.js';
import { outcomeOf } from './outcome.js';
import { canTie, type PanelRule } from './rule.js';

/** Seats people. Refuses `PANEL.NOBODY`, `PANEL.TOO_MANY`, `PANEL.ALREADY_SEATED`, `PANEL.WEIGHT`, `PANEL.NO_CHAIR` where a tie is the
 *  chair's, and `PANEL.CANNOT_PASS` when even everybody together is not enough. */
export function openPanel(rule: PanelRule, invited: readonly Invited[]): Result<Panel> {
  if (invited.length === 0) return refused('PANEL.NOBODY', {});
  if (invited.length > SEATS_MAX) return refused('PANEL.TOO_MANY', { max: SEATS_MAX });
  const twice = invited.find(({ person }, index) => invited.findIndex((other) => other.person === person) !== index);
  if (twice !== undefined) return refused('PANEL.ALREADY_SEATED', { person: twice.person });
  const wrong = invited.find(({ weight = 1 }) => !Number.isInteger(weight) || weight < 1 || weight > WEIGHT_MAX);
  if (wrong !== undefined) return refused('PANEL.WEIGHT', { person: wrong.person, max: WEIGHT_MAX });
  const chairs = invited.filter(({ chair }) => chair === true).length;
  if (chairs > 1 || (chairs === 0 && canTie(rule) && rule.tie === 'chair')) return refused('PANEL.NO_CHAIR', { chairs });
  const seats = invited.map(({ person, weight = 1, chair, veto }, index): Seat => ({
    id: index + 1, holders: [person], weight, ...(chair === true ? { chair } : {}), ...(veto === true ? { veto } : {}),
  }));
  const panel: Panel = { rule, seats, nextId: seats.length + 1 };
  const agreed = { ...panel, seats: seats.map((seat): Seat => ({ ...seat, answer: { choice: 'agree', by: holderOf(seat), seq: 0, content: '' as HashHex } })) };
  return outcomeOf(agreed) === 'passed' ? ok(panel) : refused('PANEL.CANNOT_PASS', { seats: seats.length });
}

/** Somebody's own answer. Refuses `PANEL.SETTLED`, `PANEL.NOT_SEATED`, `PANEL.ANSWERED`, `PANEL.NOT_YOUR_TURN`, `PANEL.OPINION_MISSING`,
 *  `PANEL.NO_ABSTENTION`.   INVARIANT: an answer is given once and by the holder. */
export function answerPanel(panel: Panel, person: PersonId, answer: Omit<Answer, 'by'>): Result<Panel> {
  const seat = ownSeat(panel, person);
  if (!seat.ok) return seat;
  if (!askedSeats(panel).includes(seat.value)) return refused('PANEL.NOT_YOUR_TURN', {});
  if (seat.value.entrusted !== undefined && seat.value.entrusted.opinion === undefined) return refused('PANEL.OPINION_MISSING', {});
  if (answer.choice === 'abstain' && panel.rule.abstention === 'refused') return refused('PANEL.NO_ABSTENTION', {});
  return ok(withSeat(panel, { ...seat.value, answer: { ...answer, by: person } }));
}

/** The unanswered seat of a person in a panel that is not settled. */
export function ownSeat(panel: Panel, person: PersonId): Result<Seat> {
  if (outcomeOf(panel) !== 'pending') return refused('PANEL.SETTLED', { outcome: outcomeOf(panel) });
  const seat = seatOf(panel, person);
  if (seat === undefined) return refused('PANEL.NOT_SEATED', {});
  return seat.answer === undefined ? ok(seat) : refused('PANEL.ANSWERED', {});
}

/** Ends the waiting: who has not answered is absent. Refuses `PANEL.SETTLED`, `PANEL.MAY_NOT_CLOSE`. */
export function closePanel(panel: Panel): Result<Panel> {
  if (outcomeOf(panel) !== 'pending') return refused('PANEL.SETTLED', { outcome: outcomeOf(panel) });
  return panel.rule.mayClose ? ok({ ...panel, closed: true }) : refused('PANEL.MAY_NOT_CLOSE', {});
}

/** An opinion that the holder of a seat asked for. Refuses `PANEL.SETTLED`, `PANEL.NOT_ENTRUSTED`. */
export function giveOpinion(panel: Panel, person: PersonId, opinion: { readonly choice: Choice; readonly seq: number }): Result<Panel> {
  if (outcomeOf(panel) !== 'pending') return refused('PANEL.SETTLED', { outcome: outcomeOf(panel) });
  const seat = panel.seats.find(({ entrusted }) => entrusted?.to === person && entrusted.opinion === undefined);
  return seat === undefined ? refused('PANEL.NOT_ENTRUSTED', {}) : ok(withSeat(panel, { ...seat, entrusted: { to: person, opinion } }));
}
