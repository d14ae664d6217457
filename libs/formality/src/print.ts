// What is kept of a text instead of the text: field, length, digest and sketch. What is not here: who keeps it.
import type { HashFunction, HashHex } from '@quanze/kernel';
import type { FormalityModel } from './model.js';
import { lengthOf, normalizeText } from './normalize.js';
import { sketchOf } from './sketch.js';

/** A text of an act and what is kept of it. */
export interface GivenText extends TextPrint {
  readonly text: string;
}

export interface TextPrint {
  readonly field: string;
  /** Normalised characters. */
  readonly length: number;
  /** Of the normalised text. */
  readonly digest: HashHex;
  /** Empty for a text too short to be called a copy. */
  readonly sketch: readonly number[];
}

/** Texts that were given for fields of the model, whatever act they belong to. @param payload as it was sent; other than texts are passed over */
export function givenTexts(model: FormalityModel, payload: Readonly<Record<string, unknown>>, hash: HashFunction): readonly GivenText[] {
  return model.fields.flatMap(({ field, copies }): readonly GivenText[] => {
    const text = Object.hasOwn(payload, field) ? payload[field] : undefined;
    if (typeof text !== 'string') return [];
    const normalized = normalizeText(text);
    const length = lengthOf(normalized);
    return [{ field, text, length, digest: hash.ofText(normalized), sketch: copies && length >= model.copies.lengthMin ? sketchOf(normalized) : [] }];
  });
}
