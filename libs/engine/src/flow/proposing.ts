// Acts before anybody decides: propose, withdraw, send up, joint conference, department review. None of them can enter a
// `decided` state; the compiler gives them no such target.
import { assert, ok, refused, type JsonObject, type PersonId, type Result } from '@quanze/kernel';
import { NO_NEED, type Need } from '../runtime/gate.js';
import { chosenOption, decisionFacts, onOpen, type FlowContext, type FlowRule } from './flow-context.js';
import type { OpenDecision, Proposal, Review } from './open-decision.js';
import { contentOf, isLookedAt } from './panel-run.js';

/** The values an option asks for, without free text: they steer effects, so they must outlive the sealed payload. */
export function valuesOf(context: FlowContext): { readonly values?: JsonObject } {
  const option = context.decision.options.get(String(context.payload['option']));
  const fields = { ...context.decision.fields, ...option?.fields };
  const values = Object.entries(context.payload).filter(([name]) => Object.hasOwn(fields, name) && fields[name]?.sensitive !== true);
  return values.length === 0 ? {} : { values: Object.fromEntries(values) };
}

function optionNeed(mode: Need['mode'], context: FlowContext, id: unknown): Result<Need> {
  const option = chosenOption(context, id);
  // The routine step of department review is never a reason why somebody may not propose.
  return option.ok ? ok({ mode, power: option.value.matter, facts: { ...decisionFacts(context), dept_review: 'done' } }) : option;
}

/** Hash of the question: the words, the options and their powers under this release. Votes and reviews belong to it. */
function questionHashOf(context: FlowContext): OpenDecision['questionHash'] {
  const { decision, path, world } = context;
  const options = [...decision.options.values()].map((o) => [o.id, o.matter]);
  return world.hash.ofText(`quanze-question/1 ${JSON.stringify([path.hash, decision.key, decision.question.zh, options])}`);
}

/** The handler's opinion. In `home` it opens the decision, in `drafted` it replaces the former proposal (Rules 7). */
export const propose: FlowRule = {
  need: (context) => optionNeed('propose', context, context.payload['option']),
  apply(context, grant) {
    const { open, snapshot, seq, world } = context;
    const home = context.act.from.find((state) => snapshot.states.some((leaf) => context.path.nodes.get(leaf)?.ancestors.includes(state)));
    assert(home !== undefined, `${context.act.id} is done in a state it does not belong to`);
    const first = snapshot.sentUp?.[context.decision.key] ?? 1;
    const proposal: Proposal = { option: String(context.payload['option']), by: grant.signatory, seq, round: open?.round ?? first, ...valuesOf(context) };
    const base: OpenDecision = open ?? {
      home, openedSeq: seq, openedAt: world.at, questionHash: questionHashOf(context), round: first, proposal, earlier: [], reconsiderations: [], advice: [], reviews: [], consents: [], objections: [],
      ...snapshot.heard?.[context.decision.key],
    };
    if (open === undefined) return ok({ open: base, outcome: context.decision.flow.initial });
    // What was said to another proposal does not count for this one; who said it stays on record, and out of deciding.
    const isOther = isLookedAt(open) && contentOf(open, world) !== contentOf({ ...open, proposal }, world);
    const round = isOther ? open.round + 1 : open.round;
    return ok({ open: { ...open, round, proposal: { ...proposal, round }, earlier: [...open.earlier, open.proposal] }, outcome: context.decision.flow.initial });
  },
};

/** On to the department head. A matter inside the handler's own power goes up only for a stated reason (R86). */
export const sendUp = onOpen({
  need: (context) => optionNeed('propose', context, context.open.proposal.option),
  apply(context, grant) {
    const reason = context.payload['escalationReason'];
    const isOwn = grant.verdict?.verdict === 'permit';
    if (isOwn && (typeof reason !== 'string' || reason.trim() === '')) {
      return refused('DECISION.ESCALATION_REASON_REQUIRED', { power: grant.power }, 'Op2024 item 14; R86');
    }
    return ok({ open: context.open, outcome: targetOf(context) });
  },
});

/** Acts whose only power is the one the flow declares for them, if any (reviewing, convening). */
function declaredNeed({ act }: FlowContext): Result<Need> {
  return ok(act.matter === null ? NO_NEED : { mode: 'decide', power: act.matter, facts: {} });
}

/** The department head calls a joint conference; advice only (Rules 6). */
export const convene = onOpen({
  need: declaredNeed,
  apply(context) {
    const { path, snapshot, decision } = context;
    const here = snapshot.states.map((leaf) => path.nodes.get(leaf)).find((node) => node?.decision === decision.key);
    assert(typeof here?.step === 'string', `${context.act.id} is called outside of the steps of its decision`);
    return ok({ open: { ...context.open, back: here.step }, outcome: targetOf(context) });
  },
});

export const advise = onOpen({
  need: () => ok(NO_NEED),
  apply(context, grant) {
    const { back, ...rest } = context.open;
    assert(back !== undefined, 'a conference that nobody called');
    const participants = (context.payload['participants'] ?? []) as readonly string[] as readonly PersonId[];
    const majority = context.payload['majority'];
    const advice = { by: grant.signatory, seq: context.seq, participants, ...(typeof majority === 'string' ? { majority } : {}) };
    return ok({ open: { ...rest, advice: [...rest.advice, advice] }, outcome: back });
  },
});

/** The department head's opinion: agree or not, with reasons. It never changes the option (Rules 6; Op2024). */
export const review = onOpen({
  need: declaredNeed,
  apply(context, grant) {
    const { open, seq } = context;
    // The payload has been checked against the fields of the kind.
    const given = { by: grant.signatory, seq, round: open.round, opinion: context.payload['opinion'] as Review['opinion'] };
    return ok({ open: { ...open, reviews: [...open.reviews, given] }, outcome: targetOf(context) });
  },
});

/** The single target a flow act was wired to, as outcome word. */
export function targetOf(context: FlowContext): string | null {
  return context.act.candidates[0]?.outcome ?? null;
}
