// The schema of a release: the versions of documents that one kind of case runs on, pinned together.
import type { ReleaseDocument } from '../release-document.js';
import { DOCUMENT_REF, documentSchema, headOf, mirror, must, PATTERNS, ref, word } from './parts.js';

const { kind, id, version, label } = headOf('release');

export const RELEASE_SCHEMA = documentSchema(
  'release',
  'Release',
  mirror<ReleaseDocument>('The documents that new cases run on from a date, named by id and version.', {
    kind, id, version, label,
    effectiveFrom: must(word(PATTERNS.date, 'First day (Asia/Shanghai) on which new cases start on it.', 10)),
    path: must(ref('documentRef')),
    binding: must(ref('documentRef')),
    deadlineRules: must(ref('documentRef')),
    powerList: must(ref('documentRef')),
    dutyList: must(ref('documentRef')),
    calendar: must(ref('documentRef')),
  }),
  { documentRef: DOCUMENT_REF },
);
