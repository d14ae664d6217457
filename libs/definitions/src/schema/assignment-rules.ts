// The schema of the rules of assignment: how a case finds its procurator. What the entries mean stands with their types in
// `@quanze/assignment`; this mirrors them exactly.
import { CRITERIA, MANUALS, METHODS, OWN_DEPARTMENT, POOL_ROLES, TICKETS_MAX, type AssignmentRule, type AssignmentRules, type PathWeight, type Specialisation, type TicketStep } from '@quanze/assignment';
import { documentSchema, headOf, listOf, may, mirror, must, oneOfWords, PATTERNS, ref, SOURCE, whole, word } from './parts.js';

const PATHS = '^([*]|[a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*([.][*])?)$';
const ANY_ID = '^([*]|[A-Za-z0-9][A-Za-z0-9._-]*)$';
const PATH = word(PATHS, 'Id of a case path, a prefix ending in .*, or * for all.');
const DEPARTMENT = word(PATTERNS.listedId, 'Id of a department.');
const LOAD_MAX = 100_000;

export const ASSIGNMENT_RULES_SCHEMA = documentSchema(
  'assignment-rules',
  'Rules of assignment',
  mirror<AssignmentRules>('How a case finds its procurator (分案): by rule, by draw or by hand, out of which pool.', {
    ...headOf('assignment-rules'),
    effectiveFrom: must(word(PATTERNS.date, 'First day in force.', 10)),
    weights: must(listOf(ref('pathWeight'), 'What open cases weigh, the first that fits; 1 for the rest.')),
    specialisations: must(listOf(ref('specialisation'), 'Special knowledge, the cases that need it and the people who have it.')),
    rules: must(listOf(ref('rule'), 'Entries in order; the first that fits holds, and the last fits everything.', { min: 1 })),
  }),
  {
    pathWeight: mirror<PathWeight>('What one open case of a path weighs.', { path: must(PATH), weight: must(whole(1, 100, 'Weight of one case.')) }),
    specialisation: mirror<Specialisation>('A special knowledge.', {
      id: must(word(PATTERNS.name, 'Id of the specialisation.')),
      label: must(ref('label')),
      paths: may(listOf(PATH, 'Case paths that need it; absent = all.', { min: 1, unique: true })),
      fact: may(ref('needingFact')),
      departments: may(listOf(DEPARTMENT, 'Departments whose people have it.', { min: 1, unique: true })),
      people: may(listOf(word('^[0-9a-f-]{36}$', 'Id of a person.'), 'People who have it.', { min: 1, unique: true })),
    }),
    needingFact: mirror<NonNullable<Specialisation['fact']>>('A case needs it when this fact has one of these values.', {
      name: must(word(PATTERNS.variable, 'Name of a fact of the path.')),
      values: must(listOf({ type: ['string', 'boolean'], description: 'A value.', maxLength: 200 }, 'Values that need it.', { min: 1, unique: true })),
    }),
    rule: mirror<AssignmentRule>('One entry: which cases, and how they are assigned.', {
      id: must(word(PATTERNS.name, 'Id of the entry.')),
      office: must(word(ANY_ID, 'Id of an office; * = all.')),
      path: must(PATH),
      department: must(word(ANY_ID, 'Department of the case; * = all.')),
      method: must(oneOfWords(METHODS, 'rule = whom the criteria put first; draw = by lot; manual = a person says.')),
      pool: must(ref('pool')),
      criteria: must(listOf(oneOfWords(CRITERIA, 'A criterion.'), 'Criteria, first things first. linked-case also goes before a draw.', { unique: true })),
      tickets: must(listOf(ref('ticketStep'), 'Tickets by load; the last step has no limit.', { min: 1, max: 20 })),
      openCasesMax: may(whole(1, LOAD_MAX, 'Who carries so many open cases gets no further one; absent = no limit.')),
      manual: must(oneOfWords(MANUALS, 'What may be done against the method. What was drawn binds in any case.')),
      source: may(SOURCE),
    }),
    pool: mirror<AssignmentRule['pool']>('Whom the case may go to.', {
      roles: must(listOf(oneOfWords(POOL_ROLES, 'A post.'), 'Posts.', { min: 1, unique: true })),
      departments: must(listOf(word(ANY_ID, `Id of a department; ${OWN_DEPARTMENT} = that of the case; * = all.`), 'Departments.', { min: 1, unique: true })),
    }),
    ticketStep: mirror<TicketStep>('Tickets of who carries at most so much.', {
      loadMax: may(whole(0, LOAD_MAX, 'Load up to which the step holds; the last step names none.')),
      tickets: must(whole(1, TICKETS_MAX, 'Tickets.')),
    }),
  },
);
