// The values a clock effect takes from the moment of the act: `payload.x`, `fact.x`, `now`, in `at` and in events.
import { pointerTo } from '../places.js';
import type { EffectUse } from './path-uses.js';

export interface TemplateValue {
  readonly value: string;
  readonly pointer: string;
}

export function* templateValues({ effect, pointer }: EffectUse): Generator<TemplateValue> {
  if ('start' in effect) {
    if (effect.at !== undefined) yield { value: effect.at, pointer: pointerTo(pointer, 'at') };
    for (const [index, event] of (effect.events ?? []).entries()) yield* valuesOf(event, pointerTo(pointer, 'events', index));
  }
  if ('satisfy' in effect && effect.at !== undefined) yield { value: effect.at, pointer: pointerTo(pointer, 'at') };
  if ('event' in effect) yield* valuesOf(effect.add, pointerTo(pointer, 'add'));
}

function* valuesOf(event: Readonly<Record<string, unknown>>, pointer: string): Generator<TemplateValue> {
  for (const [name, value] of Object.entries(event)) if (typeof value === 'string') yield { value, pointer: pointerTo(pointer, name) };
}
