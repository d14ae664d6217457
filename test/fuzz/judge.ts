// What is wrong with one answer to one request: by RFC 9457 and our catalogue when it refuses, by the OpenAPI document when it does not.
// What is not here: whether it tells the truth (`books.ts`).
import { findEntry, PROBLEM_MEDIA_TYPE } from '@quanze/contract';
import { isAddressOf, violationOf, type Operation, type Schema } from './operations.js';
import type { FuzzRequest } from './requests.js';
import type { WireAnswer } from './wire.js';

const ALWAYS_THERE = ['content-security-policy', 'x-content-type-options', 'x-frame-options', 'referrer-policy'];
/** Refusals that come before the content of a request has any effect. */
const AT_THE_DOOR = /^REQUEST\.(?!TAKEN$|IDEMPOTENCY_KEY_REUSED$)|^IDENTITY\.UNKNOWN$/;

/** What is wrong with an answer; null when nothing is. @param operation the one the request was made for, undefined for strange addresses */
export function defectOf(request: Pick<FuzzRequest, 'method' | 'target' | 'body'>, answer: WireAnswer, operation: Operation | undefined): string | null {
  const { status, headers, body } = answer;
  const { method } = request;
  // A host under a storm may say that it is not ready; nothing else above 499 is an answer.
  const isSaid = operation !== undefined && [operation.method, 'HEAD'].includes(method) && isAddressOf(operation, request.target) && operation.answers.has(status);
  if (status < 200 || (status >= 500 && !isSaid)) return `status ${status}`;
  const lacking = ALWAYS_THERE.find((name) => headers[name] === undefined);
  if (lacking !== undefined) return `no ${lacking}`;
  const violation = (depth: 'kinds' | 'values'): string | null =>
    operation === undefined || operation.body === null || method !== operation.method || request.body === null || Buffer.isBuffer(request.body) ? null : violationOf(operation.body, request.body, depth);
  if (status < 400 || isSaid) {
    const wrong = violation('values');
    if (wrong !== null) return `taken although ${wrong}`;
    return operation !== undefined && method === operation.method && isAddressOf(operation, request.target) ? defectOfSuccess(operation, answer) : null;
  }
  if (headers['content-type'] !== `${PROBLEM_MEDIA_TYPE}; charset=utf-8`) return `a refusal as ${headers['content-type'] ?? 'nothing'}`;
  if (method === 'HEAD') return body === '' ? null : 'a body for HEAD';
  const problem = readObject(body);
  if (problem === null) return 'a problem that is no JSON';
  const wrong = violation('kinds');
  return defectOfProblem(problem, answer) ?? (wrong !== null && !AT_THE_DOOR.test(String(problem['code'])) ? `got as far as ${String(problem['code'])} although ${wrong}` : null);
}

function defectOfProblem(problem: Readonly<Record<string, unknown>>, { status, headers }: WireAnswer): string | null {
  const entry = findEntry(String(problem['code']));
  if (entry === undefined) return `the unknown code ${String(problem['code'])}`;
  if (entry.status !== status || problem['status'] !== status) return `code ${entry.code} with status ${status}`;
  const texts = ['type', 'title', 'detail', 'detailZh', 'detailEn'].filter((name) => typeof problem[name] !== 'string' || problem[name] === '');
  if (texts.length > 0) return `no ${texts.join()}`;
  const { detail, detailZh, detailEn, requestId } = problem as Readonly<Record<string, string>>;
  if (!/\p{Script=Han}/u.test(detailZh ?? '') || !/[a-z]/.test(detailEn ?? '')) return 'a text in the other language';
  if (detail !== detailZh && detail !== detailEn) return 'a detail in neither language';
  if (requestId !== headers['x-request-id']) return 'another number in the body than in the header';
  const unfilled = [...entry.text.en.matchAll(/\{\w+(?::\w+)?\}/g)].filter(([place]) => detailEn?.includes(place));
  return unfilled.length > 0 ? `an unfilled place in "${String(detailEn)}"` : null;
}

function defectOfSuccess({ answers, id }: Operation, { status, body }: WireAnswer): string | null {
  const schema = answers.get(status);
  if (schema === undefined) return `status ${status}, which ${id} does not document`;
  if (status === 204) return body === '' ? null : 'a body where there is none';
  if (schema === null) return null;
  const given = JSON.parse(body) as unknown;
  const [shape, one]: readonly [Schema, unknown] = schema.type === 'array' ? [schema.items ?? {}, (given as readonly unknown[])[0]] : [schema, given];
  if (one === undefined) return null;
  const missing = (shape.required ?? []).filter((name) => !Object.hasOwn(one as object, name));
  return missing.length === 0 ? null : `an answer without ${missing.join()}`;
}

function readObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
