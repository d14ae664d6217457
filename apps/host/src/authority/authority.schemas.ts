// OpenAPI schemas of the answers to questions about people: who could, what may somebody do, what would change, who is missing.
import { HEAD } from '../cases/cases.schemas.js';
import { FLAG, FREE, ID, INSTANT, LABEL, list, maybe, object, oneOf, TEXT, WHOLE } from '../openapi.js';

const REASON = object({ code: TEXT, text: LABEL, params: FREE, source: maybe(TEXT) });
const NAMED = object({ person: ID, name: maybe(TEXT) });
const RIGHT = object({ role: TEXT, authority: maybe(TEXT), power: maybe(TEXT), rule: maybe(TEXT), list: maybe(TEXT), delegation: maybe(object({ id: ID, from: ID })) });

export const WHO = object({
  act: TEXT, label: LABEL, option: maybe(TEXT), inState: FLAG, roles: list(TEXT), at: INSTANT, version: WHOLE, withoutRole: WHOLE,
  people: list(object({ person: ID, name: maybe(TEXT), may: FLAG, right: maybe(RIGHT), blockers: list(REASON), onLeave: FLAG, leaveUntil: maybe(INSTANT) })),
});

const POWER_ANSWER = object({
  may: oneOf('permit', 'propose', 'no'), as: maybe(TEXT), rule: maybe(TEXT), of: list(TEXT), delegation: maybe(object({ id: ID, paths: maybe(list(TEXT)), departments: maybe(list(TEXT)) })),
});
export const POWERS = object({
  person: ID, at: INSTANT, list: TEXT, department: maybe(TEXT), mayHandle: FLAG, votesInCommittee: FLAG, delegations: list(FREE),
  powers: list(object({ power: TEXT, label: LABEL, group: TEXT, source: TEXT, asHandler: POWER_ANSWER, otherwise: POWER_ANSWER })),
});

export const IMPACT = object({
  delegation: ID, holder: ID, at: INSTANT, inForce: FLAG, examined: WHOLE, next: maybe(TEXT),
  items: list(object({ caseId: ID, number: TEXT, title: TEXT, decision: maybe(TEXT), question: maybe(LABEL), act: TEXT, actLabel: LABEL, option: maybe(TEXT), person: ID, remaining: list(NAMED) })),
});

const PART = object({ step: TEXT, label: LABEL, act: TEXT, capacity: TEXT, people: list(NAMED) });
const WITNESS = object({ step: TEXT, stepLabel: LABEL, act: TEXT, before: list(PART), considered: list(object({ person: ID, name: maybe(TEXT), reason: REASON })), text: LABEL });
export const STAFFING = object({
  at: INSTANT, version: WHOLE, staffable: FLAG, handler: maybe(NAMED),
  decisions: list(object({
    decision: TEXT, question: LABEL, state: oneOf('open', 'ahead'),
    options: list(object({ option: TEXT, label: LABEL, matter: TEXT, status: oneOf('staffable', 'gap', 'closed'), parts: list(PART), witness: maybe(WITNESS) })),
  })),
});

export const ORPHANS = object({
  at: INSTANT, examined: WHOLE, next: maybe(TEXT),
  items: list(object({
    case: HEAD, label: LABEL, name: maybe(TEXT), reason: REASON, considered: list(object({ person: ID, name: maybe(TEXT), reason: REASON })),
    task: object({ key: TEXT, state: TEXT, verb: TEXT, role: TEXT, 'person?': ID, 'dueAt?': INSTANT }),
  })),
});
