// Puts the HTTP server together: Nest on Fastify with our parser, our problems, our log. What is not here: the use cases and their
// adapters (`composition.ts`), signals (`main.ts`).
import 'reflect-metadata';
import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module.js';
import { sendsFile, takesBytes } from './cases/upload.js';
import type { Runtime } from './runtime.js';
import { answerClientError, answerExpectation, answerTooSlow } from './shell/client-error.js';
import { Connections } from './shell/connections.js';
import { securityHeaders } from './shell/headers.js';
import { BODY_BYTES_MAX, useStrictJson } from './shell/json-body.js';
import { nestLogger } from './shell/logging.js';
import { Metrics } from './shell/metrics.js';
import { ProblemFilter } from './shell/problem.filter.js';
import { requestIdOf, watchRequests } from './shell/request-log.js';
import { RouteTable } from './shell/routes.js';
import { SlowBodies, type SlowBodyParts } from './shell/slow-bodies.js';
import { StrictValidationPipe } from './shell/validation.js';
import { OpenApiSource } from './system/openapi-source.js';

const URL_PARAMETER_LENGTH_MAX = 200;
const HEADERS_LIMIT_MS = 20_000;

export interface Host {
  readonly app: NestFastifyApplication;
  /** Begins to listen. @returns the port */
  listen(): Promise<number>;
  /** Ends streams, stops listening, answers what is under way and refuses what comes after. Resolves when every connection is closed,
   *  within fifteen seconds whatever the other side does. */
  close(): Promise<void>;
}

/** @param patience with senders of bodies, for tests; that of the product when absent */
export async function createHost(runtime: Runtime, patience: Pick<SlowBodyParts, 'now' | 'patience'> = {}): Promise<Host> {
  const { config, log } = runtime;
  const metrics = new Metrics(runtime.application.deps.jobs);
  const routes = new RouteTable();
  const openapi = new OpenApiSource(runtime.version);
  const filter = new ProblemFilter({ log, metrics, routes });
  const https = config.publicUrl?.startsWith('https:') ?? false;
  let isEnding = false;
  const adapter = new FastifyAdapter({
    genReqId: requestIdOf, bodyLimit: BODY_BYTES_MAX, trustProxy: config.trustProxy, requestTimeout: 0, connectionTimeout: 0,
    forceCloseConnections: 'idle', return503OnClosing: false, routerOptions: { maxParamLength: URL_PARAMETER_LENGTH_MAX }, logger: false,
    // What the router cannot decode never reaches a handler, nor the hook that sets the headers of every answer.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => filter.send(error, request, reply.headers({ ...securityHeaders(https), 'x-request-id': request.id })),
    clientErrorHandler: (error, socket) => answerClientError(error, socket, https),
    http: { requireHostHeader: false },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(runtime, metrics, openapi), adapter, { bodyParser: false, logger: nestLogger(log), abortOnError: false });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  routes.watch(fastify);
  useStrictJson(fastify, takesBytes);
  watchRequests(fastify, { log, metrics, https, isStopping: () => isEnding || runtime.isStopping() });
  const connections = new Connections();
  connections.watch(fastify.server);
  const slow = new SlowBodies({
    ...patience, isFile: sendsFile,
    // What was begun to be answered cannot be answered otherwise.
    cut: ({ socket }, { headersSent }) => (headersSent ? void socket.destroy() : answerTooSlow(socket, https)),
  });
  slow.watch(fastify.server);
  fastify.server.headersTimeout = HEADERS_LIMIT_MS;
  fastify.server.on('checkExpectation', (_request, response) => answerExpectation(response, https));
  await app.register(cookie as never);
  app.useGlobalPipes(new StrictValidationPipe());
  app.useGlobalFilters(filter);
  openapi.attach(app);
  await app.init();
  await fastify.ready();
  return {
    app,
    async listen() {
      await app.listen(config.port, config.host);
      const address = fastify.server.address();
      return typeof address === 'object' && address !== null ? address.port : config.port;
    },
    async close() {
      isEnding = true;
      runtime.events.close();
      await connections.end(() => app.close());
    },
  };
}
