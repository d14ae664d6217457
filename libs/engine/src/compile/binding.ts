// Which entry of a binding serves a decision: the first whose path, decision and matters fit. One place, so that what is checked before a
// release is published is what a case runs on.
import type { DecisionState } from '../definition/case-path.js';
import type { FlowBindingEntry } from '../definition/release.js';

/** A question as bindings look at it. */
export interface BoundQuestion {
  readonly path: string;
  readonly decision: string;
  readonly options: Pick<DecisionState, 'options'>['options'];
}

/** @returns index of the entry; -1 when none fits */
export function bindingEntryOf(entries: readonly FlowBindingEntry[], { path, decision, options }: BoundQuestion): number {
  const fits = (pattern: string, value: string): boolean => pattern === '*' || pattern === value;
  const matters = Object.values(options).map(({ matter }) => matter);
  return entries.findIndex((entry) => fits(entry.path, path) && fits(entry.decision, decision) && matters.every((matter) => isOfMatter(entry.matter, matter)));
}

/** Whether a power is meant by a pattern: itself, or everything below `prefix.*`; no pattern means every power. */
export function isOfMatter(pattern: string | undefined, power: string): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith('.*') ? power.startsWith(pattern.slice(0, -1)) : power === pattern;
}
