export { CATALOGUE, findEntry, firstRefusal, precedenceOf } from './catalogue.js';
export type { CatalogueEntry, ProblemLevel, ProblemStatus } from './entry.js';
export type { Language } from './fill.js';
export { entryOf, levelOf, problemOf, PROBLEM_MEDIA_TYPE, textOf, type Problem, type ProblemContext, type WhoMay } from './problem.js';
export { renderErrorPage } from './render-docs.js';
export { BODY_WORDS, CAPACITY_WORDS, FIELD_PROBLEM_WORDS, ROLE_WORDS } from './words.js';
