// Approval: how several people agree on one question. Pure and synchronous; the same algebra for every flow that asks more than one person.
// What is not here: who may be asked (engine, power list), where a question goes afterwards (approval flows), and deciding.
export { answerPanel, closePanel, giveOpinion, openPanel } from './answering.js';
export { outcomeOf, type PanelOutcome, type Settled } from './outcome.js';
export { askedSeats, holderOf, seatOf, SEATS_MAX, WEIGHT_MAX, type Answer, type Choice, type Entrusted, type Invited, type Panel, type Seat } from './panel.js';
export { ALL, ANY, canTie, MORE_THAN_HALF, type Base, type Fraction, type PanelRule, type Place, type Quorum, type Threshold } from './rule.js';
export { addSigner, entrust, peopleOf, recallOpinion, removeSigner, transferSeat } from './seating.js';
