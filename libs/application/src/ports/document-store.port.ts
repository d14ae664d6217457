// The store of documents (文书): drafts with versions, what a document is made from, and what was issued. Issuing itself is part of the write of
// an act (`ActWrite.document`). Every method is one round trip. Whether the reader may know of the case is asked before.
import type { CaseId, HashHex, Instant, JsonObject, JsonValue, OfficeId, PersonId, TenantId } from '@quanze/kernel';

/** A document to be written with an act: all of it or, with the act, nothing. */
export interface DocumentWrite {
  readonly n: number;
  readonly document: string;
  readonly office: OfficeId;
  readonly word: string;
  readonly year: number;
  readonly serial: number;
  readonly number: string;
  readonly template: string;
  readonly hash: HashHex;
  /** The canonical text. */
  readonly content: string;
  /** The version that is issued. Somebody who saves another one in the meantime makes the write `stale`. */
  readonly version: number;
  /** Set for a document nobody drafted: it is written down with its only version. */
  readonly fresh: boolean;
}

export interface MakingQuery {
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  readonly document: string;
  readonly word: string;
  readonly year: number;
  /** The draft of this number, or the latest draft of the document that corrects none. */
  readonly n?: number;
  /** Entries whose openings are read, the later overriding; the first of them that made a decision gives its day. */
  readonly seqs: readonly number[];
  readonly people: readonly PersonId[];
}

/** What a document is made from beside the snapshot, all of one moment. */
export interface Making {
  readonly caseNumber: string;
  readonly title: string;
  readonly foreignNumber: string | null;
  readonly officeName: string;
  readonly officeWord: string;
  readonly names: ReadonlyMap<PersonId, string>;
  /** When the decisions made by the entries asked for fell. */
  readonly decidedAt: ReadonlyMap<number, Instant>;
  readonly openings: readonly { readonly seq: number; readonly path: string; readonly value: JsonValue }[];
  readonly draft: { readonly n: number; readonly version: number; readonly fields: JsonObject; readonly corrects: number | null } | null;
  /** The last number given to a document of the case, and in the series of the office. */
  readonly lastN: number;
  readonly lastSerial: number;
}

/** A document of a case as lists show it. */
export interface DocumentRow {
  readonly n: number;
  readonly document: string;
  readonly corrects: number | null;
  readonly latest: number;
  readonly openedAt: Instant;
  readonly issued: IssuedRow | null;
}

export interface IssuedRow {
  readonly number: string;
  readonly template: string;
  readonly version: number;
  readonly seq: number;
  readonly hash: HashHex;
  readonly issuedAt: Instant;
}

export interface VersionRow {
  readonly version: number;
  readonly person: PersonId;
  readonly savedAt: Instant;
  readonly fields: JsonObject;
}

export interface NewVersion {
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  readonly person: PersonId;
  readonly at: Instant;
  readonly fields: JsonObject;
}

export interface DocumentStore {
  making(query: MakingQuery): Promise<Making | null>;
  /** @returns its number; null when somebody else took it at the same moment, or what it corrects is not issued */
  open(draft: NewVersion & { readonly document: string; readonly corrects: number | null }): Promise<number | null>;
  /** @param expected the version it follows  @returns the new version, or why there is none */
  save(draft: NewVersion & { readonly n: number; readonly expected: number }): Promise<number | 'stale' | 'issued' | 'unknown'>;
  list(caseId: CaseId): Promise<readonly DocumentRow[]>;
  versions(caseId: CaseId, n: number): Promise<readonly VersionRow[]>;
  /** The canonical text of an issued document; null when there is none or it was erased. */
  text(caseId: CaseId, n: number): Promise<string | null>;
}
