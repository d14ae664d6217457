// Small helpers for the OpenAPI descriptions of answers, so that every operation documents its schema and its problems.
import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import { findEntry, problemOf, PROBLEM_MEDIA_TYPE } from '@quanze/contract';

export interface Schema {
  readonly type?: string;
  readonly [key: string]: unknown;
}

export const TEXT: Schema = { type: 'string' };
export const ID: Schema = { type: 'string', format: 'uuid' };
export const INSTANT: Schema = { type: 'string', format: 'date-time', example: '2026-01-05T01:00:00.000Z' };
export const WHOLE: Schema = { type: 'integer' };
export const FLAG: Schema = { type: 'boolean' };
export const LABEL: Schema = { type: 'object', required: ['zh', 'en'], properties: { zh: TEXT, en: TEXT } };
/** JSON whose shape is that of a definition or of the engine. */
export const FREE: Schema = { type: 'object', additionalProperties: true };
export const HASH: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };

export const list = (items: Schema): Schema => ({ type: 'array', items });
export const oneOf = (...values: string[]): Schema => ({ type: 'string', enum: values });
export const maybe = (schema: Schema): Schema => ({ ...schema, nullable: true });
/** An object; names ending in `?` are optional. */
export function object(properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  const named = Object.entries(properties).map(([name, schema]) => [name.replace(/\?$/, ''), schema] as const);
  const required = Object.keys(properties).filter((name) => !name.endsWith('?'));
  return { type: 'object', ...(required.length === 0 ? {} : { required }), properties: Object.fromEntries(named), ...(description === undefined ? {} : { description }) };
}

export const PROBLEM_SCHEMA = object({
  type: TEXT, title: TEXT, status: WHOLE, detail: TEXT, 'instance?': TEXT, code: TEXT, detailZh: TEXT, detailEn: TEXT, 'hintZh?': TEXT, 'hintEn?': TEXT,
  params: FREE, 'source?': TEXT, 'requestId?': TEXT, 'whoMay?': list(object({ kind: oneOf('role', 'body'), id: TEXT, label: LABEL })),
}, 'Problem document (RFC 9457). `code` is stable; `detail` is in the language of Accept-Language, Chinese by default.');
export const BLOCKER = object({ code: TEXT, text: LABEL, params: FREE, source: maybe(TEXT), whoMay: list(object({ kind: oneOf('role', 'body'), id: TEXT, label: LABEL })) });

/** A successful answer. */
export function Answers(status: number, description: string, schema?: Schema): MethodDecorator {
  return ApiResponse({ status, description, ...(schema === undefined ? {} : { content: { 'application/json': { schema } } }) } as ApiResponseOptions);
}

const ALWAYS = ['REQUEST.MALFORMED', 'IDENTITY.UNKNOWN', 'FAULT.UNEXPECTED', 'FAULT.DEPENDENCY_DOWN', 'FAULT.STOPPING'];

/** The problems an operation may answer with, grouped by status, each with an example; those of every operation are added. */
export function Problems(...codes: string[]): MethodDecorator & ClassDecorator {
  const all = [...new Set([...ALWAYS, ...codes])];
  const statuses = [...new Set(all.map((code) => statusOf(code)))].sort();
  return applyDecorators(...statuses.map((status) => {
    const here = all.filter((code) => statusOf(code) === status);
    const examples = Object.fromEntries(here.map((code) => [code, { summary: findEntry(code)?.text.zh ?? code, value: problemOf({ code, params: {} }, { requestId: '00000000-0000-4000-8000-000000000000' }) }]));
    return ApiResponse({ status, description: here.join(', '), content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' }, examples } } } as unknown as ApiResponseOptions);
  }));
}

function statusOf(code: string): number {
  const entry = findEntry(code);
  if (entry === undefined) throw new Error(`${code} is documented and not in the catalogue`);
  return entry.status;
}

export const WithIdempotencyKey = (): MethodDecorator => ApiHeader({
  name: 'Idempotency-Key', required: false, description: 'Recommended: 1 to 200 visible ASCII characters. The same key with the same content has one effect and gets the same answer.', schema: { type: 'string', minLength: 1, maxLength: 200 },
});
