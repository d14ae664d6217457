// Whether a document came in time. What is not here: the end of the period it is measured against (compute-deadline.ts).
import type { Instant } from '@quanze/kernel';

/** Whether a document met a period that ends at `endsAt`. One handed to the post before the end is in time, whenever it
 *  arrives; otherwise its arrival counts. The instant of the end itself is too late.
 *  @source 刑诉法 105(3); 民诉法 85(4) */
export function isFiledInTime(endsAt: Instant, filed: { readonly arrivedAt?: Instant; readonly postedAt?: Instant }): boolean {
  const decisive = filed.postedAt ?? filed.arrivedAt;
  return decisive !== undefined && decisive < endsAt;
}
