// Every role a path names is built in or declared under `roles`, and no declared one takes a built-in word: what that word means in law
// must not depend on who wrote the path.
import { ACTOR_ROLES, isBuiltInRole } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { suggestion } from '../suggest.js';
import type { PathModel } from './path-model.js';
import type { Rule } from './rule.js';

export const roleUnknown: Rule<PathModel> = {
  id: 'role-unknown',
  severity: 'error',
  *check(model) {
    const known = new Set<string>([...ACTOR_ROLES, ...Object.keys(model.document.roles ?? {})]);
    for (const { role, pointer: pointerOf } of rolesIn(model)) {
      if (known.has(role)) continue;
      const pointer = pointerOf();
      const meant = suggestion(role, known);
      yield { key: pointer, message: label(`没有角色 ${role}${meant.zh}`, `there is no role ${role}${meant.en}`) };
    }
  },
};

export const roleBuiltIn: Rule<PathModel> = {
  id: 'role-built-in',
  severity: 'error',
  *check({ document }) {
    for (const role of Object.keys(document.roles ?? {})) {
      if (isBuiltInRole(role)) yield { key: pointerTo('/roles', role), on: 'key', message: label(`${role} 是固有角色，不得另行声明`, `${role} is a built-in role and cannot be declared`) };
    }
  },
};

interface RoleUse {
  readonly role: string;
  /** Asked for only where something is wrong: imported paths name roles ten thousands of times. */
  readonly pointer: () => string;
}

function* rolesIn({ document, states }: PathModel): Generator<RoleUse> {
  yield* listed(document.actors, () => '/actors');
  for (const { state, pointer } of states.values()) {
    yield* listed(state.actors, () => pointerTo(pointer, 'actors'));
    const { task } = state;
    if (task !== undefined) yield { role: task.by, pointer: () => pointerTo(pointer, 'task', 'by') };
  }
  for (const [name, act] of Object.entries(document.acts)) yield* listed(act.by, () => pointerTo('/acts', name, 'by'));
  for (const [name, link] of Object.entries(document.links ?? {})) {
    yield* listed(link.by, () => pointerTo('/links', name, 'by'));
    if (link.task !== undefined) yield { role: link.task.by, pointer: () => pointerTo('/links', name, 'task', 'by') };
  }
  for (const [name, clock] of Object.entries(document.clocks)) yield { role: clock.owner, pointer: () => pointerTo('/clocks', name, 'owner') };
  for (const [name, { access }] of Object.entries(document.facts)) {
    for (const [word, roles] of Object.entries(access ?? {})) yield* listed(roles, () => pointerTo('/facts', name, 'access', word));
  }
}

function* listed(roles: readonly string[] | undefined, pointer: () => string): Generator<RoleUse> {
  for (const [index, role] of (roles ?? []).entries()) yield { role, pointer: () => pointerTo(pointer(), index) };
}
