// Changes of a snapshot as JSON merge patches (RFC 7386): the journal stores what changed, `fold` applies it again.
// Snapshots never contain `null`, so `null` in a patch can mean nothing but removal.
import { isJsonObject, jsonEquals, type JsonObject, type JsonValue } from '@quanze/kernel';

/** The merge patch that leads from `before` to `after`. Arrays are replaced whole. */
export function diff(before: JsonObject, after: JsonObject): JsonObject {
  const patch: Record<string, JsonValue> = {};
  for (const key of Object.keys(after)) {
    const [old, next] = [before[key], after[key] as JsonValue];
    if (old === next) continue;
    if (isJsonObject(old) && isJsonObject(next)) {
      const inner = diff(old, next);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (old === undefined || !jsonEquals(old, next)) {
      patch[key] = next;
    }
  }
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) patch[key] = null;
  return patch;
}

/** Applies a merge patch. */
export function applyPatch(before: JsonObject, patch: JsonObject): JsonObject {
  const after: Record<string, JsonValue> = { ...before };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete after[key];
    } else if (isJsonObject(value)) {
      const old = after[key];
      after[key] = applyPatch(isJsonObject(old) ? old : {}, value);
    } else {
      after[key] = value;
    }
  }
  return after;
}
