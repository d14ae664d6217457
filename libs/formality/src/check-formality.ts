// All signs of formality in one act, in a fixed order. Pure: what was there before is handed in. A flag refuses nothing: it is told to the
// author before the act, to the record with it, and to who supervises after it. What is not here: any single check.
import type { CaseId, Instant, LocalDate, PersonId } from '@quanze/kernel';
import { copyFlags, type EarlierText } from './copies.js';
import type { Flag } from './flag.js';
import type { LawCatalogue } from './laws.js';
import { lawFlags } from './law-checks.js';
import { checkedFieldsOf, type CheckedField, type FormalityModel } from './model.js';
import { paceFlags, type AskedQuestion, type Reading } from './pace.js';
import type { GivenText } from './print.js';
import { namesEvidence, substanceOf } from './substance.js';

export interface FormalityInput {
  readonly person: PersonId;
  readonly caseId: CaseId;
  readonly at: Instant;
  readonly day: LocalDate;
  /** Names of the fields the act has. */
  readonly declared: ReadonlySet<string>;
  readonly given: readonly GivenText[];
  /** Texts of the case, and of the person elsewhere that may be alike. */
  readonly earlier: readonly EarlierText[];
  /** Null when nobody asked this person: a proposal, an act outside of decisions. */
  readonly question: AskedQuestion | null;
  readonly readings: readonly Reading[];
}

/** Flags by field in the model's order, then those of the act. An act that has checked fields and gives none of them is empty.
 *  @source requirements R89, R91, R94: reviews without content, empty or copied reasons, law cited carelessly */
export function checkFormality(input: FormalityInput, model: FormalityModel, laws: LawCatalogue): readonly Flag[] {
  const fields = checkedFieldsOf(model, input.declared);
  const given = new Map(input.given.map((text) => [text.field, text]));
  const ofFields = fields.flatMap((field) => {
    const text = given.get(field.field);
    return text === undefined ? [] : fieldFlags(field, text, input, model, laws);
  });
  const first = fields[0];
  const isSilent = first !== undefined && !fields.some(({ field }) => given.has(field));
  const silence: readonly Flag[] = isSilent ? [{ rule: 'EMPTY', field: first.field, params: { substance: 0, needed: first.substanceMin } }] : [];
  const toRead = input.earlier.filter(({ caseId, person }) => caseId === input.caseId && person !== input.person);
  const ofAct = input.question === null ? [] : paceFlags({ at: input.at, question: input.question, readings: input.readings, toRead }, model);
  return [...silence, ...ofFields, ...ofAct];
}

/** Of an empty text nothing else is said: it cites no law because it says nothing. */
function fieldFlags(field: CheckedField, given: GivenText, input: FormalityInput, model: FormalityModel, laws: LawCatalogue): readonly Flag[] {
  const substance = substanceOf(given.text, model.setPhrases);
  if (substance < field.substanceMin) return [{ rule: 'EMPTY', field: field.field, params: { substance, needed: field.substanceMin } }];
  const copies = field.copies ? copyFlags(given, input.earlier, input, model) : [];
  if (field.role === 'law') return [...copies, ...lawFlags(field.field, given.text, laws, input.day)];
  const evidence: readonly Flag[] = field.role === 'evidence' && !namesEvidence(given.text, model) ? [{ rule: 'EVIDENCE_NONE', field: field.field, params: {} }] : [];
  return [...copies, ...evidence];
}
