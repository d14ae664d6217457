// What people who are asked may do with their seats: add signers (加签) and take them away (减签), hand a seat on (转办), ask somebody for an
// opinion and take the question back (委派). Everybody brought in is looked at like those first asked. What is not here: signing.
import { addSigner as add, entrust, giveOpinion, holderOf, recallOpinion as recall, removeSigner as remove, seatOf, transferSeat, type Choice, type Panel, type Place } from '@quanze/approval';
import { assert, ok, refused, type PersonId, type Result } from '@quanze/kernel';
import type { GivenOpinion } from './heard.js';
import { mayBeAsked } from './invite.js';
import { inPanel, settle, type PanelContext } from './panel-acts.js';

const hasSeat = ({ panel, person }: PanelContext): Result<unknown> => (seatOf(panel, person) === undefined ? refused('PANEL.NOT_SEATED', {}) : ok(null));
const named = ({ payload }: PanelContext): PersonId => payload['person'] as PersonId;

/** Brings a person in by an operation of the panel. Refuses as `mayBeAsked` and as the operation. */
function bringIn(operation: (context: PanelContext, person: PersonId) => Result<Panel>) {
  return inPanel(hasSeat, (context) => {
    const person = named(context);
    const role = mayBeAsked(context, person, context.step.members);
    if (!role.ok) return role;
    const changed = operation(context, person);
    return changed.ok ? ok(settle(context, context.run, changed.value, [person])) : changed;
  });
}

export const addSigner = bringIn(({ panel, person, payload }, added) => add(panel, person, added, payload['place'] as Place));
export const handOn = bringIn(({ panel, person }, to) => transferSeat(panel, person, to));
export const askOpinion = bringIn(({ panel, person }, to) => entrust(panel, person, to));

/** Takes back a signer one has added, with reasons; that can settle the panel. */
export const removeSigner = inPanel(hasSeat, (context) => {
  const changed = remove(context.panel, context.person, named(context));
  return changed.ok ? ok(settle(context, context.run, changed.value)) : changed;
});

/** The opinion somebody was asked for; it comes back to the seat and never counts. Who gave it in which capacity stays with the question. */
export const opinion = inPanel(
  ({ panel, person }) => giveOpinion(panel, person, { choice: 'agree', seq: 0 }),
  (context, grant) => {
    const { panel, person, run, open, seq } = context;
    const choice = context.payload['choice'] as Choice;
    const given = giveOpinion(panel, person, { choice, seq });
    if (!given.ok) return given;
    const seat = panel.seats.find(({ entrusted, answer }) => answer === undefined && entrusted?.to === person && entrusted.opinion === undefined);
    assert(seat !== undefined, 'an opinion was given that no seat asked for');
    const said: GivenOpinion = { by: grant.signatory, seq, round: open.round, opinion: choice, panel: run.step, askedBy: holderOf(seat) };
    return ok(settle({ ...context, open: { ...open, opinions: [...(open.opinions ?? []), said] } }, run, given.value));
  },
);

export const recallOpinion = inPanel(({ panel, person }) => recall(panel, person), (context) => {
  const changed = recall(context.panel, context.person);
  return changed.ok ? ok(settle(context, context.run, changed.value)) : changed;
});
