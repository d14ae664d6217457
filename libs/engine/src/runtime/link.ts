// Whether a case may be opened from another one now, and by this person. The gate of the case it is opened from judges the person like for
// any act of it; the new case's own act of opening is judged apart. What is not here: what happens afterwards (`followed.ts`).
import { ok, refused, type Result } from '@quanze/kernel';
import type { CompiledLink, CompiledPath } from '../compile/compiled.js';
import { isPossible } from './decide.js';
import { contextOf, unmetConditions } from './facts.js';
import { NO_NEED, passGate } from './gate.js';
import type { CaseOrigin, CaseSnapshot } from './snapshot.js';
import type { World } from './world.js';

/** Judges opening a case of `newPath` by a link of this case. Refuses, in this order, `LINK.UNKNOWN`, `LINK.PATH_MISMATCH`, `LINK.NOT_NOW`
 *  for the state, what the gate refuses, `LINK.NOT_NOW` with the conditions that do not hold.
 *  INVARIANT: nothing of the case changes by it; the case learns of the new one by an entry of its own. */
export function mayLink(path: CompiledPath, snapshot: CaseSnapshot, name: string, newPath: string, world: World): Result<CaseOrigin> {
  const link = path.links.get(name);
  if (link === undefined) return refused('LINK.UNKNOWN', { link: name.slice(0, 80) });
  if (!link.paths.includes(newPath)) return refused('LINK.PATH_MISMATCH', { link: name, path: newPath.slice(0, 120), paths: link.paths });
  const source = link.act.source ?? undefined;
  if (!isOpen(path, snapshot, link)) return refused('LINK.NOT_NOW', { link: name, states: snapshot.states, unmet: [], why: [] }, source);
  const grant = passGate(path, snapshot, world, link.act, NO_NEED, undefined);
  if (!grant.ok) return grant;
  const unmet = unmetOf(snapshot, link);
  if (unmet.length > 0) {
    return refused('LINK.NOT_NOW', { link: name, states: snapshot.states, unmet: unmet.map((c) => c.expression.text), why: unmet.map((c) => `${c.else.zh} / ${c.else.en}`) }, source);
  }
  return ok({ case: snapshot.caseId, link: name, path: path.document.id });
}

/** Links by which a case is asked to be opened now: those with a task, whose states and conditions hold, until one was opened by them. */
export function tasksOfLinks(path: CompiledPath, snapshot: CaseSnapshot): readonly { readonly name: string; readonly task: NonNullable<CompiledLink['task']> }[] {
  if (path.links.size === 0) return [];
  const used = new Set(Object.values(snapshot.linked ?? {}).map(({ link }) => link));
  return [...path.links.values()].flatMap((link) => (link.task === null || used.has(link.name) || !isOpen(path, snapshot, link) || unmetOf(snapshot, link).length > 0
    ? [] : [{ name: link.name, task: link.task }]));
}

function isOpen(path: CompiledPath, snapshot: CaseSnapshot, { act }: CompiledLink): boolean {
  return (snapshot.status === 'open' || act.afterEnding) && isPossible(path, snapshot, act);
}

function unmetOf(snapshot: CaseSnapshot, { act }: CompiledLink): CompiledLink['act']['conditions'] {
  return act.conditions.length === 0 ? act.conditions : unmetConditions(act.conditions, contextOf(snapshot.facts));
}
