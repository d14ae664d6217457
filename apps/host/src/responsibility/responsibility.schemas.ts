// What the operations of responsibility answer with, for the OpenAPI document.
import { SIGNS_OF_ENTRIES } from '../formality/formality.schemas.js';
import { AMBIGUITIES } from '@quanze/application';
import { AREAS, BEARS, CAPACITIES, FAULTS, FINDING_SUBJECTS, FLAGS } from '@quanze/responsibility';
import { FLAG, FREE, ID, INSTANT, LABEL, list, maybe, object, oneOf, TEXT, WHOLE } from '../openapi.js';

const TABLE = object({ id: TEXT, version: TEXT, label: LABEL, source: TEXT, status: oneOf('verified', 'secondary', 'unverified') }, 'The attribution table the rows were computed with');
const AREA = oneOf(...AREAS);
const DUTY = object({ duty: TEXT, list: TEXT, label: LABEL, next: TEXT }, 'The entry of the duty list, in force when it was decided, by which the row is borne');
const ROW = object({ person: ID, name: maybe(TEXT), capacity: oneOf(...CAPACITIES), area: oneOf(...AREAS, ''), bears: oneOf(...BEARS), rules: list(TEXT), basis: TEXT, duty: maybe(DUTY) });
const REFUSAL = object({ code: TEXT, text: LABEL, params: FREE, source: maybe(TEXT) });
const DECISION_FIELDS = {
  caseId: ID, number: TEXT, office: ID, seq: WHOLE, question: LABEL, outcome: LABEL, power: TEXT, level: TEXT, listVersion: TEXT, decidedAt: INSTANT, replacedBy: maybe(WHOLE),
  rows: list(ROW), flags: list(oneOf(...FLAGS)), ambiguous: list(oneOf(...AMBIGUITIES)), refusal: maybe(REFUSAL),
};
const STATEMENT_FIELDS = { id: ID, office: ID, caseId: ID, seq: WHOLE, person: ID, recordedBy: ID, recordedAt: INSTANT, entry: WHOLE };
const OUTCOME = object({ result: TEXT, serious: FLAG, causes: list(TEXT) });
const TEXTS = { basis: maybe(TEXT), reasons: maybe(TEXT) };
const FINDING = object({ ...STATEMENT_FIELDS, area: AREA, fault: oneOf(...FAULTS), role: maybe(TEXT), about: maybe(oneOf(...FINDING_SUBJECTS)), crime: FLAG, outcome: maybe(OUTCOME), ...TEXTS });
const EXEMPTION = object({ ...STATEMENT_FIELDS, area: AREA, kind: TEXT, ...TEXTS });
const APPEAL = object({ ...STATEMENT_FIELDS, area: maybe(AREA), answer: maybe(object({ appeal: ID, upheld: FLAG, answeredBy: ID, answeredAt: INSTANT, entry: WHOLE })) });
const WHY_NOT = list(object({ rule: TEXT, reason: TEXT }));

export const CASE_RESPONSIBILITY = object({ caseId: ID, number: TEXT, asOf: INSTANT, table: TABLE, decisions: list(object(DECISION_FIELDS)) });
export const DECISION_RESPONSIBILITY = object({
  asOf: INSTANT, table: TABLE, ...DECISION_FIELDS, facts: FREE, findings: list(FINDING), exemptions: list(EXEMPTION), appeals: list(APPEAL),
  formality: SIGNS_OF_ENTRIES,
  explanation: maybe(object({ rows: list(object({ person: ID, area: TEXT, why: TEXT, whyNot: WHY_NOT })), whyNot: WHY_NOT, text: TEXT })),
});
export const DOSSIER = object({
  person: ID, name: TEXT, posts: list(object({ office: ID, role: TEXT, department: maybe(TEXT), from: INSTANT, until: maybe(INSTANT) })), asOf: INSTANT, table: TABLE,
  items: list(object({ ...DECISION_FIELDS, capacities: list(TEXT), appeals: list(APPEAL) })), next: maybe(TEXT),
});
const REF = { caseId: ID, number: TEXT, seq: WHOLE };
export const SUMMARY = object({
  office: ID, asOf: INSTANT, table: TABLE, examined: WHOLE, next: maybe(TEXT),
  owners: list(object({ area: AREA, person: ID, name: maybe(TEXT), decisions: list(object({ ...REF, capacity: TEXT, bears: oneOf(...BEARS) })) })),
  ambiguous: list(object({ ...REF, reasons: list(oneOf(...AMBIGUITIES)) })),
});
export const STATED = object({ id: ID, recordedAt: INSTANT });
export const APPEAL_TEXT = object({ appeal: APPEAL, grounds: maybe(TEXT), reasons: maybe(TEXT) });
export const READS = list(object({ reader: ID, name: maybe(TEXT), at: INSTANT, what: TEXT, caseId: maybe(ID), seq: maybe(WHOLE) }));
