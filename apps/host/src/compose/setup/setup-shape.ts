// The shape of a setup file. What is not here: how its parts fit together (`setup-rules.ts`).
import { LOGIN_PATTERN } from '@quanze/application';
import { OFFICE_ROLES } from '@quanze/engine';
import { LEVELS, SETUP_KIND } from './setup-document.js';
import { day, listOf, matching, oneOf, record, text, type Shape } from './shape.js';

const OFFICES_MAX = 500;
const DEPARTMENTS_MAX = 100;
const PEOPLE_MAX = 5000;
const POSTS_MAX = 20;
const DEFINITIONS_MAX = 100;

const label = record({ zh: text(100), en: text(200) });
const word = matching(/^[\p{L}\p{N}]+$/u, 12, '只能由汉字、字母和数字组成', 'holds letters and digits only');
const departmentId = matching(/^[a-z][a-z0-9-]*$/, 60, '应以小写字母开头，只含小写字母、数字和 -', 'begins with a lower-case letter and holds lower-case letters, digits and - only');
const login = matching(LOGIN_PATTERN, 40, '应为 3 至 40 个字符，以小写字母开头，只含小写字母、数字和 . _ -', 'has 3 to 40 characters, begins with a lower-case letter and holds lower-case letters, digits and . _ - only');

const post = record({
  role: oneOf(OFFICE_ROLES), 'office?': word, 'department?': departmentId, 'portfolio?': listOf(departmentId, 1, DEPARTMENTS_MAX), 'order?': text(100), 'from?': day, 'until?': day,
});
const definitions = listOf(record({ id: text(120), version: text(60) }), 1, DEFINITIONS_MAX);

export const SETUP_SHAPE: Shape = record({
  kind: oneOf([SETUP_KIND]),
  installation: text(100),
  offices: listOf(record({ word, name: label, level: oneOf(LEVELS), 'province?': text(40), 'superior?': word, departments: listOf(record({ id: departmentId, name: label }), 1, DEPARTMENTS_MAX) }), 1, OFFICES_MAX),
  people: listOf(record({ login, name: text(60), posts: listOf(post, 1, POSTS_MAX) }), 1, PEOPLE_MAX),
  definitions: record({
    releases: definitions, powerLists: definitions, 'dutyLists?': definitions, calendars: definitions, 'assignmentRules?': definitions,
    'documentTemplates?': definitions, 'evidenceStandards?': definitions, 'formalityModels?': definitions, 'lawCatalogues?': definitions, 'attributionTables?': definitions,
  }),
});
