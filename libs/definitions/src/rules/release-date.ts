// The first day of a release is a day that exists.
import { parseLocalDate } from '@quanze/kernel';
import { label } from '../problem.js';
import type { ReleaseDocument } from '../release-document.js';
import type { Rule } from './rule.js';

export const releaseDate: Rule<ReleaseDocument> = {
  id: 'release-date',
  severity: 'error',
  *check({ effectiveFrom }) {
    if (!parseLocalDate(effectiveFrom).ok) yield { key: '/effectiveFrom', message: label(`没有 ${effectiveFrom} 这一天`, `${effectiveFrom} is not a day`) };
  },
};
