// `GET /api/v1/events`: live events for the person signed in.
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '@quanze/application';
import { isUuid, type CaseId } from '@quanze/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { describeError } from '../shell/logging.js';
import { METRICS, type Metrics } from '../shell/metrics.js';
import { refuse } from '../shell/refusal-error.js';
import type { LiveEvent } from './hub.js';
import { openStream } from './stream.js';

const HEARTBEAT_MS = 15_000;

@ApiTags('events')
@ApiBearerAuth()
@Controller('api/v1/events')
export class EventsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'streamEvents', summary: '实时事件 / Live events',
    description: 'Server-sent events `case.changed`, `office.changed`, filtered by what you may know of. After `reset` load anew what is shown. A heartbeat comes every 15 s.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Number of the last event received; what came after it is sent again' })
  @ApiResponse({ status: 200, description: 'The stream', content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @Problems()
  stream(@WithCaller() caller: Caller, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (this.runtime.isStopping()) throw refuse('FAULT.STOPPING');
    const { raw } = reply;
    const last = request.headers['last-event-id'];
    reply.hijack();
    raw.writeHead(200, { ...plainHeaders(reply.getHeaders()), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', connection: 'keep-alive', 'x-accel-buffering': 'no' });
    const { events, log } = this.runtime;
    const close = openStream({
      hub: events,
      lastEventId: typeof last === 'string' && last !== '' ? last : null,
      mayKnow: (event) => this.mayKnow(caller, event),
      output: { write: (text) => raw.write(text), end: () => void raw.end() },
      heartbeatMs: HEARTBEAT_MS,
      onFault: (error) => log.error({ requestId: request.id, error: describeError(error) }, 'event stream'),
    });
    raw.on('close', () => {
      close();
      this.metrics.streamsOpen(events.listening);
    });
    this.metrics.streamsOpen(events.listening);
  }

  /** The session may have ended since the stream began, so it is asked again with every event. */
  private async mayKnow({ token, identity }: Caller, event: LiveEvent): Promise<boolean> {
    const { application } = this.runtime;
    if (!(await application.sessions.identify(token)).ok) return false;
    return event.caseId === null ? this.isNear(identity, event) : this.knowsCase(identity, event.caseId);
  }

  private async knowsCase(identity: Identity, caseId: string): Promise<boolean> {
    const { cases, clock } = this.runtime.application.deps;
    return isUuid(caseId) && (await cases.head({ tenant: identity.tenant, person: identity.person, at: clock.now() }, caseId as CaseId)) !== null;
  }

  private async isNear(identity: Identity, event: LiveEvent): Promise<boolean> {
    const { office, clock } = this.runtime.application.deps;
    const facts = await office.facts(identity.person, clock.now());
    return facts?.posts.some((post) => post.office === event.data['office']) ?? false;
  }
}

function plainHeaders(headers: ReturnType<FastifyReply['getHeaders']>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]));
}
