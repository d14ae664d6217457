// The one door through which the walk reaches the engine. A canary puts a broken gate behind it; so nothing here may be
// imported by the naive model, which has to stay a stranger to the engine.
import * as engine from '@quanze/engine';
import type { CaseSnapshot, FeelContext } from '@quanze/engine';

export type { Expression } from '@quanze/engine';
export const { applyPatch, compileExpression, decide, expireClock, fold, isPossible, openCase, replaySteps } = engine;

/** Facts as expressions of the walk see them. */
export function contextForWalk(facts: CaseSnapshot['facts']): FeelContext {
  return facts;
}
