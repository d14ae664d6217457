// Open tasks that nobody will do, over the open cases of an office: the re-check that a recusal, an ended post or leave asks for.
// What is not here: giving the task to somebody else; that is an act on the case.
import { orphanOf, type FallsOut, type Task } from '@quanze/engine';
import { ok, refused, type Instant, type Label, type Refusal, type Result } from '@quanze/kernel';
import { mayKnow } from '../cases/load.js';
import type { Deps } from '../deps.js';
import { mayReadOffice } from '../office/people.js';
import type { CaseHead, Identity } from '../ports/case-store.port.js';
import { takeStaff } from './staff.js';

export interface OrphanView {
  readonly case: CaseHead;
  readonly task: Task;
  readonly label: Label;
  readonly name: string | null;
  readonly refusal: Refusal;
  readonly considered: readonly (FallsOut & { readonly name: string | null })[];
}

export interface OrphansView {
  readonly at: Instant;
  readonly items: readonly OrphanView[];
  /** Open cases looked at on this page; there may be more although none of these is named. */
  readonly examined: number;
  readonly next: string | null;
}

const READERS: readonly string[] = ['chief', 'deputy_chief', 'dept_head', 'case_mgmt', 'inspection'];

/** Told of the cases one may know of. Two reads. Refuses `OFFICE.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `REQUEST.CURSOR_MALFORMED`. */
export async function orphansOf(deps: Deps, identity: Identity, office: string, page: { readonly limit: number; readonly after?: string }): Promise<Result<OrphansView>> {
  const known = await mayReadOffice(deps, identity, office);
  if (!known.ok) return known;
  const at = deps.clock.now();
  const staff = await takeStaff(deps, identity, known.value, at);
  if (!staff.ok) return staff;
  const reader = staff.value.factsOf(identity.person);
  if (reader === null || !reader.posts.some((post) => READERS.includes(post.role))) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: 'orphans.read', needs: READERS });
  const cases = await deps.cases.openCases({ tenant: identity.tenant, office: known.value.id, paths: null, departments: null, withQuestions: false, ...page });
  if (!cases.ok) return cases;
  const { nameOf } = staff.value;
  const items = cases.value.items.filter(({ snapshot }) => mayKnow(snapshot, reader, known.value.superior)).flatMap(({ head, snapshot, tasks }) => {
    const path = deps.definitions.pinned(snapshot.release);
    return tasks.flatMap((task): readonly OrphanView[] => {
      const orphan = orphanOf(path, snapshot, task, staff.value);
      if (orphan === null) return [];
      return [{
        case: head, task, label: path.nodes.get(task.state)?.label ?? { zh: task.state, en: task.state }, name: task.person === undefined ? null : nameOf(task.person),
        refusal: orphan.refusal, considered: orphan.considered.map((one) => ({ ...one, name: nameOf(one.person) })),
      }];
    });
  });
  return ok({ at, items, examined: cases.value.items.length, next: cases.value.next });
}
