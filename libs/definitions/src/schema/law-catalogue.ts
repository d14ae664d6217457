// The schema of the catalogue of laws. What the keys mean stands with their types in `@quanze/formality`; this mirrors them exactly.
import type { Law, LawCatalogueDocument, LawVersion } from '@quanze/formality';
import { documentSchema, headOf, listOf, may, mirror, must, PATTERNS, ref, SOURCE, text, whole, word } from './parts.js';

const TITLE = text('A title, without brackets.', 80);

export const LAW_CATALOGUE_SCHEMA = documentSchema(
  'law-catalogue',
  'Catalogue of laws',
  mirror<LawCatalogueDocument>('Laws by name, with their versions; citations in reasons are looked up here.', {
    ...headOf('law-catalogue'),
    laws: must(listOf(ref('law'), 'Laws.', { min: 1 })),
  }),
  {
    law: mirror<Law>('One law.', {
      id: must(word(PATTERNS.name, 'Id of the law.')),
      name: must(TITLE),
      aliases: must(listOf(TITLE, 'Other names it is cited by.', { unique: true, max: 20 })),
      versions: must(listOf(ref('lawVersion'), 'Versions in the order of their days; none overlaps another.', { min: 1, max: 50 })),
    }),
    lawVersion: mirror<LawVersion>('One version.', {
      from: must(word(PATTERNS.date, 'First day in force.', 10)),
      until: may(word(PATTERNS.date, 'Last day in force; absent while it is.', 10)),
      articles: may(whole(1, 3000, 'Number of articles; absent where nobody counted, and then no article is out of range.')),
      source: must(SOURCE),
    }),
  },
);
