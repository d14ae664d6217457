// Open tasks that nobody will do: the person asked no longer holds the post, is kept out of the case or on leave, or nobody holds the
// role that is asked. Whether somebody may stand at a desk is the gate's answer. What is not here: where open tasks are read.
import { refused, type PersonId, type Refusal } from '@quanze/kernel';
import type { CompiledAct, CompiledPath } from '../compile/compiled.js';
import type { ActorRole } from '../definition/case-path.js';
import { NO_NEED, passGate } from '../runtime/gate.js';
import { teamAt, type CaseSnapshot } from '../runtime/snapshot.js';
import { delegationFor } from '../runtime/standing.js';
import type { Task } from '../runtime/tasks.js';
import type { PersonFacts } from '../runtime/world.js';
import type { Office } from './handlers.js';
import { onLeave, type FallsOut } from './rehearsal.js';
import { hasRole, namedOf, worldFor } from './surroundings.js';

export interface Orphan {
  /** Why the task lies there: what keeps the one person asked from it, or `STAFFING.NOBODY`. */
  readonly refusal: Refusal;
  /** For a task of a role: who holds it and falls out. */
  readonly considered: readonly FallsOut[];
}

/** Why nobody will do a task; null when somebody can. A question of the desk, not of the act: powers are not asked. */
export function orphanOf(path: CompiledPath, snapshot: CaseSnapshot, task: Pick<Task, 'key' | 'role' | 'person'>, office: Office): Orphan | null {
  if (task.person !== undefined) {
    const refusal = keptFrom(path, snapshot, task, task.person, office);
    const isDone = refusal === null || substitutesOf(task, snapshot, office).some((person) => keptFrom(path, snapshot, task, person, office) === null);
    return isDone ? null : { refusal, considered: [] };
  }
  const considered: FallsOut[] = [];
  for (const facts of office.people) {
    const world = worldFor(office.around, office.people, facts);
    if (!hasRole(snapshot, world, rolesAt(task.role, facts, snapshot, world))) continue;
    const refusal = keptFrom(path, snapshot, task, facts.person, office);
    if (refusal === null) return null;
    considered.push({ person: facts.person, refusal });
  }
  return { refusal: refused('STAFFING.NOBODY', { needs: [task.role] }).refusal, considered };
}

/** Who stands in for the handler now does what the handler was asked. */
function substitutesOf({ role, person }: Pick<Task, 'role' | 'person'>, snapshot: CaseSnapshot, { around }: Office): readonly PersonId[] {
  return role === 'handler' ? teamAt(snapshot, around.at).filter(({ standsInFor }) => standsInFor !== undefined && standsInFor === person).map((member) => member.person) : [];
}

function keptFrom(path: CompiledPath, snapshot: CaseSnapshot, task: Pick<Task, 'key' | 'role'>, person: PersonId, { people, absent, around }: Office): Refusal | null {
  const facts = namedOf(people).get(person) ?? { person, posts: [], delegations: [] };
  const world = worldFor(around, people, facts);
  const grant = passGate(path, snapshot, world, atDesk(task.key, rolesAt(task.role, facts, snapshot, world)), NO_NEED, undefined);
  if (!grant.ok) return grant.refusal;
  const leave = absent.has(person) ? onLeave(absent.get(person) ?? null) : null;
  return leave === null || leave.ok ? null : leave.refusal;
}

/** What waits for the chief also waits for whoever stands in under a delegation that reaches the case. */
function rolesAt(role: ActorRole, facts: PersonFacts, snapshot: CaseSnapshot, world: ReturnType<typeof worldFor>): readonly ActorRole[] {
  const standsIn = role === 'chief' && facts.delegations.some((d) => d.powers.some((power) => delegationFor(world, snapshot, power) !== undefined));
  return standsIn ? ['chief', 'deputy_chief'] : [role];
}

/** Being at a desk, as an act that needs the role and nothing else. */
function atDesk(id: string, by: readonly ActorRole[]): CompiledAct {
  return {
    id, by, label: { zh: '', en: '' }, from: [], creates: false, everywhere: false, while: [], candidates: [], capacity: 'handle', matter: null, duty: null, conditions: [], fields: {},
    assignments: [], writes: new Set(), clocks: [], effect: null, afterEnding: false, keyPoint: null, document: null, source: null, flow: null,
  };
}
