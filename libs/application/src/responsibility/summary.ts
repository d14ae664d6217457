// Decisions of an office by who answers for which area, and those in which that is not clear (R113). A page at a time, computed. What is not
// here: judging anybody; a list of owners is no ranking.
import { isUuid, ok, refused, type Instant, type OfficeId, type Result } from '@quanze/kernel';
import type { Area, Bears, Capacity } from '@quanze/responsibility';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import { asOfMoment } from './as-of.js';
import { judgePage, namesOf, readOf, viewOf, type PageAsked } from './questions.js';
import { readerOf, SUPERVISORS, supervises } from './readers.js';
import { SEES_ALL, tableView, type Ambiguity, type DecisionResponsibility, type TableView } from './views.js';

export interface DecisionRef {
  readonly caseId: string;
  readonly number: string;
  readonly seq: number;
}

/** What one person answers for in one area, over the decisions of the page. */
export interface OwnerView {
  readonly area: Area;
  readonly person: string;
  readonly name: string | null;
  readonly decisions: readonly (DecisionRef & { readonly capacity: Capacity; readonly bears: Bears })[];
}

export interface ResponsibilitySummary {
  readonly office: string;
  readonly asOf: Instant;
  readonly table: TableView;
  readonly examined: number;
  /** By area in the order in which they first occur, then by person. */
  readonly owners: readonly OwnerView[];
  readonly ambiguous: readonly (DecisionRef & { readonly reasons: readonly Ambiguity[] })[];
  readonly next: string | null;
}

/** Refuses `OFFICE.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `REQUEST.CURSOR_MALFORMED`, `RESPONSIBILITY.DATE_MALFORMED`,
 *  `RESPONSIBILITY.DATE_IN_FUTURE`, `RESPONSIBILITY.NO_TABLE`. */
export async function responsibilitySummary(deps: Deps, identity: Identity, office: string, { asOf, ...page }: PageAsked): Promise<Result<ResponsibilitySummary>> {
  const row = isUuid(office) ? (await deps.office.offices(identity.tenant)).find(({ id }) => id === office) : undefined;
  const reader = await readerOf(deps, identity);
  if (row === undefined || !reader.posts.some((post) => post.office === row.id || post.office === row.superior)) return refused('OFFICE.NOT_FOUND');
  if (!supervises(reader, row.id, row.superior)) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: 'responsibility.read', needs: SUPERVISORS });
  const at = asOfMoment(deps, asOf);
  if (!at.ok) return at;
  const found = await deps.responsibility.decisionsOfOffice({ tenant: identity.tenant, office: office as OfficeId, until: at.value, ...page });
  if (!found.ok) return found;
  const judged = await judgePage(deps, identity, found.value.items, at.value);
  if (!judged.ok) return judged;
  const names = await namesOf(deps, identity, judged.value.decisions);
  await deps.responsibility.logRead(readOf(deps, identity, 'summary', { office: row.id }));
  const views = found.value.items.flatMap(({ caseId, seq }) => judged.value.decisions.filter(({ file, past }) => file.caseId === caseId && past.record.seq === seq)).map((decision) => viewOf(deps, decision, names, SEES_ALL));
  return ok({
    office, asOf: at.value, table: tableView(judged.value.table), examined: views.length, next: found.value.next, owners: ownersIn(views),
    ambiguous: views.filter(({ ambiguous }) => ambiguous.length > 0).map((view) => ({ ...refOf(view), reasons: view.ambiguous })),
  });
}

const refOf = ({ caseId, number, seq }: DecisionResponsibility): DecisionRef => ({ caseId, number, seq });

function ownersIn(views: readonly DecisionResponsibility[]): readonly OwnerView[] {
  const owners = new Map<string, OwnerView>();
  for (const view of views) {
    for (const { area, person, name, capacity, bears } of view.rows) {
      if (area === '') continue;
      const known = owners.get(`${area} ${person}`)?.decisions ?? [];
      owners.set(`${area} ${person}`, { area, person, name, decisions: [...known, { ...refOf(view), capacity, bears }] });
    }
  }
  const areas = [...new Set([...owners.values()].map(({ area }) => area))];
  return [...owners.values()].sort((a, b) => areas.indexOf(a.area) - areas.indexOf(b.area) || (a.person < b.person ? -1 : 1));
}
