// The auditor's own reading of a journal: what a merge patch does to a state, written apart from the engine's fold so that a fold that forgets
// something is noticed. What is not here: whether a change was right.
import { isJsonObject, jsonEquals, type JsonObject, type JsonValue } from '@quanze/kernel';

type Draft = { [key: string]: JsonValue };

/** Changes a state by a patch; objects are merged, null removes, everything else takes the place of what was there. */
export function patched(state: JsonValue | undefined, patch: JsonObject): JsonObject {
  const next: Draft = isJsonObject(state ?? null) ? { ...(state as JsonObject) } : {};
  for (const key of Object.keys(patch)) {
    const value = patch[key] as JsonValue;
    if (value === null) delete next[key];
    else next[key] = isJsonObject(value) ? patched(next[key], value) : value;
  }
  return next;
}

/** Members in which two states differ. @param known members of which it was seen before that they are equal, when the stored one is still the same */
export function differences(own: JsonObject, stored: JsonObject, before: JsonObject | null, changed: ReadonlySet<string>): readonly string[] {
  const names = new Set([...Object.keys(own), ...Object.keys(stored)]);
  return [...names].filter((name) => {
    // What neither the patch nor the store touched was compared when it came.
    if (before !== null && !changed.has(name) && before[name] === stored[name]) return false;
    return own[name] === undefined || stored[name] === undefined || !jsonEquals(own[name] as JsonValue, stored[name] as JsonValue);
  });
}
