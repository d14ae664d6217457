// What happens to every request around its handler: number, headers, the refusal of one that comes after the host was asked to end, one
// line in the log, one observation.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { refuseWithoutHost } from './client-error.js';
import { refuseCrossSite, securityHeaders } from './headers.js';
import { fieldNamesOf } from './logging.js';
import type { Metrics } from './metrics.js';
import { refuse } from './refusal-error.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the problem filter, read by the log. */
    problemCode?: string;
    /** Set by the guard. */
    caller?: import('../auth/caller.js').Caller;
  }
}

const QUIET = ['/health', '/ready', '/metrics'];

/** The sender's own number when it is a harmless one, so that a request can be followed through a proxy; else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomUUID();
}

export interface WatchParts {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly https: boolean;
  readonly isStopping: () => boolean;
}

export function watchRequests(fastify: FastifyInstance, parts: WatchParts): void {
  const headers = securityHeaders(parts.https);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ ...headers, 'x-request-id': request.id });
    refuseWithoutHost(request.raw);
    refuseCrossSite(request.method, request.headers);
    // Nothing is begun that may not be finished; whoever watches over this host is still told how it is.
    if (parts.isStopping() && !QUIET.includes(request.routeOptions.url ?? '')) throw refuse('FAULT.STOPPING');
    done();
  });
  // The sender learns with this answer that the connection is of no more use, instead of with the loss of its next request.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (parts.isStopping()) void reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? '(none)';
    parts.metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    const line = {
      requestId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10,
      person: request.caller?.identity.person, code: request.problemCode, fields: request.body === undefined ? undefined : fieldNamesOf(request.body),
    };
    parts.log[QUIET.includes(route) ? 'debug' : 'info'](line, 'request');
    done();
  });
}
