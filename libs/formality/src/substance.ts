// Whether a text says anything: what is left of it without set phrases, counted so that repetition adds nothing. What is not here:
// whether what it says is right; that no program knows.
import type { FormalityModel } from './model.js';
import { normalizeText } from './normalize.js';

const normalizedLists = new WeakMap<readonly string[], readonly string[]>();

/** The phrases of a list as they are compared, the longest first. Lists belong to a model, which never changes. */
function normalizedOf(phrases: readonly string[]): readonly string[] {
  const known = normalizedLists.get(phrases);
  if (known !== undefined) return known;
  const made = phrases.map(normalizeText).filter((phrase) => phrase !== '').sort((a, b) => b.length - a.length);
  normalizedLists.set(phrases, made);
  return made;
}

/** Substance of a text: the number of different pairs of neighbouring characters that are left when set phrases are taken out, plus one.
 *  Ordinary prose has about as much as it has characters; “同意”, “……”, “无无无无无” have none or next to none. */
export function substanceOf(text: string, setPhrases: readonly string[]): number {
  // A line break in the place of a phrase, so that what stood around it does not become a pair.
  const left = normalizedOf(setPhrases).reduce((rest, phrase) => rest.replaceAll(phrase, '\n'), normalizeText(text));
  const pairs = new Set<string>();
  let previous = '\n';
  let single = 0;
  for (const character of left) {
    if (character !== '\n') {
      single = 1;
      if (previous !== '\n') pairs.add(previous + character);
    }
    previous = character;
  }
  return pairs.size + single;
}

/** Whether a text on evidence names any: a word for a kind of evidence, as the model lists them. */
export function namesEvidence(text: string, { evidenceWords }: Pick<FormalityModel, 'evidenceWords'>): boolean {
  const normalized = normalizeText(text);
  return normalizedOf(evidenceWords).some((word) => normalized.includes(word));
}
