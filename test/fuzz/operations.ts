// From the OpenAPI document of the host to operations and to values their schemas allow. What is not here: values they do not allow
// (`hostile.ts`).
import fc from 'fast-check';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly schema: Schema;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Null when the operation takes no body. */
  readonly body: Schema | null;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string; readonly parameters?: readonly Parameter[]; readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> } }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Every operation of the document, references resolved. */
export function operationsOf(document: OpenApi): readonly Operation[] {
  const resolve = (schema: Schema): Schema => (schema.$ref === undefined ? schema : (document.components.schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {}));
  return Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]): Operation => {
    const body = operation.requestBody?.content['application/json']?.schema;
    return { id: operation.operationId, method: method.toUpperCase(), path, parameters: operation.parameters ?? [], body: body === undefined ? null : resolve(body) };
  }));
}

/** What the office of the tests knows, so that a value can be the name of something that exists. */
export interface Vocabulary {
  readonly cases: readonly string[];
  readonly offices: readonly string[];
  readonly people: readonly string[];
  readonly hashes: readonly string[];
  readonly acts: readonly string[];
  readonly words: readonly string[];
  /** Payloads that some act or other takes, and facts a case is opened with. */
  readonly objects: readonly object[];
}

const INSTANTS = ['2026-11-23T02:00:00Z', '2027-01-05T10:00:00+08:00', '2026-12-31T15:59:59.999Z', '2030-01-01T00:00:00+08:00'];

/** Values of a schema, by name where the name says more than the schema. */
export function valueOf(name: string, schema: Schema, words: Vocabulary): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (name) {
    case 'office':
      return fc.constantFrom(...words.offices);
    case 'person':
    case 'to':
    case 'handler':
      return fc.constantFrom(...words.people);
    case 'act':
      return fc.constantFrom(...words.acts);
    case 'hash':
      return fc.constantFrom(...words.hashes);
    case 'id':
      return fc.constantFrom(...words.cases, ...words.people);
    case 'seq':
      return fc.integer({ min: 1, max: 12 }).map(String);
    default:
      break;
  }
  if (schema.format === 'date-time') return fc.constantFrom(...INSTANTS);
  if (schema.format === 'date') return fc.constantFrom('2026-12-01', '2027-02-28', '2026-11-24');
  if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...words.people, ...words.cases), fc.uuid());
  switch (schema.type) {
    case 'number':
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 40, 1_000_000) });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valueOf('item', schema.items ?? {}, words), { maxLength: 4 });
    case 'object':
      return schema.properties === undefined ? fc.constantFrom(...words.objects) : objectOf(schema, words);
    default:
      return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words.words) }, { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: Math.min(schema.maxLength ?? 60, 60), unit: 'grapheme' }) });
  }
}

/** Objects of a schema: what is required, and some of the rest. */
export function objectOf(schema: Schema, words: Vocabulary): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, valueOf(name, field, words)]));
  return fc.record(fields, { requiredKeys: [...(schema.required ?? [])] }) as fc.Arbitrary<Record<string, unknown>>;
}
