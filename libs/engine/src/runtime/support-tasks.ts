// Tasks that a procurator gives to the support staff of a case: given, delivered, accepted or returned. Their texts are sealed in the
// journal; the case knows who was to do what for whom, and whether the direction was left. What is not here: who may give one (the path),
// and inboxes (`tasks.ts`).
import { endOfLawDate, lawDateOf, ok, refused, type Instant, type LocalDate, type PersonId, type Result } from '@quanze/kernel';
import { actingAt, isHandlerRole, type CaseSnapshot, type TeamMember } from './snapshot.js';

export interface SupportTask {
  /** Counted in the case from 1. */
  readonly number: number;
  readonly person: PersonId;
  /** A word of the path's field, e.g. `drafting`; never text about persons. */
  readonly task: string;
  readonly by: PersonId;
  readonly givenAt: Instant;
  /** Last day for it. */
  readonly dueOn?: LocalDate;
  readonly phase: 'given' | 'delivered' | 'accepted';
  readonly deliveredAt?: Instant;
  /** The direction was not followed in what was delivered last, and the delivery says why. */
  readonly deviated?: true;
  /** How often it was given back; absent = never. */
  readonly returned?: number;
}

type Case = Pick<CaseSnapshot, 'team' | 'tasks'>;
type Tasks = { readonly tasks: readonly SupportTask[] };
interface Now { readonly at: Instant; readonly actor: { readonly person: PersonId } }

const SUPPORT: readonly TeamMember['role'][] = ['assistant', 'clerk'];

/** Gives a task to somebody of the support staff of this case. Refuses `TASK.NOT_SUPPORT_STAFF`, `TASK.DUE_PAST`.
 *  @source 组织法 43-44; 规则 5 */
export function assignTask(snapshot: Case, given: { readonly person: PersonId; readonly task: string; readonly dueOn: LocalDate | undefined }, { at, actor }: Now): Result<Tasks> {
  const { person, task, dueOn } = given;
  if (membershipAt(snapshot, person, at) === undefined) return refused('TASK.NOT_SUPPORT_STAFF', { person }, 'Org 43–44; Rules 5');
  if (dueOn !== undefined && dueOn < lawDateOf(at)) return refused('TASK.DUE_PAST', { due: dueOn });
  const before = snapshot.tasks ?? [];
  return ok({ tasks: [...before, { number: before.length + 1, person, task, by: actor.person, givenAt: at, ...(dueOn === undefined ? {} : { dueOn }), phase: 'given' }] });
}

/** Hands in what was asked for. @param deviated whether the direction was left
 *  Refuses `TASK.UNKNOWN`, `TASK.NOT_YOURS`, `TASK.NOT_OPEN` (also when the membership it was given to has ended). */
export function deliverTask(snapshot: Case, number: number, deviated: boolean, { at, actor }: Now): Result<Tasks> {
  const task = find(snapshot, number);
  if (task === undefined) return refused('TASK.UNKNOWN', { number });
  if (task.person !== actor.person) return refused('TASK.NOT_YOURS', { number });
  if (!isWaitingForDelivery(snapshot, task, at)) return refused('TASK.NOT_OPEN', { number, phase: task.phase });
  const { deviated: _before, ...rest } = task;
  return ok(replace(snapshot, { ...rest, phase: 'delivered', deliveredAt: at, ...(deviated ? { deviated: true } : {}) }));
}

/** Accepts what was delivered, or gives it back. Refuses `TASK.UNKNOWN`, `TASK.NOT_YOURS` (only who directed it or whoever acts as handler
 *  now), `TASK.NOT_OPEN`. */
export function settleTask(snapshot: Case, number: number, isAccepted: boolean, { at, actor }: Now): Result<Tasks> {
  const task = find(snapshot, number);
  if (task === undefined) return refused('TASK.UNKNOWN', { number });
  const handles = actingAt(snapshot, at).some((member) => member.person === actor.person && isHandlerRole(member.role));
  if (task.by !== actor.person && !handles) return refused('TASK.NOT_YOURS', { number });
  if (task.phase !== 'delivered') return refused('TASK.NOT_OPEN', { number, phase: task.phase });
  return ok(replace(snapshot, isAccepted ? { ...task, phase: 'accepted' } : { ...task, phase: 'given', returned: (task.returned ?? 0) + 1 }));
}

/** Whether somebody still has to deliver: a task ends with the membership in which it was given, and does not come back with another. */
export function isWaitingForDelivery(snapshot: Pick<CaseSnapshot, 'team'>, task: SupportTask, at: Instant): boolean {
  const membership = membershipAt(snapshot, task.person, at);
  return task.phase === 'given' && membership !== undefined && membership.from <= task.givenAt;
}

/** The end of the last day for it; undefined when there is none. */
export function dueOf({ dueOn }: SupportTask): Instant | undefined {
  return dueOn === undefined ? undefined : endOfLawDate(dueOn);
}

/** In which role somebody supports the case at an instant, and since when. */
export function membershipAt(snapshot: Pick<CaseSnapshot, 'team'>, person: PersonId, at: Instant): TeamMember | undefined {
  return actingAt(snapshot, at).find((member) => member.person === person && SUPPORT.includes(member.role));
}

function find({ tasks }: Case, number: number): SupportTask | undefined {
  return tasks?.find((task) => task.number === number);
}

function replace({ tasks }: Case, changed: SupportTask): Tasks {
  return { tasks: (tasks ?? []).map((task) => (task.number === changed.number ? changed : task)) };
}
