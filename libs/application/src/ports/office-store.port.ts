// People, posts, delegations, sessions and published definitions. Every change of them is journaled in the office's own
// chain, in the same transaction; a change of posts or delegations raises the epoch of the persons concerned.
import type { AppointmentId, DelegationId, HashHex, Instant, JsonValue, Label, LocalDate, OfficeId, PersonId, Result, TenantId } from '@quanze/kernel';
import type { JournalEntry } from '@quanze/ledger';
import type { PersonFacts, PostRole } from '@quanze/engine';
import type { Identity, LoadedOffice, StoredAnswer, Opening } from './case-store.port.js';
import type { AppealAnswer, ExemptionRow, FindingRow, NewAppeal } from './responsibility-store.port.js';

export interface OfficeRow {
  readonly id: OfficeId;
  readonly tenant: TenantId;
  readonly name: Label;
  /** Short word in case numbers, e.g. 云检. */
  readonly word: string;
  readonly level: 'basic' | 'city' | 'provincial' | 'spp';
  readonly province: string | null;
  readonly superior: OfficeId | null;
  readonly departments: readonly { readonly id: string; readonly name: Label }[];
}

export interface PersonRow {
  readonly id: PersonId;
  readonly name: string;
  readonly login: string;
  readonly status: 'active' | 'left';
  readonly posts: readonly AppointmentRow[];
}

export interface AppointmentRow {
  readonly id: AppointmentId;
  readonly person: PersonId;
  readonly office: OfficeId;
  readonly role: PostRole;
  readonly department: string | null;
  readonly portfolio: readonly string[];
  readonly from: Instant;
  readonly until: Instant | null;
}

export interface DelegationRow {
  readonly id: DelegationId;
  readonly from: PersonId;
  readonly to: PersonId;
  readonly office: OfficeId;
  readonly powers: readonly string[];
  readonly paths: readonly string[] | null;
  readonly departments: readonly string[] | null;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  /** Number of the written order. */
  readonly order: string;
  readonly revokedAt: Instant | null;
}

/** Why somebody is away, in one word; no particulars are kept. */
export const ABSENCE_REASONS = ['annual', 'illness', 'family', 'training', 'secondment', 'other'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** Leave of a person from an office. It takes no authority; staffing and assignment ask for it. */
export interface AbsenceRow {
  readonly id: string;
  readonly person: PersonId;
  readonly office: OfficeId;
  readonly from: Instant;
  /** As planned; null = until it is ended. */
  readonly until: Instant | null;
  readonly reason: AbsenceReason;
  readonly recordedBy: PersonId;
  readonly recordedAt: Instant;
  /** When it was ended before its plan, or taken back before it began. */
  readonly endedAt: Instant | null;
}

export interface StaffMember extends PersonFacts {
  readonly name: string;
}

/** Everybody who may matter to a case of an office at an instant, read in one statement: who holds a post there, and who leads the
 *  office above. */
export interface Staff {
  readonly people: readonly StaffMember[];
  readonly committee: readonly PersonId[];
  /** Who is on leave, and until when as far as it is known. */
  readonly absent: ReadonlyMap<PersonId, Instant | null>;
}

/** A change of the office: the journal entry is written with it or not at all. `expectedSeq` as for cases. A password that is set ends all
 *  sessions of the person but `exceptSession` (hash of its token); API tokens stay. `mustChange`: somebody else chose it. */
export interface OfficeWrite {
  readonly tenant: TenantId;
  readonly office: OfficeId;
  readonly expectedSeq: number;
  readonly identity: Identity | null;
  readonly entry: JournalEntry;
  readonly change:
    | { readonly kind: 'none' }
    | { readonly kind: 'add-person'; readonly person: PersonRow; readonly passwordHash: string; readonly mustChange?: boolean }
    | { readonly kind: 'set-password'; readonly person: PersonId; readonly passwordHash: string; readonly mustChange: boolean; readonly exceptSession: HashHex | null }
    | { readonly kind: 'appoint'; readonly appointment: AppointmentRow }
    | { readonly kind: 'end-appointment'; readonly appointment: AppointmentId; readonly at: Instant }
    | { readonly kind: 'delegate'; readonly delegation: DelegationRow }
    | { readonly kind: 'revoke-delegation'; readonly delegation: DelegationId; readonly at: Instant }
    | { readonly kind: 'record-absence'; readonly absence: AbsenceRow }
    | { readonly kind: 'end-absence'; readonly absence: string; readonly at: Instant }
    | { readonly kind: 'submit'; readonly definition: SubmittedDefinition }
    | { readonly kind: 'publish'; readonly definition: PublishedDefinition }
    | { readonly kind: 'commit-draws'; readonly commitments: readonly SealedCommitment[] }
    | { readonly kind: 'record-finding'; readonly finding: FindingRow }
    | { readonly kind: 'record-exemption'; readonly exemption: ExemptionRow }
    | { readonly kind: 'record-appeal'; readonly appeal: NewAppeal }
    | { readonly kind: 'answer-appeal'; readonly answer: AppealAnswer };
  /** Fields of the entry that were sealed. */
  readonly openings?: readonly Opening[];
}

/** A secret for a draw to come: its digest, which the entry publishes, and the secret itself as the shell sealed it. */
export interface SealedCommitment {
  readonly number: number;
  readonly commitment: HashHex;
  readonly sealed: string;
}

/** Kinds of documents that an office publishes. What else there is – paths, flows, bindings, deadline rules – goes into releases. */
export const DEFINITION_KINDS = [
  'release', 'power-list', 'calendar', 'assignment-rules', 'attribution-table', 'duty-list', 'document-template', 'evidence-standard', 'formality-model', 'law-catalogue',
] as const;
export type DefinitionKind = (typeof DEFINITION_KINDS)[number];

export interface PublishedDefinition {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly version: string;
  readonly hash: HashHex;
  readonly effectiveFrom: LocalDate;
  readonly content: JsonValue;
  readonly publishedAt: Instant;
}

/** What tells a definition from every other of its tenant. */
export function definitionKey({ kind, id, version }: Pick<PublishedDefinition, 'kind' | 'id' | 'version'>): string {
  return `${kind} ${id} ${version}`;
}

/** A definition waiting for the second person. */
export interface SubmittedDefinition extends Omit<PublishedDefinition, 'publishedAt'> {
  readonly submittedBy: PersonId;
  readonly submittedAt: Instant;
}

/** Everything an installation begins with. `writes` stand in the order of their chains, each office's from 1 without gap. */
export interface OfficeInstallation {
  readonly tenant: { readonly id: TenantId; readonly name: string };
  /** Superiors before inferiors. */
  readonly offices: readonly OfficeRow[];
  readonly writes: readonly OfficeWrite[];
}

export interface Credential {
  readonly person: PersonId;
  readonly tenant: TenantId;
  /** The office whose journal tells of this person. */
  readonly office: OfficeId;
  readonly passwordHash: string;
  /** Somebody else chose the password: it is good for choosing another, and for nothing else. */
  readonly mustChange: boolean;
  readonly status: 'active' | 'left';
}

/** What opening a case depends on, read in one statement. Null when the office does not exist. */
export interface OpeningContext {
  readonly office: LoadedOffice;
  readonly departments: readonly string[];
  readonly actor: PersonFacts;
  readonly actorEpoch: number;
  readonly committee: readonly PersonId[];
  readonly named: ReadonlyMap<PersonId, PersonFacts>;
  /** Epochs of the persons named and of the committee's members, as they were read. */
  readonly epochs: ReadonlyMap<PersonId, number>;
  readonly replay: StoredAnswer | null;
}

export interface OfficeStore {
  openingContext(query: {
    readonly tenant: TenantId; readonly office: OfficeId; readonly person: PersonId; readonly named: readonly PersonId[]; readonly at: Instant; readonly idempotencyKey: string | null;
  }): Promise<OpeningContext | null>;
  /** Name of a tenant; null when there is none. */
  tenantName(tenant: TenantId): Promise<string | null>;
  offices(tenant: TenantId): Promise<readonly OfficeRow[]>;
  people(office: OfficeId, at: Instant): Promise<readonly PersonRow[]>;
  /** Facts of one person at an instant, for questions without a case. */
  facts(person: PersonId, at: Instant): Promise<PersonFacts | null>;
  delegations(office: OfficeId, at: Instant | null): Promise<readonly DelegationRow[]>;
  /** Of an office, the latest to begin first; `at` leaves out what has ended by then, null gives all. Refuses `REQUEST.CURSOR_MALFORMED`. */
  absences(query: { readonly office: OfficeId; readonly at: Instant | null; readonly limit: number; readonly after?: string }): Promise<Result<{ readonly items: readonly AbsenceRow[]; readonly next: string | null }>>;
  absence(id: string): Promise<AbsenceRow | null>;
  /** Leave of a person from an office that overlaps an interval; `until` null = without end. */
  overlappingAbsence(person: PersonId, office: OfficeId, from: Instant, until: Instant | null): Promise<AbsenceRow | null>;
  staff(query: { readonly tenant: TenantId; readonly office: OfficeId; readonly superior: OfficeId | null; readonly at: Instant }): Promise<Staff>;
  appointment(id: AppointmentId): Promise<AppointmentRow | null>;
  delegation(id: DelegationId): Promise<DelegationRow | null>;
  chainHead(chain: string): Promise<{ readonly seq: number; readonly head: HashHex | null; readonly recordedAt: Instant | null }>;
  write(write: OfficeWrite): Promise<'committed' | 'stale' | 'identity-changed' | 'taken'>;
  /** Sets a tenant up, all of it in one transaction or nothing. `occupied`: the tenant exists, nothing was written.
   *  @param beforeCommit called once when everything is written and only the commit is left; what it throws undoes all */
  install(installation: OfficeInstallation, beforeCommit: () => void): Promise<'installed' | 'occupied'>;
  /** In the order of publishing. @param known keys (`definitionKey`) of those that are not wanted again; they are large */
  definitions(tenant: TenantId, known?: readonly string[]): Promise<readonly PublishedDefinition[]>;
  submitted(tenant: TenantId): Promise<readonly SubmittedDefinition[]>;
}

/** Who is behind a session or an API token. */
export interface Identified extends Identity {
  readonly kind: 'session' | 'api';
  readonly mustChange: boolean;
}

/** Sign-in: sessions and API tokens are stored as hashes only. */
export interface SessionStore {
  credential(login: string): Promise<Credential | null>;
  credentialOf(person: PersonId): Promise<Credential | null>;
  open(session: { readonly tokenHash: HashHex; readonly person: PersonId; readonly kind: 'session' | 'api'; readonly name: string; readonly createdAt: Instant; readonly expiresAt: Instant }): Promise<void>;
  /** The identity behind a token that is neither expired nor revoked. */
  identify(tokenHash: HashHex, at: Instant): Promise<Identified | null>;
  close(tokenHash: HashHex, at: Instant): Promise<boolean>;
  tokens(person: PersonId): Promise<readonly { readonly id: string; readonly name: string; readonly createdAt: Instant; readonly expiresAt: Instant }[]>;
  revoke(person: PersonId, id: string, at: Instant): Promise<boolean>;
}
