// Acts that decide, and those by which the chief passes the question on. A deciding act always leaves a decision record with
// natural persons, capacity, power, rule and list version; there is no other way into a `decided.by…` state.
import { assert, ok, refused, type Result } from '@quanze/kernel';
import type { DecisionLevel } from '../definition/approval-flow.js';
import type { CompiledOption } from '../compile/compiled.js';
import { decidedBy } from '../compile/nodes.js';
import type { Grant, Need } from '../runtime/gate.js';
import type { Signatory } from '../runtime/snapshot.js';
import { chosenOption, decisionFacts, onOpen, type FlowContext, type FlowStep, type OpenContext } from './flow-context.js';
import type { DecisionRecord, OpenDecision, Relation } from './open-decision.js';
import { askedAbout } from './concerned.js';
import { runsOf } from './panel-run.js';
import { targetOf, valuesOf } from './proposing.js';
import { withoutDecision } from './undo.js';

const LEVEL_OF_ROLE: Readonly<Record<string, DecisionLevel>> = {
  procurator: 'procurator', lead: 'procurator', deputy_chief: 'deputyChief', chief: 'chief', superior_official: 'superior',
};

/** Ends a decision: record, level, relation to the handler's opinion, effects of the option.
 *  @param grant of an act judged on the power over the option, so that it holds a verdict and a power */
export function conclude(context: FlowContext, open: OpenDecision, option: CompiledOption, level: DecisionLevel, deciders: readonly Signatory[], grant: Grant, replaces?: number): FlowStep {
  assert(grant.verdict !== null && grant.power !== null, `${context.act.id} decides without a power`);
  const relation = relationOf(context, open, option.id);
  // Values given with this act replace those of the proposal; an option nobody proposed has only its own. What is asked about stays.
  const values = { ...(option.id === open.proposal.option ? open.proposal.values : {}), ...valuesOf(context).values, ...askedAbout(context.decision, open) };
  const decided = { option: option.id, level, by: deciders, seq: context.seq, relation, ...(Object.keys(values).length === 0 ? {} : { values }) };
  const panels = [...runsOf(open)].sort((a, b) => a.seq - b.seq);
  const signatures = panels.flatMap((run) => run.signatures);
  const record: DecisionRecord = {
    case: context.snapshot.caseId, seq: context.seq,
    question: { state: context.decision.key, hash: open.questionHash, options: [...context.decision.options.keys()] },
    proposal: open.proposal, earlierProposals: open.earlier, advice: open.advice, reviews: [...open.reviews, ...signatures].sort((a, b) => a.seq - b.seq),
    votes: open.meeting?.votes ?? [], members: open.meeting?.members ?? [], consents: open.consents, reconsiderations: open.reconsiderations.length,
    outcome: option.id, level, deciders, relation, power: grant.power, rule: grant.verdict.rule,
    listVersion: grant.verdict.listVersion, decidedAt: context.world.at, ...(replaces === undefined ? {} : { replaces }), ...(panels.length === 0 ? {} : { panels }),
    ...(open.opinions === undefined ? {} : { opinions: open.opinions }), ...(open.returns === undefined ? {} : { returns: open.returns }),
  };
  return { open: { ...open, decided }, outcome: decidedBy(level), record, effects: { option, moment: 'decided' } };
}

/** How the outcome relates to the handler's opinion (responsibility A4–A7). */
function relationOf(context: FlowContext, open: OpenDecision, outcome: string): Relation {
  const lastRound = open.reconsiderations.at(-1);
  const before = lastRound === undefined ? undefined : [...open.earlier, open.proposal].filter((p) => p.seq < lastRound.seq).at(-1);
  if (before !== undefined && before.option !== open.proposal.option && outcome === open.proposal.option) return 'handler_changed_after_reconsideration';
  if (outcome !== open.proposal.option) return 'changed_all';
  return changesPart(context) ? 'changed_part' : 'same';
}

function changesPart({ payload }: FlowContext): boolean {
  const part = payload['changedPart'];
  return typeof part === 'string' && part.trim() !== '';
}

function needFor(mode: Need['mode'], idOf: (context: OpenContext) => unknown) {
  return (context: OpenContext): Result<Need> => {
    const option = chosenOption(context, idOf(context));
    return option.ok ? ok({ mode, power: option.value.matter, facts: decisionFacts(context) }) : option;
  };
}

const proposed = ({ open }: OpenContext) => open.proposal.option;
const named = ({ payload }: OpenContext) => payload['option'];
/** What the superior was asked to consent to; nothing can be consented to that nobody reported up (Rules 371). */
const reported = ({ open }: OpenContext) => open.reportedUp?.option;

/** The option an act is about; `need` has found it open already. */
export function optionOf(context: OpenContext, id: unknown): CompiledOption {
  const option = context.decision.options.get(String(id));
  assert(option !== undefined, `${context.act.id} decides on an option nobody asked about`);
  return option;
}

/** One person decides on a level of the office. Refuses `AUTHORITY.NOT_YOUR_ROLE` in a role that decides on no level. */
function decideAlone(context: OpenContext, id: unknown, grant: Grant): Result<FlowStep> {
  const level = LEVEL_OF_ROLE[String(grant.standing.authority)];
  if (level === undefined) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: context.act.id, needs: context.act.by });
  return ok(conclude(context, context.open, optionOf(context, id), level, [grant.signatory], grant));
}

/** The procurator decides inside the own authority. */
export const decide = onOpen({
  need(context) {
    const need = needFor('decide', proposed)(context);
    // Department review goes before the chief, not before a decision inside the handler's own authority (Rules 6).
    return need.ok ? ok({ ...need.value, facts: { ...need.value.facts, dept_review: 'done' } }) : need;
  },
  apply(context, grant) {
    // Once the chief has sent a question back, the chief decides it (Rules 7); so with one that a panel was asked or that was sent back.
    if (context.open.round > 1 || context.open.returned !== undefined || runsOf(context.open).length > 0) return refused('DECISION.ALREADY_SENT_UP', {}, 'Rules 7');
    return decideAlone(context, proposed(context), grant);
  },
});

/** The chief, or a deputy with a delegation, decides as proposed. */
export const approve = onOpen({
  need: needFor('decide', proposed),
  apply: (context, grant) => decideAlone(context, proposed(context), grant),
});

/** The chief decides differently and answers for the change (Rules 7). The same option is an approval, not an override,
 *  unless a part of it is changed. */
export const override = onOpen({
  need(context) {
    const need = needFor('decide', named)(context);
    return need.ok && context.act.matter !== null ? ok({ ...need.value, also: context.act.matter }) : need;
  },
  apply(context, grant) {
    const option = named(context);
    if (option === proposed(context) && !changesPart(context)) return refused('DECISION.NOT_DIFFERENT', { option: String(option) }, 'Rules 7');
    return decideAlone(context, option, grant);
  },
});

/** The chief asks the handler to look again (要求复核); nothing is decided. */
export const reconsider = onOpen({
  need: () => ok({ mode: 'decide', power: 'general.chief.reconsider', facts: {} }),
  apply(context, grant) {
    const { open, seq } = context;
    const asked = { by: grant.signatory, seq };
    return ok({ open: { ...open, round: open.round + 1, reconsiderations: [...open.reconsiderations, asked] }, outcome: targetOf(context) });
  },
});

/** Only the chief submits to the committee (Org 33). */
export const refer = onOpen({
  need: () => ok({ mode: 'decide', power: 'general.committee.submit', facts: {} }),
  apply: (context, grant) => ok({ open: { ...context.open, referral: { by: grant.signatory, seq: context.seq } }, outcome: targetOf(context) }),
});

/** The chief proposes to the superior what needs its consent (Rules 371). */
export const reportUp = onOpen({
  need: needFor('report-up', proposed),
  apply: (context, grant) => ok({ open: { ...context.open, reportedUp: { by: grant.signatory, seq: context.seq, option: proposed(context) } }, outcome: targetOf(context) }),
});

function superiorNeed(idOf: (context: OpenContext) => unknown) {
  return (context: OpenContext): Result<Need> => {
    const need = needFor('decide', idOf)(context);
    return need.ok ? ok({ ...need.value, power: context.act.matter ?? need.value.power, facts: { ...need.value.facts, dept_review: 'done' } }) : need;
  };
}

function consented(context: OpenContext, grant: Grant, granted: boolean): OpenDecision {
  return { ...context.open, consents: [...context.open.consents, { by: grant.signatory, seq: context.seq, granted }] };
}

/** The superior consents in writing to what the local chief or committee adopted; that is the decision. */
export const consent = onOpen({
  need: superiorNeed(reported),
  apply: (context, grant) => ok(conclude(context, consented(context, grant, true), optionOf(context, reported(context)), 'superior', [grant.signatory], grant)),
});

export const refuseConsent = onOpen({
  need: superiorNeed(reported),
  apply(context, grant) {
    // Back at the handler the question starts a new round: it has to be reviewed again.
    const { reportedUp: _dropped, ...rest } = consented(context, grant, false);
    return ok({ open: { ...rest, round: rest.round + 1 }, outcome: targetOf(context) });
  },
});

/** The superior decides in the committee's stead (no majority, or the chief disagrees with it). */
export const superiorDecide = onOpen({
  need: superiorNeed(named),
  apply: (context, grant) => ok(conclude(context, context.open, optionOf(context, named(context)), 'superior', [grant.signatory], grant)),
});

/** The superior sets a decision aside or changes it, in writing, before it is issued (Org 24; Rules 10). */
export const setAside = onOpen({
  // The decision that is set aside no longer counts: its own effects must not close the question to the superior.
  base: (snapshot, open) => withoutDecision(snapshot, open?.decided?.undo),
  need: superiorNeed(named),
  apply: (context, grant) => ok(conclude(context, context.open, optionOf(context, named(context)), 'superior', [grant.signatory], grant, context.open.decided?.seq)),
});
