// Reading foreign input as JSON: a plain copy within limits, or the reason why not. Nothing else in this library touches a value
// that somebody else may have built with getters, proxies, cycles or a depth that exhausts the stack.
import { ok, refused, type JsonValue, type Result } from '@quanze/kernel';
import { isPlainRecord, isWellFormed, JSON_DEPTH_MAX } from './canonical.js';
import { pointerOf } from './pointer.js';
import type { LedgerReason } from './verdict.js';

/** `depth` in nested containers, `nodes` in values and keys, `characters` in UTF-16 units of all texts and keys together. */
export interface JsonLimits {
  readonly depth: number;
  readonly nodes: number;
  readonly characters: number;
}

/** For a document. As deep as `canonicalize` goes and no deeper, so that no part of what was read can make it fail. */
export const DOCUMENT_LIMITS: JsonLimits = { depth: JSON_DEPTH_MAX, nodes: 5_000_000, characters: 200_000_000 };

/** For what one request brings: leaves room above it for the entry it will stand in. */
export const PAYLOAD_LIMITS: JsonLimits = { depth: 100, nodes: 100_000, characters: 5_000_000 };

const PATH_CHARACTERS_MAX = 200;

class Unreadable extends Error {
  constructor(readonly reason: LedgerReason) {
    super(reason);
  }
}

interface Walk {
  readonly limits: JsonLimits;
  readonly path: (string | number)[];
  nodes: number;
  characters: number;
}

/** A deep copy of `input` that is certainly JSON and can certainly be canonicalized. Never throws, whatever comes in.
 *  Refuses `LEDGER.NOT_JSON` (undefined, functions, bigint, NaN, class instances, getters that throw), `LEDGER.LONE_SURROGATE`,
 *  `LEDGER.TOO_DEEP` (also cycles) and `LEDGER.TOO_LARGE`, each with `path`, a JSON Pointer cut to 200 characters. */
export function readJson(input: unknown, limits: JsonLimits = PAYLOAD_LIMITS): Result<JsonValue> {
  const walk: Walk = { limits, path: [], nodes: 0, characters: 0 };
  try {
    return ok(copyOf(input, walk, 0));
  } catch (error) {
    // Anything but our own stop comes out of the input's getters or proxies, which makes the input not JSON.
    const reason = error instanceof Unreadable ? error.reason : 'LEDGER.NOT_JSON';
    return refused(reason, { path: pointerOf(walk.path).slice(0, PATH_CHARACTERS_MAX) });
  }
}

function copyOf(value: unknown, walk: Walk, depth: number): JsonValue {
  if (++walk.nodes > walk.limits.nodes) throw new Unreadable('LEDGER.TOO_LARGE');
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string') return checkedText(value, walk);
  if (typeof value !== 'object') throw new Unreadable('LEDGER.NOT_JSON');
  if (depth >= walk.limits.depth) throw new Unreadable('LEDGER.TOO_DEEP');
  return Array.isArray(value) ? copyOfList(value, walk, depth + 1) : copyOfRecord(value, walk, depth + 1);
}

function copyOfList(list: readonly unknown[], walk: Walk, depth: number): JsonValue {
  if (list.length > walk.limits.nodes) throw new Unreadable('LEDGER.TOO_LARGE');
  const copy: JsonValue[] = [];
  for (let index = 0; index < list.length; index++) {
    walk.path.push(index);
    copy.push(copyOf(list[index], walk, depth));
    walk.path.pop();
  }
  return copy;
}

function copyOfRecord(record: object, walk: Walk, depth: number): JsonValue {
  if (!isPlainRecord(record)) throw new Unreadable('LEDGER.NOT_JSON');
  // Without a prototype a key such as `__proto__` is an ordinary key.
  const copy = Object.create(null) as Record<string, JsonValue>;
  for (const key of Object.keys(record)) {
    walk.path.push(key);
    walk.nodes++;
    copy[checkedText(key, walk)] = copyOf((record as Record<string, unknown>)[key], walk, depth);
    walk.path.pop();
  }
  return copy;
}

function checkedText(text: string, walk: Walk): string {
  walk.characters += text.length;
  if (walk.characters > walk.limits.characters) throw new Unreadable('LEDGER.TOO_LARGE');
  if (!isWellFormed(text)) throw new Unreadable('LEDGER.LONE_SURROGATE');
  return text;
}
