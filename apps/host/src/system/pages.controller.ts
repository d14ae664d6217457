// Pages for people: `/`, the error codes, and the API reference, which comes from a package on this machine and from nowhere else.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/caller.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { refuse } from '../shell/refusal-error.js';
import { errorPage } from './error-page.js';
import { HOME_STYLE, homePage, MARK } from './home-page.js';
import { readinessOf } from './readiness.js';
import { REFERENCE_PAGE, REFERENCE_START, REFERENCE_STYLE } from './reference-page.js';
import { OPENAPI, type OpenApiSource } from './openapi-source.js';

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';
const REFERENCE_FILES: Readonly<Record<string, string>> = { 'swagger-ui.css': STYLE, 'swagger-ui-bundle.js': SCRIPT };

@ApiExcludeController()
@Public()
@Controller()
export class PagesController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(OPENAPI) private readonly openapi: OpenApiSource,
  ) {}

  @Get()
  async home(@Res() reply: FastifyReply): Promise<void> {
    const { application, version, dependencies } = this.runtime;
    const readiness = await readinessOf(dependencies, this.runtime.isStopping());
    void reply.type(HTML).send(homePage({ version, engineTime: application.deps.clock.now(), readiness, paths: application.releases.list().length }));
  }

  @Get('assets/home.css')
  style(@Res() reply: FastifyReply): void {
    void reply.type(STYLE).header('cache-control', 'public, max-age=300').send(HOME_STYLE);
  }

  @Get('assets/mark.svg')
  mark(@Res() reply: FastifyReply): void {
    void reply.type('image/svg+xml; charset=utf-8').header('cache-control', 'public, max-age=86400').send(MARK);
  }

  @Get('api/errors')
  errors(@Res() reply: FastifyReply): void {
    void reply.type(HTML).send(errorPage());
  }

  @Get('api/openapi.json')
  document(@Res() reply: FastifyReply): void {
    void reply.type('application/json; charset=utf-8').send(this.openapi.json());
  }

  @Get('api/reference')
  reference(@Res() reply: FastifyReply): void {
    void reply.type(HTML).send(REFERENCE_PAGE);
  }

  @Get('api/reference/:file')
  async referenceFile(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    if (file === 'start.js') return void reply.type(SCRIPT).send(REFERENCE_START);
    if (file === 'style.css') return void reply.type(STYLE).send(REFERENCE_STYLE);
    const type = Object.hasOwn(REFERENCE_FILES, file) ? REFERENCE_FILES[file] : undefined;
    if (type === undefined) throw refuse('REQUEST.NOT_FOUND');
    void reply.type(type).header('cache-control', 'public, max-age=86400').send(await readFile(join(referenceFolder(), file)));
  }
}

/** The package is a dependency of the OpenAPI module, so it is looked up from there. */
function referenceFolder(): string {
  const fromSwagger = createRequire(createRequire(import.meta.url).resolve('@nestjs/swagger'));
  return dirname(fromSwagger.resolve('swagger-ui-dist/package.json'));
}
