// Loading a case for one person: the world of the engine, and whether the person may know of the case at all.
import { type CaseSnapshot, type CompiledPath, type PersonFacts, type World } from '@quanze/engine';
import { isUuid, lawDateOf, ok, refused, type CaseId, type Instant, type JsonObject, type OfficeId, type PersonId, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity, LoadedCase, LoadedOffice } from '../ports/case-store.port.js';
import { filesIn } from '../files/named.js';
import { recordingTime } from './writing.js';

export interface CaseInHand {
  readonly loaded: LoadedCase;
  readonly path: CompiledPath;
  readonly world: World;
  readonly at: Instant;
}

const NAMED_MAX = 50;

/** A case somebody may know of, as it was read, before anything is judged on it. */
export type CaseAtHand = Omit<CaseInHand, 'world'>;

/** Loads a case. Refuses `CASE.NOT_FOUND` also for a case the person may not know of, `AUTHORITY.NO_LIST_IN_FORCE`, `CALENDAR.NOT_PUBLISHED`. */
export async function takeInHand(deps: Deps, identity: Identity, caseId: string, payload: JsonObject, idempotencyKey: string | null, keys?: readonly number[]): Promise<Result<CaseInHand>> {
  const found = await readCase(deps, identity, caseId, payload, idempotencyKey, keys);
  if (!found.ok) return found;
  const world = worldOf(deps, found.value.loaded, found.value.at);
  return world.ok ? ok({ ...found.value, world: world.value }) : world;
}

/** Reads a case. Refuses `CASE.NOT_FOUND` also for a case the person may not know of. @param keys of texts to be compared; absent = none are */
export async function readCase(deps: Deps, identity: Identity, caseId: string, payload: JsonObject, idempotencyKey: string | null, keys?: readonly number[]): Promise<Result<CaseAtHand>> {
  if (!isUuid(caseId)) return refused('CASE.NOT_FOUND');
  const now = deps.clock.now();
  const files = filesIn(payload);
  const loaded = await deps.cases.loadForAct({
    tenant: identity.tenant, caseId: caseId as CaseId, person: identity.person, named: namedIn(payload), at: now, idempotencyKey,
    ...(keys === undefined ? {} : { keys }), ...(files.length === 0 ? {} : { files }),
  });
  if (loaded === null || !mayKnow(loaded.snapshot, loaded.actor, loaded.office.superior, deps.definitions.ownRolesOf(loaded.snapshot.path))) return refused('CASE.NOT_FOUND');
  return ok({ loaded, path: deps.definitions.pinned(loaded.snapshot.release), at: recordingTime(now, loaded.lastRecordedAt) });
}

/** The world of the engine at an instant. Refuses as `groundsOf`. */
export function worldOf(deps: Deps, loaded: Pick<LoadedCase, 'office' | 'actor' | 'committee' | 'named'>, at: Instant): Result<World> {
  const grounds = groundsOf(deps, loaded.office, at);
  const { actor, committee, named } = loaded;
  return grounds.ok ? ok({ ...grounds.value, actor, committee, named }) : grounds;
}

/** What is judged by at an instant, whoever acts: the power list and the calendar in force; and the duty list and
 *  the evidence standard, which refuse nothing.
 *  Refuses `AUTHORITY.NO_LIST_IN_FORCE`, `AUTHORITY.LISTS_CONFLICT`, `CALENDAR.NOT_PUBLISHED`. */
export function groundsOf({ definitions, hash }: Pick<Deps, 'definitions' | 'hash'>, office: LoadedOffice, at: Instant): Result<Omit<World, 'actor' | 'committee' | 'named'>> {
  const powers = definitions.powers(office, lawDateOf(at));
  if (!powers.ok) return powers;
  const calendar = definitions.calendar();
  if (!calendar.ok) return calendar;
  const duties = definitions.duties(office, lawDateOf(at));
  const evidence = definitions.evidenceStandard(office, lawDateOf(at));
  return ok({ at, hash, powers: powers.value, ...(duties === undefined ? {} : { duties }), ...(evidence === undefined ? {} : { evidence }), calendar: calendar.value, ...(office.superior === null ? {} : { superiorOffice: office.superior }) });
}

const NO_ROLES: ReadonlySet<string> = new Set();

/** Who may know of a case. The same rule stands as SQL in the store's lists; a test holds them together.
 *  @param ownRoles declared by the published releases of the path: whoever holds a post with one knows of the path's cases in the office */
export function mayKnow(snapshot: CaseSnapshot, facts: PersonFacts, superior: OfficeId | null, ownRoles: ReadonlySet<string> = NO_ROLES): boolean {
  if (snapshot.team.some((member) => member.person === facts.person) || snapshot.readers?.includes(facts.person) === true) return true;
  return facts.posts.some((post) => {
    if (post.office === superior && (post.role === 'chief' || post.role === 'deputy_chief')) return true;
    if (post.office !== snapshot.office) return false;
    switch (post.role) {
      case 'chief':
      case 'committee_member':
      case 'case_mgmt':
      case 'inspection':
        return true;
      case 'deputy_chief':
        return snapshot.department === undefined || (post.portfolio ?? []).includes(snapshot.department) || facts.delegations.length > 0;
      case 'dept_head':
        return post.department === snapshot.department;
      default:
        return ownRoles.has(post.role);
    }
  });
}

/** Ids of persons named anywhere in the first level of a payload; whether they exist is found out by the read. */
export function namedIn(payload: JsonObject): readonly PersonId[] {
  const ids = Object.values(payload).flatMap((value) => (Array.isArray(value) ? value : [value])).filter(isUuid);
  return [...new Set(ids)].slice(0, NAMED_MAX) as PersonId[];
}
