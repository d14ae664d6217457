// What the courses of a path have walked together, and the demand that nothing is left out: every ending, every state, every act, every
// option, every effect of linked cases, and in each path at least one refused over-reach, one limit that passed and one return. What is not here: the courses.
import type { CompiledPath } from '@quanze/engine';
import { compiledPath, partDocuments } from '../walk/release.js';
import { Course, type Opening } from './course.js';

export interface Coverage {
  readonly acts: Set<string>;
  readonly options: Set<string>;
  readonly states: Set<string>;
  readonly endings: Set<string>;
  readonly refusals: Set<string>;
  readonly expired: Set<string>;
  readonly returns: Set<string>;
  /** `link#index` of what followed from linked cases. */
  readonly follows: Set<string>;
}

// What every path has in the same words is walked once, in a spec of its own (`common-parts.path.spec.ts`).
export const COMMON_PARTS = ['case-team', 'recusal', 'monitoring', 'instructions', 'committee', 'evidence', 'criminal.illegal-evidence'];

/** Describes a path by its courses. @param define gets a function that opens a case of the path
 *  @param leaves acts, options (`decision:option`) and states that no course can reach, each with the reason why it is there at all */
export function describePath(id: string, define: (open: (opening: Opening) => Course) => void, leaves: Readonly<Record<string, string>> = {}): void {
  describe(id, () => {
    const path = compiledPath(id);
    const seen = nothingSeen();
    define((opening) => Course.open(path, seen, opening));

    it('has been walked whole', () => {
      const common = namesIn(COMMON_PARTS);
      const { acts, options, states } = missing(path, seen, (name) => !common.has(name));
      const left = [...acts, ...options, ...states].filter((name) => !(name in leaves));
      expect({ left }).toEqual({ left: [] });
      expect(Object.keys(leaves).filter((name) => seen.acts.has(name) || seen.options.has(name) || seen.states.has(name))).toEqual([]);
      expect(effectiveFollows(path).filter((name) => !seen.follows.has(name))).toEqual([]);
      expect([...seen.refusals].filter((code) => OVER_REACH.test(code))).not.toEqual([]);
      expect([seen.expired.size > 0, seen.returns.size > 0]).toEqual([true, true]);
    });
  });
}

/** Everything that a linked case changes here: facts and clocks, not what is only noted. */
function effectiveFollows(path: CompiledPath): readonly string[] {
  return [...path.links.values()].flatMap(({ name, follows }) => follows.flatMap(({ assignments, clocks }, index) => (assignments.length + clocks.length > 0 ? [`${name}#${index}`] : [])));
}

/** Describes shared parts by courses on a path that names them. */
export function describeParts(parts: readonly string[], id: string, define: (open: (opening: Opening) => Course) => void): void {
  describe(`the parts ${parts.join(', ')} on ${id}`, () => {
    const path = compiledPath(id);
    const seen = nothingSeen();
    define((opening) => Course.open(path, seen, opening));

    it('have been walked whole', () => {
      const names = namesIn(parts);
      const { acts, options, states } = missing(path, seen, (name) => names.has(name));
      expect([...acts, ...options, ...states]).toEqual([]);
    });
  });
}

const nothingSeen = (): Coverage => ({ acts: new Set(), options: new Set(), states: new Set(), endings: new Set(), refusals: new Set(), expired: new Set(), returns: new Set(), follows: new Set() });

/** Acts and regions of shared parts. */
function namesIn(parts: readonly string[]): ReadonlySet<string> {
  return new Set(partDocuments.filter(({ id }) => parts.includes(id)).flatMap(({ value }) => {
    const part = value as { readonly acts?: object; readonly states?: object };
    return [...Object.keys(part.acts ?? {}), ...Object.keys(part.states ?? {})];
  }));
}

// Codes that say: this person, in this role or on this level, may not. Others say that the moment or the form is wrong.
const OVER_REACH = /^(AUTHORITY|PARTICIPATION)[.]/u;

/** What was not walked. @param counts whether an act, or the region of a state, is asked for */
function missing(path: CompiledPath, seen: Coverage, counts: (name: string) => boolean): { readonly acts: readonly string[]; readonly options: readonly string[]; readonly states: readonly string[] } {
  const inRegion = (id: string): boolean => counts(id.split('.')[0] as string);
  const decisions = [...path.decisions.values()].filter((decision) => inRegion(decision.key));
  const places = [...path.nodes.values()].filter((node) => ['work', 'wait', 'final'].includes(node.kind) && node.decision === null && inRegion(node.id));
  return {
    acts: [...path.acts.values()].filter((act) => act.flow === null && counts(act.id) && !seen.acts.has(act.id)).map((act) => act.id),
    options: decisions.flatMap((decision) => [...decision.options.keys()].map((option) => `${decision.key}:${option}`)).filter((name) => !seen.options.has(name)),
    states: [...places.filter((node) => node.ending === null && !seen.states.has(node.id)), ...places.filter((node) => node.ending !== null && !seen.endings.has(node.id))].map((node) => node.id),
  };
}
