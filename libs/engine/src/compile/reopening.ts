// The one way in which the machine takes a question back by itself: an act that carried it has fallen (Rules 36). Kept apart from the
// acts of people, so that nobody can ask for it. What is not here: when a question is taken back (`../runtime/fallen.ts`).
import { assert } from '@quanze/kernel';
import type { Candidate, CompiledAct, CompiledDecision } from './compiled.js';

/** Event of the machine that takes a question back. No act has this id: ids of acts have no colon. */
export function reopeningId(decision: string): string {
  return `reopen:${decision}`;
}

function targetsOf(decision: CompiledDecision): readonly string[] {
  return [...decision.home, `${decision.key}.${decision.flow.initial}`];
}

/** Which choice of the event leads to a home state of the question, or to the first step of its flow. */
export function reopeningChoice(decision: CompiledDecision, target: string): number {
  const choice = targetsOf(decision).indexOf(target);
  assert(choice !== -1, `${decision.key} is not taken back to ${target}`);
  return choice;
}

/** The event as the machine needs it: possible in every step of the question and after it was decided. */
export function reopeningOf(decision: CompiledDecision): Pick<CompiledAct, 'id' | 'from' | 'candidates'> {
  const candidates = targetsOf(decision).map((target): Candidate => ({ target, outcome: target, test: null }));
  return { id: reopeningId(decision.key), from: [decision.key], candidates };
}
