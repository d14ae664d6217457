// The release document: which versions of which documents one kind of case runs on. It names; the release built from it
// (`./build-release`) contains.
import type { Label, LocalDate } from '@quanze/kernel';

/** A document by id and version. */
export interface DocumentRef {
  readonly id: string;
  readonly version: string;
}

export interface ReleaseDocument {
  readonly kind: 'release';
  readonly id: string;
  readonly version: string;
  readonly label: Label;
  /** First day (Asia/Shanghai) on which new cases start on the release. */
  readonly effectiveFrom: LocalDate;
  readonly path: DocumentRef;
  readonly binding: DocumentRef;
  readonly deadlineRules: DocumentRef;
  /** The lists and the calendar are chosen by date when a case runs; they are named so that the release can be checked. */
  readonly powerList: DocumentRef;
  readonly dutyList: DocumentRef;
  readonly calendar: DocumentRef;
}
