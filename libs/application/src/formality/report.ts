// Reports for who supervises an office: flagged acts, and for each person and capacity how many acts were checked and flagged. Counts only,
// by person and never ranked: a flag is a sign to look, not a finding. What is not here: finding flags.
import { FLAG_LABELS, isFormalityRule, type FormalityRule } from '@quanze/formality';
import { isUuid, ok, parseInstant, refused, type Instant, type Label, type OfficeId, type PersonId, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import { mayReadOffice } from '../office/people.js';
import type { Identity } from '../ports/case-store.port.js';
import type { FlaggedAct, FlaggedQuery, ShareRow } from '../ports/formality-store.port.js';
import { readerOf } from '../responsibility/readers.js';

export interface FormalityAsked {
  readonly from: string;
  /** Exclusive; now when absent. */
  readonly until?: string;
  readonly person?: string;
  readonly rule?: string;
  readonly limit: number;
  readonly after?: string;
}

export interface FlaggedView {
  readonly from: Instant;
  readonly until: Instant;
  readonly items: readonly (FlaggedAct & { readonly labels: readonly Label[] })[];
  readonly next: string | null;
}

export interface SharesView {
  readonly from: Instant;
  readonly until: Instant;
  /** By the id of the person; `percent` is the share of flagged acts, cut to a whole number. */
  readonly items: readonly (ShareRow & { readonly percent: number })[];
  readonly next: string | null;
}

const WHOLE_OFFICE: readonly string[] = ['chief', 'case_mgmt', 'inspection'];
const READERS = [...WHOLE_OFFICE, 'dept_head'];

type Asked = Omit<FlaggedQuery, 'limit' | 'after'>;

/** A head sees the own departments. */
async function askedBy(deps: Deps, identity: Identity, office: string, { from, until, person, rule }: FormalityAsked): Promise<Result<Asked>> {
  const known = await mayReadOffice(deps, identity, office);
  if (!known.ok) return known;
  const posts = (await readerOf(deps, identity)).posts.filter((post) => post.office === office);
  const departments = posts.some(({ role }) => WHOLE_OFFICE.includes(role)) ? null : posts.flatMap(({ role, department }) => (role === 'dept_head' && department !== undefined ? [department] : []));
  if (departments?.length === 0) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: 'formality.read', needs: READERS });
  const first = parseInstant(from);
  if (!first.ok) return first;
  const end = until === undefined ? ok(deps.clock.now()) : parseInstant(until);
  if (!end.ok) return end;
  return ok({
    tenant: identity.tenant, office: office as OfficeId, departments, from: first.value, until: end.value,
    ...(isUuid(person) ? { person: person as PersonId } : {}), ...(isFormalityRule(rule) ? { rule: rule as FormalityRule } : {}),
  });
}

/** Flagged acts of a period, newest first. Refuses `OFFICE.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `REQUEST.CURSOR_MALFORMED`. */
export async function flaggedActs(deps: Deps, identity: Identity, office: string, query: FormalityAsked): Promise<Result<FlaggedView>> {
  const asked = await askedBy(deps, identity, office, query);
  if (!asked.ok) return asked;
  const page = await deps.formality.flagged({ ...asked.value, ...pageOf(query) });
  if (!page.ok) return page;
  const items = page.value.items.map((item) => ({ ...item, labels: item.rules.filter(isFormalityRule).map((rule) => FLAG_LABELS[rule]) }));
  return ok({ from: asked.value.from, until: asked.value.until, items, next: page.value.next });
}

/** Shares of a period, person by person. Refuses as `flaggedActs`.   @source requirements R89 */
export async function formalityShares(deps: Deps, identity: Identity, office: string, query: Omit<FormalityAsked, 'person' | 'rule'>): Promise<Result<SharesView>> {
  const asked = await askedBy(deps, identity, office, query);
  if (!asked.ok) return asked;
  const page = await deps.formality.shares({ ...asked.value, ...pageOf(query) });
  if (!page.ok) return page;
  const items = page.value.items.map((row) => ({ ...row, percent: Math.floor((row.flagged * 100) / row.checked) }));
  return ok({ from: asked.value.from, until: asked.value.until, items, next: page.value.next });
}

function pageOf({ limit, after }: FormalityAsked): Pick<FlaggedQuery, 'limit' | 'after'> {
  return { limit, ...(after === undefined ? {} : { after }) };
}
