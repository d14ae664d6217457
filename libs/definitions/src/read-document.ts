// From the text of one document to a checked value: YAML, schema, then the rules of its kind. What is not here: rules between
// documents (`./rules/cross`) and where the text comes from (`./folder`).
import { isJsonObject, ok, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import { readJson } from './json/read-json.js';
import { DOCUMENT_START, type Places } from './places.js';
import { arrangeProblems, hasErrors, invalid, label, problemAt, type DefinitionRefusal, type Problem } from './problem.js';
import { checkDocument } from './rules/index.js';
import { DOCUMENT_KINDS, isDocumentKind, KINDS, type DocumentKind } from './schema/index.js';
import { validateSchema } from './schema/validate.js';
import { suggestion } from './suggest.js';
import { decodeUtf8 } from './yaml/bytes.js';
import { DOCUMENT_BYTES_MAX, JSON_BYTES_MAX } from './yaml/limits.js';
import { readYaml, tooManyBytes } from './yaml/read-yaml.js';

export interface ReadOptions {
  /** Name shown in problems. */
  readonly file: string;
  /** The kind expected, e.g. from the folder; a document of another kind is refused. */
  readonly kind?: DocumentKind;
}

export interface ReadDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly version: string;
  readonly file: string;
  /** The document without `$schema`, which is the editor's. */
  readonly value: JsonValue;
  readonly places: Places;
  /** Warnings; errors refuse the document. */
  readonly warnings: readonly Problem[];
}

/** Reads a document from text, YAML or the JSON that is YAML too. Refuses `DEFINITION.INVALID` with all problems, each with its line and column.
 *  Rules look only at a document that fits its schema, so a slip in the shape is not reported twice.
 *  INVARIANT: never throws, whatever the text. */
export function readDocument(text: string, options: ReadOptions): Result<ReadDocument, DefinitionRefusal> {
  const { file } = options;
  const json = readJson(text);
  const yaml = json === null ? readYaml(text, file) : { ok: true as const, value: json };
  if (!yaml.ok) return invalid(file, yaml.problems);
  const { places } = yaml.value;
  const where = { file, places };
  const kind = kindOf(yaml.value.value, options.kind, where);
  if (typeof kind !== 'string') return invalid(file, [kind]);
  const misfits = validateSchema(kind, yaml.value.value, file, places);
  if (misfits.length > 0) return invalid(file, misfits);
  // The schema holds, so the document is a map with a head.
  const { $schema: _editor, ...value } = yaml.value.value as JsonObject;
  const problems = arrangeProblems(checkDocument(kind, value, where));
  if (hasErrors(problems)) return invalid(file, problems);
  return ok({ kind, id: String(value['id']), version: String(value['version']), file, value, places, warnings: problems });
}

const BRACE = 0x7b;

/** Reads a document from bytes, which must be UTF-8. */
export function readDocumentBytes(bytes: Uint8Array, options: ReadOptions): Result<ReadDocument, DefinitionRefusal> {
  const { file } = options;
  if (bytes.length > (bytes[0] === BRACE ? JSON_BYTES_MAX : DOCUMENT_BYTES_MAX)) {
    return invalid(file, [{ rule: 'yaml-too-large', severity: 'error', file, ...DOCUMENT_START, key: '', message: tooManyBytes() }]);
  }
  const decoded = decodeUtf8(bytes);
  if (decoded.ok) return readDocument(decoded.text, options);
  return invalid(file, [{ rule: 'text-encoding', severity: 'error', file, ...decoded.at, key: '', message: label('文件不是 UTF-8 编码', 'the file is not UTF-8') }]);
}

function kindOf(value: JsonValue, expected: DocumentKind | undefined, where: { readonly file: string; readonly places: Places }): DocumentKind | Problem {
  const kind = isJsonObject(value) ? value['kind'] : undefined;
  if (!isJsonObject(value)) return problemAt(where, { rule: 'schema-type', key: '', message: label('文件应为映射（键: 值）', 'the document must be a map (key: value)') });
  if (kind === undefined) return problemAt(where, { rule: 'kind-missing', key: '', message: label(`缺少 kind（${DOCUMENT_KINDS.join('、')}）`, `the key kind is missing (${DOCUMENT_KINDS.join(', ')})`) });
  if (!isDocumentKind(kind)) {
    const meant = suggestion(String(kind), DOCUMENT_KINDS);
    return problemAt(where, { rule: 'kind-unknown', key: '/kind', message: label(`没有这种文件${meant.zh}`, `there is no such kind of document${meant.en}`) });
  }
  if (expected === undefined || kind === expected) return kind;
  const [is, wanted] = [KINDS[kind].label, KINDS[expected].label];
  return problemAt(where, { rule: 'kind-mismatch', key: '/kind', message: label(`此处应为${wanted.zh}（${expected}），而非${is.zh}`, `a ${wanted.en} (${expected}) is expected here, not a ${is.en}`) });
}
