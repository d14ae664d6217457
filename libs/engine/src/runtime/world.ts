// Everything a decision of the kernel depends on beyond definition and snapshot. Read by the shell from the database in the
// same moment as the case, handed in as plain values; the core asks for nothing.
import type { AppointmentId, CaseId, DelegationId, HashFunction, HashHex, Instant, JsonObject, OfficeId, PersonId } from '@quanze/kernel';
import type { CompiledPowerList } from '@quanze/authority';
import type { Calendar } from '@quanze/calendar';
import type { StoredContent } from './files.js';
import type { IssuedDocument } from './issued-document.js';
import type { StandardInForce } from '../definition/evidence-standard.js';
import type { CaseOrigin } from './snapshot.js';

/** Posts a person can hold in an office. */
export const OFFICE_ROLES = [
  'procurator', 'assistant', 'clerk', 'dept_head', 'deputy_chief', 'chief', 'committee_member', 'case_mgmt', 'inspection', 'admin',
] as const;
export type OfficeRole = (typeof OFFICE_ROLES)[number];
export type PostRole = OfficeRole | (string & Record<never, never>);

/** A post in force at the moment of the act. */
export interface Post {
  readonly appointment: AppointmentId;
  readonly office: OfficeId;
  /** A built-in post, or a role that paths declare. */
  readonly role: PostRole;
  readonly department?: string;
  /** Departments in the portfolio of a deputy chief (分管). */
  readonly portfolio?: readonly string[];
}

/** A recorded delegation to this person, in force at the moment of the act. */
export interface Delegation {
  readonly id: DelegationId;
  readonly from: PersonId;
  readonly office: OfficeId;
  /** Power ids, or `*` for everything that may be delegated. */
  readonly powers: readonly string[];
  /** Case paths and departments it is limited to; absent = all. */
  readonly paths?: readonly string[];
  readonly departments?: readonly string[];
}

export interface PersonFacts {
  readonly person: PersonId;
  readonly posts: readonly Post[];
  readonly delegations: readonly Delegation[];
}

/** What the engine asks a duty list: under which duty somebody acts. */
export interface DutyLookup {
  /** `id@version`. */
  readonly listVersion: string;
  /** The duty, cited as `role/id`; null when no one fits. @param role as in the duty list  @param named the duty the act names */
  of(role: string, capacity: string, named: string | null): string | null;
}

/** An entry of the journal by its place. */
export interface PastEntry {
  readonly seq: number;
  readonly act: string;
  readonly at: Instant;
}

export interface World {
  /** The moment of the act. Only the shell's clock sets it. */
  readonly at: Instant;
  readonly hash: HashFunction;
  /** The power list in force at `at` for the office: a decision is judged by the list of its moment. */
  readonly powers: CompiledPowerList;
  /** The duty list in force at `at`; absent = entries name no duty. It grants nothing and refuses nothing. */
  readonly duties?: DutyLookup;
  /** The evidence standard in force at `at`; absent = nothing is checked. It refuses nothing. */
  readonly evidence?: StandardInForce;
  readonly calendar: Calendar;
  readonly actor: PersonFacts;
  /** The next procuratorate up, if it is known here. */
  readonly superiorOffice?: OfficeId;
  /** Members of the committee of the case's office at `at`. */
  readonly committee: readonly PersonId[];
  /** Persons named in the payload. Unknown ones are absent, which refuses. */
  readonly named: ReadonlyMap<PersonId, PersonFacts>;
  /** What is known of the files named in the payload; absent = the host did not look. Whether they are stored is the host's to say. */
  readonly files?: { get(hash: HashHex): StoredContent | undefined };
  /** What persons have done in the case so far, for those of whom an act asks it (`asksEntriesOf`); refused attempts are no entries. */
  readonly entries?: { get(person: PersonId): readonly PastEntry[] | undefined };
  /** What the rules of the office demand of an assignment while nobody is selected; absent = nothing. */
  readonly assignment?: { readonly demands: 'draw'; readonly rule: string } | { readonly demands: 'proposal'; readonly rule: string; readonly person: PersonId | null };
}

/** What somebody asks for. */
export interface Command {
  readonly act: string;
  readonly payload: JsonObject;
  /** In which role the person acts when several fit; absent = the first that permits. */
  readonly as?: string;
  /** Version of the case the person saw; absent = not checked (system acts only). */
  readonly expectedVersion?: number;
  /** When the act took effect, if earlier than its recording. Never later. */
  readonly effectiveAt?: Instant;
  /** The document made for this act by the shell, with its number; absent = the number is a field of the payload. */
  readonly document?: IssuedDocument;
}

/** What a new case is created with. */
export interface NewCase {
  readonly caseId: CaseId;
  readonly office: OfficeId;
  readonly department?: string;
  /** The case it is opened from, once `mayLink` allowed it. */
  readonly origin?: CaseOrigin;
}
