// The Nest module of the host: which controllers there are and what they are given.
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AssignmentController } from './assignment/assignment.controller.js';
import { CommitmentsController } from './assignment/commitments.controller.js';
import { AuthGuard } from './auth/auth.guard.js';
import { CaseAuthorityController } from './authority/case-authority.controller.js';
import { OfficeAuthorityController } from './authority/office-authority.controller.js';
import { PasswordsController } from './auth/passwords.controller.js';
import { SessionsController } from './auth/sessions.controller.js';
import { TokensController } from './auth/tokens.controller.js';
import { CaseFileController } from './cases/case-file.controller.js';
import { ErasuresController } from './cases/erasures.controller.js';
import { EvidenceController } from './cases/evidence.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { DocumentsController } from './cases/documents.controller.js';
import { DraftsController } from './cases/drafts.controller.js';
import { FilesController } from './cases/files.controller.js';
import { InboxController } from './cases/inbox.controller.js';
import { LinksController } from './cases/links.controller.js';
import { EventsController } from './events/events.controller.js';
import { AbsencesController } from './office/absences.controller.js';
import { CheckController } from './formality/check.controller.js';
import { OfficeFormalityController } from './formality/office-formality.controller.js';
import { OfficeController } from './office/office.controller.js';
import { DutiesController } from './releases/duties.controller.js';
import { ReleasesController } from './releases/releases.controller.js';
import { CaseResponsibilityController } from './responsibility/case-responsibility.controller.js';
import { DossiersController } from './responsibility/dossiers.controller.js';
import { StatementsController } from './responsibility/statements.controller.js';
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
        HealthController, PagesController, SessionsController, PasswordsController, TokensController, CasesController, CaseFileController, EvidenceController, InboxController, DraftsController, LinksController, DocumentsController,
        FilesController, ErasuresController, AbsencesController, CaseAuthorityController, OfficeAuthorityController,
        OfficeController, ReleasesController, DutiesController, EventsController, AssignmentController, CommitmentsController,
        CaseResponsibilityController, DossiersController, StatementsController, CheckController, OfficeFormalityController,
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
