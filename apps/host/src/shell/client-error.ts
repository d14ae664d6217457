// What Node's parser cannot read never becomes a request: here it gets a problem document all the same, written straight to the socket.
// What is not here: requests that were read (`problem.filter.ts`).
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { problemOf, PROBLEM_MEDIA_TYPE } from '@quanze/contract';
import type { Refusal } from '@quanze/kernel';
import { securityHeaders } from './headers.js';
import { refuse } from './refusal-error.js';

/** Bytes of all header lines together that Node takes. */
const HEADER_BYTES_MAX = 16_384;
const MALFORMED: Refusal = { code: 'REQUEST.MALFORMED', params: { reason: 'http' } };
const TOO_SLOW: Refusal = { code: 'REQUEST.TOO_SLOW', params: {} };
const TOO_LARGE: Refusal = { code: 'REQUEST.TOO_LARGE', params: { bytesMax: HEADER_BYTES_MAX } };

/** Answers what is no HTTP and closes the connection, because nothing after it can be trusted. A connection that is gone gets nothing. */
export function answerClientError(error: { readonly code?: string }, socket: Socket, https: boolean): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  socket.end(rawAnswer(error.code === 'HPE_HEADER_OVERFLOW' ? TOO_LARGE : MALFORMED, https));
}

/** Tells a sender who was waited for long enough, and closes the connection whatever the other side does. */
export function answerTooSlow(socket: Socket, https: boolean): void {
  if (socket.writable) socket.write(rawAnswer(TOO_SLOW, https));
  socket.destroySoon();
}

function rawAnswer(refusal: Refusal, https: boolean): string {
  const { status, headers, body } = problemParts(refusal, https);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines}\r\n${body}`;
}

/** For the expectations nobody here fulfils, which Node would answer without a body. */
export function answerExpectation(response: ServerResponse, https: boolean): void {
  const { status, headers, body } = problemParts(MALFORMED, https);
  response.writeHead(status, headers).end(body);
}

/** Refuses an HTTP/1.1 request that does not say which host it is for. Node's own refusal has no body. */
export function refuseWithoutHost({ httpVersion, headers }: IncomingMessage): void {
  if (httpVersion === '1.1' && headers.host === undefined) throw refuse('REQUEST.MALFORMED', { reason: 'http' });
}

function problemParts(refusal: Refusal, https: boolean): { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const problem = problemOf(refusal, {});
  const body = JSON.stringify(problem);
  const headers = { ...securityHeaders(https), 'content-type': `${PROBLEM_MEDIA_TYPE}; charset=utf-8`, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  return { status: problem.status, headers, body };
}
