// OpenAPI schemas of the answers about formality.
import { FORMALITY_RULES } from '@quanze/formality';
import { BLOCKER, FLAG, FREE, ID, INSTANT, LABEL, list, maybe, object, oneOf, TEXT, WHOLE } from '../openapi.js';

const RULE = oneOf(...FORMALITY_RULES);
const SIGN = { rule: RULE, field: maybe(TEXT), params: FREE, label: LABEL };
/** A flag of the record: measures and ids, no words of a text. */
export const SIGNS = list(object(SIGN));
export const SIGNS_OF_ENTRIES = list(object({ ...SIGN, seq: WHOLE }));
export const CHECK = object({ version: WHOLE, permitted: FLAG, refusal: maybe(BLOCKER), checked: FLAG, flags: list(object({ ...SIGN, 'quote?': TEXT })) });
export const FLAGGED = object({
  from: INSTANT, until: INSTANT, next: maybe(TEXT),
  items: list(object({ caseId: ID, number: TEXT, seq: WHOLE, at: INSTANT, act: TEXT, capacity: TEXT, department: maybe(TEXT), person: ID, name: TEXT, rules: list(RULE), labels: list(LABEL) })),
});
export const SHARES = object({
  from: INSTANT, until: INSTANT, next: maybe(TEXT),
  items: list(object({ person: ID, name: TEXT, capacity: TEXT, checked: WHOLE, flagged: WHOLE, percent: WHOLE, rules: FREE })),
});
