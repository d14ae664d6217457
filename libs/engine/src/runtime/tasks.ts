// Who is expected to act now: the open tasks of a case, derived from its states. Tasks are never stored by acts; the shell
// writes the difference between the tasks before and after.
import type { Instant, PersonId } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import type { ActorRole, TaskDeclaration } from '../definition/case-path.js';
import { handlerAt, type CaseSnapshot } from './snapshot.js';

export interface Task {
  /** Id of the state that asks, with the person for personal tasks; unique within the case. */
  readonly key: string;
  readonly state: string;
  readonly verb: TaskDeclaration['verb'];
  readonly role: ActorRole;
  /** Set when exactly this person is asked. */
  readonly person?: PersonId;
  readonly dueAt?: Instant;
}

/** Open tasks, in the order of the states. A case that has ended asks nobody. */
export function tasksOf(path: CompiledPath, snapshot: CaseSnapshot, at: Instant): readonly Task[] {
  if (snapshot.status === 'ended') return [];
  return snapshot.states.flatMap((state) => {
    const node = path.nodes.get(state);
    if (node?.task === undefined || node.task === null) return [];
    return tasksOfState(state, node.task, node.decision, snapshot, at);
  });
}

function tasksOfState(state: string, task: TaskDeclaration, decision: string | null, snapshot: CaseSnapshot, at: Instant): readonly Task[] {
  const endsAt = task.clock === undefined ? nearestEnd(snapshot) : snapshot.clocks[task.clock]?.endsAt;
  const base = { state, verb: task.verb, role: task.by, ...(endsAt === undefined ? {} : { dueAt: endsAt }) };
  const meeting = decision === null ? undefined : snapshot.decisions[decision]?.meeting;
  if (task.verb === 'vote' && meeting !== undefined) {
    const waiting = meeting.present.filter((person) => !meeting.votes.some((v) => v.person === person));
    return (waiting.length > 0 ? waiting : [meeting.chair]).map((person) => ({ ...base, key: `${state}#${person}`, person }));
  }
  const person = task.by === 'handler' ? handlerAt(snapshot, at)?.person : undefined;
  return [{ ...base, key: state, ...(person === undefined ? {} : { person }) }];
}

function nearestEnd(snapshot: CaseSnapshot): Instant | undefined {
  const ends = Object.values(snapshot.clocks).filter((clock) => clock.phase === 'running' && clock.endsAt !== undefined).map((clock) => clock.endsAt as Instant);
  return ends.sort()[0];
}
