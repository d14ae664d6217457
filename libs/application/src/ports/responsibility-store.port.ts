// What responsibility reads and keeps beside the cases: who took part in which decision, what people found about it, objections of those
// concerned with their answers, and who read what. Rows of responsibility are computed and never stored. What is not here: computing them.
import type { OfficeRole } from '@quanze/engine';
import type { CaseId, HashHex, Instant, JsonObject, OfficeId, PersonId, Result, TenantId } from '@quanze/kernel';
import type { Area, Capacity, Fault, FindingSubject, FoundOutcome } from '@quanze/responsibility';

/** How somebody took part in a decision, as far as the projection needs to tell. `found`: known from a finding only. */
export type ParticipationCapacity =
  | 'handle' | 'assist' | 'propose' | 'advise' | 'review' | 'decide' | 'vote' | 'consent' | 'instruct' | 'sign' | 'supervise' | 'record' | 'found';

export interface Participation {
  readonly person: PersonId;
  readonly capacity: ParticipationCapacity;
}

/** What every statement of people about a decision has. `seq` is the decision's entry in its case, `entry` the one in the office's chain. */
export interface Statement {
  readonly id: string;
  readonly office: OfficeId;
  readonly caseId: CaseId;
  readonly seq: number;
  readonly person: PersonId;
  readonly recordedBy: PersonId;
  readonly recordedAt: Instant;
  readonly entry: number;
}

export interface FindingRow extends Statement {
  readonly area: Area;
  readonly fault: Fault;
  readonly role: Capacity | null;
  readonly about: FindingSubject | null;
  readonly crime: boolean;
  readonly outcome: FoundOutcome | null;
}

export interface ExemptionRow extends Statement {
  readonly area: Area;
  readonly kind: string;
}

/** An objection of the person concerned to what was computed. `area` null = to all of it. `recordedBy` is that person. */
export interface AppealRow extends Statement {
  readonly area: Area | null;
  readonly answer: AppealAnswer | null;
}

export interface AppealAnswer {
  readonly appeal: string;
  readonly upheld: boolean;
  readonly answeredBy: PersonId;
  readonly answeredAt: Instant;
  readonly entry: number;
}

export type NewAppeal = Omit<AppealRow, 'answer'>;

/** An accepted entry of a case, with what the history of decisions is read from. */
export interface HistoryEntry {
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly actor: JsonObject | null;
  readonly payload: JsonObject;
}

/** A case with everything recorded about its decisions up to a moment. Lists in the order of recording. */
export interface ResponsibilityFile {
  readonly caseId: CaseId;
  readonly number: string;
  readonly title: string;
  readonly office: OfficeId;
  readonly superior: OfficeId | null;
  readonly release: HashHex;
  readonly entries: readonly HistoryEntry[];
  readonly findings: readonly FindingRow[];
  readonly exemptions: readonly ExemptionRow[];
  readonly appeals: readonly AppealRow[];
}

/** A decision a page points at. */
export interface DecisionPointer {
  readonly caseId: CaseId;
  readonly seq: number;
  readonly decidedAt: Instant;
}

export interface PersonDecision extends DecisionPointer {
  readonly capacities: readonly ParticipationCapacity[];
}

export interface HeldPost {
  readonly office: OfficeId;
  readonly role: OfficeRole;
  readonly department: string | null;
  readonly from: Instant;
  readonly until: Instant | null;
}

/** Who a dossier is of, whether in office or not. */
export interface DossierHead {
  readonly person: PersonId;
  readonly name: string;
  readonly posts: readonly HeldPost[];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface PageOfDecisions {
  readonly until: Instant;
  readonly limit: number;
  readonly after?: string;
}

/** One look of somebody at what concerns another person. */
export interface ResponsibilityRead {
  readonly tenant: TenantId;
  readonly reader: PersonId;
  readonly at: Instant;
  /** `case`, `decision`, `dossier`, `summary`, `appeals`. */
  readonly what: string;
  readonly office: OfficeId | null;
  readonly caseId: CaseId | null;
  readonly seq: number | null;
  readonly person: PersonId | null;
}

export interface ResponsibilityStore {
  /** In no particular order; cases the tenant does not have are absent. Entries and statements recorded up to `until`. */
  files(tenant: TenantId, cases: readonly CaseId[], until: Instant): Promise<readonly ResponsibilityFile[]>;
  /** Decisions a person took part in, the newest first, in these offices or in all (null). Refuses `REQUEST.CURSOR_MALFORMED`. */
  decisionsOfPerson(query: PageOfDecisions & { readonly tenant: TenantId; readonly person: PersonId; readonly offices: readonly OfficeId[] | null }): Promise<Result<Page<PersonDecision>>>;
  /** Decisions of an office, the newest first. Refuses `REQUEST.CURSOR_MALFORMED`. */
  decisionsOfOffice(query: PageOfDecisions & { readonly tenant: TenantId; readonly office: OfficeId }): Promise<Result<Page<DecisionPointer>>>;
  /** Null when the tenant has no such person. Posts that began by `until`, the latest first. */
  dossierHead(tenant: TenantId, person: PersonId, until: Instant): Promise<DossierHead | null>;
  names(tenant: TenantId, persons: readonly PersonId[]): Promise<ReadonlyMap<string, string>>;
  appeal(tenant: TenantId, id: string): Promise<AppealRow | null>;
  /** Returns when the look is on record; what is told afterwards has been logged. */
  logRead(read: ResponsibilityRead): Promise<void>;
  /** Who looked at what concerns a person, the latest first. */
  readsOf(tenant: TenantId, person: PersonId, limit: number): Promise<readonly ResponsibilityRead[]>;
}
