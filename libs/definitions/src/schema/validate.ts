// Validates a JSON value against the schema of its kind, with ajv. What is not here: the wording of problems (`./explain`).
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonValue } from '@quanze/kernel';
import type { Places } from '../places.js';
import { arrangeProblems, type Problem } from '../problem.js';
import { explain } from './explain.js';
import { KINDS, type DocumentKind } from './index.js';

// Compiling a schema costs tens of milliseconds, so each is compiled when its first document comes.
const compiled = new Map<DocumentKind, ValidateFunction>();

/** Problems of a value as a document of a kind; empty when it fits the schema. */
export function validateSchema(kind: DocumentKind, value: JsonValue, file: string, places: Places): readonly Problem[] {
  const validate = validatorOf(kind);
  if (validate(value)) return [];
  const errors: readonly ErrorObject[] = validate.errors ?? [];
  return arrangeProblems(explain(errors, { file, places }));
}

function validatorOf(kind: DocumentKind): ValidateFunction {
  const known = compiled.get(kind);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({
    allErrors: true, verbose: true, discriminator: true, ownProperties: true, validateFormats: false,
    // Checking the schemas themselves costs more than compiling them; a test does it once, strictly.
    strict: false, meta: false, validateSchema: false, code: { optimize: false },
    // Shared definitions as functions of their own: compiled once, not again at every place that names them.
    inlineRefs: false,
  });
  const validate = ajv.compile(KINDS[kind].schema);
  compiled.set(kind, validate);
  return validate;
}
