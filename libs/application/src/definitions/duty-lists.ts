// The duty list of an office as people read it: the one in force on a day with what each duty includes, excludes and who is next, and what a
// new one would change, for the second person who publishes it. What is not here: publishing (`releases.ts`).
import { addDays, lawDateOf, ok, parseLocalDate, refused, type JsonValue, type LocalDate, type Result } from '@quanze/kernel';
import { changesBetween, type DutyChange, type DutyList } from '@quanze/responsibility';
import type { Deps } from '../deps.js';
import { mayReadOffice } from '../office/people.js';
import type { Identity } from '../ports/case-store.port.js';
import type { OfficeRow } from '../ports/office-store.port.js';

export interface DutyListView {
  readonly on: LocalDate;
  /** `id@version`, as journal entries cite it. */
  readonly version: string;
  readonly list: DutyList;
}

/** The list by which acts are done in an office on a day. For its people and the leaders of the office above. Refuses `OFFICE.NOT_FOUND`,
 *  `DATE.MALFORMED`, `DUTY.NO_LIST_IN_FORCE`.  @param on today when absent */
export async function dutyListOf(deps: Deps, identity: Identity, office: string, on?: string): Promise<Result<DutyListView>> {
  const known = await mayReadOffice(deps, identity, office);
  if (!known.ok) return known;
  const day = on === undefined ? ok(lawDateOf(deps.clock.now())) : parseLocalDate(on);
  return day.ok ? inForce(deps, known.value, day.value) : day;
}

function inForce({ definitions }: Deps, office: OfficeRow, on: LocalDate): Result<DutyListView> {
  const duties = definitions.duties(office, on);
  return duties === undefined ? refused('DUTY.NO_LIST_IN_FORCE', { on }) : ok({ on, version: duties.listVersion, list: duties.list });
}

export interface DutyChangesView {
  readonly before: string;
  readonly after: string;
  readonly effectiveFrom: LocalDate;
  readonly changes: readonly DutyChange[];
}

/** What a submitted or published duty list changes against the one in force at the end of the day before it begins. Refuses
 *  `OFFICE.NOT_FOUND`, `DEFINITION.NOT_SUBMITTED`, `DUTY.NO_LIST_IN_FORCE`. */
export async function dutyChangesOf(deps: Deps, identity: Identity, office: string, hash: string): Promise<Result<DutyChangesView>> {
  const known = await mayReadOffice(deps, identity, office);
  if (!known.ok) return known;
  const all = [...await deps.office.submitted(identity.tenant), ...await deps.office.definitions(identity.tenant)];
  const found = all.find((definition) => definition.kind === 'duty-list' && definition.hash === hash);
  if (found === undefined) return refused('DEFINITION.NOT_SUBMITTED');
  const after = listIn(found.content);
  const before = inForce(deps, { ...known.value, province: after.province ?? known.value.province }, addDays(found.effectiveFrom, -1));
  if (!before.ok) return before;
  return ok({ before: before.value.version, after: `${after.id}@${after.version}`, effectiveFrom: found.effectiveFrom, changes: changesBetween(before.value.list, after) });
}

/** Read and judged when it was submitted. */
function listIn(content: JsonValue): DutyList {
  return content as unknown as DutyList;
}
