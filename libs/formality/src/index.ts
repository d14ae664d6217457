// Signs that a duty was done for form's sake (履职形式化): empty, copied or machine-fast reasons, law cited carelessly. Pure; what was there
// before is handed in. What is not here: storing fingerprints, logging readings, telling anybody.
export { checkFormality, type FormalityInput } from './check-formality.js';
export { citationsOf, type Citation } from './citations.js';
export type { EarlierText } from './copies.js';
export { FLAG_LABELS, recorded, type Flag, type RecordedFlag } from './flag.js';
export { catalogueOf, checkLaws, titleOf, versionOn, type Law, type LawCatalogue, type LawCatalogueDocument, type LawVersion } from './laws.js';
export { checkedFieldsOf, COPY_LENGTH_LEAST, FIELD_ROLES, FORMALITY_RULES, isFormalityRule, modelOn, type CheckedField, type FieldRole, type FormalityModel, type FormalityRule } from './model.js';
export { normalizeText } from './normalize.js';
export { numeralOf } from './numerals.js';
export type { AskedQuestion, Reading } from './pace.js';
export { givenTexts, type GivenText, type TextPrint } from './print.js';
export { gramsOf, keysOf, shareOf, SLOTS, sketchOf } from './sketch.js';
export { namesEvidence, substanceOf } from './substance.js';
