// Acts after the decision: the written objection of the procurator who must carry it out, and the issue of the document that
// leads the case on.
import { ok } from '@quanze/kernel';
import { NO_NEED } from '../runtime/gate.js';
import { requireOpen, type FlowRule } from './flow-context.js';

/** A procurator who thinks the decision wrong says so in writing, and then carries it out (Rules 7; CSL 60). */
export const object: FlowRule = {
  need: () => ok(NO_NEED),
  apply(context, grant) {
    const open = requireOpen(context);
    if (!open.ok) return open;
    return ok({ open: { ...open.value, objections: [...open.value.objections, { by: grant.signatory, seq: context.seq }] }, outcome: null });
  },
};

/** The document is made and served; the case moves to where the chosen option leads. */
export const issue: FlowRule = {
  need: () => ok(NO_NEED),
  apply(context) {
    const open = requireOpen(context);
    if (!open.ok) return open;
    const option = context.decision.options.get(open.value.decided?.option ?? '');
    // `issue` exists only in `decided` states, which are entered only with a record.
    return option === undefined ? requireOpen({ ...context, open: undefined }) as never : ok({ open: null, outcome: option.to, effects: { option, moment: 'issued' } });
  },
};
