// A decision under way: who proposed, advised, reviewed, voted, consented; and the record it leaves behind. Data only.
import type { HashHex, Instant, JsonObject, PersonId } from '@quanze/kernel';
import type { DecisionLevel } from '../definition/approval-flow.js';
import type { ActorRole, Capacity } from '../definition/case-path.js';
import type { EvidenceResult } from '../runtime/evidence-check.js';
import type { Signatory } from '../runtime/snapshot.js';
import type { GivenOpinion, SentBack } from './heard.js';
import { peopleOfPanels, type PanelRun, type Signature } from './panel-run.js';
import type { Undo } from './undo.js';

export interface Proposal {
  readonly option: string;
  readonly by: Signatory;
  readonly seq: number;
  readonly round: number;
  /** Values of the option's own fields (length of a probation, …); never free text about persons. */
  readonly values?: JsonObject;
}

export interface Advice {
  readonly by: Signatory;
  readonly seq: number;
  readonly participants: readonly PersonId[];
  readonly majority?: string;
}

export interface Review {
  readonly by: Signatory;
  readonly seq: number;
  readonly round: number;
  readonly opinion: 'agree' | 'disagree';
}

export interface Vote {
  readonly person: PersonId;
  /** Option voted for, or `abstain`. */
  readonly option: string;
  readonly seq: number;
  /** Given in writing afterwards by a member who was absent (Committee rules 23). */
  readonly written?: boolean;
}

export interface Meeting {
  readonly seq: number;
  readonly chair: PersonId;
  readonly members: readonly PersonId[];
  readonly present: readonly PersonId[];
  readonly steppedAside: readonly PersonId[];
  readonly votes: readonly Vote[];
}

export interface Consent {
  readonly by: Signatory;
  readonly seq: number;
  readonly granted: boolean;
}

/** How the decision relates to what the handler proposed; decides who answers for what (responsibility A4–A7). */
export type Relation = 'same' | 'changed_part' | 'changed_all' | 'handler_changed_after_reconsideration';

export interface Decided {
  readonly option: string;
  readonly level: DecisionLevel;
  readonly by: readonly Signatory[];
  readonly seq: number;
  readonly relation: Relation;
  readonly values?: JsonObject;
  /** What the decision changed, until its document is issued. */
  readonly undo?: Undo;
}

export interface OpenDecision {
  readonly home: string;
  readonly openedSeq: number;
  readonly openedAt: Instant;
  readonly questionHash: HashHex;
  /** Raised when the chief asks to reconsider; a review counts only for the round it was given in. */
  readonly round: number;
  readonly proposal: Proposal;
  readonly earlier: readonly Proposal[];
  readonly reconsiderations: readonly { readonly by: Signatory; readonly seq: number }[];
  readonly advice: readonly Advice[];
  readonly reviews: readonly Review[];
  readonly consents: readonly Consent[];
  readonly objections: readonly { readonly by: Signatory; readonly seq: number }[];
  /** Step to return to after a detour (joint conference). */
  readonly back?: string;
  readonly referral?: { readonly by: Signatory; readonly seq: number };
  readonly meeting?: Meeting;
  /** What the superior is asked to consent to: the option the chief adopted or the committee voted for. */
  readonly reportedUp?: { readonly by: Signatory; readonly seq: number; readonly option: string };
  readonly decided?: Decided;
  /** Panels by step, and those that no longer count: of a former round, or asked anew. */
  readonly panels?: Readonly<Record<string, PanelRun>>;
  readonly pastPanels?: readonly PanelRun[];
  /** Steps of this run in the order in which they were come to; kept in flows that can send back. */
  readonly visited?: readonly string[];
  /** Where it was sent back from, so that it can be handed in again straight to there. */
  readonly returned?: { readonly from: string; readonly to: string; readonly seq: number; readonly by: Signatory; readonly content: HashHex };
  /** `as` is the office in which a copy was sent to somebody; copies of an earlier form do not tell it. */
  readonly copies?: readonly { readonly to: PersonId; readonly by: Signatory; readonly seq: number; readonly readSeq?: number; readonly as?: ActorRole }[];
  readonly urges?: readonly { readonly by: Signatory; readonly seq: number; readonly at: Instant; readonly step: string }[];
  /** Opinions that signers asked for and got, also when the seat they were asked from is gone; absent before the first. */
  readonly opinions?: readonly GivenOpinion[];
  /** How often it was sent back, by whom and from where; absent before the first. */
  readonly returns?: readonly SentBack[];
}

/** The record a decision leaves: natural persons, capacities, power, list version. Texts are sealed in the journal entry. */
export interface DecisionRecord {
  readonly case: string;
  readonly seq: number;
  readonly question: { readonly state: string; readonly hash: HashHex; readonly options: readonly string[] };
  readonly proposal: Proposal | null;
  readonly earlierProposals: readonly Proposal[];
  readonly advice: readonly Advice[];
  /** Department reviews, and every signature of a panel. */
  readonly reviews: readonly (Review | Signature)[];
  readonly votes: readonly Vote[];
  readonly members: readonly PersonId[];
  readonly consents: readonly Consent[];
  readonly reconsiderations: number;
  readonly outcome: string;
  readonly level: DecisionLevel;
  readonly deciders: readonly Signatory[];
  readonly relation: Relation;
  readonly power: string;
  readonly rule: string;
  readonly listVersion: string;
  readonly decidedAt: Instant;
  readonly replaces?: number;
  /** Panels that were asked, in their order, with everybody added, handed on to or asked for an opinion; absent when none was. */
  readonly panels?: readonly PanelRun[];
  /** Opinions that signers asked for and got, and whoever sent the question back; absent when nobody did. */
  readonly opinions?: readonly GivenOpinion[];
  readonly returns?: readonly SentBack[];
  /** How the evidence stood against the standard when it fell, on paths that examine evidence (R23); it decided nothing. */
  readonly evidence?: EvidenceResult;
}

/** Capacities a person has already filled in this decision. Votes of committee members are collective and do not bar.
 *  @param decision the question, or what stays of it while it is taken back */
export function capacitiesOf(decision: Partial<OpenDecision>, person: PersonId): ReadonlySet<Capacity | 'propose'> {
  const { proposal, earlier = [], reviews = [], consents = [] } = decision;
  const filled = new Set<Capacity | 'propose'>();
  for (const proposed of [...(proposal === undefined ? [] : [proposal]), ...earlier]) if (proposed.by.person === person) filled.add('propose');
  for (const review of reviews) if (review.by.person === person) filled.add('review');
  // Who was asked to sign stays out of deciding, whether an answer came or not.
  if (peopleOfPanels(decision).includes(person)) filled.add('review');
  // Also when the seat from which the opinion was asked for has been taken away.
  if (decision.opinions?.some(({ by }) => by.person === person) === true) filled.add('review');
  for (const consent of consents) if (consent.by.person === person) filled.add('consent');
  if (decision.reportedUp?.by.person === person || decision.referral?.by.person === person) filled.add('decide');
  for (const decider of decision.decided?.by ?? []) if (decider.person === person) filled.add(decider.capacity);
  return filled;
}
