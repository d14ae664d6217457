// Links of a path as flat tables: the act each stands for, so that the gate judges it like any other, and what follows. What is not here:
// whether the linked paths exist (`@quanze/definitions`), since a release holds one path alone.
import type { DeadlineRule } from '@quanze/calendar';
import { ok, refused, type Result } from '@quanze/kernel';
import type { CasePathDocument } from '../definition/case-path.js';
import type { ClockEffect } from '../definition/common.js';
import type { LinkDeclaration } from '../definition/link.js';
import { compileAssignments, compileConditions, compilePathAct, factNamesOf } from './acts.js';
import type { CompiledFollow, CompiledLink, CompiledNode, CompiledPath } from './compiled.js';

const NO_LINKS: ReadonlyMap<string, CompiledLink> = new Map();

/** Id of the act a link stands for. No act of a path has a dot in its name. */
export const linkActOf = (name: string): string => `link.${name}`;

/** The link an act id stands for, if it stands for one. */
export function linkByAct(path: Pick<CompiledPath, 'links'>, act: string | null): CompiledLink | undefined {
  return act?.startsWith(linkActOf('')) === true ? path.links.get(act.slice(linkActOf('').length)) : undefined;
}

/** Compiles the links. Refuses `DEFINITION.UNKNOWN_STATE`, `DEFINITION.FEEL_SYNTAX`, `DEFINITION.UNDECLARED_FACT` (also for a payload, which
 *  a link does not have), `DEFINITION.UNKNOWN_CLOCK`. */
export function compileLinks(path: CasePathDocument, nodes: ReadonlyMap<string, CompiledNode>, clocks: ReadonlyMap<string, DeadlineRule>): Result<ReadonlyMap<string, CompiledLink>> {
  if (path.links === undefined) return ok(NO_LINKS);
  const links = new Map<string, CompiledLink>();
  for (const [name, declaration] of Object.entries(path.links)) {
    const link = compileLink(name, declaration, path, nodes, clocks);
    if (!link.ok) return link;
    links.set(name, link.value);
  }
  return ok(links);
}

function compileLink(name: string, declaration: LinkDeclaration, path: CasePathDocument, nodes: ReadonlyMap<string, CompiledNode>, clocks: ReadonlyMap<string, DeadlineRule>): Result<CompiledLink> {
  const { paths, task, follow = [], when, ...rest } = declaration;
  const facts = { facts: factNamesOf(path), payload: false };
  const conditions = compileConditions(when, facts, `/links/${name}/when`);
  if (!conditions.ok) return conditions;
  const act = compilePathAct(linkActOf(name), rest, path, nodes);
  if (!act.ok) return act;
  const follows: CompiledFollow[] = [];
  for (const [index, { on, set, clocks: effects = [], note }] of follow.entries()) {
    const place = `/links/${name}/follow/${index}`;
    const assignments = compileAssignments(set, facts, `${place}/set`);
    if (!assignments.ok) return assignments;
    const unknown = effects.map(clockOf).find((clock) => !clocks.has(clock));
    if (unknown !== undefined) return refused('DEFINITION.UNKNOWN_CLOCK', { place: `${place}/clocks`, clock: unknown });
    follows.push({ on, assignments: assignments.value, clocks: effects, note });
  }
  return ok({ name, act: { ...act.value, conditions: conditions.value }, paths, task: task ?? null, follows });
}

function clockOf(effect: ClockEffect): string {
  if ('start' in effect) return effect.start;
  return 'satisfy' in effect ? effect.satisfy : 'stop' in effect ? effect.stop : effect.event;
}
