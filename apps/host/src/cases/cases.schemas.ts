// OpenAPI schemas of the answers about cases.
import { SIGNS, SIGNS_OF_ENTRIES } from '../formality/formality.schemas.js';
import { BLOCKER, FLAG, FREE, HASH, ID, INSTANT, LABEL, list, maybe, object, oneOf, TEXT, WHOLE } from '../openapi.js';

const ISSUED = object({ document: TEXT, n: WHOLE, version: WHOLE, template: TEXT, number: TEXT, hash: HASH, 'corrects?': WHOLE });
const DONE = { caseId: ID, version: WHOLE, seq: WHOLE, entryHash: HASH, states: list(TEXT), recordedAt: INSTANT, replayed: FLAG };
export const OPENED = object({ ...DONE, number: TEXT });
export const ACTED = object({ ...DONE, status: oneOf('open', 'ended'), decision: maybe(WHOLE), 'document?': ISSUED, 'flags?': SIGNS });
export const ERASURE_DONE = object({ ...DONE, status: oneOf('open', 'ended'), decision: maybe(WHOLE), erasure: WHOLE });
/** By whom and why a content is gone. */
export const ERASED = object({ erasure: WHOLE, ground: TEXT, label: LABEL, source: TEXT, askedBy: ID, by: ID, at: INSTANT, seq: WHOLE });
export const HEAD = object({
  caseId: ID, number: TEXT, foreignNumber: maybe(TEXT), title: TEXT, office: ID, department: maybe(TEXT), path: TEXT, release: HASH, version: WHOLE, seq: WHOLE,
  status: oneOf('open', 'ended'), ending: maybe(TEXT), states: list(TEXT), handler: maybe(ID), openedAt: INSTANT, changedAt: INSTANT, nextEndsAt: maybe(INSTANT),
});
export const CASE_PAGE = object({ items: list(HEAD), next: maybe(TEXT) });
export const INBOX = object({ items: list(object({ task: FREE, case: HEAD })), next: maybe(TEXT), total: WHOLE });
const ADVISER = object({
  person: ID, name: maybe(TEXT), way: oneOf('conference', 'asked', 'former-round', 'sent-back'), by: maybe(FREE), seq: maybe(WHOLE), opinion: maybe(oneOf('agree', 'disagree', 'abstain')),
  askedBy: maybe(ID), followed: maybe(oneOf('yes', 'partly', 'no')), content: FREE,
});
export const CASE = object({
  head: HEAD, states: list(object({ id: TEXT, label: LABEL, kind: TEXT, level: maybe(TEXT), keyPoint: maybe(LABEL) })), snapshot: FREE,
  recusals: list(FREE), tasks: list(FREE), advisers: list(object({ decision: TEXT, question: LABEL, advisers: list(ADVISER) })),
});
export const ACTS = object({
  version: WHOLE, seq: WHOLE, at: INSTANT,
  acts: list(object({
    act: TEXT, label: LABEL, allowed: FLAG, inState: FLAG, blockers: list(BLOCKER), roles: list(TEXT), bodies: list(TEXT),
    'options?': list(object({ option: TEXT, allowed: FLAG, matter: TEXT, blockers: list(BLOCKER) })), fields: FREE, capacity: TEXT, source: maybe(TEXT), keyPoint: maybe(LABEL), document: maybe(LABEL), 'makes?': TEXT,
  })),
});
export const TRACE = object({ lines: list(object({ entry: FREE, actLabel: maybe(LABEL), payload: FREE, refusal: maybe(BLOCKER), validity: maybe(FREE), flags: maybe(SIGNS) })), next: maybe(WHOLE) });
export const DECISIONS = list(object({ record: FREE, question: LABEL, outcome: LABEL, reasons: FREE, advisers: list(ADVISER), validity: maybe(FREE), flags: SIGNS_OF_ENTRIES }));
export const DEADLINES = list(object({
  clock: TEXT, label: LABEL, rule: TEXT, status: TEXT, run: WHOLE, phase: TEXT, start: TEXT, due: maybe(TEXT), endsAt: maybe(INSTANT), provisional: FLAG, paused: FLAG,
  source: TEXT, derivation: object({ zh: list(TEXT), en: list(TEXT) }),
}));
const FIELD = object({ name: TEXT, type: TEXT, label: LABEL, required: FLAG, typed: FLAG, from: list(TEXT) });
const DOCUMENT_HEAD = {
  n: WHOLE, document: TEXT, label: LABEL, corrects: maybe(WHOLE), latest: WHOLE, openedAt: INSTANT,
  issued: maybe(object({ number: TEXT, template: TEXT, version: WHOLE, seq: WHOLE, hash: HASH, issuedAt: INSTANT })),
};
export const DOCUMENTS = object({ items: list(object(DOCUMENT_HEAD)), templates: list(object({ document: TEXT, label: LABEL, template: TEXT, status: TEXT, fields: list(FIELD) })) });
export const DOCUMENT = object({
  ...DOCUMENT_HEAD, fields: FREE, missing: list(TEXT), blocks: list(object({ kind: TEXT, 'text?': TEXT, 'lines?': list(TEXT) })),
  proof: maybe(object({ seq: WHOLE, entryHash: maybe(HASH), hash: HASH, inJournal: FLAG, text: oneOf('matches', 'differs', 'erased'), erasure: maybe(ERASED) })),
});
export const VERSIONS = list(object({ version: WHOLE, person: ID, savedAt: INSTANT, fields: FREE }));
