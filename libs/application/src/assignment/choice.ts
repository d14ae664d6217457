// The chief chooses the handler against the rules or a draw, with reasons in writing and visible like a draw. What is not here: free
// assignment, which is the act of the case path.
import { CHOICE_ACT, recordChoice } from '@quanze/engine';
import { ok, refused, type JsonObject, type Result } from '@quanze/kernel';
import type { Answered } from '../cases/submit.js';
import { witnessesOf } from '../cases/writing.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import { rulesInForce } from './panel.js';
import { selectHandler, type Selected } from './select.js';

export interface ChoiceRequest {
  readonly person: string;
  /** 1..2000 characters. */
  readonly reasons: string;
  readonly expectedVersion: number;
  readonly as?: string;
  readonly idempotencyKey?: string;
}

/** Chooses. Refuses like the engine's `recordChoice`, and `ASSIGNMENT.NO_RULES`, `ASSIGNMENT.MANUAL_FORBIDDEN`.   @source 组织法 36 */
export function chooseHandler(deps: Deps, identity: Identity, caseId: string, { person, reasons, ...rest }: ChoiceRequest): Promise<Result<Answered<Selected>>> {
  const payload: JsonObject = { person, reasons };
  return selectHandler(deps, identity, caseId, { act: CHOICE_ACT, payload, ...rest }, async ({ loaded, path, world, at }) => {
    const judged = recordChoice(path, loaded.snapshot, { payload, ...rest }, world, loaded.seq + 1);
    const rules = rulesInForce(deps, loaded.snapshot, at);
    const allowed = rules === undefined ? refused('ASSIGNMENT.NO_RULES') : rules.rule.manual === 'never' ? refused('ASSIGNMENT.MANUAL_FORBIDDEN', { rule: rules.rule.id }) : ok(null);
    // Who may not choose at all learns that first.
    return { outcome: judged.ok && !allowed.ok ? allowed : judged, judgedOn: witnessesOf(undefined, loaded) };
  });
}
