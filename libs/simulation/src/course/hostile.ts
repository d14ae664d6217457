// Payloads that no form would send: wrong types, strange names, too much of everything. Each must be refused or understood, never followed
// by accident. What is not here: what a host refuses before a use case sees it (broken JSON, broken UTF-8).
import type { JsonObject, JsonValue } from '@quanze/kernel';
import type { Chance } from '../chance.js';

const LONG = '长'.repeat(30_000);
const STRANGE_VALUES: readonly JsonValue[] = [
  null, '', LONG, '\u0000', -1, 1e308, 0.1, true, [], [[]], [null], {}, { a: { b: { c: [] } } }, '../../etc', "'; DROP TABLE journal; --", '=1+1', '2026-02-30', '9999-12-31',
  '00000000-0000-4000-8000-000000000000', '${payload.option}', 'function() {}',
];
const STRANGE_NAMES = ['__proto__', 'constructor', 'toString', 'option', 'patch', 'decision', 'deciders', 'actor', '', ' ', '案', 'a'.repeat(500), 'input/reasons', '$ref', 'null'];

/** A payload made worse in one to three places. */
export function hostilePayload(chance: Chance, payload: JsonObject): JsonObject {
  const worse = new Map<string, JsonValue>(Object.entries(payload));
  for (let i = 1 + chance.int(3); i > 0; i -= 1) {
    const names = [...worse.keys()];
    const roll = chance.int(3);
    if (roll === 0 && names.length > 0) worse.delete(chance.pick(names));
    else worse.set(roll === 1 && names.length > 0 ? chance.pick(names) : chance.pick(STRANGE_NAMES), chance.pick(STRANGE_VALUES));
  }
  // `__proto__` must arrive as an ordinary member, as it does from parsed JSON.
  return Object.fromEntries(worse);
}
