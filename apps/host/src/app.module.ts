// The Nest module of the host: which controllers there are and what they are given.
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthGuard } from './auth/auth.guard.js';
import { SessionsController } from './auth/sessions.controller.js';
import { TokensController } from './auth/tokens.controller.js';
import { CaseFileController } from './cases/case-file.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { InboxController } from './cases/inbox.controller.js';
import { EventsController } from './events/events.controller.js';
import { OfficeController } from './office/office.controller.js';
import { ReleasesController } from './releases/releases.controller.js';
import { RUNTIME, type Runtime } from './runtime.js';
import { METRICS, type Metrics } from './shell/metrics.js';
import { HealthController } from './system/health.controller.js';
import { OPENAPI, type OpenApiSource } from './system/openapi-source.js';
import { PagesController } from './system/pages.controller.js';

@Module({})
export class AppModule {
  static with(runtime: Runtime, metrics: Metrics, openapi: OpenApiSource): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        HealthController, PagesController, SessionsController, TokensController, CasesController, CaseFileController, InboxController,
        OfficeController, ReleasesController, EventsController,
      ],
      providers: [
        { provide: RUNTIME, useValue: runtime },
        { provide: METRICS, useValue: metrics },
        { provide: OPENAPI, useValue: openapi },
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
    };
  }
}
