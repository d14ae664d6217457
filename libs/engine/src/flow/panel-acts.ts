// Asking a panel, signing in it, and closing it. The answer that settles a panel moves the case; nothing else does, and no panel decides.
// What is not here: the algebra (`@quanze/approval`) and what people may do to their seats (`panel-seats.ts`).
import { answerPanel, closePanel as close, openPanel, outcomeOf, seatOf, type Choice, type Invited, type Panel } from '@quanze/approval';
import { ok, refused, type PersonId, type Result } from '@quanze/kernel';
import { NO_NEED, type Grant, type Need } from '../runtime/gate.js';
import { panelRuleOf } from '../definition/panel-rule.js';
import { onOpen, stepOf, type FlowRule, type FlowStep, type OpenContext } from './flow-context.js';
import { mayBeAsked } from './invite.js';
import { contentOf, panelStepOf, revive, settledWith, withRun, type PanelRun, type PanelStep, type Signature } from './panel-run.js';

/** A rule inside a panel that was asked and is about what lies before it now. */
export interface PanelContext extends OpenContext {
  readonly run: PanelRun;
  readonly step: PanelStep;
  readonly panel: Panel;
  readonly person: PersonId;
}

/** Refuses `FLOW.NOT_A_PANEL`, `FLOW.NOT_ASKED`, `FLOW.CONTENT_CHANGED`. */
function panelContext(context: OpenContext): Result<PanelContext> {
  const found = stepWithPanel(context);
  if (!found.ok) return found;
  const run = context.open.panels?.[found.value.name];
  if (run === undefined) return refused('FLOW.NOT_ASKED', { step: found.value.name });
  if (run.content !== contentOf(context.open, context.world)) return refused('FLOW.CONTENT_CHANGED', { step: found.value.name });
  return ok({ ...context, run, step: found.value.step, panel: revive(run, found.value.step), person: context.world.actor.person });
}

function stepWithPanel(context: OpenContext): Result<{ readonly name: string; readonly step: PanelStep }> {
  const name = stepOf(context);
  const step = name === null ? null : panelStepOf(context.decision, name);
  return name === null || step === null ? refused('FLOW.NOT_A_PANEL', { act: context.act.id }) : ok({ name, step });
}

/** A rule of a panel under way. @param may what can be said before a payload is given, so that people are told beforehand */
export function inPanel(may: (context: PanelContext) => Result<unknown>, apply: (context: PanelContext, grant: Grant) => Result<FlowStep>): FlowRule {
  return onOpen({
    need(context): Result<Need> {
      const inside = panelContext(context);
      if (!inside.ok) return inside;
      const allowed = may(inside.value);
      return allowed.ok ? ok(NO_NEED) : allowed;
    },
    apply(context, grant) {
      const inside = panelContext(context);
      return inside.ok ? apply(inside.value, grant) : inside;
    },
  });
}

/** What follows from a changed panel: it is kept, and moves the case once it has come to something. */
export function settle({ open }: PanelContext, run: PanelRun, panel: Panel, readers: readonly PersonId[] = []): FlowStep {
  const outcome = outcomeOf(panel);
  return { open: withRun(open, settledWith(run, panel)), outcome: outcome === 'pending' ? null : outcome, ...(readers.length === 0 ? {} : { readers }) };
}

/** Names who is asked, in their order. Refuses `FLOW.NOT_A_PANEL`, `FLOW.ALREADY_ASKED` while answers are waited for, as `mayBeAsked`, and as
 *  `openPanel`. Somebody named as chair must be among them. */
export const ask = onOpen({
  need(context) {
    const found = stepWithPanel(context);
    if (!found.ok) return found;
    const run = context.open.panels?.[found.value.name];
    const waits = run !== undefined && run.outcome === undefined && run.content === contentOf(context.open, context.world);
    return waits ? refused('FLOW.ALREADY_ASKED', { step: found.value.name }) : ok(NO_NEED);
  },
  apply(context, grant) {
    const found = stepWithPanel(context);
    if (!found.ok) return found;
    const { name, step } = found.value;
    const { payload, open, seq, world } = context;
    const invited = invitedBy(context, step);
    if (!invited.ok) return invited;
    const chair = payload['chair'];
    if (chair !== undefined && !invited.value.some(({ person }) => person === chair)) return refused('PANEL.NO_CHAIR', { chairs: 0 });
    const rule = panelRuleOf(step.document);
    const panel = rule === null ? refused('PANEL.CANNOT_PASS', { seats: invited.value.length }) : openPanel(rule, invited.value);
    if (!panel.ok) return panel;
    const { seats, nextId } = panel.value;
    const run: PanelRun = { step: name, seq, by: grant.signatory, round: open.round, content: contentOf(open, world), seats, nextId, signatures: [] };
    return ok({ open: withRun(open, run), outcome: null, readers: invited.value.map(({ person }) => person) });
  },
});

function invitedBy(context: OpenContext, { members, document }: PanelStep): Result<readonly Invited[]> {
  const invited: Invited[] = [];
  for (const person of (context.payload['signers'] ?? []) as readonly string[] as readonly PersonId[]) {
    const role = mayBeAsked(context, person, members);
    if (!role.ok) return role;
    invited.push({ person, weight: document.weights?.[role.value] ?? 1, ...(context.payload['chair'] === person ? { chair: true } : {}) });
  }
  return ok(invited);
}

/** The own answer to what lies before the panel. Refuses as `answerPanel`. */
export const sign = inPanel(
  ({ panel, person, run }) => answerPanel(panel, person, { choice: 'agree', seq: 0, content: run.content }),
  (context, grant) => {
    const { panel, person, run, seq, open } = context;
    const choice = context.payload['choice'] as Choice;
    const answered = answerPanel(panel, person, { choice, seq, content: run.content });
    if (!answered.ok) return answered;
    const added = seatOf(answered.value, person)?.added?.place;
    const signature: Signature = { by: grant.signatory, seq, round: open.round, opinion: choice, panel: run.step, ...(added === undefined ? {} : { added }) };
    return ok(settle(context, { ...run, signatures: [...run.signatures, signature] }, answered.value));
  },
);

/** Ends the waiting: who has not answered is absent. Refuses as `closePanel` of `@quanze/approval`. */
export const closePanel = inPanel(({ panel }) => close(panel), (context) => {
  const closed = close(context.panel);
  return closed.ok ? ok(settle(context, context.run, closed.value)) : closed;
});
