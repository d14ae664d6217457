// What the rules of a decision work on, and what they give back. Types and small helpers.
import { assert, refused, type JsonObject, type PersonId, type Result } from '@quanze/kernel';
import type { CompiledAct, CompiledDecision, CompiledOption, CompiledPath } from '../compile/compiled.js';
import { contextOf, unmetConditions } from '../runtime/facts.js';
import type { Grant, Need } from '../runtime/gate.js';
import type { CaseSnapshot } from '../runtime/snapshot.js';
import type { World } from '../runtime/world.js';
import type { Heard } from './heard.js';
import type { DecisionRecord, OpenDecision } from './open-decision.js';

export interface FlowContext {
  readonly path: CompiledPath;
  readonly decision: CompiledDecision;
  readonly act: CompiledAct;
  readonly snapshot: CaseSnapshot;
  readonly open: OpenDecision | undefined;
  readonly payload: JsonObject;
  readonly world: World;
  /** Number the journal entry of this act will have. */
  readonly seq: number;
}

/** What an act of a flow does: the decision afterwards (null = closed), where the machine goes, what takes effect. */
export interface FlowStep {
  readonly open: OpenDecision | null;
  /** Word by which the candidate target is chosen; null = the state stays. */
  readonly outcome: string | null;
  readonly record?: DecisionRecord;
  /** Option whose effects apply now, and whether at the decision or at its issue. */
  readonly effects?: { readonly option: CompiledOption; readonly moment: 'decided' | 'issued' };
  /** Round in which a question that is taken back had been; see `CaseSnapshot.sentUp`. */
  readonly sentUp?: number;
  /** What was said to a question that is taken back; see `CaseSnapshot.heard`. */
  readonly heard?: Heard;
  /** People who may read the case from now on: they were asked in it, or it was copied to them. */
  readonly readers?: readonly PersonId[];
}

/** The same with a decision under way: all acts but the proposal that opens it. */
export interface OpenContext extends FlowContext {
  readonly open: OpenDecision;
}

export interface FlowRule {
  /** The case the act is judged on and changes, when it is not the case as it stands. */
  base?(snapshot: CaseSnapshot, open: OpenDecision | undefined): CaseSnapshot;
  /** What the act needs from the power list. */
  need(context: FlowContext): Result<Need>;
  apply(context: FlowContext, grant: Grant): Result<FlowStep>;
}

export interface OpenRule {
  base?(snapshot: CaseSnapshot, open: OpenDecision | undefined): CaseSnapshot;
  need(context: OpenContext): Result<Need>;
  apply(context: OpenContext, grant: Grant): Result<FlowStep>;
}

/** The option named in the payload, if it may be chosen now. Refuses `DECISION.UNKNOWN_OPTION`, `DECISION.OPTION_NOT_OPEN` with
 *  the unmet conditions, `DECISION.MUST_CHOOSE` when the law leaves only another option. */
export function chosenOption(context: FlowContext, id: unknown): Result<CompiledOption> {
  const option = typeof id === 'string' ? context.decision.options.get(id) : undefined;
  if (option === undefined) return refused('DECISION.UNKNOWN_OPTION', { options: [...context.decision.options.keys()] });
  const facts = contextOf(context.snapshot.facts);
  const unmet = unmetConditions([...context.decision.conditions, ...option.when], facts);
  if (unmet.length > 0) {
    return refused('DECISION.OPTION_NOT_OPEN', { option: option.id, unmet: unmet.map((c) => c.expression.text), why: unmet.map((c) => `${c.else.zh} / ${c.else.en}`) }, sourcesOf(unmet));
  }
  const compelled = [...context.decision.options.values()].flatMap(({ id: name, must }) => (must !== null && unmetConditions([must], facts).length === 0 ? [{ name, must }] : []));
  const first = compelled[0];
  if (first !== undefined && !compelled.some(({ name }) => name === option.id)) {
    return refused('DECISION.MUST_CHOOSE', { option: first.name }, sourcesOf([first.must]));
  }
  return { ok: true, value: option };
}

export function sourcesOf(conditions: readonly { readonly source: string | null }[]): string | undefined {
  const sources = conditions.map((c) => c.source).filter((s): s is string => s !== null);
  return sources.length === 0 ? undefined : [...new Set(sources)].join('; ');
}

/** Facts about this decision that the power list may ask for. */
export function decisionFacts(context: FlowContext): Record<string, string | number | boolean> {
  const { open } = context;
  const facts: Record<string, string | number | boolean> = {};
  facts['dept_review'] = open?.reviews.some((review) => review.round === open.round) === true ? 'done' : 'missing';
  if (open?.referral !== undefined) facts['submitted_by_chief'] = true;
  return facts;
}

/** A rule that works on a decision under way, which the state of the machine promises. Refuses `DECISION.NOT_PROPOSED` when the
 *  snapshot holds none; the gate asks `need` first, so `apply` is never reached without one. */
export function onOpen(rule: OpenRule): FlowRule {
  return {
    ...(rule.base === undefined ? {} : { base: rule.base }),
    need: (context) => (isOpen(context) ? rule.need(context) : refused('DECISION.NOT_PROPOSED', { decision: context.decision.name })),
    apply(context, grant) {
      assert(isOpen(context), `${context.act.id} works on a decision that nobody opened`);
      return rule.apply(context, grant);
    },
  };
}

function isOpen(context: FlowContext): context is OpenContext {
  return context.open !== undefined;
}

/** The step of its flow a question is in; null in its home and once it is decided. */
export function stepOf({ path, snapshot, decision }: FlowContext): string | null {
  return snapshot.states.map((leaf) => path.nodes.get(leaf)).find((node) => node?.decision === decision.key)?.step ?? null;
}
