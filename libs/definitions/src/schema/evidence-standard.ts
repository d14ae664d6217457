// The schema of an evidence standard: per group of offences what has to be proven and by which kinds of evidence. What the entries mean stands
// with their types in `@quanze/engine`; this mirrors them exactly.
import { ELEMENT_ASPECTS, EVIDENCE_KINDS, GENERAL_OFFENCE, type EvidenceElement, type EvidenceOffence, type EvidenceStandard } from '@quanze/engine';
import { documentSchema, headOf, listOf, mapOf, may, mirror, must, oneOfWords, PATTERNS, ref, SOURCE, STATUS, word } from './parts.js';

const KINDS = (description: string) => listOf(oneOfWords(EVIDENCE_KINDS, 'A statutory kind of evidence.'), description, { min: 1, max: EVIDENCE_KINDS.length, unique: true });

export const EVIDENCE_STANDARD_SCHEMA = documentSchema(
  'evidence-standard',
  'Evidence standard',
  mirror<EvidenceStandard>('What has to be proven of an offence, and by which kinds of evidence (证据标准). It prompts and refuses nothing.', {
    ...headOf('evidence-standard'),
    effectiveFrom: must(word(PATTERNS.date, 'First day in force.', 10)),
    province: must({ type: ['string', 'null'], description: 'Province of the standard; null = not one province\'s own.', minLength: 1, maxLength: 400 }),
    offences: must({ ...mapOf(PATTERNS.name, ref('offence'), `Groups of offences by name; ${GENERAL_OFFENCE} holds for every other offence.`, 300), required: [GENERAL_OFFENCE] }),
  }),
  {
    offence: mirror<EvidenceOffence>('A group of offences.', {
      label: must(ref('label')),
      source: must(SOURCE),
      status: must(STATUS),
      elements: must(listOf(ref('element'), 'What has to be proven, in order.', { min: 1, max: 60 })),
    }),
    element: mirror<EvidenceElement>('One thing to be proven.', {
      id: must(word(PATTERNS.name, 'Id of the element, once in its offence.')),
      label: must(ref('label')),
      aspect: must(oneOfWords(ELEMENT_ASPECTS, 'What about the offence it says.')),
      necessary: may(KINDS('Each of these kinds has to be there.')),
      usual: may(KINDS('One of these kinds usually proves it; absent together with necessary = any kind.')),
      source: may(SOURCE),
    }),
  },
);
