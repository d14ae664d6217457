// The store of cases as the use cases need it: one read and one write for an act, plus the projections people look at.
// The adapter is PostgreSQL (`@quanze/persistence`); every method is one round trip unless it says otherwise.
import type { AppointmentId, CaseId, HashHex, Instant, JsonObject, JsonValue, OfficeId, PersonId, Result, TenantId } from '@quanze/kernel';
import type { JournalEntry } from '@quanze/ledger';
import type { DocumentWrite } from './document-store.port.js';
import type { StoredForCase } from './file-store.port.js';
import type { CheckedAct, Traces } from './formality-store.port.js';
import type { LinkEventKey } from './link-store.port.js';
import type { CaseSnapshot, DecisionRecord, LinkReach, PastEntry, PersonFacts, Task } from '@quanze/engine';

/** Who is asking: established by the shell from session or token, never from the request body. */
export interface Identity {
  readonly tenant: TenantId;
  readonly person: PersonId;
  /** Raised whenever appointments or delegations of this person change; a write is refused when it moved meanwhile. */
  readonly epoch: number;
}

export interface LoadedOffice {
  readonly id: OfficeId;
  readonly superior: OfficeId | null;
  readonly province: string | null;
  readonly level: 'basic' | 'city' | 'provincial' | 'spp';
}

/** Everything an act on a case depends on, read in one statement, so that it is one moment. */
export interface LoadedCase {
  readonly snapshot: CaseSnapshot;
  /** Length of the journal and hash of its last entry. */
  readonly seq: number;
  readonly head: HashHex;
  /** When the last entry was recorded: time never runs backwards within a journal, whatever the clock says. */
  readonly lastRecordedAt: Instant;
  readonly office: LoadedOffice;
  readonly actor: PersonFacts;
  readonly actorEpoch: number;
  readonly committee: readonly PersonId[];
  readonly named: ReadonlyMap<PersonId, PersonFacts>;
  /** Epochs of the persons named and of the committee's members, as they were read. */
  readonly epochs: ReadonlyMap<PersonId, number>;
  /** The answer already given under this idempotency key, if any. */
  readonly replay: StoredAnswer | null;
  /** What the act is checked against for signs of formality; present when `LoadForAct.keys` was. */
  readonly traces?: Traces;
  /** Those of the files asked for that were uploaded for the case and still stand; present when `LoadForAct.files` was. */
  readonly files?: ReadonlyMap<HashHex, StoredForCase>;
}

export interface StoredAnswer {
  /** Hash of the request it answered; another request under the same key is refused. */
  readonly requestHash: HashHex;
  readonly status: number;
  readonly body: JsonValue;
}

export interface LoadForAct {
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  /** Null for acts of the clock, which nobody does. */
  readonly person: PersonId | null;
  readonly named: readonly PersonId[];
  readonly at: Instant;
  readonly idempotencyKey: string | null;
  /** Keys of texts that are given; present when the act has texts that are checked. */
  readonly keys?: readonly number[];
  /** Files that may be named; present when there are any. */
  readonly files?: readonly HashHex[];
}

/** A value that was sealed in an entry: kept apart, so that it can be erased while every proof stays valid. */
export interface Opening {
  readonly path: string;
  readonly salt: string;
  readonly value: JsonValue;
}

export interface TaskChange {
  readonly opened: readonly Task[];
  readonly closed: readonly string[];
}

/** One clock of a case as the deadline ledger keeps it; `phase` other than `running` means that nothing is to be woken. */
export interface DeadlineRow {
  readonly clock: string;
  readonly rule: string;
  readonly run: number;
  readonly phase: 'running' | 'satisfied' | 'stopped' | 'overdue';
  readonly endsAt: Instant | null;
  /** The next moment something happens: the nearest warning or the end. Null = nothing to wake. */
  readonly wakeAt: Instant | null;
  readonly provisional: boolean;
}

export interface OutboxMessage {
  readonly topic: 'case.changed' | 'office.changed';
  readonly payload: JsonObject;
}

export interface Witness {
  readonly person: PersonId;
  readonly epoch: number;
}

export interface ActWrite {
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  /** Journal length the act was decided on; another length means somebody was first. */
  readonly expectedSeq: number;
  /** Null for acts of the clock. */
  readonly identity: Identity | null;
  /** Persons beside the actor on whose posts the verdict rests: whoever the act names, and the committee when its members are counted.
   *  The write happens only while all of them are who they were. */
  readonly judgedOn?: readonly Witness[];
  readonly entry: JournalEntry;
  readonly openings: readonly Opening[];
  /** Present for an accepted act that was checked for signs of formality. */
  readonly checked?: CheckedAct;
  /** Files the act names. One that was removed since it was read makes the write `stale`; with the write they belong to the case. */
  readonly files?: readonly HashHex[];
  /** Absent for a refused attempt: then only the journal grows. */
  readonly change?: {
    readonly snapshot: CaseSnapshot;
    readonly handler: PersonId | null;
    readonly record: DecisionRecord | null;
    readonly tasks: TaskChange;
    readonly deadlines: readonly DeadlineRow[];
    readonly outbox: readonly OutboxMessage[];
    /** The new states with everything above them, when the states changed: drafts of acts out of their reach go. */
    readonly active?: readonly string[];
    /** Where the entry brought the case, when it was opened from another one: a row for the link store. */
    readonly reach?: LinkReach;
  };
  /** The entry takes notice of this row of the link store, which is marked with it; when it is marked already nothing is written (`stale`). */
  readonly notice?: LinkEventKey;
  readonly idempotency: { readonly key: string; readonly answer: StoredAnswer } | null;
  /** What goes for good with the entry that says so. */
  readonly erase?: ContentErasure;
  /** Issued with the act; a number or a version that somebody else took first makes the write `stale`. */
  readonly document?: DocumentWrite;
}

/** The text and versions of a document, or what a case holds of a file: its name, the titles in the openings of some entries, and the bytes when no
 *  other case holds them. */
export type ContentErasure = { readonly document: number } | { readonly file: HashHex; readonly titles?: readonly number[] };

/** `stale`: somebody wrote in between, load again. `identity-changed`: posts or delegations of the actor, or what else the act was
 *  judged on, changed: judge again.
 *  `key-used`: the idempotency key was taken in the meantime, load again and replay. */
export type CommitResult = 'committed' | 'stale' | 'identity-changed' | 'key-used';

export interface NewCaseWrite extends Omit<ActWrite, 'expectedSeq'> {
  readonly title: string;
  readonly numberWord: string;
  /** Number the case has in another system, e.g. the national one. */
  readonly foreignNumber: string | null;
  /** The case it is opened from, as long as that has exactly this many entries; otherwise `identity-changed`. */
  readonly origin?: { readonly caseId: CaseId; readonly seq: number };
}

export interface CaseHead {
  readonly caseId: CaseId;
  readonly number: string;
  readonly foreignNumber: string | null;
  readonly title: string;
  readonly office: OfficeId;
  readonly department: string | null;
  readonly path: string;
  readonly release: HashHex;
  readonly version: number;
  readonly seq: number;
  readonly status: 'open' | 'ended';
  readonly ending: string | null;
  readonly states: readonly string[];
  readonly handler: PersonId | null;
  readonly openedAt: Instant;
  readonly changedAt: Instant;
  readonly nextEndsAt: Instant | null;
}

export interface CaseQuery {
  readonly text?: string;
  readonly path?: string;
  readonly status?: 'open' | 'ended';
  readonly state?: string;
  readonly handler?: PersonId;
  readonly limit: number;
  /** Opaque cursor of the former page. */
  readonly after?: string;
}

export interface InboxItem {
  readonly task: Task & { readonly openedAt: Instant };
  readonly case: CaseHead;
}

/** A case that is not ended, with its tasks: what questions about a whole office are asked of. */
export interface OpenCase {
  readonly head: CaseHead;
  readonly snapshot: CaseSnapshot;
  readonly tasks: readonly Task[];
}

export interface OpenCaseQuery {
  readonly tenant: TenantId;
  readonly office: OfficeId;
  /** Null = all. A case without a department belongs to none. */
  readonly paths: readonly string[] | null;
  readonly departments: readonly string[] | null;
  /** Only cases with a decision under way, or a recusal that waits for an answer or for a judgment of earlier acts. */
  readonly withQuestions: boolean;
  readonly limit: number;
  readonly after?: string;
}

/** Which cases a person may know of: posts decide. Handlers and support staff see cases of their team; department heads their
 *  department; deputies their portfolio; chief, committee members, case management and inspection the office; officials of the
 *  superior office the offices below; posts with a role of a path's own the cases of that path in their office. */
export interface Scope {
  readonly tenant: TenantId;
  readonly person: PersonId;
  readonly at: Instant;
  /** Roles that published paths declare, each with its path; absent = none counts. */
  readonly ownRoles?: readonly OwnRoleOfPath[];
}

export interface OwnRoleOfPath {
  readonly role: string;
  readonly path: string;
}

/** Whose draft of which act. */
export interface DraftKey {
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  readonly person: PersonId;
  readonly act: string;
}

export interface Draft {
  readonly payload: JsonObject;
  readonly savedAt: Instant;
}

export interface CaseStore {
  loadForAct(query: LoadForAct): Promise<LoadedCase | null>;
  commit(write: ActWrite): Promise<CommitResult>;
  /** Inserts a case and gives it the next number of its office, year and kind. */
  create(write: NewCaseWrite): Promise<{ readonly result: CommitResult; readonly number: string }>;
  /** Whether the person may know of the case; what is not visible is treated as not existing. */
  head(scope: Scope, caseId: CaseId): Promise<CaseHead | null>;
  /** Newest first. Refuses `REQUEST.CURSOR_MALFORMED`. */
  list(scope: Scope, query: CaseQuery): Promise<Result<{ readonly items: readonly CaseHead[]; readonly next: string | null }>>;
  /** Overdue first, then least remaining, then oldest. Refuses `REQUEST.CURSOR_MALFORMED`. */
  inbox(scope: Scope, query: { readonly limit: number; readonly after?: string }): Promise<Result<{ readonly items: readonly InboxItem[]; readonly next: string | null; readonly total: number }>>;
  /** Open cases of an office, whoever asks, newest first. Refuses `REQUEST.CURSOR_MALFORMED`. */
  openCases(query: OpenCaseQuery): Promise<Result<{ readonly items: readonly OpenCase[]; readonly next: string | null }>>;
  snapshot(caseId: CaseId): Promise<CaseSnapshot | null>;
  /** Entries in order, `afterSeq` exclusive. */
  journal(chain: string, afterSeq: number, limit: number): Promise<readonly JournalEntry[]>;
  /** Accepted entries a person made in a case, in order, as the engine is handed them (`World.entries`). */
  entriesOf(caseId: CaseId, person: PersonId): Promise<readonly PastEntry[]>;
  openings(chain: string, seqs: readonly number[]): Promise<readonly (Opening & { readonly seq: number })[]>;
  decisions(caseId: CaseId): Promise<readonly DecisionRecord[]>;
  deadlines(caseId: CaseId): Promise<readonly (DeadlineRow & { readonly firedAt: Instant | null })[]>;
  /** What a person keeps for an act; `commit` removes it with the act, and when the case moves out of its reach. */
  draft(key: DraftKey): Promise<Draft | null>;
  /** @param draft with the states in which the act can be done, and the version of the case on which that was found
   *  @returns false when the case has another version: nothing is kept */
  saveDraft(key: DraftKey, draft: Draft & { readonly reach: readonly string[]; readonly version: number }): Promise<boolean>;
  /** @returns false when there was none */
  dropDraft(key: DraftKey): Promise<boolean>;
}

export type { AppointmentId };
