// A release: the documents a case runs on, pinned together by one content hash. Compiled once, cached by that hash.
import type { HashHex, JsonValue, LocalDate } from '@quanze/kernel';
import type { DeadlineRules } from '@quanze/calendar';
import type { ApprovalFlowDocument } from './approval-flow.js';
import type { CasePathDocument } from './case-path.js';
import type { DocumentHead } from './common.js';

/** Which flow serves which decision of which path. The first entry that fits wins; `*` fits everything. */
export interface FlowBindingDocument extends DocumentHead {
  readonly kind: 'flow-binding';
  /** Office the bindings hold for; `*` = all offices. */
  readonly office: string;
  readonly bindings: readonly FlowBindingEntry[];
}

export interface FlowBindingEntry {
  readonly path: string;
  readonly decision: string;
  /** A power id or a pattern such as `criminal.arrest.*`; fits a decision all of whose options are such matters. Absent = all. */
  readonly matter?: string;
  readonly flow: string;
}

export interface ReleaseDocuments {
  readonly path: CasePathDocument;
  readonly flows: readonly ApprovalFlowDocument[];
  readonly binding: FlowBindingDocument;
  readonly deadlineRules: DeadlineRules;
}

export interface Release {
  readonly hash: HashHex;
  readonly label: string;
  readonly effectiveFrom: LocalDate;
  readonly documents: ReleaseDocuments;
  /** The documents as canonical JSON, as stored and hashed. */
  readonly source: JsonValue;
}
