// Everything that goes wrong ends here and becomes a problem document. A refusal is told as it is; a fault is told as a number,
// and what it was stands in the log.
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { findEntry, levelOf, problemOf, PROBLEM_MEDIA_TYPE } from '@quanze/contract';
import { Fault, type Refusal } from '@quanze/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { BODY_BYTES_MAX } from './json-body.js';
import { languageOf } from './language.js';
import { describeError } from './logging.js';
import type { Metrics } from './metrics.js';
import { isRefusalError, refuse, type RefusalError } from './refusal-error.js';
import type { RouteTable } from './routes.js';

export interface ProblemParts {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly routes: RouteTable;
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly parts: ProblemParts) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.send(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  send(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { refusal, headers } = this.refusalOf(error, request);
    const problem = problemOf(refusal, { instance: request.url.split('?')[0] ?? '', requestId: request.id, language: languageOf(request.headers['accept-language']) });
    if (problem.status >= 500) this.parts.log[levelOf(problem.code) === 'error' ? 'error' : 'warn']({ requestId: request.id, code: refusal.code, error: describeError(error) }, 'fault');
    this.parts.metrics.refused(problem.code);
    request.problemCode = problem.code;
    if (reply.raw.headersSent) return void reply.raw.destroy();
    // Fastify hangs up after any body it has no use for, and so on whatever waits behind it. One that we refused was read to its end.
    if (isRefusalError(error)) void reply.removeHeader('connection');
    void reply.status(problem.status).headers({ ...headers, 'content-type': `${PROBLEM_MEDIA_TYPE}; charset=utf-8` }).send(JSON.stringify(problem));
  }

  private refusalOf(error: unknown, request: FastifyRequest): Pick<RefusalError, 'refusal' | 'headers'> {
    if (isRefusalError(error)) return error;
    if (isCutOff(error, request)) return refuse('REQUEST.MALFORMED', { reason: 'cut' });
    if (error instanceof Fault || nameOf(error) === 'Fault') return { refusal: faultRefusal((error as Fault).code), headers: {} };
    const status = statusOf(error);
    if (status === 404) return this.wrongAddress(request);
    if (status === 405) return refuse('REQUEST.METHOD_NOT_ALLOWED', { allow: [] });
    if (status === 413) return refuse('REQUEST.TOO_LARGE', { bytesMax: BODY_BYTES_MAX });
    if (status === 415) return refuse('REQUEST.MEDIA_TYPE');
    if (status !== null && status < 500) return refuse('REQUEST.MALFORMED', { reason: causeCode(error) === 'FST_ERR_BAD_URL' ? 'address' : 'http' });
    return { refusal: faultRefusal(isConnectionLost(error) ? 'FAULT.DEPENDENCY_DOWN' : 'FAULT.UNEXPECTED'), headers: {} };
  }

  private wrongAddress(request: FastifyRequest): RefusalError {
    const allow = this.parts.routes.methodsOf(request.url);
    return allow.length === 0 || allow.includes(request.method) ? refuse('REQUEST.NOT_FOUND') : refuse('REQUEST.METHOD_NOT_ALLOWED', { allow }, { allow: allow.join(', ') });
  }
}

function faultRefusal(code: string): Refusal {
  return { code: findEntry(code)?.status === 503 ? code : code.startsWith('FAULT.') ? code : 'FAULT.UNEXPECTED', params: {} };
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}

/** Status of an error of the framework; null for anything else. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('getStatus' in error && typeof error.getStatus === 'function') return Number(error.getStatus());
  return nameOf(error) === 'FastifyError' && 'statusCode' in error ? Number(error.statusCode) : null;
}

function causeCode(error: unknown): string {
  const from = (value: unknown): string => (typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : '');
  return from(error) || (typeof error === 'object' && error !== null && 'cause' in error ? from(error.cause) : '');
}

/** The sender hung up in the middle of the body. The code is that of a lost connection, but it is not ours that was lost. */
function isCutOff(error: unknown, { raw }: FastifyRequest): boolean {
  return !raw.complete && causeCode(error) === 'ECONNRESET';
}

/** The database went away in the middle of a request: safe to try again. */
function isConnectionLost(error: unknown): boolean {
  const code = causeCode(error);
  const driver = typeof error === 'object' && error !== null && 'driverError' in error ? causeCode(error.driverError) : '';
  return [code, driver].some((c) => /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|57P0[123]|08\d{3}|53300)$/.test(c));
}
