// What supervisors of an office see of formality: flagged acts, and shares by person. What is not here: who may ask (the use cases).
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FlaggedView, SharesView } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { FlaggedQuery, PeriodQuery } from './formality.dto.js';
import { FLAGGED, SHARES } from './formality.schemas.js';

const LIST_DEFAULT = 50;
const WHO = 'Chief, case management and inspection see the office, heads their department. A flag is a sign to look, not a finding.';

@ApiTags('formality')
@ApiBearerAuth()
@Controller('api/v1/offices/:office/formality')
export class OfficeFormalityController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  @ApiOperation({ operationId: 'listFlaggedActs', summary: '形式化办案提示 / Acts with signs of formality', description: WHO })
  @Answers(200, 'A page, newest first', FLAGGED)
  @Problems('OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'REQUEST.PARAMETER_INVALID', 'REQUEST.CURSOR_MALFORMED')
  async flagged(@WithCaller() caller: Caller, @Param('office') office: string, @Query() { limit, ...query }: FlaggedQuery): Promise<FlaggedView> {
    return answer(await this.runtime.application.formality.flagged(caller.identity, office, { ...query, limit: limit ?? LIST_DEFAULT }));
  }

  @Get('shares')
  @ApiOperation({ operationId: 'formalityShares', summary: '形式化提示占比 / Share of flagged acts, by person and capacity', description: `${WHO} Counts of a period in the order of ids; no ranking.` })
  @Answers(200, 'A page of whole people', SHARES)
  @Problems('OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'REQUEST.PARAMETER_INVALID', 'REQUEST.CURSOR_MALFORMED')
  async shares(@WithCaller() caller: Caller, @Param('office') office: string, @Query() { limit, ...query }: PeriodQuery): Promise<SharesView> {
    return answer(await this.runtime.application.formality.shares(caller.identity, office, { ...query, limit: limit ?? LIST_DEFAULT }));
  }
}
