// What is checked and how strictly: the model document that an administrator edits, and the names of the rules. Thresholds are configuration,
// not law. What is not here: the checks, and the catalogue of laws.
import type { Label, LocalDate } from '@quanze/kernel';

/** Signs of a duty done for form's sake. A sign is information; it refuses nothing and has no effect in law. */
export const FORMALITY_RULES = [
  'EMPTY', 'COPY_OF_PROPOSAL', 'COPY_OF_OWN', 'FAST', 'UNOPENED', 'LAW_MISSING', 'LAW_UNKNOWN', 'LAW_NOT_IN_FORCE', 'ARTICLE_OUT_OF_RANGE', 'EVIDENCE_NONE',
] as const;
export type FormalityRule = (typeof FORMALITY_RULES)[number];

export function isFormalityRule(word: unknown): word is FormalityRule {
  return FORMALITY_RULES.some((rule) => rule === word);
}

/** What a field is for: evidence must name some, law is read for citations. */
export const FIELD_ROLES = ['reasoning', 'facts', 'evidence', 'law'] as const;
export type FieldRole = (typeof FIELD_ROLES)[number];

export interface CheckedField {
  /** Name of a text field of acts. */
  readonly field: string;
  readonly role: FieldRole;
  /** Least substance, counted as `substanceOf` counts it. */
  readonly substanceMin: number;
  /** Whether copies are looked for. Two people name the same law without copying. */
  readonly copies: boolean;
}

export interface FormalityModel {
  readonly kind: 'formality-model';
  readonly id: string;
  readonly version: string;
  readonly label: Label;
  readonly source: string;
  readonly status: 'verified' | 'secondary' | 'unverified';
  /** First day on which acts are checked by it. */
  readonly effectiveFrom: LocalDate;
  /** Capacities whose acts are checked outside of decisions; acts of a decision always are. */
  readonly capacities: readonly string[];
  readonly fields: readonly CheckedField[];
  /** Phrases that say nothing about the case by themselves. */
  readonly setPhrases: readonly string[];
  /** One of these must occur where evidence is relied on. */
  readonly evidenceWords: readonly string[];
  readonly copies: {
    /** Texts with fewer normalised characters are never called copies. At least 8. */
    readonly lengthMin: number;
    /** Estimated share of common grams from which a text is called a copy, in percent. */
    readonly sharePercent: number;
  };
  readonly pace: {
    /** Nobody reads and judges faster than this, however short the question is. */
    readonly secondsMin: number;
    /** What a fast reader takes in of the texts of the question, in characters a second. */
    readonly charactersPerSecond: number;
  };
}

export const COPY_LENGTH_LEAST = 8;

/** The model in force on a day: the one that began last. Null before the first. */
export function modelOn(models: readonly FormalityModel[], day: LocalDate): FormalityModel | null {
  const begun = models.filter(({ effectiveFrom }) => effectiveFrom <= day);
  return begun.reduce<FormalityModel | null>((latest, model) => (latest === null || model.effectiveFrom >= latest.effectiveFrom ? model : latest), null);
}

/** The fields of an act that the model checks, in the model's order. */
export function checkedFieldsOf(model: FormalityModel, declared: ReadonlySet<string>): readonly CheckedField[] {
  return model.fields.filter(({ field }) => declared.has(field));
}
