// What a person answers for, for life, and an office's decisions by who answers for them. What is not here: the rows of a case.
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ResponsibilitySummary } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { withRefusal } from './case-responsibility.controller.js';
import { AsOfPageQuery } from './responsibility.dto.js';
import { DOSSIER, READS, SUMMARY } from './responsibility.schemas.js';

const LIST_DEFAULT = 50;

function pageOf({ asOf, limit, cursor }: AsOfPageQuery): { readonly limit: number; readonly asOf?: string; readonly after?: string } {
  return { limit: limit ?? LIST_DEFAULT, ...(asOf === undefined ? {} : { asOf }), ...(cursor === undefined ? {} : { after: cursor }) };
}

@ApiTags('responsibility')
@ApiBearerAuth()
@Controller('api/v1')
export class DossiersController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('people/:id/dossier')
  @ApiOperation({
    operationId: 'dossier', summary: '司法责任档案 / What a person answers for, for life',
    description: 'The own one; of others inspection, the chief, and the chief of the office above see what arose in their office. It outlasts posts, transfer and retirement.',
  })
  @Answers(200, 'A page, the newest decision first', DOSSIER)
  @Problems('PERSON.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'REQUEST.PARAMETER_INVALID', 'REQUEST.CURSOR_MALFORMED', 'RESPONSIBILITY.DATE_MALFORMED', 'RESPONSIBILITY.DATE_IN_FUTURE', 'RESPONSIBILITY.NO_TABLE')
  async dossier(@WithCaller() caller: Caller, @Param('id') id: string, @Query() query: AsOfPageQuery): Promise<object> {
    const view = answer(await this.runtime.application.responsibility.dossier(caller.identity, id, pageOf(query)));
    return { ...view, items: view.items.map(withRefusal) };
  }

  @Get('offices/:office/responsibility-summary')
  @ApiOperation({ operationId: 'responsibilitySummary', summary: '责任区分情况 / Decisions by who answers for them, and those in which that is not clear' })
  @Answers(200, 'Owners by area over a page of decisions, the newest first', SUMMARY)
  @Problems('OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'REQUEST.PARAMETER_INVALID', 'REQUEST.CURSOR_MALFORMED', 'RESPONSIBILITY.DATE_MALFORMED', 'RESPONSIBILITY.DATE_IN_FUTURE', 'RESPONSIBILITY.NO_TABLE')
  async summary(@WithCaller() caller: Caller, @Param('office') office: string, @Query() query: AsOfPageQuery): Promise<ResponsibilitySummary> {
    return answer(await this.runtime.application.responsibility.summary(caller.identity, office, pageOf(query)));
  }

  @Get('me/responsibility-reads')
  @ApiOperation({ operationId: 'responsibilityReads', summary: '本人责任信息的查阅记录 / Who looked at what concerns me' })
  @Answers(200, 'The latest first, 200 at most', READS)
  @Problems()
  async reads(@WithCaller() caller: Caller): Promise<readonly object[]> {
    return this.runtime.application.responsibility.reads(caller.identity);
  }
}
