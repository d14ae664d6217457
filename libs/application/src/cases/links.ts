// The cases around a case: where it was opened from, what was opened from it and what followed, and what may be opened now. A case one may
// not know of is named as the journal of the known one names it, and no more is told. What is not here: opening (`open.ts`).
import { mayLink, type CompiledPath, type LinkMoment } from '@quanze/engine';
import { ok, type CaseId, type Instant, type Label, type Refusal, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { CaseHead, Identity } from '../ports/case-store.port.js';
import { takeInHand, type CaseInHand } from './load.js';
import { scopeOf, stateView, type StateView } from './questions.js';

/** Another case, as far as the person may know of it: `visible` and what follows it are null otherwise. */
export interface LinkedCaseView {
  readonly link: string;
  readonly label: Label;
  readonly case: CaseId;
  readonly path: string;
  readonly number: string | null;
  readonly visible: { readonly title: string; readonly status: 'open' | 'ended'; readonly ending: string | null; readonly states: readonly StateView[]; readonly openedAt: Instant } | null;
}

export interface OpenedCaseView extends LinkedCaseView {
  /** Whether the case has taken notice of it; the next round does. */
  readonly noticed: boolean;
  readonly followed: readonly { readonly on: readonly LinkMoment[]; readonly notes: readonly Label[]; readonly seq: number; readonly entry: number }[];
}

/** A link of the path and whether the person may open a case by it now. */
export interface LinkView {
  readonly link: string;
  readonly label: Label;
  readonly source: string;
  readonly paths: readonly { readonly path: string; readonly mayOpen: boolean; readonly refusal: Refusal | null }[];
}

export interface LinksView {
  readonly origin: LinkedCaseView | null;
  readonly opened: readonly OpenedCaseView[];
  readonly links: readonly LinkView[];
}

const OPENED_MAX = 1000;

/** Refuses `CASE.NOT_FOUND`. */
export async function linksOf(deps: Deps, identity: Identity, caseId: string): Promise<Result<LinksView>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const { loaded: { snapshot }, path } = taken.value;
  const scope = { ...scopeOf(deps, identity), at: taken.value.at };
  const headOf = (id: CaseId): Promise<CaseHead | null> => deps.cases.head(scope, id);
  const rows = await deps.links.openedFrom(snapshot.caseId, OPENED_MAX);
  const opened = await Promise.all(rows.map(async (row): Promise<OpenedCaseView> => {
    const known = snapshot.linked?.[row.case];
    const followed = (known?.followed ?? []).map((follow) => ({ ...follow, notes: follow.on.flatMap((on) => noteOf(path, row.link, on)) }));
    return { ...viewOf(deps, path, row, await headOf(row.case)), noticed: known !== undefined, followed };
  }));
  return ok({ origin: await originOf(deps, taken.value, headOf), opened, links: linksNow(taken.value) });
}

async function originOf(deps: Deps, { loaded: { snapshot } }: CaseInHand, headOf: (id: CaseId) => Promise<CaseHead | null>): Promise<LinkedCaseView | null> {
  const { origin } = snapshot;
  if (origin === undefined) return null;
  const head = await headOf(origin.case);
  const path = head === null ? null : deps.definitions.pinned(head.release);
  return viewOf(deps, path, { case: origin.case, link: origin.link, path: origin.path, number: head?.number ?? null }, head);
}

/** @param path of the case that has the link; null when one may not know of it */
function viewOf(deps: Deps, path: CompiledPath | null, row: { readonly case: CaseId; readonly link: string; readonly path: string; readonly number: string | null }, head: CaseHead | null): LinkedCaseView {
  const label = path?.document.links?.[row.link]?.label ?? { zh: row.link, en: row.link };
  if (head === null) return { ...row, label, visible: null };
  const states = head.states.map((id) => stateView(deps.definitions.pinned(head.release), id));
  return { ...row, label, visible: { title: head.title, status: head.status, ending: head.ending, states, openedAt: head.openedAt } };
}

function noteOf(path: CompiledPath, link: string, on: LinkMoment): readonly Label[] {
  return (path.links.get(link)?.follows ?? []).filter((follow) => JSON.stringify(follow.on) === JSON.stringify(on)).map(({ note }) => note);
}

function linksNow({ path, loaded, world }: CaseInHand): readonly LinkView[] {
  return [...path.links.values()].map(({ name, act, paths }) => ({
    link: name, label: act.label, source: act.source ?? '',
    paths: paths.map((id) => {
      const may = mayLink(path, loaded.snapshot, name, id, world);
      return { path: id, mayOpen: may.ok, refusal: may.ok ? null : may.refusal };
    }),
  }));
}
