// Acts that decide, and those by which the chief passes the question on. A deciding act always leaves a decision record with
// natural persons, capacity, power, rule and list version; there is no other way into a `decided.by…` state.
import { ok, refused, type Result } from '@quanze/kernel';
import type { DecisionLevel } from '../definition/approval-flow.js';
import type { CompiledOption } from '../compile/compiled.js';
import { decidedBy } from '../compile/nodes.js';
import type { Grant, Need } from '../runtime/gate.js';
import type { Signatory } from '../runtime/snapshot.js';
import { chosenOption, decisionFacts, requireOpen, type FlowContext, type FlowRule, type FlowStep } from './flow-context.js';
import type { DecisionRecord, OpenDecision, Relation } from './open-decision.js';
import { targetOf, valuesOf } from './proposing.js';
import { withoutDecision } from './undo.js';

const LEVEL_OF_ROLE: Readonly<Record<string, DecisionLevel>> = {
  procurator: 'procurator', lead: 'procurator', deputy_chief: 'deputyChief', chief: 'chief', superior_official: 'superior',
};

/** Ends a decision: record, level, relation to the handler's opinion, effects of the option. */
export function conclude(context: FlowContext, open: OpenDecision, option: CompiledOption, level: DecisionLevel, deciders: readonly Signatory[], grant: Grant, replaces?: number): FlowStep {
  const relation = relationOf(context, open, option.id);
  // Values given with this act replace those of the proposal; an option nobody proposed has only its own.
  const values = { ...(option.id === open.proposal.option ? open.proposal.values : {}), ...valuesOf(context).values };
  const decided = { option: option.id, level, by: deciders, seq: context.seq, relation, ...(Object.keys(values).length === 0 ? {} : { values }) };
  const record: DecisionRecord = {
    case: context.snapshot.caseId, seq: context.seq,
    question: { state: context.decision.key, hash: open.questionHash, options: [...context.decision.options.keys()] },
    proposal: open.proposal, earlierProposals: open.earlier, advice: open.advice, reviews: open.reviews,
    votes: open.meeting?.votes ?? [], members: open.meeting?.members ?? [], consents: open.consents, reconsiderations: open.reconsiderations.length,
    outcome: option.id, level, deciders, relation, power: grant.power ?? option.matter, rule: grant.verdict?.rule ?? '',
    listVersion: grant.verdict?.listVersion ?? '', decidedAt: context.world.at, ...(replaces === undefined ? {} : { replaces }),
  };
  return { open: { ...open, decided }, outcome: decidedBy(level), record, effects: { option, moment: 'decided' } };
}

/** How the outcome relates to the handler's opinion (responsibility A4–A7). */
function relationOf(context: FlowContext, open: OpenDecision, outcome: string): Relation {
  const lastRound = open.reconsiderations.at(-1);
  const before = lastRound === undefined ? undefined : [...open.earlier, open.proposal].filter((p) => p.seq < lastRound.seq).at(-1);
  if (before !== undefined && before.option !== open.proposal.option && outcome === open.proposal.option) return 'handler_changed_after_reconsideration';
  if (outcome !== open.proposal.option) return 'changed_all';
  const part = context.payload['changedPart'];
  return typeof part === 'string' && part.trim() !== '' ? 'changed_part' : 'same';
}

function needFor(mode: Need['mode'], idOf: (context: FlowContext, open: OpenDecision) => unknown) {
  return (context: FlowContext): Result<Need> => {
    const open = requireOpen(context);
    if (!open.ok) return open;
    const option = chosenOption(context, idOf(context, open.value));
    return option.ok ? ok({ mode, power: option.value.matter, facts: decisionFacts(context) }) : option;
  };
}

/** A person decides alone: the proposer inside own authority, the chief or a delegated deputy. */
function personal(idOf: (context: FlowContext, open: OpenDecision) => unknown, ownAuthority: boolean): FlowRule {
  return {
    need(context) {
      const need = needFor('decide', idOf)(context);
      // Department review goes before the chief, not before a decision inside the handler's own authority (Rules 6).
      return need.ok && ownAuthority ? ok({ ...need.value, facts: { ...need.value.facts, dept_review: 'done' } }) : need;
    },
    apply(context, grant) {
      const open = requireOpen(context);
      if (!open.ok) return open;
      // Once the chief has sent a question back, the chief decides it (Rules 7).
      if (ownAuthority && open.value.round > 1) return refused('DECISION.ALREADY_SENT_UP', {}, 'Rules 7');
      const option = chosenOption(context, idOf(context, open.value));
      if (!option.ok) return option;
      const level = LEVEL_OF_ROLE[grant.standing.authority ?? ''];
      if (level === undefined) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: context.act.id, needs: context.act.by });
      return ok(conclude(context, open.value, option.value, level, [grant.signatory], grant));
    },
  };
}

const proposed = (_: FlowContext, open: OpenDecision) => open.proposal.option;
const named = (context: FlowContext) => context.payload['option'];

export const decide = personal(proposed, true);
export const approve = personal(proposed, false);

/** The chief decides differently and answers for the change (Rules 7). The same option is an approval, not an override,
 *  unless a part of it is changed. */
export const override: FlowRule = {
  need(context) {
    const need = personal(named, false).need(context);
    return need.ok && context.act.matter !== null ? ok({ ...need.value, also: context.act.matter }) : need;
  },
  apply(context, grant) {
    const part = context.payload['changedPart'];
    const same = context.open?.proposal.option === context.payload['option'];
    if (same && (typeof part !== 'string' || part.trim() === '')) {
      return refused('DECISION.NOT_DIFFERENT', { option: String(context.payload['option']) }, 'Rules 7');
    }
    return personal(named, false).apply(context, grant);
  },
};

/** The chief asks the handler to look again (要求复核); nothing is decided. */
export const reconsider: FlowRule = {
  need: () => ok({ mode: 'decide', power: 'general.chief.reconsider', facts: {} }),
  apply(context, grant) {
    const open = requireOpen(context);
    if (!open.ok) return open;
    const asked = { by: grant.signatory, seq: context.seq };
    return ok({ open: { ...open.value, round: open.value.round + 1, reconsiderations: [...open.value.reconsiderations, asked] }, outcome: targetOf(context) });
  },
};

/** Only the chief submits to the committee (Org 33). */
export const refer: FlowRule = {
  need: () => ok({ mode: 'decide', power: 'general.committee.submit', facts: {} }),
  apply(context, grant) {
    const open = requireOpen(context);
    return open.ok ? ok({ open: { ...open.value, referral: { by: grant.signatory, seq: context.seq } }, outcome: targetOf(context) }) : open;
  },
};

/** The chief proposes to the superior what needs its consent (Rules 371). */
export const reportUp: FlowRule = {
  need: needFor('report-up', proposed),
  apply(context, grant) {
    const open = requireOpen(context);
    return open.ok ? ok({ open: { ...open.value, reportedUp: { by: grant.signatory, seq: context.seq, option: open.value.proposal.option } }, outcome: targetOf(context) }) : open;
  },
};

const superiorNeed = (idOf: (context: FlowContext, open: OpenDecision) => unknown) => (context: FlowContext): Result<Need> => {
  const need = needFor('decide', idOf)(context);
  return need.ok ? ok({ ...need.value, power: context.act.matter ?? need.value.power, facts: { ...need.value.facts, dept_review: 'done' } }) : need;
};

const reported = (_: FlowContext, open: OpenDecision) => open.reportedUp?.option ?? open.proposal.option;

/** The superior consents in writing to what the local chief or committee adopted; that is the decision. */
export const consent: FlowRule = {
  need: superiorNeed(reported),
  apply(context, grant) {
    const open = requireOpen(context);
    if (!open.ok) return open;
    const option = chosenOption(context, reported(context, open.value));
    if (!option.ok) return option;
    const consents = [...open.value.consents, { by: grant.signatory, seq: context.seq, granted: true }];
    return ok(conclude(context, { ...open.value, consents }, option.value, 'superior', [grant.signatory], grant));
  },
};

export const refuseConsent: FlowRule = {
  need: superiorNeed(reported),
  apply(context, grant) {
    const open = requireOpen(context);
    if (!open.ok) return open;
    const consents = [...open.value.consents, { by: grant.signatory, seq: context.seq, granted: false }];
    // Back at the handler the question starts a new round: it has to be reviewed again.
    const { reportedUp: _dropped, ...rest } = open.value;
    return ok({ open: { ...rest, consents, round: open.value.round + 1 }, outcome: targetOf(context) });
  },
};

/** The superior decides in the committee's stead (no majority, or the chief disagrees with it). */
export const superiorDecide: FlowRule = {
  need: superiorNeed(named),
  apply(context, grant) {
    const open = requireOpen(context);
    if (!open.ok) return open;
    const option = chosenOption(context, named(context));
    return option.ok ? ok(conclude(context, open.value, option.value, 'superior', [grant.signatory], grant)) : option;
  },
};

/** The superior sets a decision aside or changes it, in writing, before it is issued (Org 24; Rules 10). */
export const setAside: FlowRule = {
  // The decision that is set aside no longer counts: its own effects must not close the question to the superior.
  base: (snapshot, open) => withoutDecision(snapshot, open?.decided?.undo),
  need: superiorNeed(named),
  apply(context, grant) {
    const open = requireOpen(context);
    if (!open.ok) return open;
    const option = chosenOption(context, named(context));
    return option.ok ? ok(conclude(context, open.value, option.value, 'superior', [grant.signatory], grant, open.value.decided?.seq)) : option;
  },
};
