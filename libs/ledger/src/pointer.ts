// JSON Pointer (RFC 6901): naming one place in a JSON value, reading it and putting something else there without changing the original.
import { isJsonObject, type JsonObject, type JsonValue } from '@quanze/kernel';

const INDEX_PATTERN = /^(?:0|[1-9]\d*)$/;
const BAD_ESCAPE = /~(?![01])/;

/** The parts of a pointer, or null when it is not one. The empty pointer, which names the whole value, has no parts. */
export function partsOf(pointer: string): readonly string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || BAD_ESCAPE.test(pointer)) return null;
  return pointer.slice(1).split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function pointerOf(parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The value at a place, or undefined when there is none. */
export function valueAt(root: JsonValue, parts: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const part of parts) value = value === undefined ? undefined : childOf(value, part);
  return value;
}

/** A copy of `root` with `value` at an existing place; only the containers on the way are copied. */
export function replacedAt(root: JsonValue, parts: readonly string[], value: JsonValue): JsonValue {
  const [part, ...rest] = parts;
  if (part === undefined) return value;
  const child = replacedAt(childOf(root, part) ?? null, rest, value);
  if (isList(root)) return root.map((item, index) => (index === Number(part) ? child : item));
  return { ...(root as JsonObject), [part]: child };
}

function childOf(value: JsonValue, part: string): JsonValue | undefined {
  if (isList(value)) return INDEX_PATTERN.test(part) ? value[Number(part)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
