// The schema of a duty list: for every role what it has to do. What the entries mean stands with their types in
// `@quanze/responsibility`; this mirrors them exactly.
import { ACT_CAPACITIES, AREAS, DUTY_KINDS, DUTY_ROLES, RHYTHMS, type Duty, type DutyList, type DutyPeriod, type DutyRole, type RoleDuties } from '@quanze/responsibility';
import type { DocumentRef } from '../release-document.js';
import { closed, documentSchema, headOf, listOf, may, mirror, must, oneOfWords, PATTERNS, ref, SOURCE, STATUS, text, unionByKey, word } from './parts.js';

const ROLE = (description: string) => oneOfWords(DUTY_ROLES, description);
const POWER = word(PATTERNS.powers, 'A power, or prefix.* for all below it that the power list gives to the role.');

// Without one of these some decision, vote, review or support task of an ordinary case has no entry behind it.
const NEEDED: readonly DutyRole[] = ['procurator', 'lead', 'team_member', 'assistant', 'clerk', 'dept_head', 'deputy_chief', 'chief', 'committee_member', 'case_mgmt', 'everyone'];

type Every = Extract<DutyPeriod, { readonly every: unknown }>;
type Within = Extract<DutyPeriod, { readonly within: unknown }>;

export const DUTY_LIST_SCHEMA = documentSchema(
  'duty-list',
  'Duty list',
  mirror<DutyList>('What each role has to do (职责清单), beside the power list that says what it may decide.', {
    ...headOf('duty-list'),
    effectiveFrom: must(word(PATTERNS.date, 'First day in force.', 10)),
    province: must({ type: ['string', 'null'], description: 'Province of the list; null = not one province\'s own.', minLength: 1, maxLength: 400 }),
    powerList: must(ref('documentRef')),
    roles: must(closed('Duties by role.', NEEDED, Object.fromEntries(DUTY_ROLES.map((role) => [role, ref('roleDuties')])))),
  }),
  {
    documentRef: mirror<DocumentRef>('A document by id and version.', {
      id: must(word(PATTERNS.documentId, 'Id of the document.')),
      version: must(word(PATTERNS.version, 'Version of the document.', 32)),
    }),
    roleDuties: mirror<RoleDuties>('The duties of one role.', {
      label: must(ref('label')),
      duties: must(listOf(ref('duty'), 'What the role does itself.')),
      supervision: must(listOf(ref('duty'), 'What the role does in supervising and managing others.')),
    }),
    duty: mirror<Duty>('One duty: what is included, what is not, and who is next.', {
      id: must(word(PATTERNS.name, 'Id of the duty, once in its role.')),
      label: must(ref('label')),
      kind: must(oneOfWords(DUTY_KINDS, 'What kind of act it is.')),
      area: may(oneOfWords(AREAS, 'Area of attribution in which one answers for it; absent = for nothing.')),
      powers: may(listOf(POWER, 'Powers it exercises.', { min: 1, max: 200, unique: true })),
      capacities: may(listOf(oneOfWords(ACT_CAPACITIES, 'Capacity of an act.'), 'Acts of the role in these capacities are done under it, unless they use a power or name a duty.', { min: 1, max: 10, unique: true })),
      includes: must(ref('label')),
      excludes: must(ref('label')),
      next: must(ROLE('Who takes over where it ends.')),
      documents: may(listOf(text('Name of a document.', 400), 'Legal documents made in doing it.', { max: 60, unique: true })),
      period: may(ref('period')),
      source: must(SOURCE),
      status: must(STATUS),
    }),
    period: unionByKey('How often, or until when.', { every: 'everyPeriod', within: 'withinPeriod' }),
    everyPeriod: mirror<Every>('A rhythm.', { every: must(oneOfWords(RHYTHMS, 'Once in each.')) }),
    withinPeriod: mirror<Within>('The end of a statutory clock.', { within: must(word(PATTERNS.listedId, 'Id of a deadline rule.')) }),
  },
);
