// The state of one case: what is stored, what `fold` rebuilds, what guards read. Plain JSON without `null`, because the
// journal stores changes as merge patches, in which `null` means removal. No free text about persons: that lives in the
// sealed fields of journal entries.
import type { AppointmentId, CaseId, DelegationId, HashHex, Instant, LocalDate, OfficeId, PersonId } from '@quanze/kernel';
import type { DeadlineEvent } from '@quanze/calendar';
import type { ActorRole, Capacity } from '../definition/case-path.js';
import type { FactValue } from '../definition/common.js';
import type { LinkMoment } from '../definition/link.js';
import type { Heard } from '../flow/heard.js';
import type { OpenDecision } from '../flow/open-decision.js';
import type { CaseEvidence } from './evidence.js';
import type { CaseErasures } from './erasure.js';
import type { CaseFiles } from './files.js';
import type { Instruction } from './instructions.js';
import type { SupportTask } from './support-tasks.js';

export interface TeamMember {
  readonly person: PersonId;
  /** `lead` = handler in a team named by the chief (Org 28); `handler` = sole procurator. */
  readonly role: 'handler' | 'lead' | 'team_member' | 'assistant' | 'clerk';
  readonly from: Instant;
  readonly until?: Instant;
  /** The handler in whose place this person stands for the time of the period; a handler's period with this is a substitution. */
  readonly standsInFor?: PersonId;
  /** The handler does not act while the substitute does. */
  readonly alone?: true;
}

export interface Recusal {
  readonly person: PersonId;
  readonly state: 'requested' | 'ordered' | 'rejected';
  readonly requestedAt: Instant;
  readonly decidedAt?: Instant;
  /** Number of the entry that decided it, and whether the committee did (Rules 29). */
  readonly decidedSeq?: number;
  readonly byCommittee?: true;
  /** Set for the chief of the office, whose recusal and earlier acts are the committee's to judge (Rules 29, 36). */
  readonly target?: 'chief';
  /** Who asked, and on which statutory ground; words of the path. */
  readonly applicant?: string;
  readonly ground?: string;
  /** Day on which the rejection was served; the period for reconsideration runs from it (Rules 32). */
  readonly servedOn?: LocalDate;
  readonly reconsideration?: Reconsideration;
  /** What the person had done in the case until the order, in order (Rules 36). */
  readonly earlier?: readonly EarlierAct[];
}

/** A rejected request that is looked at again; once (Rules 32–33). */
export interface Reconsideration {
  readonly askedOn: LocalDate;
  readonly seq: number;
  readonly dueOn?: LocalDate;
  readonly dueAt?: Instant;
  readonly answeredAt?: Instant;
}

/** An entry of a recused person, until its validity is decided and after. */
export interface EarlierAct {
  readonly seq: number;
  readonly act: string;
  readonly at: Instant;
  readonly validity: 'waiting' | 'stands' | 'falls';
  /** Entry that judged it. */
  readonly judgedSeq?: number;
  /** What its falling changed: the question was taken back, it no longer counts in a question under way, or it is only marked. */
  readonly consequence?: 'question-reopened' | 'not-counted' | 'marked';
}

/** A participation bar (Rules 35, 290, 379): this person may not act in this case. */
export interface Bar {
  readonly person: PersonId;
  readonly reason: string;
}

/** Who is to become handler: by draw (随机分案), or by a choice of the chief with reasons. The last selection binds. */
export interface Selection {
  readonly kind: 'draw' | 'choice';
  /** Draws of the case so far, this one included. */
  readonly round: number;
  readonly chosen: PersonId;
  readonly by: PersonId;
  readonly at: Instant;
  /** Journal entry that holds the proof or the reasons. */
  readonly seq: number;
  /** Number of the office's commitment that a draw used. */
  readonly number?: number;
}

/** `running` counts; `satisfied` was kept by an act; `stopped` fell away; `overdue` ended while it was running. */
export type ClockPhase = 'running' | 'satisfied' | 'stopped' | 'overdue';

export interface ClockState {
  readonly rule: string;
  /** How often this clock was started; a new run is a new deadline. */
  readonly run: number;
  readonly start: LocalDate | Instant;
  readonly events: readonly DeadlineEvent[];
  readonly phase: ClockPhase;
  readonly due?: LocalDate;
  /** When the period ends; absent while it stands still or has no statutory length. */
  readonly endsAt?: Instant;
  readonly provisional?: boolean;
  readonly paused?: boolean;
  /** Days before the end for which a warning was already given. */
  readonly warnedDays?: readonly number[];
}

/** By which link of which path a case was opened from which case. */
export interface CaseOrigin {
  readonly case: CaseId;
  readonly link: string;
  /** Path of the case it was opened from. */
  readonly path: string;
}

/** What a case knows of a case that was opened from it. */
export interface LinkedCase {
  readonly link: string;
  readonly path: string;
  readonly number: string;
  /** Number of its last entry that was taken notice of: what is told twice, or late, has no effect. */
  readonly seq: number;
  /** What was followed, in order: what it got to, by which entry of it, and the own entry that says so. */
  readonly followed?: readonly { readonly on: readonly LinkMoment[]; readonly seq: number; readonly entry: number }[];
}

export interface CaseSnapshot {
  readonly caseId: CaseId;
  readonly office: OfficeId;
  readonly department?: string;
  readonly path: string;
  readonly release: HashHex;
  /** Number of accepted acts; what a client expects. Refused attempts are journaled without raising it. */
  readonly version: number;
  readonly states: readonly string[];
  readonly history?: Readonly<Record<string, readonly string[]>>;
  readonly status: 'open' | 'ended';
  readonly ending?: string;
  readonly openedAt: Instant;
  readonly endedAt?: Instant;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly team: readonly TeamMember[];
  readonly recusals: readonly Recusal[];
  readonly bars: readonly Bar[];
  /** Selections of a handler, in order; absent before the first. */
  readonly draws?: readonly Selection[];
  readonly decisions: Readonly<Record<string, OpenDecision>>;
  /** Who had carried the case until a decision fell, for decisions whose reconsideration is another procurator's (Rules 290, 379). */
  readonly carriedBy?: Readonly<Record<string, readonly PersonId[]>>;
  /** Rounds of questions that were taken back after a superior had looked at them, until they are decided and issued (Rules 7). */
  readonly sentUp?: Readonly<Record<string, number>>;
  /** What was said to questions that were taken back, until they are proposed again. */
  readonly heard?: Readonly<Record<string, Heard>>;
  readonly clocks: Readonly<Record<string, ClockState>>;
  /** Who was asked in a question or got a copy of it, and so may read the case; absent before the first. */
  readonly readers?: readonly PersonId[];
  /** Tasks given to the support staff, in order; absent before the first. */
  readonly tasks?: readonly SupportTask[];
  /** The case this one was opened from; never changes. */
  readonly origin?: CaseOrigin;
  /** Cases opened from this one, by their ids, as far as this case has learnt of them; absent before the first. */
  readonly linked?: Readonly<Record<string, LinkedCase>>;
  /** Instructions about the case, by word of mouth and in writing, in order; absent before the first. */
  readonly instructions?: readonly Instruction[];
  /** Items of evidence with what was assessed of them; absent before the first, and before the first decision that may rest on them. */
  readonly evidence?: CaseEvidence;
  /** Files attached to the case, withdrawn ones included; absent before the first. */
  readonly files?: CaseFiles;
  /** Requests to erase contents of the case, answered or not; absent before the first. */
  readonly erasures?: CaseErasures;
}

/** One natural person acting in one capacity. What every decision, review, vote and signature is made of. */
export interface Signatory {
  readonly person: PersonId;
  readonly role: ActorRole;
  readonly capacity: Capacity | 'propose';
  readonly appointment?: AppointmentId;
  readonly onBehalfOf?: PersonId;
  /** The handler in whose place somebody acted as a substitute. */
  readonly standsInFor?: PersonId;
  readonly delegation?: DelegationId;
}

/** Team members in place at an instant. A half-open interval: who leaves at T no longer acts at T. */
export function teamAt(snapshot: Pick<CaseSnapshot, 'team'>, at: Instant): readonly TeamMember[] {
  return snapshot.team.filter((member) => member.from <= at && (member.until === undefined || at < member.until));
}

/** Team members who may act at an instant: those in place but a handler whose substitute acts alone. */
export function actingAt(snapshot: Pick<CaseSnapshot, 'team'>, at: Instant): readonly TeamMember[] {
  const present = teamAt(snapshot, at);
  const replaced = present.flatMap(({ standsInFor, alone }) => (alone === true && standsInFor !== undefined ? [standsInFor] : []));
  return replaced.length === 0 ? present : present.filter((member) => !(isHandlerRole(member.role) && member.standsInFor === undefined && replaced.includes(member.person)));
}

/** Everybody who has carried the case until an instant: handlers, substitutes, leads and members of the team, present and former. */
export function carriersOf(snapshot: CaseSnapshot, at: Instant): readonly PersonId[] {
  const carriers = snapshot.team.filter((member) => member.from <= at && (isHandlerRole(member.role) || member.role === 'team_member'));
  return [...new Set(carriers.map((member) => member.person))];
}

/** The handler (sole procurator or lead) in place, if any; not who stands in for that person. */
export function handlerAt(snapshot: Pick<CaseSnapshot, 'team'>, at: Instant): TeamMember | undefined {
  return teamAt(snapshot, at).find((member) => isHandlerRole(member.role) && member.standsInFor === undefined);
}

export function isHandlerRole(role: TeamMember['role']): boolean {
  return role === 'handler' || role === 'lead';
}
