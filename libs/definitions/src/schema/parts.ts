// Building blocks of the JSON Schemas: names, labels, limits and the constructors for objects and maps. Every object is
// closed: an unknown key is always an error, because a misspelt key would silently drop a duty.
// What is not here: the schemas of the kinds of document (the files beside this one).
import type { DocumentHead } from '@quanze/engine';
import type { JsonObject, JsonValue } from '@quanze/kernel';
import type { DocumentRef } from '../release-document.js';

export type Schema = JsonObject;

// Sizes that no real document comes near; they bound compilation and verification.
export const TEXT_LENGTH_MAX = 2000;
export const LABEL_LENGTH_MAX = 400;
export const EXPRESSION_LENGTH_MAX = 1000;
export const MEMBERS_MAX = 500;

/** Patterns by meaning. Their wording for people is in `./explain`. */
export const PATTERNS = {
  documentId: '^[a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$',
  version: '^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$',
  name: '^[a-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*$',
  access: '^(?=.)C?R?U?D?$',
  variable: '^[a-z][A-Za-z0-9_]*$',
  stateRef: '^[a-z][A-Za-z0-9_-]*([.][a-z][A-Za-z0-9_-]*)*$',
  stateSource: '^([*]|[a-z][A-Za-z0-9_-]*([.][a-z][A-Za-z0-9_-]*)*)$',
  listedId: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
  powers: '^[a-z][a-z0-9_-]*([.][a-z][a-z0-9_-]*)*([.][*])?$',
  ruleId: '^[AB](0|[1-9][0-9]{0,2})$',
  date: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
  moment: '^(now|payload[.][a-z][A-Za-z0-9_]*|fact[.][a-z][A-Za-z0-9_]*)$',
  fraction: '^[1-9][0-9]{0,2}/[1-9][0-9]{0,2}$',
  allOrAny: '^(all|any)$',
  text: '\\S',
} as const;

export function text(description: string, maxLength = TEXT_LENGTH_MAX): Schema {
  return { type: 'string', description, minLength: 1, maxLength, pattern: PATTERNS.text };
}

export function word(pattern: string, description: string, maxLength = 80): Schema {
  return { type: 'string', description, maxLength, pattern };
}

export function oneOfWords(words: readonly string[], description: string): Schema {
  return { type: 'string', description, enum: words };
}

export function flag(description: string): Schema {
  return { type: 'boolean', description };
}

export function whole(minimum: number, maximum: number, description: string): Schema {
  return { type: 'integer', description, minimum, maximum };
}

export interface Must {
  readonly must: Schema;
}

export interface May {
  readonly may: Schema;
}

/** The key must be there. */
export function must(schema: Schema): Must {
  return { must: schema };
}

/** The key may be left out. */
export function may(schema: Schema): May {
  return { may: schema };
}

/** Schemas for all keys of a type. A key forgotten, invented or wrongly optional does not compile, which is how the schemas
 *  stay exact mirrors of the types of the engine. */
export type Members<T> = { readonly [K in keyof T]-?: object extends Pick<T, K> ? May : Must };

/** A closed object with exactly the keys of the type `T`. */
export function mirror<T>(description: string, members: Members<T>): Schema {
  const entries = Object.entries<Must | May>(members);
  const required = entries.filter(([, member]) => 'must' in member).map(([name]) => name);
  return closed(description, required, Object.fromEntries(entries.map(([name, member]) => [name, 'must' in member ? member.must : member.may])));
}

/** All words of a union type, in the order written; a word forgotten or invented does not compile. */
export function wordsOf<U extends string>(words: Readonly<Record<U, true>>): readonly string[] {
  return Object.keys(words);
}

/** A closed object: `properties` of which `required` must be there. */
export function closed(description: string, required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', description, required, properties, additionalProperties: false };
}

/** A map from names of one pattern to members of one shape. */
export function mapOf(pattern: string, member: Schema, description: string, maxProperties = MEMBERS_MAX): Schema {
  return { type: 'object', description, propertyNames: { type: 'string', maxLength: 80, pattern }, additionalProperties: member, maxProperties };
}

export function listOf(items: Schema, description: string, limits: { readonly min?: number; readonly max?: number; readonly unique?: boolean } = {}): Schema {
  return {
    type: 'array', description, items, minItems: limits.min ?? 0, maxItems: limits.max ?? MEMBERS_MAX,
    ...(limits.unique === true ? { uniqueItems: true } : {}),
  };
}

export function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}

/** A union told apart by the value of one key. */
export function unionBy(propertyName: string, description: string, members: readonly string[]): Schema {
  return { type: 'object', description, required: [propertyName], discriminator: { propertyName }, oneOf: members.map((name) => ref(name)) };
}

/** A union told apart by which key is there; without any of them the author is told which keys would do. */
export function unionByKey(description: string, members: Readonly<Record<string, string>>): Schema {
  const keys = Object.keys(members);
  const last: Schema = { anyOf: keys.map((key) => ({ required: [key] })) };
  const chain = Object.entries(members).reduceRight<Schema>((rest, [key, name]) => ({ if: { required: [key] }, then: ref(name), else: rest }), last);
  return { type: 'object', description, ...chain };
}

export const LABEL: Schema = closed('Text for people in Chinese (the legal one) and English.', ['zh', 'en'], {
  zh: text('Chinese text.', LABEL_LENGTH_MAX),
  en: text('English text.', LABEL_LENGTH_MAX),
});

/** Longest id in the tables of another system. */
export const SOURCE_ID_LENGTH_MAX = 200;
export const SOURCE_ID = text('Id in the tables it was imported from.', SOURCE_ID_LENGTH_MAX);
export const ROLES_MAX = 200;
export const SOURCE = text('Article, list row or document that this statement rests on, e.g. 刑诉法 175.', 600);
export const STATUS = oneOfWords(['verified', 'secondary', 'unverified'], 'How far the statements of law were checked: read in the official text, quoted from a secondary source, or not checked.');

const EDITOR_KEY: Schema = { type: 'string', description: 'Address of this schema, for editors; not part of the document.', maxLength: 400 };

/** The keys every document but a release begins with. */
export function headOf<K extends string>(kind: K): Members<DocumentHead & { readonly kind: K }> {
  return {
    kind: must({ const: kind, description: 'Kind of the document.' }),
    id: must(word(PATTERNS.documentId, 'Id of the document; other documents refer to it.')),
    version: must(word(PATTERNS.version, 'Version for people; the machine pins the content hash.', 32)),
    label: must(ref('label')),
    source: must(SOURCE),
    status: must(STATUS),
  } as Members<DocumentHead & { readonly kind: K }>;
}

/** The same keys as plain schemas, all required, for documents whose types belong to another library. */
export function plainHead(kind: string): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries<Must>(headOf(kind)).map(([name, member]) => [name, member.must]));
}

export const DOCUMENT_REF = mirror<DocumentRef>('A document by id and version.', {
  id: must(word(PATTERNS.documentId, 'Id of the document.')),
  version: must(word(PATTERNS.version, 'Version of the document.', 32)),
});

/** A whole schema: draft 2020-12, with its definitions. `$schema` may stand in every document, for the editor's sake. */
export function documentSchema(kind: string, title: string, body: Schema, definitions: Readonly<Record<string, JsonValue>>): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:quanze:schema:${kind}`,
    title,
    ...body,
    properties: { $schema: EDITOR_KEY, ...(body['properties'] as Schema) },
    $defs: { label: LABEL, ...definitions },
  };
}
