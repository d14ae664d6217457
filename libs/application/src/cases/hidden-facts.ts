// What of a case somebody does not see because none of the person's roles in it may: facts, wherever they stand – in the case, in the entries
// of its journal, in what a decision would take back. What is hidden is absent. What is not here: who has which right (`@quanze/engine`).
import { hiddenFacts, standingsOf, type CaseSnapshot, type CompiledPath } from '@quanze/engine';
import { isJsonObject, ok, refused, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import type { CaseInHand } from './load.js';

export type Hidden = ReadonlySet<string>;

/** The facts that a person does not see in a case; nothing for a path that limits none. */
export function hiddenFrom({ path, loaded, world }: Pick<CaseInHand, 'path' | 'loaded' | 'world'>): Hidden {
  return path.access.limited.size === 0 ? path.access.limited : hiddenFacts(path, standingsOf(loaded.snapshot, world));
}

/** The case as the person sees it. */
export function visibleCase(snapshot: CaseSnapshot, hidden: Hidden): CaseSnapshot {
  return hidden.size === 0 ? snapshot : (visibleState(snapshot as unknown as JsonObject, hidden) as unknown as CaseSnapshot);
}

/** The payload of an entry as the person sees it: the change of the case, and what was given with the act. */
export function visiblePayload(path: CompiledPath, act: string | null, payload: JsonObject, hidden: Hidden): JsonObject {
  if (hidden.size === 0) return payload;
  const { patch, input } = payload;
  return {
    ...payload,
    ...(isJsonObject(patch) ? { patch: visibleState(patch, hidden) } : {}),
    ...(isJsonObject(input) ? { input: visibleInput(path, act, input, hidden) } : {}),
  };
}

/** A document that proves a case whole cannot leave a part out. Refuses `CASE.FACTS_HIDDEN`. */
export function refuseHidden(hand: CaseInHand): Result<null> {
  return hiddenFrom(hand).size === 0 ? ok(null) : refused('CASE.FACTS_HIDDEN');
}

/** A snapshot, or the part of one that an entry changed. */
function visibleState(state: JsonObject, hidden: Hidden): JsonObject {
  const { facts, decisions } = state;
  return {
    ...state,
    ...(isJsonObject(facts) ? { facts: without(facts, hidden) } : {}),
    ...(isJsonObject(decisions) ? { decisions: withoutUndo(decisions) } : {}),
  };
}

/** What a decision would take back are facts as they were; the rest of it holds none. */
function withoutUndo(decisions: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(decisions).map(([key, open]): [string, JsonValue] => {
    if (!isJsonObject(open) || !isJsonObject(open['decided'])) return [key, open];
    const { undo: _undo, ...decided } = open['decided'];
    return [key, { ...open, decided }];
  }));
}

/** An act that sets a hidden fact from what is given with it may have it in any field: then none is shown. */
function visibleInput(path: CompiledPath, act: string | null, input: JsonObject, hidden: Hidden): JsonObject {
  const declared = path.acts.get(act ?? '');
  const decision = declared?.flow === null || declared === undefined ? undefined : path.decisions.get(declared.flow.decision);
  const options = [...(decision?.options.values() ?? [])].flatMap((option) => [...option.assignments, ...option.onIssueAssignments]);
  const sets = [...(declared?.assignments ?? []), ...options];
  const tells = declared === undefined || sets.some(({ fact, expression }) => hidden.has(fact) && expression.names.includes('payload'));
  return tells ? {} : without(input, hidden);
}

function without(values: JsonObject, hidden: Hidden): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.has(name)));
}
