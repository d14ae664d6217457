// Which power list is in force: the province's own before the general one, and of several the one that took effect last.
// What is not here: reading lists and judging by them.
import { ok, refused, type LocalDate, type Result } from '@quanze/kernel';
import type { PowerList } from './power-list.js';
import type { ProcuratorateLevel } from './vocabulary.js';

export interface ListQuestion {
  readonly at: LocalDate;
  readonly province: string | null;
  readonly level: ProcuratorateLevel;
}

/** The list in force on a day for a procuratorate. A decision is judged by the list in force when it was made, so every version is
 *  kept and none is chosen before its effective date.
 *  Refuses `AUTHORITY.NO_LIST_IN_FORCE`, and `AUTHORITY.LISTS_CONFLICT` when two lists of equal standing begin on the same day.
 *  @source 人民检察院刑事诉讼规则 4 (the province fills what the nation leaves open) */
export function selectList(lists: readonly PowerList[], { at, province, level }: ListQuestion): Result<PowerList> {
  const begun = lists.filter((list) => list.effectiveFrom <= at && list.levels.includes(level));
  const provincial = province === null ? [] : begun.filter((list) => list.province === province);
  const candidates = provincial.length > 0 ? provincial : begun.filter((list) => list.province === null);
  const latest = candidates.reduce((day, list) => (list.effectiveFrom > day ? list.effectiveFrom : day), '');
  const [chosen, rival] = candidates.filter((list) => list.effectiveFrom === latest);
  if (chosen === undefined) return refused('AUTHORITY.NO_LIST_IN_FORCE', { at, province, level });
  if (rival !== undefined) return refused('AUTHORITY.LISTS_CONFLICT', { at, province, level, lists: [chosen.id, rival.id] });
  return ok(chosen);
}
