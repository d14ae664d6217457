// Acts after the decision: the written objection of the procurator who must carry it out, and the issue of the document that
// leads the case on.
import { assert, ok } from '@quanze/kernel';
import { refuseUnjudged } from '../runtime/earlier-acts.js';
import { NO_NEED } from '../runtime/gate.js';
import { onOpen } from './flow-context.js';

/** A procurator who thinks the decision wrong says so in writing, and then carries it out (Rules 7; CSL 60). */
export const object = onOpen({
  need: () => ok(NO_NEED),
  apply: ({ open, seq }, grant) => ok({ open: { ...open, objections: [...open.objections, { by: grant.signatory, seq }] }, outcome: null }),
});

/** The document is made and served; the case moves to where the chosen option leads. Refuses `RECUSAL.ENTRIES_WAITING`. */
export const issue = onOpen({
  // A decision that rests on acts of a recused person waits until their validity is judged (Rules 36).
  need({ snapshot, open }) {
    const unjudged = refuseUnjudged(snapshot, open);
    return unjudged === null ? ok(NO_NEED) : { ok: false, refusal: unjudged };
  },
  apply({ open, decision }) {
    const option = open.decided === undefined ? undefined : decision.options.get(open.decided.option);
    assert(option !== undefined, `${decision.key} is issued without a decision: its states are entered only with a record`);
    return ok({ open: null, outcome: option.to, effects: { option, moment: 'issued' } });
  },
});
