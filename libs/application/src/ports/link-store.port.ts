// What cases tell the cases they were opened from: one row per entry that brought a linked case somewhere, written with the entry itself
// and marked with the entry by which the other case took notice. So nothing is lost and nothing counts twice. What is not here: writing
// the rows (`CaseStore.commit` and `create` do, when a snapshot has an origin).
import type { LinkNews } from '@quanze/engine';
import type { CaseId, Instant, TenantId } from '@quanze/kernel';

/** An entry of a linked case that its origin has not taken notice of. `id` orders the rows of one linked case like its entries. */
export interface LinkEvent extends LinkNews {
  readonly id: number;
  readonly tenant: TenantId;
  readonly origin: CaseId;
}

/** Names a row. */
export type LinkEventKey = Pick<LinkEvent, 'case' | 'seq'>;

export interface LinkStore {
  /** In their order. @param after exclusive; 0 for all  @param limit 1..1000 */
  undone(after: number, limit: number): Promise<readonly LinkEvent[]>;
  /** For rows from which nothing follows; the others are marked by the commit of the entry that takes notice. */
  markDone(event: LinkEventKey, at: Instant): Promise<void>;
  /** Cases opened from a case, oldest first, also those it has not learnt of yet. @param limit 1..1000 */
  openedFrom(origin: CaseId, limit: number): Promise<readonly { readonly case: CaseId; readonly link: string; readonly number: string; readonly path: string }[]>;
}
