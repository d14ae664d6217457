// Sending a question back (退回) to a step it has passed in this run, handing it in again, and taking it back before anybody looked at it
// (撤回). What is not here: the chief's request to reconsider, which is of its own kind (`deciding.ts`).
import { assert, ok, refused } from '@quanze/kernel';
import type { CompiledDecision } from '../compile/compiled.js';
import type { FlowActKind } from '../definition/approval-flow.js';
import { NO_NEED } from '../runtime/gate.js';
import { onOpen, stepOf } from './flow-context.js';
import { heardIn } from './heard.js';
import type { OpenDecision } from './open-decision.js';
import { contentOf, isLookedAt, withoutRuns } from './panel-run.js';

/** The question after it came to a step: in a flow that can send back, the steps of this run are remembered in their order. */
export function visiting(decision: Pick<CompiledDecision, 'flow'>, open: OpenDecision, kind: FlowActKind, step: string): OpenDecision {
  if (!Object.values(decision.flow.acts).some((act) => act.kind === 'return') || decision.flow.steps[step] === undefined) return open;
  const visited = open.visited ?? [];
  const next = visited.includes(step) ? open : { ...open, visited: [...visited, step] };
  // Whoever takes the ordinary way on walks it; there is nothing left to hand in again.
  if (kind === 'return' || next.returned === undefined || next.returned.to === step) return next;
  const { returned: _walked, ...rest } = next;
  return rest;
}

/** Sends back. `resume`: opinions on the same content stay, and it may be handed in again to the step that sent it back. `again`: a new
 *  round begins; all steps are walked again and no opinion of the former round counts. A panel that is sent back to is asked anew.
 *  Refuses `FLOW.NOT_VISITED`. */
export const returnBack = onOpen({
  need: () => ok(NO_NEED),
  apply(context, grant) {
    const { open, payload, seq, world } = context;
    const [from, to] = [stepOf(context), String(payload['step'])];
    assert(from !== null, `${context.act.id} is done outside of the steps of its decision`);
    const visited = open.visited ?? [];
    const returns = [...(open.returns ?? []), { by: grant.signatory, seq, round: open.round, from, to }];
    if (to === from || !visited.includes(to)) return refused('FLOW.NOT_VISITED', { step: to, visited: visited.filter((step) => step !== from) });
    if (payload['mode'] === 'again') {
      const { returned: _former, ...rest } = withoutRuns(open, () => true);
      return ok({ open: { ...rest, returns, round: open.round + 1, visited: visited.slice(0, visited.indexOf(to) + 1) }, outcome: to });
    }
    const kept = withoutRuns(open, (run) => run.step === to);
    return ok({ open: { ...kept, returns, returned: { from, to, seq, by: grant.signatory, content: contentOf(open, world) } }, outcome: to });
  },
});

/** Straight back to the step that sent it back. Refuses `FLOW.NOT_RETURNED`, and `FLOW.CONTENT_CHANGED` when something else lies before
 *  people now: then the steps between are walked again. */
export const resubmit = onOpen({
  need: (context) => {
    const { returned } = context.open;
    if (returned === undefined || returned.to !== stepOf(context)) return refused('FLOW.NOT_RETURNED', {});
    return returned.content === contentOf(context.open, context.world) ? ok(NO_NEED) : refused('FLOW.CONTENT_CHANGED', { step: returned.from });
  },
  apply({ open }) {
    const { returned, ...rest } = open;
    assert(returned !== undefined, 'nothing was sent back');
    return ok({ open: rest, outcome: returned.from });
  },
});

/** The proposer takes the question back while nobody has reviewed, signed, passed on or decided it in this round. One that was looked at in
 *  a former round comes up again in the next: it is no longer the handler's alone to decide (Rules 7). What was said to it stays with it and
 *  comes up again as well. Refuses `FLOW.REVIEWED`. */
export const withdraw = onOpen({
  need: ({ open }) => (isLookedAt(open) ? refused('FLOW.REVIEWED', { round: open.round }) : ok(NO_NEED)),
  apply: ({ open }) => ok({ open: null, outcome: 'home', heard: heardIn(open), ...(open.round > 1 ? { sentUp: open.round } : {}) }),
});
