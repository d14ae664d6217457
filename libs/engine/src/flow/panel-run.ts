// A panel inside of a question: who asked, for what content, the seats, and each signature with the office in which it was given. The rule
// is not kept here: it stands in the flow the case is pinned to, and a snapshot holds no `null`, which rules have. What is not here: the
// acts (`panel-acts.ts`, `panel-seats.ts`).
import { outcomeOf, type Panel, type PanelOutcome, type Place } from '@quanze/approval';
import { assert, type HashHex, type PersonId } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';
import type { CompiledDecision } from '../compile/compiled.js';
import { panelRuleOf, type PanelMembers, type PanelRuleDocument } from '../definition/panel-rule.js';
import type { Signatory } from '../runtime/snapshot.js';
import type { World } from '../runtime/world.js';
import type { OpenDecision } from './open-decision.js';

/** One answer of one natural person; a review, but of a panel and possibly without an opinion. */
export interface Signature {
  readonly by: Signatory;
  readonly seq: number;
  readonly round: number;
  readonly opinion: 'agree' | 'disagree' | 'abstain';
  /** Step of the panel. */
  readonly panel: string;
  /** Set for an added signer: where the seat stands to the one that added it. */
  readonly added?: Place;
}

export interface PanelRun {
  readonly step: string;
  /** Entry that asked. */
  readonly seq: number;
  readonly by: Signatory;
  readonly round: number;
  /** What was put before the people asked; see `contentOf`. */
  readonly content: HashHex;
  readonly seats: Panel['seats'];
  readonly nextId: number;
  readonly closed?: true;
  readonly signatures: readonly Signature[];
  /** What it came to, once it came to something. */
  readonly outcome?: Exclude<PanelOutcome, 'pending'>;
}

/** Digest of what is put before people: the question, the option and its values. Texts are sealed and leave no trace in it, so that erasing
 *  one leaves no digest to guess it by. */
export function contentOf(open: Pick<OpenDecision, 'questionHash' | 'proposal'>, { hash }: Pick<World, 'hash'>): HashHex {
  const { option, values = {} } = open.proposal;
  return hash.ofText(`quanze-proposal/1 ${canonicalize({ question: open.questionHash, option, values })}`);
}

export interface PanelStep {
  readonly members: PanelMembers;
  readonly document: PanelRuleDocument;
}

/** The panel a step of a flow asks; null for a step that asks none. */
export function panelStepOf(decision: Pick<CompiledDecision, 'steps'>, step: string): PanelStep | null {
  const declared = decision.steps[step];
  return declared?.type === 'panel' && declared.members !== undefined && declared.rule !== undefined ? { members: declared.members, document: declared.rule } : null;
}

/** The panel as `@quanze/approval` works on it. */
export function revive(run: Pick<PanelRun, 'seats' | 'nextId' | 'closed'>, { document }: PanelStep): Panel {
  const rule = panelRuleOf(document);
  assert(rule !== null, 'a release with a panel whose fractions are none was compiled');
  return { rule, seats: run.seats, nextId: run.nextId, ...(run.closed === undefined ? {} : { closed: run.closed }) };
}

/** The run with a panel put back; what it has come to is written down. */
export function settledWith(run: PanelRun, panel: Panel): PanelRun {
  const outcome = outcomeOf(panel);
  return { ...run, seats: panel.seats, nextId: panel.nextId, ...(panel.closed === true ? { closed: true } : {}), ...(outcome === 'pending' ? {} : { outcome }) };
}

/** Every panel of a question, those that no longer count first. */
export function runsOf(open: Pick<OpenDecision, 'panels' | 'pastPanels'>): readonly PanelRun[] {
  return [...(open.pastPanels ?? []), ...Object.values(open.panels ?? {})];
}

/** Everybody who was asked by a panel of a question: holders of seats, present and former, and those whose opinion was asked for. */
export function peopleOfPanels(open: Pick<OpenDecision, 'panels' | 'pastPanels'>): readonly PersonId[] {
  return runsOf(open).flatMap(({ seats }) => seats.flatMap((seat) => [...seat.holders, ...(seat.entrusted === undefined ? [] : [seat.entrusted.to])]));
}

/** The question with a panel in place of the one its step had, which is kept among the past ones when it is another. */
export function withRun(open: OpenDecision, run: PanelRun): OpenDecision {
  const former = open.panels?.[run.step];
  const past = former === undefined || former.seq === run.seq ? open.pastPanels : [...(open.pastPanels ?? []), former];
  return { ...open, panels: { ...open.panels, [run.step]: run }, ...(past === undefined ? {} : { pastPanels: past }) };
}

/** The question without the panels of some steps: they no longer count, and who was asked stays on record. */
export function withoutRuns(open: OpenDecision, leaves: (run: PanelRun) => boolean): OpenDecision {
  const { panels, ...rest } = open;
  const gone = Object.values(panels ?? {}).filter(leaves);
  if (panels === undefined || gone.length === 0) return open;
  const kept = Object.fromEntries(Object.entries(panels).filter(([, run]) => !leaves(run)));
  return { ...rest, ...(Object.keys(kept).length === 0 ? {} : { panels: kept }), pastPanels: [...(open.pastPanels ?? []), ...gone] };
}

/** Whether somebody has reviewed, signed, passed on or decided a question in its present round. */
export function isLookedAt(open: OpenDecision): boolean {
  const isReviewed = [...open.reviews, ...runsOf(open).flatMap(({ signatures }) => signatures)].some(({ round }) => round === open.round);
  return isReviewed || open.referral !== undefined || open.reportedUp !== undefined || open.meeting !== undefined || open.decided !== undefined;
}
