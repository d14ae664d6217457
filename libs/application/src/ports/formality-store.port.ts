// The store of what formality is found with and reported from, as the use cases need it. Checked acts and fingerprints are written with the
// act (`CaseStore.commit`) and read with the case (`CaseStore.loadForAct`). The adapter is PostgreSQL; every method is one round trip.
import type { EarlierText, FormalityRule, Reading, TextPrint } from '@quanze/formality';
import type { CaseId, Instant, JsonValue, OfficeId, PersonId, Result, TenantId } from '@quanze/kernel';

/** What an act is checked against, read in the same moment as the case. */
export interface Traces {
  /** The latest texts of the case, and those of the person elsewhere that share a key; see `TEXTS_OF_CASE_MAX`, `ALIKE_MAX`. */
  readonly earlier: readonly EarlierText[];
  /** When the person had the file open, the latest first. */
  readonly readings: readonly Reading[];
}

/** Bounds of one lookup: of a longer case the latest texts count, and of more likenesses the latest. */
export const TEXTS_OF_CASE_MAX = 60;
export const ALIKE_MAX = 20;
export const READINGS_MAX = 40;

/** What is written of a checked act beside its entry. */
export interface CheckedAct {
  readonly act: string;
  readonly capacity: string;
  readonly rules: readonly FormalityRule[];
  readonly texts: readonly (TextPrint & { readonly keys: readonly number[] })[];
}

export interface ReadingNote {
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  readonly person: PersonId;
  /** Length of the journal that was read. */
  readonly seq: number;
  readonly at: Instant;
}

export interface Period {
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
}

export interface FlaggedQuery extends Period {
  readonly tenant: TenantId;
  readonly office: OfficeId;
  /** Null = all. */
  readonly departments: readonly string[] | null;
  readonly person?: PersonId;
  readonly rule?: FormalityRule;
  readonly limit: number;
  readonly after?: string;
}

export interface FlaggedAct {
  readonly caseId: CaseId;
  readonly number: string;
  readonly seq: number;
  readonly at: Instant;
  readonly act: string;
  readonly capacity: string;
  readonly department: string | null;
  readonly person: PersonId;
  readonly name: string;
  readonly rules: readonly FormalityRule[];
}

/** How many acts of a person in a capacity were checked, how many of them flagged, and by which rules. */
export interface ShareRow {
  readonly person: PersonId;
  readonly name: string;
  readonly capacity: string;
  readonly checked: number;
  readonly flagged: number;
  readonly rules: Readonly<Partial<Record<FormalityRule, number>>>;
}

export type SharesQuery = Omit<FlaggedQuery, 'rule' | 'person'>;

export interface FormalityStore {
  /** First and last reading at one length of the journal. */
  noteReading(note: ReadingNote): Promise<void>;
  /** `payload.formality` of entries, as the journal has it; entries without are left out. */
  ofEntries(caseId: CaseId, seqs: readonly number[]): Promise<ReadonlyMap<number, JsonValue>>;
  /** Newest first. Refuses `REQUEST.CURSOR_MALFORMED`. */
  flagged(query: FlaggedQuery): Promise<Result<{ readonly items: readonly FlaggedAct[]; readonly next: string | null }>>;
  /** By the id of the person, which says nothing of anybody: no ranking. A page holds whole people. Refuses `REQUEST.CURSOR_MALFORMED`. */
  shares(query: SharesQuery): Promise<Result<{ readonly items: readonly ShareRow[]; readonly next: string | null }>>;
}
