// What a decision changed in facts and clocks, remembered until its document is issued, so that the superior who sets it aside
// judges the case as it stood before, and nothing of the lost decision stays (Org 24; Rules 10).
// What is not here: the new decision (deciding), and anything that an issued document has set in motion.
import type { FactValue } from '../definition/common.js';
import type { CaseSnapshot, ClockState } from '../runtime/snapshot.js';

export interface Undo {
  /** Former value and the value the decision gave it; an absent one stands for a fact without a value. */
  readonly facts: Readonly<Record<string, { readonly was?: FactValue; readonly became?: FactValue }>>;
  /** Former clock, and which run and how many events the decision left; `was` is absent for a clock the decision started. */
  readonly clocks: Readonly<Record<string, { readonly was?: ClockState; readonly run: number; readonly events: number }>>;
}

type Base = Pick<CaseSnapshot, 'facts' | 'clocks'>;

/** What must be remembered of a decision; null when it changed neither facts nor clocks. */
export function undoOf(before: Base, after: Base): Undo | null {
  const facts: Record<string, Undo['facts'][string]> = {};
  for (const name of new Set([...Object.keys(before.facts), ...Object.keys(after.facts)])) {
    const [was, became] = [before.facts[name], after.facts[name]];
    if (!isSame(was, became)) facts[name] = { ...(was === undefined ? {} : { was }), ...(became === undefined ? {} : { became }) };
  }
  const clocks: Record<string, Undo['clocks'][string]> = {};
  for (const [name, clock] of Object.entries(after.clocks)) {
    const was = before.clocks[name];
    if (was !== clock) clocks[name] = { ...(was === undefined ? {} : { was }), run: clock.run, events: clock.events.length };
  }
  return Object.keys(facts).length + Object.keys(clocks).length === 0 ? null : { facts, clocks };
}

/** The case as it stood before the decision. What another act has changed since stays as that act left it. */
export function withoutDecision(snapshot: CaseSnapshot, undo: Undo | undefined): CaseSnapshot {
  if (undo === undefined) return snapshot;
  const facts: Record<string, FactValue> = { ...snapshot.facts };
  for (const [name, { was, became }] of Object.entries(undo.facts)) {
    if (!isSame(facts[name], became)) continue;
    if (was === undefined) delete facts[name];
    else facts[name] = was;
  }
  const clocks: Record<string, ClockState> = { ...snapshot.clocks };
  for (const [name, { was, run, events }] of Object.entries(undo.clocks)) {
    const now = clocks[name];
    if (now === undefined || now.run !== run || now.events.length !== events) continue;
    if (was === undefined) delete clocks[name];
    else clocks[name] = was;
  }
  return { ...snapshot, facts, clocks };
}

function isSame(a: FactValue | undefined, b: FactValue | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
