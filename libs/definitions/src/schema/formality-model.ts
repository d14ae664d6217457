// The schema of the formality model: what is checked for signs of a duty done for form's sake, and how strictly. What the keys mean stands
// with their type in `@quanze/formality`; this mirrors it exactly.
import { CAPACITIES } from '@quanze/engine';
import { COPY_LENGTH_LEAST, FIELD_ROLES, type CheckedField, type FormalityModel } from '@quanze/formality';
import { documentSchema, flag, headOf, listOf, mirror, must, oneOfWords, PATTERNS, ref, text, whole, word } from './parts.js';

const PHRASE = text('A phrase.', 60);

export const FORMALITY_MODEL_SCHEMA = documentSchema(
  'formality-model',
  'Formality model',
  mirror<FormalityModel>('Signs that a duty was done for form\'s sake (履职形式化): which fields are looked at and from where a sign counts.', {
    ...headOf('formality-model'),
    effectiveFrom: must(word(PATTERNS.date, 'First day on which acts are checked by it.', 10)),
    capacities: must(listOf(oneOfWords(CAPACITIES, 'A capacity.'), 'Capacities whose acts are checked outside of decisions; acts of a decision always are.', { unique: true })),
    fields: must(listOf(ref('checkedField'), 'Fields that are checked, in the order in which their flags are told.', { min: 1, max: 20 })),
    setPhrases: must(listOf(PHRASE, 'Phrases that say nothing about the case by themselves.', { unique: true })),
    evidenceWords: must(listOf(PHRASE, 'Words for kinds of evidence; one of them must occur where evidence is relied on.', { min: 1, unique: true })),
    copies: must(ref('copies')),
    pace: must(ref('pace')),
  }),
  {
    checkedField: mirror<CheckedField>('A field that is checked.', {
      field: must(word(PATTERNS.variable, 'Name of a text field of acts.')),
      role: must(oneOfWords(FIELD_ROLES, 'What the field is for: evidence must name some, law is read for citations.')),
      substanceMin: must(whole(1, 1000, 'Least substance: different pairs of neighbouring characters without set phrases, plus one.')),
      copies: must(flag('Whether copies are looked for.')),
    }),
    copies: mirror<FormalityModel['copies']>('From where a text is called a copy.', {
      lengthMin: must(whole(COPY_LENGTH_LEAST, 10_000, 'Texts with fewer characters, punctuation not counted, are never called copies.')),
      sharePercent: must(whole(50, 100, 'Estimated share of common grams of three characters, in percent.')),
    }),
    pace: mirror<FormalityModel['pace']>('From where an act is called too fast.', {
      secondsMin: must(whole(0, 86_400, 'Seconds nobody stays below, however short the question is.')),
      charactersPerSecond: must(whole(1, 1000, 'Characters a fast reader takes in each second.')),
    }),
  },
);
