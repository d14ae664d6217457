// From the OpenAPI document of the host to operations: what each takes, and what it says it answers. What is not here: values for what
// they take (`values.ts`).

import { PROBLEM_MEDIA_TYPE } from '@quanze/contract';

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
  /** Answers that are no problem documents, by status; null for one that is no JSON or has no documented shape. */
  readonly answers: ReadonlyMap<number, Schema | null>;
}

interface WithContent {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface DocumentedOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: WithContent;
  readonly responses: Readonly<Record<string, WithContent>>;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Every operation of the document, references resolved. */
export function operationsOf({ paths, components }: OpenApi): readonly Operation[] {
  const resolve = (schema: Schema): Schema => (schema.$ref === undefined ? schema : (components.schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {}));
  const schemaOf = ({ content }: WithContent): Schema | null => {
    const schema = content?.['application/json']?.schema;
    return schema === undefined ? null : resolve(schema);
  };
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId, parameters, requestBody, responses }]): Operation => ({
    id: operationId, method: method.toUpperCase(), path, parameters: parameters ?? [], body: schemaOf(requestBody ?? {}),
    answers: new Map(Object.entries(responses).filter(([, answer]) => answer.content?.[PROBLEM_MEDIA_TYPE] === undefined).map(([status, answer]) => [Number(status), schemaOf(answer)])),
  })));
}

/** Whether an address, without its query, is one of this operation. */
export function isAddressOf({ path }: Operation, target: string): boolean {
  const pattern = path.split('/').map((part) => (part.startsWith('{') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('/');
  return new RegExp(`^${pattern}$`).test(target.split('?')[0] ?? '');
}

/** What is wrong with a body by its schema, one level deep; null when nothing is. Lengths and what a text says are the host's own affair.
 *  @param depth `kinds`: fields and their types; `values`: also words and numbers out of their range */
export function violationOf({ properties = {}, required = [] }: Schema, body: Readonly<Record<string, unknown>>, depth: 'kinds' | 'values'): string | null {
  const unknown = Object.keys(body).find((name) => !Object.hasOwn(properties, name));
  if (unknown !== undefined) return `${unknown} is not declared`;
  const missing = required.find((name) => !Object.hasOwn(body, name) || body[name] === undefined);
  if (missing !== undefined) return `${missing} is missing`;
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  const wrong = given.find(([name, value]) => !isOfType(properties[name] ?? {}, value));
  if (wrong !== undefined) return `${wrong[0]} is no ${properties[wrong[0]]?.type ?? 'value'}`;
  const outside = depth === 'kinds' ? undefined : given.find(([name, value]) => !isInRange(properties[name] ?? {}, value));
  return outside === undefined ? null : `${outside[0]} is out of its range`;
}

function isOfType({ type, items }: Schema, value: unknown): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'number':
      return typeof value === type;
    case 'integer':
      return typeof value === 'number';
    case 'array':
      return Array.isArray(value) && value.every((item) => isOfType(items ?? {}, item));
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return true;
  }
}

function isInRange({ enum: values, minimum = -Infinity, maximum = Infinity, items }: Schema, value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => isInRange(items ?? {}, item));
  if (values !== undefined) return values.includes(value as string);
  return typeof value !== 'number' || (value >= minimum && value <= maximum);
}
