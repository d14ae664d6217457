// Whether this process lives, whether it can serve, and its numbers. Public, and therefore without anything about cases.
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/caller.js';
import { Answers, INSTANT, list, object, oneOf, Problems, TEXT } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { METRICS, type Metrics } from '../shell/metrics.js';
import { readinessOf, type Readiness } from './readiness.js';

@ApiTags('system')
@Controller()
export class HealthController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  @Get('health')
  @Public()
  @ApiOperation({ operationId: 'health', summary: '存活 / Whether the process lives' })
  @Answers(200, 'It does', object({ status: oneOf('ok'), name: TEXT, version: TEXT, engineTime: INSTANT }))
  health(): { readonly status: 'ok'; readonly name: string; readonly version: string; readonly engineTime: string } {
    return { status: 'ok', name: 'quanze', version: this.runtime.version, engineTime: this.runtime.application.deps.clock.now() };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ operationId: 'ready', summary: '就绪 / Whether requests can be served now' })
  @Answers(200, 'Ready', object({ status: oneOf('ready', 'not-ready', 'stopping'), dependencies: list(object({ name: TEXT, status: oneOf('up', 'down') })) }))
  @Answers(503, 'Not ready; the same shape')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await readinessOf(this.runtime.dependencies, this.runtime.isStopping());
    void reply.status(readiness.status === 'ready' ? 200 : 503);
    return readiness;
  }

  @Get('metrics')
  @Public()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ operationId: 'metrics', summary: '指标 / Numbers for Prometheus' })
  @ApiResponse({ status: 200, description: 'The numbers, in the text format of Prometheus', content: { 'text/plain': { schema: { type: 'string' } } } })
  @Problems()
  numbers(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
