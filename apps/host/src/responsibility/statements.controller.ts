// What people state about decisions: findings, exemptions, objections and their answers. Each is an entry in the journal of the office, with
// everything about the person sealed. What is not here: what follows from them, which is computed.
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AppealText, Stated } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, INSTANT, object, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { seqOf } from './case-responsibility.controller.js';
import { AppealAnswerDto, NewAppealDto, NewExemptionDto, NewFindingDto } from './responsibility.dto.js';
import { APPEAL_TEXT, STATED } from './responsibility.schemas.js';

@ApiTags('responsibility')
@ApiBearerAuth()
@Controller('api/v1')
export class StatementsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  private get responsibility(): Runtime['application']['responsibility'] {
    return this.runtime.application.responsibility;
  }

  @Post('offices/:office/findings')
  @ApiOperation({ operationId: 'recordFinding', summary: '登记责任认定 / Record a finding', description: 'By inspection or the chief, who took no part in the decision. Rows follow it from now on; a later one about the same person and area takes its place.' })
  @Answers(201, 'Recorded', STATED)
  @Problems('REQUEST.INVALID', 'OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'DECISION.NOT_FOUND', 'PERSON.UNKNOWN', 'RESPONSIBILITY.TOOK_PART', 'RECORD.PERSON_WITHOUT_ROLE', 'RECORD.CONTRADICTION')
  async recordFinding(@WithCaller() caller: Caller, @Param('office') office: string, @Body() body: NewFindingDto): Promise<Stated> {
    return answer(await this.responsibility.recordFinding(caller.identity, office, body));
  }

  @Post('offices/:office/exemptions')
  @ApiOperation({ operationId: 'recordExemption', summary: '登记免责情形 / Record an exemption', description: 'It clears the one row of its person and area.' })
  @Answers(201, 'Recorded', STATED)
  @Problems('REQUEST.INVALID', 'OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'DECISION.NOT_FOUND', 'PERSON.UNKNOWN', 'RESPONSIBILITY.TOOK_PART', 'RESPONSIBILITY.NO_SUCH_AREA')
  async recordExemption(@WithCaller() caller: Caller, @Param('office') office: string, @Body() body: NewExemptionDto): Promise<Stated> {
    return answer(await this.responsibility.recordExemption(caller.identity, office, body));
  }

  @Post('decisions/:case/:seq/appeals')
  @ApiOperation({ operationId: 'appeal', summary: '提出异议 / Object to what was computed about oneself', description: 'There is no time limit.' })
  @Answers(201, 'Recorded', STATED)
  @Problems('REQUEST.INVALID', 'DECISION.NOT_FOUND', 'RESPONSIBILITY.NO_SUCH_AREA', 'APPEAL.PENDING')
  async appeal(@WithCaller() caller: Caller, @Param('case') caseId: string, @Param('seq') seq: string, @Body() body: NewAppealDto): Promise<Stated> {
    return answer(await this.responsibility.appeal(caller.identity, caseId, seqOf(seq), body));
  }

  @Get('appeals/:id')
  @ApiOperation({ operationId: 'readAppeal', summary: '异议及答复 / An objection and its answer' })
  @Answers(200, 'With its words', APPEAL_TEXT)
  @Problems('APPEAL.NOT_FOUND')
  async read(@WithCaller() caller: Caller, @Param('id') id: string): Promise<AppealText> {
    return answer(await this.responsibility.readAppeal(caller.identity, id));
  }

  @Post('appeals/:id/answer')
  @HttpCode(200)
  @ApiOperation({ operationId: 'answerAppeal', summary: '答复异议 / Answer an objection', description: 'By inspection, with reasons.' })
  @Answers(200, 'Answered', object({ answeredAt: INSTANT }))
  @Problems('REQUEST.INVALID', 'APPEAL.NOT_FOUND', 'APPEAL.ANSWERED', 'AUTHORITY.NOT_YOUR_ROLE', 'RESPONSIBILITY.TOOK_PART')
  async answerAppeal(@WithCaller() caller: Caller, @Param('id') id: string, @Body() body: AppealAnswerDto): Promise<{ readonly answeredAt: string }> {
    return answer(await this.responsibility.answerAppeal(caller.identity, id, body));
  }
}
